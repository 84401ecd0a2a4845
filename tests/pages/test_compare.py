"""Projects side by side."""

import csv
import datetime
import io
import re
from html import escape
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from directory.models import Landscape, Link, OldSlug, Project
from tests.admin.samples import make_capability, make_cell
from tests.builders import make_project, make_relation

pytestmark = pytest.mark.django_db

ALL_TERMS = [{"slug": slug, "zh": slug, "en": slug.title()} for slug in ("yes", "partial", "no")]


def address(*slugs: str, path: str = "/en/compare/", **more: str) -> str:
    return f"{path}?{urlencode([*(('project', slug) for slug in slugs), *more.items()])}"


def columns(page) -> list[str]:
    """The names at the heads of the columns."""
    heads = re.findall(r'<th role="columnheader".*?</th>', page.text, re.DOTALL)
    return [re.search(r">([^<]+)</a>", head)[1] for head in heads]  # type: ignore[index]


def row(page, label: str) -> str:
    found = [r for r in re.findall(r"<tr .*?</tr>", page.text, re.DOTALL) if label in r]
    assert len(found) == 1, f"{len(found)} rows are about {label}"
    return found[0]


def test_projects_stand_in_the_order_of_the_address(client: Client):
    for slug in ("istio", "linkerd", "kuma"):
        make_project(slug)

    assert columns(client.get(address("kuma", "istio", "linkerd"))) == ["Kuma", "Istio", "Linkerd"]


def test_a_cell_has_its_value_its_note_its_source_and_the_date_of_it(client: Client):
    istio, kuma = make_project("istio"), make_project("kuma")
    mtls = make_capability("mtls", label_en="Mutual TLS")
    make_cell(istio, mtls, note_en="on by default")
    make_cell(kuma, mtls, value=["no"])

    cells = row(client.get(address("istio", "kuma")), "Mutual TLS")

    assert '<span class="val yes">Yes</span>' in cells
    assert '<span class="val no">No</span>' in cells
    assert "on by default" in cells
    assert 'href="https://example.org/"' in cells
    assert '<time datetime="2026-08-01">1 August 2026</time>' in cells


def test_what_is_not_known_is_said_to_be_unknown_and_differs_from_nothing(client: Client):
    istio, kuma = make_project("istio"), make_project("kuma")
    make_cell(istio, make_capability("mtls", label_en="Mutual TLS"))

    cells = row(client.get(address("istio", kuma.slug)), "Mutual TLS")

    assert '<span class="val unknown">Unknown</span>' in cells
    assert "≠" not in cells


def test_a_row_that_differs_is_marked_and_left_on_request(client: Client):
    istio = make_project("istio", license="Apache-2.0", started="2016")
    kuma = make_project("kuma", license="Apache-2.0", started="2019")
    mtls = make_capability("mtls", label_en="Mutual TLS")
    make_cell(istio, mtls)
    make_cell(kuma, mtls, value=["no"])

    everything = client.get(address("istio", "kuma"))
    differences = client.get(address("istio", "kuma", differences="1"))

    assert "≠" in row(everything, "Mutual TLS")
    assert "≠" in row(everything, "Started")
    assert "≠" not in row(everything, ">License")
    assert "Mutual TLS" in differences.text
    assert "Apache-2.0" not in differences.text


def test_only_the_sources_of_the_rows_on_display_are_listed(client: Client):
    istio, kuma = make_project("istio"), make_project("kuma")
    make_cell(istio, make_capability("mtls"))
    waypoint = make_capability("waypoint")
    make_cell(istio, waypoint, source_url="https://example.net/")
    make_cell(kuma, waypoint, source_url="https://example.net/", value=["no"])

    everything = client.get(address("istio", "kuma")).text
    differences = client.get(address("istio", "kuma", differences="1")).text

    assert "https://example.org/" in everything
    assert "https://example.org/" not in differences
    assert '<li id="source-1"><a href="https://example.net/"' in differences


def test_projects_that_do_not_differ_say_so(client: Client):
    make_project("istio")
    make_project("kuma")

    page = client.get(address("istio", "kuma", differences="1"))

    assert "does not differ in any row" in page.text


