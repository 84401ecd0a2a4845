"""The list for programs: `/projects.json`, `.csv` and `.md`."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from markdown_it import MarkdownIt

from directory.catalogue import current
from directory.documents.table import COLUMNS
from directory.models import Landscape, OldTagSlug, Project
from directory.representations import Origin, briefs
from directory.views import listed, streaming
from tests.builders import make_category, make_project, make_relation, make_tag

pytestmark = pytest.mark.django_db

ENDINGS = ["json", "csv", "md"]


def slugs(client: Client, address: str) -> list[str]:
    return [project["slug"] for project in client.get(address).json()["projects"]]


def lines(client: Client, address: str) -> list[dict[str, str]]:
    text = b"".join(client.get(address)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def tokens(text: str):
    """Of Markdown in which HTML would be HTML."""
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text)


def test_json_has_what_the_list_finds_in_its_order(client: Client):
    make_project("istio", tags=["envoy-based"])
    make_project("kuma", name="Alpha", tags=["envoy-based"])
    make_project("linkerd")
    make_project("draft", tags=["envoy-based"], state=Project.State.DRAFT)

    answer = client.get("/projects.json?tag=envoy-based&sort=name").json()

    assert [project["slug"] for project in answer["projects"]] == ["kuma", "istio"]
    assert (answer["count"], answer["total"], answer["next"]) == (2, 3, None)
    assert answer["version"] == current().version
    assert answer["projects"] == briefs(
        current(), [p["id"] for p in answer["projects"]], Origin("http://testserver")
    )


def test_json_is_the_same_in_both_languages_but_for_what_went_wrong(client: Client):
    make_project("istio", summary_zh="网格", summary_en="Mesh")

    assert client.get("/projects.json").json() == client.get("/en/projects.json").json()
    wrong = [client.get(f"{p}/projects.json?category=x").json()["errors"] for p in ("", "/en")]
    assert wrong[0] != wrong[1]


def test_everything_is_given_unless_a_page_is_asked_for(client: Client):
    for number in range(30):
        make_project(f"p{number}", position=number)

    whole = slugs(client, "/projects.json")
    pages = [client.get(f"/en/projects.json?page={number}&view=table").json() for number in (1, 2)]

    assert whole == [f"p{number}" for number in range(30)]
    assert [[p["slug"] for p in page["projects"]] for page in pages] == [whole[:24], whole[24:]]
    following = "http://testserver/en/projects.json?view=table&page=2"
    assert [page["next"] for page in pages] == [following, None]
    assert (
        f"<{following.replace('json', 'md')}>"
        in client.get("/en/projects.md?page=1&view=table").text
    )


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_page_that_is_not_there_is_told_with_404(client: Client, ending: str):
    make_project("istio")

    response = client.get(f"/en/projects.{ending}?page=2")

    assert response.status_code == 404
    assert "There is 1 page; this would be page 2." in response.text


def test_what_is_wrong_is_told_as_a_problem_that_names_the_parameter(client: Client):
    make_project("istio")

    response = client.get("/en/projects.json?status=alive&page=zero")

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert {"parameter": "page", "detail": "A page is a whole number, such as 2."} in (
        response.json()["errors"]
    )


@pytest.mark.parametrize("ending", ["csv", "md"])
def test_who_reads_text_is_told_in_text(client: Client, ending: str):
    response = client.get(f"/en/projects.{ending}?page=zero")

    assert (response.status_code, response["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert "\npage: A page is a whole number, such as 2.\n" in response.text


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_former_tag_leads_to_the_present_one_in_the_same_form(client: Client, ending: str):
    make_project("istio", tags=["mesh"])
    OldTagSlug.objects.create(slug="meshes", tag=make_tag("mesh"))

    response = client.get(f"/projects.{ending}?tag=meshes")

    assert response.status_code == 301
    assert response["Location"] == f"/projects.{ending}?tag=mesh"
    assert response["Access-Control-Allow-Origin"] == "*"


def test_csv_has_a_column_for_each_field_of_json(client: Client):
    make_project("istio", tags=["b", "a"], languages=["Go", "C++"], license="MIT", featured=True)

    [line] = lines(client, "/projects.csv")
    [project] = client.get("/projects.json").json()["projects"]

    assert set(COLUMNS) == project.keys()
    assert (line["tags"], line["languages"], line["featured"]) == ("a;b", "Go;C++", "true")
    assert line["id"] == str(project["id"])
    assert line["maturity"] == ""


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"])
def test_no_cell_is_a_formula(client: Client, name: str):
    make_project("istio", name=name, summary_en=name)

    [line] = lines(client, "/projects.csv")

    assert line["name"].startswith("'") or line["name"].startswith("\t'")


def test_markdown_says_what_was_asked_and_what_each_project_is(client: Client):
    make_category("proxy", name_en="Proxy")
    ended = make_project(
        "old", category="proxy", status="merged", summary_en="A *fine* proxy.", license="MIT"
    )
    make_relation(ended, "merged-into", make_project("envoy", category="proxy", name="Envoy"))

    text = client.get("/en/projects.md?category=proxy&status=merged").text

    assert "Category: Proxy\n" in text
    assert "1 of 2 projects · <http://testserver/en/?category=proxy&status=merged>" in text
    assert (
        "- **Old**: A fine proxy.\n  Proxy · Merged · MIT\n  → Envoy\n"
        "  <http://testserver/en/projects/old/>\n" in text
    )


def test_markdown_is_in_the_language_of_its_address(client: Client):
    make_category("proxy", name_zh="代理", name_en="Proxy")
    make_project("envoy", category="proxy", summary_zh="数据面", summary_en="Data plane")

    assert "数据面\n  代理 · " in client.get("/projects.md").text
    assert "Data plane\n  Proxy · " in client.get("/en/projects.md").text


def test_lines_are_no_wider_than_a_terminal_in_both_scripts(client: Client):
    make_project(
        "istio", summary_zh="用于连接、保护、控制和观测服务。" * 9, summary_en="word " * 60
    )

    for address in ("/projects.md", "/en/projects.md"):
        for line in client.get(address).text.splitlines():
            assert sum(2 if sign > "\u2e80" else 1 for sign in line) <= 80, line


HOSTILE = [
    "<script>alert(1)</script>",
    "](https://example.org) [x](javascript:alert(1))",
    "# no heading",
    "1. no list",
    "- no item\n\n# nor this",
    "`code` **bold** __bold__ ~~gone~~ | &lt; \\",
    "\x1b[31mred\x07",
    "--- \n===",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_text_means_nothing_but_itself(client: Client, hostile: str):
    make_project("istio", name=hostile[:100], summary_en="x", organization=hostile[:100])
    make_project("kuma", summary_en=hostile, name="Kuma")

    text = client.get("/en/projects.md").text

    found = tokens(text)
    kinds = {t.type for t in found} | {t.type for each in found for t in each.children or []}
    assert not kinds & {"html_block", "html_inline", "code_inline", "s_open", "fence", "hr"}
    assert [t.type for t in found].count("list_item_open") == 2
    assert [t.type for t in found].count("heading_open") == 1
    links = [
        t.attrs["href"] for each in found for t in each.children or [] if t.type == "link_open"
    ]
    assert all(link.startswith("http://testserver/en/") or "example.org" in link for link in links)
    assert "\x1b" not in text
    assert "\x07" not in text


@pytest.mark.parametrize("ending", ENDINGS)
def test_long_lists_are_streamed_and_known_by_the_version(client: Client, monkeypatch, ending):
    monkeypatch.setattr(listed, "WHOLE_AT_MOST", 2)
    monkeypatch.setattr("directory.documents.parts.PART", 2)
    short = [make_project(f"p{number}") for number in range(2)]
    whole = client.get(f"/projects.{ending}")
    make_project("p2")

    streamed = client.get(f"/projects.{ending}")

    assert (whole.streaming, streamed.streaming) == (False, True)
    text = b"".join(streamed).decode()
    assert all(project.slug in text for project in [*short, Project.objects.get(slug="p2")])
    etag = streamed["ETag"]
    assert client.get(f"/projects.{ending}", headers={"if-none-match": etag}).status_code == 304


def test_a_long_list_is_json_whatever_is_withdrawn_while_it_is_sent(
    client: Client, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(listed, "WHOLE_AT_MOST", 0)
    monkeypatch.setattr("directory.documents.parts.PART", 1)
    for number in range(5):
        make_project(f"p{number}", position=number)
    pieces = iter(client.get("/projects.json"))

    begun = next(pieces)
    Project.objects.filter(slug__in=["p0", "p2", "p4"]).update(state=Project.State.WITHDRAWN)
    said = json.loads(begun + b"".join(pieces))

    assert [project["slug"] for project in said["projects"]] == ["p1", "p3"]


def test_a_form_at_the_address_of_the_page_is_told_from_the_others(
    client: Client, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(listed, "WHOLE_AT_MOST", 0)
    make_project("istio")
    table = client.get("/", headers={"accept": "text/csv"})
    assert b"istio" in b"".join(table)

    known = {"if-none-match": table["ETag"]}

    assert client.get("/", headers=known | {"accept": "text/csv"}).status_code == 304
    other = client.get("/", headers=known | {"accept": "application/json"})
    assert json.loads(b"".join(other))["count"] == 1


def test_who_reads_long_lists_slowly_keeps_nobody_waiting(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr(listed, "WHOLE_AT_MOST", 0)
    make_project("istio")
    reading = [client.get("/en/projects.md") for _ in range(streaming.AT_ONCE)]

    refused = client.get("/en/projects.json")

    assert (refused.status_code, refused["Retry-After"]) == (503, "30")
    assert refused.json()["detail"].startswith("Others are reading long lists.")
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert all(b"Istio" in b"".join(response) for response in reading)
    assert b"Istio" in b"".join(client.get("/en/projects.json"))


def test_a_group_of_the_panorama_can_be_taken_away(client: Client):
    make_project("istio")
    make_project("envoy", category="proxy")
    group = {"slug": "data", "zh": "数据", "en": "Data", "categories": ["proxy"]}
    Landscape.objects.create(title_en="Meshes", groups=[group])

    answer = client.get("/projects.json?group=data").json()

    assert [project["slug"] for project in answer["projects"]] == ["envoy"]
    assert answer["count"] == 1
    text = client.get("/en/projects.md?group=data&show=only").text
    assert "Group of categories: Data\n" in text
    assert "<http://testserver/en/map/?group=data&show=only>" in text
    assert client.get("/projects.json?group=x").status_code == 400


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(("query", "most"), [("", 2), ("?category=proxy&tag=x", 2), ("?q=网关", 4)])
def test_a_list_costs_the_same_few_queries(
    client: Client, django_assert_max_num_queries, ending: str, query: str, most: int
):
    for number in range(30):
        make_project(f"p{number}", category="proxy", tags=["x"], summary_zh="网关")
    client.get(f"/projects.{ending}{query}")

    with django_assert_max_num_queries(most):
        client.get(f"/en/projects.{ending}{query}")


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_browser_that_asks_first_is_told_what_other_sites_may(client: Client, ending: str):
    response = client.options(f"/projects.{ending}")

    assert (response.status_code, response["Allow"]) == (204, "GET, HEAD, OPTIONS")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "If-None-Match" in response["Access-Control-Allow-Headers"]


def test_what_cannot_be_written_to_says_so_in_the_form_that_was_asked_for(client: Client):
    as_json, as_csv = client.post("/en/projects.json"), client.put("/en/projects.csv")

    assert (as_json.status_code, as_json["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert as_json.json()["detail"] == "This address takes: GET, HEAD, OPTIONS."
    assert (as_csv.status_code, as_csv.text) == (405, "This address takes: GET, HEAD, OPTIONS.\n")


class AnyQueryString(TestCase):
    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["q", "category", "tag", "sort", "page", "started", "view"]),
                st.text(max_size=30) | st.sampled_from(["name", "2", "..2017", "none"]),
            ),
            max_size=5,
        )
    )
    def test_every_form_answers_as_the_page_does(self, pairs):
        query = urlencode(pairs, errors="replace")
        page = self.client.get(f"/en/?{query}").status_code
        for ending in ENDINGS:
            assert self.client.get(f"/en/projects.{ending}?{query}").status_code == page
