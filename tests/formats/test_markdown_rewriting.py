"""What was edited in the directory is edited in the list; all else is as it was, to the byte."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from hypothesis import given

from directory.formats import markdown
from directory.formats.records import Fields, ListRecord, Place, Record

from .markdown_texts import DOCUMENTS

SAMPLES = Path(__file__).parent.parent / "samples"
FILES = [SAMPLES / "service-mesh-landscape.md", *sorted((SAMPLES / "lists").glob("*.md"))]
NOWHERE = Place("")


class Directory:
    """A directory that a list was imported into, to be edited and exported again."""

    def __init__(self, text: str, language: str | None = None) -> None:
        self.text = text
        self.was = markdown.read(text, "list.md", language)
        slugs = {each.fields["key"]: self._slug(each.fields["key"]) for each in self.was.categories}
        self.listing = ListRecord(
            "own",
            landscape=self.was.landscape and Record(dict(self.was.landscape.fields), NOWHERE),
            maintainers=self.was.maintainers,
            stewardships=list(self.was.stewardships),
            categories=[self._category(each.fields, slugs) for each in self.was.categories],
        )
        self.now: list[Record | None] = [
            self._project(each.fields, slugs) for each in self.was.projects
        ]
        self.added: list[Record] = []

    @staticmethod
    def _slug(key: str) -> str:
        return f"slug of {key}"

    @staticmethod
    def _category(fields: Fields, slugs: dict[str, str]) -> Record:
        known = {name: value for name, value in fields.items() if name not in ("key", "parent_key")}
        above = {"parent": slugs[fields["parent_key"]]} if "parent_key" in fields else {}
        return Record({"slug": slugs[fields["key"]], **known, **above}, NOWHERE)

    @staticmethod
    def _project(fields: Fields, slugs: dict[str, str]) -> Record:
        category = slugs.get(fields.get("category_key", ""), "the only category")
        links = [dict(link) for link in fields.get("some_links", [])]
        return Record({**fields, "category": category, "links": links}, NOWHERE)

    def __getitem__(self, name: str) -> Fields:
        """The fields of a project, to be edited."""
        return next(
            record.fields for record in self.now if record and record.fields["name"] == name
        )

    def category(self, name: str) -> Fields:
        return next(
            record.fields
            for record in self.listing.categories
            if name in (record.fields.get("name_zh"), record.fields.get("name_en"))
        )

    def withdraw(self, *names: str) -> None:
        self.now = [None if each and each.fields["name"] in names else each for each in self.now]

    def add(self, name: str, category: str = "", **fields: object) -> None:
        slug = self.category(category)["slug"] if category else "the only category"
        links = [{"kind": "repository", "url": f"https://github.com/example/{name.lower()}"}]
        self.added.append(
            Record({"name": name, "category": slug, "links": links} | fields, NOWHERE)
        )

    def open_category(self, name: str, above: str = "") -> None:
        parent = {"parent": self.category(above)["slug"]} if above else {}
        self.listing.categories.append(
            Record({"slug": f"slug of {name}", "name_en": name, **parent}, NOWHERE)
        )

    def exported(self) -> str:
        return markdown.rewrite(self.text, self.was, self.now, self.added, self.listing)

    def diff(self) -> list[str]:
        """The lines that an export takes away and puts in."""
        before, after = self.text.splitlines(), self.exported().splitlines()
        return [
            line
            for line in difflib.unified_diff(before, after, n=0, lineterm="")
            if not line.startswith(("---", "+++", "@@"))
        ]

    def lines_put_in(self) -> list[str]:
        return [line[1:] for line in self.diff() if line.startswith("+")]


def sample(name: str) -> Directory:
    return Directory((SAMPLES / name).read_text("utf-8"))


@pytest.fixture
def seed() -> Directory:
    return sample("service-mesh-landscape.md")


@pytest.fixture
def selfhosted() -> Directory:
    return sample("lists/selfhosted.md")


@pytest.fixture
def nested() -> Directory:
    return sample("lists/nested.md")


@pytest.fixture
def chinese() -> Directory:
    return sample("lists/chinese.md")


@pytest.fixture
def table() -> Directory:
    return sample("lists/table.md")


# ---- nothing edited


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_a_list_that_nobody_edited_stays_as_it_is(file: Path, newline: str):
    text = file.read_text("utf-8").replace("\n", newline)

    assert Directory(text).exported() == text


@given(DOCUMENTS)
def test_any_text_that_nobody_edited_stays_as_it_is(text: str):
    assert Directory(text).exported() == text


def test_a_text_in_the_other_language_is_no_edit():
    text = FILES[0].read_text("utf-8")
    seed = Directory(text, "zh")
    seed["dubbo"]["summary_en"] = "Another text, of the directory's own."
    seed["kong"]["summary_en"] = "A gateway."

    assert seed.diff() == []


# ---- texts


def test_an_edited_summary_replaces_just_the_summary(seed: Directory):
    seed["kong"]["summary_zh"] = "可扩展的云原生 API 网关。"

    assert seed.diff() == [
        "-- [kong](https://github.com/Kong/kong) - 云原生 API 网关 <https://konghq.com/install>",
        "+- [kong](https://github.com/Kong/kong) - 可扩展的云原生 API 网关。 <https://konghq.com/install>",
    ]


def test_marks_stars_and_badges_stay_beside_an_edited_summary(nested: Directory):
    nested["Kiali"]["summary_en"] = "Its console."
    nested["Kuma"]["summary_en"] = "A mesh for all."

    assert nested.diff() == [
        "-	* [Kiali](https://github.com/kiali/kiali) ⭐ 3.4k – Its *console*.",
        "+	* [Kiali](https://github.com/kiali/kiali) ⭐ 3.4k – Its console.",
        "-* **[Kuma](https://github.com/kumahq/kuma)** ![stars](https://stars.example/kuma.svg): "
        "Universal Envoy",
        "-  service mesh. <https://kuma.io/>",
        "+* **[Kuma](https://github.com/kumahq/kuma)** ![stars](https://stars.example/kuma.svg): "
        "A mesh for all. <https://kuma.io/>",
    ]


def test_an_entry_gets_a_summary_in_the_style_of_its_list(nested: Directory, chinese: Directory):
    nested["MOSN"]["summary_en"] = "Proxy in Go."
    chinese["Traefik Mesh"]["summary_zh"] = "简单的服务网格。"

    assert "+4. [MOSN](https://github.com/mosn/mosn) - Proxy in Go." in nested.diff()
    assert chinese.diff()[1] == (
        "+- [Traefik Mesh](https://github.com/traefik/traefik.git)：简单的服务网格。"
    )


def test_a_summary_that_is_taken_away_takes_its_separator_along(seed: Directory):
    del seed["envoy"]["summary_zh"]

    assert seed.diff()[1] == (
        "+- [envoy](https://github.com/envoyproxy/envoy) "
        "[https://www.envoyproxy.io](https://www.envoyproxy.io/)"
    )


def test_a_summary_that_would_be_read_otherwise_is_set_off(seed: Directory):
    seed["istio"]["summary_zh"] = "见 [文档](https://istio.io/latest/)"

    written = seed.exported()

    assert "见 [文档](https://istio.io/latest/)<!-- -->\n" in written
    assert Directory(written)["istio"]["summary_zh"] == "见 [文档](https://istio.io/latest/)"


def test_further_paragraphs_are_replaced_and_stay_indented(nested: Directory):
    nested["pingora"]["description_en"] = "Used everywhere.\n\n- really"

    assert nested.diff() == [
        "-   Used at scale:",
        "+   Used everywhere.",
        "-   - serves 40 million requests per second",
        "-   - [blog post](https://blog.cloudflare.com/pingora-open-source/)",
        "+   - really",
    ]


def test_a_description_that_repeats_the_summary_says_nothing_new(nested: Directory):
    pingora = nested["pingora"]
    pingora["description_en"] = f"{pingora['summary_en']}\n\n{pingora['description_en']}"

    assert nested.diff() == []


def test_what_is_struck_through_stays_so():
    directory = Directory("# L\n\n- ~~[k](https://k.example/) - Dead.~~\n")
    directory["k"]["summary_en"] = "Dead since 2020."

    assert directory.lines_put_in() == ["- ~~[k](https://k.example/) - Dead since 2020.~~"]
    directory["k"]["summary_en"] = ""
    assert directory.lines_put_in() == ["- ~~[k](https://k.example/)~~"]


# ---- names and addresses


def test_a_renamed_project_has_its_new_name(seed: Directory, nested: Directory, table: Directory):
    seed["ambassador"]["name"] = "Emissary [ingress]"
    nested["pingora"]["name"] = "Pingora"
    nested["linkerd2-proxy"]["name"] = "Linkerd proxy"
    table["Istio"]["name"] = "istio"

    assert seed.lines_put_in()[0].startswith(
        r"- [Emissary \[ingress\]](https://github.com/datawire/ambassador) - 开源的"
    )
    proxy, pingora = nested.lines_put_in()
    assert proxy == "2. [Linkerd proxy](https://github.com/linkerd/linkerd2-proxy)"
    assert pingora.startswith("3. `Pingora` [repository](")
    assert table.lines_put_in()[0].startswith("| **istio** |")


def test_a_project_that_moved_leads_to_its_new_address(seed: Directory, nested: Directory):
    seed["dubbo"]["links"] = [
        {"kind": "repository", "url": "https://github.com/apache/dubbo"},
        {"kind": "homepage", "url": "https://dubbo.apache.org/"},
        {"kind": "repository", "url": "https://github.com/apache/incubator-dubbo", "former": True},
    ]
    nested["Envoy"]["links"][0]["url"] = "https://github.com/envoyproxy/envoy2"

    assert seed.diff()[1] == (
        "+- [dubbo](https://github.com/apache/dubbo) - Apache Dubbo is a high-performance, "
        "java based, open source RPC framework. [http://dubbo.apache.org](https://dubbo.apache.org/)"
    )
    assert nested.diff()[1].startswith("+1. [Envoy](https://github.com/envoyproxy/envoy2) - Cloud")


def test_a_home_page_comes_and_goes_where_a_list_has_them(seed: Directory, nested: Directory):
    seed["istio"]["links"].append({"kind": "homepage", "url": "https://istio.io/"})
    del seed["consul"]["links"][1]
    nested["Chaos Mesh"]["links"].append({"kind": "homepage", "url": "https://chaos-mesh.org/"})

    consul, istio = seed.lines_put_in()
    assert consul.endswith("用于跨动态分布式基础架构连接和配置应用程序。")
    assert istio.endswith("- 用于连接、保护、控制和观测服务。 <https://istio.io/>")
    assert nested.lines_put_in()[0].endswith("engineering platform. <https://chaos-mesh.org/>")


def test_a_link_in_brackets_goes_with_its_comma(selfhosted: Directory):
    links = selfhosted["Apache APISIX"]["links"]
    selfhosted["Apache APISIX"]["links"] = [links[0], *links[2:]]
    del selfhosted["Kong"]["links"][1]

    assert [line for line in selfhosted.diff() if line.startswith("+")] == [
        "+- [Apache APISIX](https://apisix.apache.org/) - Cloud-native API gateway. "
        "([Source Code](https://github.com/apache/apisix), "
        "[Clients](https://apisix.apache.org/clients)) `Apache-2.0` `Lua/Docker`",
        "+- [Kong](https://konghq.com/) `⚠` - API gateway with plugins. `Apache-2.0` `Lua`",
    ]


# ---- licences and languages


def test_licences_and_languages_follow_where_a_list_has_them(
    selfhosted: Directory, seed: Directory
):
    selfhosted["Kong"]["license"] = "BUSL-1.1"
    selfhosted["KrakenD"]["languages"] = ["Go", "Rust"]
    selfhosted["Caddy"]["license"] = ""
    selfhosted["Pound"]["license"] = "GPL-3.0-or-later"
    seed["kong"]["license"] = "Apache-2.0"
    seed["kong"]["languages"] = ["Lua"]

    kong, krakend, caddy, pound = selfhosted.lines_put_in()
    assert kong.endswith("(https://github.com/Kong/kong)) `BUSL-1.1` `Lua`")
    assert krakend.endswith(
        "(https://github.com/krakend/krakend-ce)) `Apache-2.0` `Go/Rust/Docker`"
    )
    assert caddy.endswith("(https://github.com/caddyserver/caddy)) `Go`")
    assert pound.endswith("load balancer. `GPL-3.0-or-later` `C`")
    assert seed.diff() == []


# ---- entries that come, go and move


def test_a_withdrawn_project_goes_with_its_lines(seed: Directory, nested: Directory):
    seed.withdraw("amalgam8", "Orange")
    nested.withdraw("Linkerd", "pingora")

    assert all(line.startswith("-") for line in seed.diff() + nested.diff())
    assert len(seed.diff()) == 2
    assert len(nested.diff()) == 2 + 7


def test_what_is_nested_in_a_withdrawn_project_moves_up(nested: Directory):
    nested.withdraw("Istio")

    assert nested.diff() == [
        "-* [Istio](https://istio.io) :star: - Connect, secure, control and observe services.",
        "-	* [istioctl](https://github.com/istio/istio/tree/master/istioctl) - Its command line.",
        "-	* [Kiali](https://github.com/kiali/kiali) ⭐ 3.4k – Its *console*.",
        "+* [istioctl](https://github.com/istio/istio/tree/master/istioctl) - Its command line.",
        "+* [Kiali](https://github.com/kiali/kiali) ⭐ 3.4k – Its *console*.",
    ]


def test_a_new_project_stands_in_order_or_at_the_end(selfhosted: Directory, nested: Directory):
    selfhosted.add("Higress", "API gateways", summary_en="Gateway.", license="Apache-2.0")
    nested.add("Aeraki", "Meshes", summary_en="Any protocol.")

    assert selfhosted.diff() == [
        "+- [Higress](https://github.com/example/higress) - Gateway. `Apache-2.0`"
    ]
    assert selfhosted.exported().index("[Apache APISIX]") < selfhosted.exported().index("[Higress]")
    assert selfhosted.exported().index("[Higress]") < selfhosted.exported().index("[Kong]")
    assert nested.diff() == ["+* [Aeraki](https://github.com/example/aeraki) — Any protocol."]
    assert nested.exported().index("[Kuma]") < nested.exported().index("[Aeraki]")


def test_a_numbered_list_goes_on_counting(nested: Directory):
    nested.add("Pipy", "Data planes", summary_en="A programmable proxy.")

    assert nested.diff() == ["+5. [Pipy](https://github.com/example/pipy) - A programmable proxy."]


def test_a_list_without_headings_takes_projects_of_all_categories(seed: Directory):
    seed.add("Kmesh", summary_zh="基于 eBPF 的服务网格。")
    seed.add("东方网格")

    assert seed.diff() == [
        "+- [Kmesh](https://github.com/example/kmesh) - 基于 eBPF 的服务网格。",
        "+- [东方网格](https://github.com/example/东方网格)",
    ]
    assert seed.exported().endswith(
        "云原生网关\n- [东方网格](https://github.com/example/东方网格)\n"
    )


def test_a_new_row_has_the_columns_of_its_table(table: Directory):
    table.add("Kuma", "Meshes", summary_en="A | B", languages=["Go"], license="Apache-2.0")
    table.add("Linkora", "对比", summary_zh="又一个")

    assert table.diff() == [
        r"+| [Kuma](https://github.com/example/kuma) | A \| B | Go | Apache-2.0 "
        "| <https://github.com/example/kuma> |",
        "+[Linkora](https://github.com/example/linkora) | 又一个",
    ]


def test_an_entry_moves_to_the_heading_of_its_category(nested: Directory):
    nested["MOSN"]["category"] = nested.category("Meshes")["slug"]
    nested["pingora"]["category"] = nested.category("Testing")["slug"]
    nested["pingora"]["summary_en"] = "A library."

    moved = Directory(nested.exported())

    assert "* [MOSN](https://github.com/mosn/mosn)" in nested.lines_put_in()
    assert moved["MOSN"]["category_key"] == "Meshes"
    assert moved["pingora"]["category_key"] == "Tools/Testing"
    assert moved["pingora"]["summary_en"] == "A library."
    assert moved["pingora"]["description_en"].endswith("open-source/)")
    assert len(moved.now) == len(nested.now)


def test_a_new_category_gets_its_heading_and_a_line_in_the_contents(selfhosted: Directory):
    selfhosted.open_category("Meshes")
    selfhosted.open_category("Sidecarless", "Meshes")
    selfhosted.add("Kuma", "Meshes", summary_en="A mesh.")
    selfhosted.add("Kmesh", "Sidecarless", summary_en="Another.")

    assert set(selfhosted.diff()) == {
        "+  - [Meshes](#meshes)",
        "+",
        "+### Meshes",
        "+- [Kuma](https://github.com/example/kuma) - A mesh.",
        "+#### Sidecarless",
        "+- [Kmesh](https://github.com/example/kmesh) - Another.",
    }
    assert "`MIT` `Go`\n\n### Meshes\n\n- [Kuma]" in selfhosted.exported()
    assert "- Another.\n\n## List of Licenses\n" in selfhosted.exported()


# ---- the list itself


def test_a_renamed_category_renames_its_heading_and_its_line_in_the_contents(chinese: Directory):
    chinese.category("服务网格")["name_zh"] = "网格"

    assert chinese.diff() == [
        "-- [服务网格](#服务网格)",
        "+- [网格](#网格)",
        "-## 服务网格",
        "+## 网格",
    ]


def test_title_introduction_and_descriptions_follow(nested: Directory):
    assert nested.listing.landscape
    fields = nested.listing.landscape.fields
    fields["title_en"] = "Meshes"
    fields["introduction_en"] = fields["introduction_en"].replace("first", "now").replace(",", ";")
    nested.category("Tools")["description_en"] = "What helps."

    assert nested.diff() == [
        "-# Awesome Service Mesh [![Awesome](https://awesome.example/badge-flat.svg)]"
        "(https://awesome.example)",
        "+# Meshes [![Awesome](https://awesome.example/badge-flat.svg)](https://awesome.example)",
        "-> Everything around the service mesh: control planes, proxies, tools.",
        "+> Everything around the service mesh: control planes; proxies; tools.",
        "-Please read the [contribution guidelines](contributing.md) first.",
        "+Please read the [contribution guidelines](contributing.md) now.",
        "-Whatever helps with a mesh.",
        "+What helps.",
    ]


def steward(handle: str, role: str) -> Record:
    return Record({"maintainer": handle, "role": role}, NOWHERE)


def test_people_follow_in_the_way_that_they_are_written(chinese: Directory, seed: Directory):
    chinese.listing.stewardships.append(steward("alice", "owner"))
    seed.listing.stewardships = [steward("alice", "owner"), steward("bob", "owner")]

    assert chinese.diff() == [
        "+  - alice",
    ]
    assert seed.diff() == [
        '-owners: ["rootsongjc"]',
        '-reviewers: ["haiker2011"]',
        '+owners: ["alice", "bob"]',
        "+reviewers: []",
    ]


def test_a_language_behind_a_summary_without_a_full_stop_is_read_back_as_one():
    directory = Directory(
        "# L\n\n## A\n\n- [a](https://a.example/) - Alpha. `Go`\n"
        "- [b](https://b.example/) - Beta `MIT` `Go`\n- [c](https://c.example/) - Gamma\n"
    )
    directory["b"]["license"] = ""
    directory["c"]["languages"] = ["Rust"]
    directory.add("d", "A", summary_en="Delta", languages=["Go"])

    assert directory.lines_put_in() == [
        "- [b](https://b.example/) - Beta<!-- --> `Go`",
        "- [c](https://c.example/) - Gamma<!-- --> `Rust`",
        "- [d](https://github.com/example/d) - Delta<!-- --> `Go`",
    ]
    exported = markdown.read(directory.exported(), "list.md").projects
    assert [each.fields["summary_en"] for each in exported] == ["Alpha.", "Beta", "Gamma", "Delta"]
    assert [each.fields["languages"] for each in exported] == [["Go"], ["Go"], ["Rust"], ["Go"]]