def test_capabilities_of_which_nothing_is_recorded_are_named_in_a_sentence(client: Client):
    make_project("istio")
    make_project("kuma")
    make_capability("mtls", label_en="Mutual TLS")

    assert "Nothing is recorded for any of them: Mutual TLS." in re.sub(
        r"\s+", " ", client.get(address("istio", "kuma")).text
    )


def test_projects_of_different_categories_can_be_compared(client: Client):
    make_cell(make_project("istio"), make_capability("mtls", label_en="Mutual TLS"))
    make_project("envoy", category="proxy")

    cells = row(client.get(address("envoy", "istio")), "Mutual TLS")

    assert cells.index("Unknown") < cells.index("Yes")


def test_an_ended_project_is_shown_as_such_with_its_successor(client: Client):
    ended = make_project("amalgam8", status=Project.Status.MERGED)
    make_relation(ended, "merged-into", make_project("istio"))
    make_project("kuma")

    page = client.get(address("amalgam8", "kuma")).text

    head = re.search(r'<th role="columnheader" scope="col" class="ended">.*?</th>', page, re.DOTALL)
    assert head
    assert "Merged" in head[0]
    assert 'href="/en/projects/istio/"' in head[0]


def test_a_successor_can_take_the_place_of_what_it_came_after(client: Client):
    first = make_project("linkerd", status=Project.Status.MAINTENANCE)
    make_relation(make_project("linkerd2", name="Linkerd 2"), "successor-of", first)
    make_project("istio", status=Project.Status.ACTIVE)

    page = client.get(address("linkerd", "istio", differences="1")).text
    query = "?project=linkerd2&amp;project=istio&amp;differences=1"
    assert f'href="/en/compare/{query}">Compare Linkerd 2 instead</a>' in page

    assert 'href="/en/compare/?project=linkerd2">compare' in client.get(address("linkerd")).text
    both = client.get(address("linkerd", "istio", "linkerd2")).text
    assert "instead" not in both


def test_a_fact_that_nobody_could_confirm_is_marked(client: Client):
    make_project("istio", started="2016", unverified=["started"])
    make_project("kuma", started="2019")

    assert row(client.get(address("istio", "kuma")), "Started").count("not verified") == 1


def test_a_fact_names_the_sources_of_its_project_in_one_of_which_it_was_read(client: Client):
    Landscape.objects.create(pk=1, title_en="Landscape", facts_as_of=datetime.date(2026, 8, 22))
    sources = [
        {"zh": "源码：README", "en": "Repository: README", "url": "https://example.org/readme"},
        {"en": "A book about it"},
    ]
    make_project("istio", license="MIT", started="2016", sources=sources, unverified=["started"])
    make_project("kuma", license="MIT", started="2019", started_note_en="first commit")

    page = client.get(address("istio", "kuma"))

    mark = 'href="#source-1"><span class="vh">One of the sources </span><span class="nowrap">[1–2]'
    assert mark in row(page, ">License")
    assert row(page, ">License").count("<time") == 1
    assert "[1–2]" not in row(page, "Started")
    assert "[1] <a" in row(page, "Sources of the facts")
    assert (
        '<li id="source-1">Repository: README<br><a href="https://example.org/readme"' in page.text
    )
    assert '<li id="source-2">A book about it</li>' in page.text


def test_evidence_with_a_date_of_its_own_gets_no_other_date(client: Client):
    Landscape.objects.create(pk=1, title_en="Landscape", facts_as_of=datetime.date(2026, 8, 22))
    said = {"last_activity_note_en": "last push in the data of 20 July 2026"}
    make_project("istio", last_activity="2026-07-20", sources=[{"en": "status.json"}], **said)
    make_project("kuma", last_activity="2026-07-21", sources=[{"en": "status.json"}])

    cells = row(client.get(address("istio", "kuma")), "Last activity")

    assert cells.count('<time datetime="2026-08-22">') == 1
    assert cells.count("[1]") == 2


def test_a_note_that_explains_a_fact_leaves_the_day_on_which_the_fact_was_read(client: Client):
    Landscape.objects.create(pk=1, title_en="Landscape", facts_as_of=datetime.date(2026, 8, 22))
    said = {"status_note_en": "Launched on 24 May 2017.", "started_note_en": "first commit"}
    for slug in ("istio", "kuma"):
        make_project(slug, status="active", started="2016", sources=[{"en": "README"}], **said)

    page = client.get(address("istio", "kuma"))

    for label in (">Status", "Started"):
        assert row(page, label).count('<time datetime="2026-08-22">') == 2


