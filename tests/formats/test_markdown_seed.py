"""The community's own list, as it stands in the handbook."""

from pathlib import Path

import pytest

from directory.formats import markdown
from directory.formats.records import Fields

TEXT = (Path(__file__).parent.parent / "samples/service-mesh-landscape.md").read_text("utf-8")
GITHUB = "https://github.com/"

# Name, path at GitHub or address, summary, home page, other links.
ENTRIES = [
    ("amalgam8", "amalgam8/amalgam8", "用于异构微服务的基于版本的路由网格", None, {}),
    (
        "ambassador",
        "datawire/ambassador",
        "开源的基于 Envoy proxy 构建的用于微服务的 Kubernetes 原生 API 网关",
        "https://www.getambassador.io/",
        {},
    ),
    (
        "Apache APISIX",
        "apache/apisix",
        "Apache APISIX 是一个动态、实时、高性能的 API 网关，"
        "基于 Nginx/Openresty 网络库和 etcd 实现，"
        "提供负载均衡、动态上游、灰度发布、服务熔断、身份认证、可观测性等七层流量管理功能，"
        "可以用来处理网站、移动设备和 IoT 的流量，通常使用 Apache APISIX 来处理传统的南北向流量。",
        "http://apisix.apache.org/",
        {},
    ),
    ("aspen-mesh", "aspenmesh", "隶属于 F5 公司开发的 Service Mesh", None, {}),
    (
        "consul",
        "hashicorp/consul",
        "Consul 一种分布式、高可用的数据中心感知解决方案，"
        "用于跨动态分布式基础架构连接和配置应用程序。",
        "https://www.consul.io/",
        {},
    ),
    (
        "dubbo",
        "apache/incubator-dubbo",
        "Apache Dubbo is a high-performance, java based, open source RPC framework.",
        "http://dubbo.apache.org/",
        {},
    ),
    ("envoy", "envoyproxy/envoy", "C++ 前端/服务代理", "https://www.envoyproxy.io/", {}),
    ("istio", "istio", "用于连接、保护、控制和观测服务。", None, {}),
    ("kong", "Kong/kong", "云原生 API 网关", "https://konghq.com/install", {}),
    ("linkerd", "linkerd/linkerd", "云原生应用的开源 Service Mesh", "https://linkerd.io/", {}),
    (
        "mesher",
        "go-mesh/mesher",
        "华为开源的轻量级基于 [go chassis](https://github.com/ServiceComb/go-chassis) "
        "的 Service Mesh。",
        None,
        {"go chassis": "https://github.com/ServiceComb/go-chassis"},
    ),
    ("nginmesh", "nginmesh/nginmesh", "基于 Nginx 的 Service Mesh", None, {}),
    (
        "nginx-unit",
        "nginx/unit",
        "NGINX Unit is a new, lightweight, open source application server built to meet the "
        "demands of today’s dynamic and distributed applications.",
        None,
        {},
    ),
    (
        "servicecomb",
        "https://servicecomb.apache.org/",
        "ServiceComb 是华为开源的微服务框架，提供便捷的在云中开发和部署应用的方式。",
        None,
        {},
    ),
    (
        "tars",
        "Tencent/Tars",
        "Tars 是腾讯开源的基于名称服务的高性能 RPC 框架。使用 tars 协议并提供半自动化运维平台。",
        None,
        {},
    ),
    (
        "MOSN",
        "alipay/sofa-mosn",
        "MOSN 是由蚂蚁金服开源的云原生网络代理。",
        "https://mosn.io",
        {},
    ),
    ("Orange", "sumory/orange", "Orange 是一个简洁 高性能的云原生网关", None, {}),
]


def addresses(links: list[Fields], kind: str) -> list[str]:
    return [link["url"] for link in links if link["kind"] == kind]


@pytest.mark.parametrize("number", range(17))
def test_each_entry_has_its_name_links_and_text(number: int):
    name, url, summary, homepage, inline = ENTRIES[number]
    record = markdown.read(TEXT, "list.md", "zh").projects[number]
    project = record.fields
    main, *others = project["some_links"]

    assert (project["name"], project["summary_zh"]) == (name, summary)
    assert main["url"] == (url if "://" in url else GITHUB + url)
    assert addresses(others, "homepage") == ([homepage] if homepage else [])
    assert {link["text"]: link["url"] for link in others if link["kind"] == "other"} == inline
    assert (record.place.line, record.place.column) == (10 + number, 3)


def test_there_are_no_other_entries():
    listing = markdown.read(TEXT, "list.md")

    assert len(listing.projects) == len(ENTRIES) == 17
    assert listing.categories == listing.left_out == []


def test_an_address_tells_a_repository_from_its_owner_and_from_a_home_page():
    kinds = {
        project.fields["name"]: project.fields["some_links"][0]["kind"]
        for project in markdown.read(TEXT, "list.md").projects
    }

    assert {name for name, kind in kinds.items() if kind == "organization"} == {
        "aspen-mesh",
        "istio",
    }
    assert {name for name, kind in kinds.items() if kind == "homepage"} == {"servicecomb"}


def test_a_text_is_in_the_language_that_its_script_tells():
    english = [
        project.fields["name"]
        for project in markdown.read(TEXT, "list.md").projects
        if "summary_en" in project.fields
    ]

    assert english == ["dubbo", "nginx-unit"]


def test_the_list_has_a_title_an_introduction_and_people():
    listing = markdown.read(TEXT, "list.md")

    assert listing.landscape
    assert listing.landscape.fields["title_zh"] == "服务网格全景图"
    assert listing.landscape.fields["introduction_zh"].endswith("维护的 Service Mesh 列表。")
    assert [person.fields for person in listing.stewardships] == [
        {"maintainer": "rootsongjc", "role": "owner"},
        {"maintainer": "haiker2011", "role": "reviewer"},
    ]
    assert [person.fields for person in listing.maintainers] == [
        {"handle": "rootsongjc"},
        {"handle": "haiker2011"},
    ]


def test_the_two_entries_at_the_end_are_out_of_order():
    found = markdown.read(TEXT, "list.md").problems

    assert [(problem.code, problem.place.line, problem.level) for problem in found] == [
        ("order", 25, "warning"),
        ("order", 26, "warning"),
    ]