def test_the_way_through_a_foundation_stands_beside_the_maturity(client: Client):
    dates = {"graduated": "2023-07-12", "accepted": "2022-09"}
    make_project("istio", foundation="CNCF", maturity="graduated", foundation_dates=dates)
    make_project("kuma", foundation="CNCF", maturity="sandbox")

    cells = row(client.get(address("istio", "kuma")), ">≠ </span>Maturity")

    assert "Accepted September 2022, Graduated 12 July 2023" in cells


def test_a_capability_that_repeats_a_fact_is_one_row_with_it(client: Client):
    istio = make_project("istio", license="Apache-2.0", unverified=["license"])
    make_project("cilium", license="Apache-2.0")
    make_cell(
        istio,
        make_capability("license", kind="text", terms=[], label_en="License"),
        value=[],
        text_en="Apache-2.0",
    )

    cells = row(client.get(address("istio", "cilium")), ">License")

    assert cells.count("Apache") == 2
    assert cells.count('<time datetime="2026-08-01">') == 1
    assert "Unknown" not in cells
    assert "not verified" not in cells
    assert "≠" not in cells


def test_a_capability_and_a_fact_that_say_different_things_are_both_shown(client: Client):
    istio = make_project("istio", license="MIT", sources=[{"en": "README"}, {"en": "LICENSE"}])
    make_project("kuma", license="Apache-2.0")
    license = make_capability("license", kind="text", terms=[], label_en="License")
    make_cell(istio, license, value=[], text_en="Apache-2.0")

    cells = row(client.get(address("istio", "kuma")), "License")
    lines = table(client.get(address("istio", "kuma", path="/en/compare.csv")))
    answer = client.get(address("istio", "kuma", path="/en/compare.json")).json()

    assert "≠" in cells
    assert "The facts of the project say: MIT." in cells
    assert "[2–3]" in cells
    (line,) = [line for line in lines if line[1] == "license"]
    assert line[4:6] == ["Apache-2.0", "The facts of the project say: MIT."]
    (found,) = [r for g in answer["groups"] for r in g["rows"] if r["slug"] == "license"]
    assert found["cells"]["istio"]["facts_say"] == {
        "value": "MIT",
        "text": "MIT",
        "one_of_sources": ["README", "LICENSE"],
    }


def test_a_stage_at_the_cncf_stands_in_the_row_of_the_maturity(client: Client):
    istio = make_project("istio", foundation="CNCF", maturity="graduated")
    consul = make_project("consul")
    terms = [{"slug": s, "zh": s, "en": s.title()} for s in ("graduated", "none")]
    stage = make_capability("cncf-stage", terms=terms, label_en="CNCF stage")
    make_cell(istio, stage, value=["graduated"])
    make_cell(consul, stage, value=["none"])

    page = client.get(address("istio", "consul"))

    assert "Graduated" in row(page, "Maturity")
    assert re.search(r'None</span> <span class="note">CNCF stage', row(page, "Maturity"))


def test_a_capability_whose_fact_nobody_knows_stays_where_it_is(client: Client):
    make_project("istio")
    license = make_capability("license", kind="text", terms=[], label_en="License")
    make_cell(make_project("kuma"), license, value=[], text_en="Apache-2.0")

    assert "Apache-2.0" in row(client.get(address("istio", "kuma")), ">License")


def test_facts_say_where_they_are_from_and_of_which_day_in_files_too(client: Client):
    Landscape.objects.create(pk=1, title_en="Landscape", facts_as_of=datetime.date(2026, 8, 22))
    make_project("istio")
    make_project("kuma")

    page = client.get(address("istio", "kuma"))
    above = page.text.partition("<table")[0]
    lines = table(client.get(address("istio", "kuma", path="/en/compare.csv")))

    assert "A fact has the sources of its project" in above
    assert '<time datetime="2026-08-22">' in above
    assert [line[4] for line in lines if line[1] == "facts_as_of"] == ["2026-08-22"]
    assert '"2026-08-22"' in client.get(address("istio", "kuma", path="/en/compare.json")).text


def test_addresses_that_were_left_are_not_shown(client: Client):
    istio = make_project("istio")
    make_project("kuma")
    Link.objects.create(project=istio, kind="homepage", url="https://istio.io/")
    Link.objects.create(project=istio, kind="homepage", url="https://old.example/", former=True)

    page = client.get(address("istio", "kuma")).text

    assert "https://istio.io/" in page
    assert "old.example" not in page


# ---- adding and removing


def test_each_project_can_be_removed_by_a_link(client: Client):
    make_project("istio")
    make_project("kuma")

    assert 'href="/en/compare/?project=kuma">Remove' in client.get(address("istio", "kuma")).text


def test_less_than_two_projects_invite_to_add_one(client: Client):
    make_project("istio", tags=["envoy-based"])
    make_project("kuma", tags=["envoy-based"])

    nothing, one = client.get("/en/compare/"), client.get(address("istio"))

    assert "Choose two to 8 projects" in nothing.text
    assert 'href="/en/compare/?project=istio&amp;project=kuma">Kuma' in one.text


@pytest.mark.parametrize("typed", ["linkerd2", "Linkerd 2", "LINKERD 2", "conduit", " linkerd2 "])
def test_a_project_is_added_by_its_name_its_slug_or_a_former_one(client: Client, typed: str):
    make_project("istio")
    project = make_project("linkerd2", name="Linkerd 2")
    make_project("linkerd2-proxy", name="Linkerd 2 proxy")
    OldSlug.objects.create(project=project, slug="conduit")

    answer = client.get(address("istio", add=typed, differences="1"))

    assert answer.headers["Location"] == address("istio", "linkerd2", differences="1")


def test_a_name_that_may_mean_several_projects_leads_to_a_choice(client: Client):
    make_project("istio")
    make_project("linkerd-smi")
    make_project("linkerd-viz")

    page = client.get(address("istio", add="linkerd")).text

    assert "Which one is “linkerd”?" in page
    for slug in ("linkerd-smi", "linkerd-viz"):
        assert f'href="/en/compare/?project=istio&amp;project={slug}"' in page


@pytest.mark.parametrize("typed", ["Linkerd", "linkerd"])
def test_who_is_called_exactly_so_is_added_though_others_are_called_alike(
    client: Client, typed: str
):
    make_project("istio")
    first = make_project("linkerd", status=Project.Status.MAINTENANCE)
    second = make_project("linkerd2", name="Linkerd 2", status=Project.Status.ACTIVE)
    make_relation(second, "successor-of", first)

    page = client.get(address("istio", add=typed), follow=True)

    assert page.redirect_chain == [(address("istio", "linkerd"), 302)]
    assert columns(page) == ["Istio", "Linkerd"]
    assert 'href="/en/projects/linkerd2/"' in page.text


def test_a_misspelt_name_leads_to_the_nearest_one(client: Client):
    make_project("istio")
    make_project("linkerd")

    assert client.get(address("istio", add="linkrd")).headers["Location"] == address(
        "istio", "linkerd"
    )


def test_a_name_that_is_nobodys_is_said_to_be_so(client: Client):
    make_project("istio")

    assert "No project is called “zzzzzz”" in client.get(address("istio", add="zzzzzz")).text


def test_projects_are_offered_while_one_is_typed_where_the_search_offers_them(client: Client):
    list_ = '<datalist id="names" data-completions="/en/completions.json" data-values="slugs">'

    assert list_ in client.get("/en/compare/").text


@pytest.mark.parametrize("path", ["/en/", "/en/?view=table", "/en/categories/service-mesh/"])
def test_projects_are_ticked_on_cards_and_rows_and_sent_without_javascript(
    client: Client, path: str
):
    make_project("istio")

    page = client.get(path).text

    assert '<input type="checkbox" name="project" value="istio" form="compare">' in page
    assert page.count('id="compare" action="/en/compare/"') == 1


def test_a_projects_page_leads_to_its_comparison_and_to_one_with_similar_projects(client: Client):
    make_project("istio", tags=["envoy-based"])
    make_project("kuma", tags=["envoy-based"])

    page = client.get("/en/projects/istio/").text

    assert 'href="/en/compare/?project=istio">Compare with' in page
    assert 'href="/en/compare/?project=istio&amp;project=kuma">Side by side' in page


# ---- addresses


def test_a_former_slug_a_repeated_one_and_capitals_lead_to_the_present_address(client: Client):
    project = make_project("linkerd2")
    make_project("istio")
    OldSlug.objects.create(project=project, slug="conduit")

    for asked in (["conduit", "istio"], ["LINKERD2", "Istio"], ["linkerd2", "istio", "conduit"]):
        answer = client.get(address(*asked, differences="1"))
        assert answer.status_code == 301
        assert answer.headers["Location"] == address("linkerd2", "istio", differences="1")


def test_an_empty_field_is_left_out(client: Client):
    make_project("istio")

    assert client.get(address("istio", "", add="")).headers["Location"] == address("istio")


@pytest.mark.parametrize(
    ("slugs", "says"),
    [
        (["istoi", "kuma"], "There is no project “istoi” here. Near to it: istio."),
        (["zzzzzzzz", "kuma"], "There is no project “zzzzzzzz” here."),
        (["draft", "kuma"], "There is no project “draft” here."),
        (["gone", "kuma"], "“gone” was taken off the list; its page says why."),
        ([f"p{i}" for i in range(9)], "Compare 8 projects at most, not 9."),
    ],
)
def test_what_cannot_be_compared_is_told_in_words(client: Client, slugs, says):
    make_project("istio")
    make_project("kuma")
    make_project("draft", name="Unready", state=Project.State.DRAFT)
    make_project("gone", state=Project.State.WITHDRAWN, withdrawn_reason_en="Was none.")

    page = client.get(address(*slugs))

    assert page.status_code == 400
    assert says in page.text
    problem = client.get(address(*slugs, path="/en/compare.json"))
    assert {"parameter": "project", "detail": says} in problem.json()["errors"]
    assert f"project: {says}\n" in client.get(address(*slugs, path="/en/compare.md")).text
    if "kuma" in slugs:
        assert 'href="/en/compare/?project=kuma">The same without' in page.text


def test_each_near_spelling_leads_to_the_comparison_with_the_others_kept(client: Client):
    for slug in ("istio", "kuma", "linkerd2"):
        make_project(slug)

    page = client.get(address("istio", "linkred2", "kuma", differences="1")).text

    corrected = escape(address("istio", "linkerd2", "kuma", differences="1"))
    assert f'<a href="{corrected}">Linkerd2</a>' in page


def test_a_second_wrong_slug_is_left_to_be_corrected_after_the_first(client: Client):
    for slug in ("istio", "kuma"):
        make_project(slug)

    page = client.get(address("istoi", "kumaa")).text

    assert escape(address("istio", "kumaa")) in page
    assert escape(address("istoi", "kuma")) in page


def test_a_ninth_project_is_not_added(client: Client):
    slugs = [make_project(f"p{number}").slug for number in range(8)]
    make_project("istio")

    page = client.get(address(*slugs, add="istio"))

    assert page.status_code == 400
    assert "Compare 8 projects at most, not 9." in page.text
    assert 'id="add"' not in client.get(address(*slugs)).text


def test_a_wrong_wish_for_differences_is_told(client: Client):
    page = client.get("/en/compare/?differences=yes")

    assert page.status_code == 400
    assert "Write differences=1 or leave it out." in page.text


class AnyQuery(TestCase):
    @given(
        st.lists(
            st.tuples(
                st.sampled_from(["project", "add", "differences"]),
                st.text(max_size=40) | st.sampled_from(["istio", "kuma", "\0", "1"]),
            ),
            max_size=12,
        )
    )
    def test_any_query_string_gets_an_answer(self, pairs):
        for slug in ("istio", "kuma"):
            Project.objects.filter(slug=slug).exists() or make_project(slug)
        query = urlencode(pairs, errors="replace")
        for path in ("/compare/", "/compare.csv", "/compare.json", "/compare.md"):
            assert self.client.get(f"{path}?{query}").status_code in {200, 301, 302, 400}


# ---- files


def table(page) -> list[list[str]]:
    return list(csv.reader(io.StringIO(page.content.decode("utf-8-sig"))))


def test_markdown_has_tables_where_a_terminal_has_room_and_lists_where_not(client: Client):
    istio, kuma = make_project("istio", started="2016"), make_project("kuma", summary_en="m " * 60)
    make_cell(istio, make_capability("mtls", label_en="Mutual TLS"), note_en="by | default")
    make_cell(kuma, make_capability("wasm", label_en="Wasm"), value=["no"])

    text = client.get(address("istio", "kuma", path="/en/compare.md")).text

    assert text.startswith("# Comparison\n\n- Istio: <http://testserver/en/projects/istio/>\n")
    assert "| Mutual TLS | Yes — by \\| default \\[1\\] | Unknown" in text
    assert "- **Started**\n  - Istio: 2016\n  - Kuma: Unknown\n" in text
    assert text.endswith("## Sources\n\n1. <https://example.org/>\n")
    whole = client.get("/en/categories/service-mesh/compare.md").text
    assert "# Service mesh: what each project can do\n" in whole
    assert "| Wasm " in whole


def test_csv_has_sources_and_dates_and_says_what_is_unknown(client: Client):
    istio, kuma = make_project("istio"), make_project("kuma")
    mtls = make_capability("mtls", label_en="Mutual TLS")
    make_cell(istio, mtls, note_en="on by default")

    head, *lines = table(client.get(address("istio", kuma.slug, path="/en/compare.csv")))

    assert head[4:8] == ["Istio", "Istio: note", "Istio: source", "Istio: source read as of"]
    (line,) = [line for line in lines if line[1] == "mtls"]
    assert line[2:4] == ["Mutual TLS", ""]
    assert line[4:] == [
        *("Yes", "on by default", "https://example.org/", "2026-08-01"),
        *("Unknown", "", "", ""),
    ]


def test_no_cell_of_the_csv_is_a_formula(client: Client):
    istio = make_project("istio", name="=1+1")
    make_project("kuma")
    text = make_capability("data-plane", kind="text", terms=[], label_en="@SUM(A1)")
    make_cell(istio, text, value=[], text_en="=HYPERLINK(1)", note_en="+1")

    cells = [
        c
        for line in table(client.get(address("istio", "kuma", path="/en/compare.csv")))
        for c in line
    ]

    assert "'=HYPERLINK(1)" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_json_names_projects_as_everything_for_programs_does(client: Client):
    make_project("istio")

    (named,) = client.get(address("istio", path="/en/compare.json")).json()["projects"]

    assert named.items() <= client.get("/projects/istio.json").json().items()


def test_json_has_values_sources_and_null_for_what_is_unknown(client: Client):
    istio = make_project("istio")
    make_project("kuma")
    make_cell(istio, make_capability("mtls"))

    answer = client.get(address("istio", "kuma", path="/en/compare.json")).json()

    assert [project["slug"] for project in answer["projects"]] == ["istio", "kuma"]
    (cells,) = [
        found["cells"]
        for group in answer["groups"]
        for found in group["rows"]
        if found["slug"] == "mtls"
    ]
    assert cells["kuma"] == {"value": None}
    assert cells["istio"] == {
        "value": "yes",
        "text": "Yes",
        "source": "https://example.org/",
        "source_read_as_of": "2026-08-01",
    }


# ---- a category's matrix


def test_a_category_shows_all_that_have_a_cell_and_names_the_others(client: Client):
    mtls = make_capability("mtls")
    for slug in ("istio", "kuma"):
        make_cell(make_project(slug), mtls)
    make_project("bare")

    page = client.get("/en/categories/service-mesh/compare/")

    assert columns(page) == ["Istio", "Kuma"]
    assert "2 projects have a cell in the matrix." in page.text
    assert "No cell is on record for 1 more" in page.text
    assert "No cell on record for:" in page.text
    assert 'href="/en/projects/bare/">Bare' in page.text
    assert (
        'href="/en/categories/service-mesh/compare/"'
        in client.get("/en/categories/service-mesh/").text
    )


def test_a_categorys_matrix_has_the_facts_where_a_capability_that_repeats_one_has_no_cell(
    client: Client,
):
    license = make_capability("license", kind="text", terms=[], label_en="License")
    terms = [{"slug": s, "zh": s, "en": s.title()} for s in ("graduated", "none")]
    stage = make_capability("cncf-stage", terms=terms, label_en="CNCF stage")
    make_cell(make_project("kuma"), license, value=[], text_en="Apache-2.0")
    of_cncf = {"foundation": "CNCF", "maturity": "graduated"}
    make_cell(make_project("istio", license="MIT", **of_cncf), make_capability("mtls"))
    make_cell(make_project("consul"), stage, value=["none"])
    apache = {"foundation": "Apache Software Foundation", "maturity": "top-level"}
    make_cell(make_project("mesher", **apache), make_capability("tracing"))

    path = "/en/categories/service-mesh/compare"
    page = client.get(f"{path}/")

    assert columns(page) == ["Kuma", "Istio", "Consul", "Mesher"]
    assert re.findall(r"Unknown|Apache-2.0|MIT", row(page, "License")) == [
        *("Apache-2.0", "MIT", "Unknown", "Unknown")
    ]
    assert re.findall(r"Unknown|Graduated|>None", row(page, "CNCF stage")) == [
        *("Unknown", "Graduated", ">None", "Unknown")
    ]
    assert "MIT" in client.get(f"{path}.csv").text
    assert client.get(f"{path}.json").status_code == 200


def test_a_categorys_matrix_is_filtered_by_the_lists_query_string(client: Client):
    mtls = make_capability("mtls")
    make_cell(make_project("istio", status="active"), mtls)
    make_cell(make_project("osm", status="archived"), mtls)

    path = "/en/categories/service-mesh/compare"

    assert columns(client.get(f"{path}/?status=active")) == ["Istio"]
    assert columns(client.get(f"{path}/?q=osm")) == ["Osm"]
    assert "Osm" not in client.get(f"{path}.csv?status=active").text
    assert len(client.get(f"{path}.json?status=active").json()["projects"]) == 1
    assert client.get(f"{path}/?status=nope").status_code == 400
    assert client.get(f"{path}.csv?status=nope").status_code == 400


@pytest.mark.parametrize("category", ["proxy", "service-mesh"])
def test_a_category_without_a_cell_says_so_instead_of_a_matrix(client: Client, category: str):
    make_project("envoy", category=category)
    make_capability("mtls")

    page = client.get(f"/en/categories/{category}/compare/").text

    assert page.count("Nobody has recorded yet") == 1
    assert "<table" not in page
    assert "Save as" not in page
    assert "for 1 more" not in page


def test_only_a_category_with_a_cell_leads_to_its_matrix(client: Client):
    make_project("envoy", category="proxy")
    mtls = make_capability("mtls")
    path = "/en/categories/service-mesh/"
    istio = make_project("istio")

    assert f"{path}compare/" not in client.get(path).text + client.get("/en/compare/").text
    assert "/en/categories/proxy/compare/" not in client.get("/en/categories/proxy/").text

    make_cell(istio, mtls)

    assert f'href="{path}compare/"' in client.get(path).text
    assert f'href="{path}compare/"' in client.get("/en/compare/").text


def test_the_matrix_of_an_unknown_category_is_not_found(client: Client):
    assert client.get("/en/categories/nope/compare/").status_code == 404


def test_more_projects_than_fit_on_a_page_have_further_pages(client: Client):
    mtls = make_capability("mtls")
    for number in range(45):
        make_cell(make_project(f"p{number:02}", position=number), mtls)

    path = "/en/categories/service-mesh/compare/"

    assert len(columns(client.get(path))) == 40
    assert columns(client.get(f"{path}?page=2"))[-1] == "P44"
    assert client.get(f"{path}?page=9").headers["Location"] == f"{path}?page=2"


# ---- costs


def queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


@pytest.fixture
def many() -> list[str]:
    capabilities = [make_capability(f"c{number}") for number in range(5)]
    projects = [make_project(f"p{number}", tags=["a", "b"]) for number in range(8)]
    for project in projects:
        Link.objects.create(project=project, kind="homepage", url="https://example.org/")
        for capability in capabilities:
            make_cell(project, capability)
    return [project.slug for project in projects]


def test_eight_projects_cost_as_few_queries_as_two(client: Client, many):
    catalogue = queries(client, "/en/tags/")

    assert queries(client, address(*many[:2])) == queries(client, address(*many))
    assert queries(client, address(*many)) == catalogue + 5
    assert queries(client, address(*many, path="/en/compare.csv")) == catalogue + 5


def test_a_categorys_matrix_costs_a_few_queries(client: Client, many):
    catalogue = queries(client, "/en/tags/")

    assert queries(client, "/en/categories/service-mesh/compare/") == catalogue + 4
