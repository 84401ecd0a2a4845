"""A project for programs: `/projects/<slug>.json` and `.md`."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from markdown_it import MarkdownIt

from directory.catalogue import current
from directory.models import Link, OldSlug, Project
from directory.representations import Origin, page
from tests.admin.samples import make_capability, make_cell
from tests.builders import make_project, make_relation, make_steward

pytestmark = pytest.mark.django_db


def test_json_has_everything_that_is_public(client: Client):
    istio = make_project("istio", description_en="Long.", unverified=["started"], started="2016")
    make_cell(istio, make_capability("mtls"))

    answer = client.get("/en/projects/istio.json")

    assert answer.json() == page(current(), istio.pk, Origin("http://testserver"))
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_markdown_is_a_complete_sheet(client: Client):
    istio = make_project(
        "istio",
        tags=["mesh"],
        summary_en="A mesh with a [site](https://istio.io/).",
        description_en="One.\n\n## Heading\n\n- item <b>\n\n```\ncode\n```",
        status="active",
        status_note_en="Healthy.",
        license="Apache-2.0",
        languages=["Go"],
        started="2016",
        unverified=["started"],
        sources=[{"en": "README", "url": "https://example.org/readme"}, {"zh": "一本书"}],
    )
    Link.objects.create(project=istio, kind="homepage", url="https://istio.io/")
    Link.objects.create(project=istio, kind="repository", url="https://example.org/o", former=True)
    make_cell(istio, make_capability("mtls", label_en="Mutual TLS"), note_en="by default")
    make_relation(
        make_project("amalgam8"),
        "merged-into",
        istio,
        since="2017",
        evidence_en="Blog",
        evidence_url="https://example.org/blog",
    )
    make_steward("alice", "owner", istio)

    text = client.get("/en/projects/istio.md").text

    for expected in [
        "# Istio\n\nA mesh with a [site](https://istio.io/).\n\n",
        "- **Status**: Active — Healthy.\n",
        "- **License**: Apache-2.0\n",
        "- **Started**: 2016 — not verified\n",
        "- **Tags**: Mesh\n",
        "- **Kept by**: alice (Owner)\n",
        "\n\nOne.\n\n### Heading\n\n- item \\<b>\n\n    code\n\n",
        "- **Homepage**: <https://istio.io/>\n",
        "- **Repository, former**: <https://example.org/o>\n",
        "- **Mutual TLS**: Yes — by default — <https://example.org/> 1 August 2026\n",
        "[Amalgam8](http://testserver/en/projects/amalgam8/)",
        "2017 — Source: [Blog](https://example.org/blog)\n",
        "1. README — <https://example.org/readme>\n2. 一本书\n",
        "<http://testserver/en/projects/istio/>",
    ]:
        assert expected in text


def test_a_sheet_is_in_the_language_of_its_address(client: Client):
    make_project("istio", summary_zh="网格", summary_en="Mesh")

    assert "\n网格\n\n- **状态**：" in client.get("/projects/istio.md").text
    assert "\nMesh\n\n- **Status**: " in client.get("/en/projects/istio.md").text


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("ending", ["json", "md"])
def test_a_former_slug_leads_to_the_present_one_in_the_same_form(client, prefix, ending):
    OldSlug.objects.create(slug="old", project=make_project("istio"))

    response = client.get(f"{prefix}/projects/old.{ending}?x=1")

    assert response.status_code == 301
    assert response["Location"] == f"{prefix}/projects/istio.{ending}?x=1"


def test_what_was_withdrawn_says_why_and_nothing_else(client: Client):
    make_project(
        "gone",
        state=Project.State.WITHDRAWN,
        withdrawn_reason_en="Was *none*.",
        summary_en="Secret now.",
    )

    data, text = (client.get(f"/en/projects/gone.{ending}") for ending in ("json", "md"))

    assert (data.status_code, text.status_code) == (410, 410)
    assert data["Content-Type"] == "application/problem+json"
    assert data.json()["detail"] == "“Gone” was taken out of the directory. Was *none*."
    assert data.json()["project"]["slug"] == "gone"
    assert text.text == (
        "# Gone\n\nThis entry was withdrawn from the directory.\n\nWas \\*none\\*.\n"
    )
    assert "Secret" not in data.text


@pytest.mark.parametrize("slug", ["nowhere", "draft"])
def test_what_is_not_there_is_told_to_whoever_asked(client: Client, slug: str):
    make_project("draft", state=Project.State.DRAFT)

    data, text = (client.get(f"/en/projects/{slug}.{ending}") for ending in ("json", "md"))

    assert (data.status_code, data["Content-Type"]) == (404, "application/problem+json")
    assert (text.status_code, text["Content-Type"]) == (404, "text/plain; charset=utf-8")
    assert text.text == f"There is no project “{slug}” here.\n"


@pytest.mark.parametrize("hostile", ["<script>", "](javascript:x)", "# x", "\x1b[2J", "a|b\n\n- c"])
def test_no_text_becomes_html_or_a_command_to_a_terminal(client: Client, hostile: str):
    istio = make_project(
        "istio",
        name=hostile,
        summary_en=hostile,
        description_en=f"{hostile} `{hostile}`",
        status_note_en=hostile,
        organization=hostile,
        sources=[{"en": hostile}],
    )
    make_cell(istio, make_capability("mtls", label_en=hostile), note_en=hostile)

    text = client.get("/en/projects/istio.md").text

    found = MarkdownIt("commonmark", {"html": True}).parse(text)
    kinds = {t.type for t in found} | {t.type for each in found for t in each.children or []}
    assert not kinds & {"html_block", "html_inline"}
    assert "\x1b" not in text
    links = [t for each in found for t in each.children or [] if t.type == "link_open"]
    assert not [link for link in links if str(link.attrs["href"]).startswith("javascript")]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("ending", "most"), [("json", 9), ("md", 8)])
def test_a_sheet_costs_the_same_few_queries(
    client: Client, django_assert_max_num_queries, ending: str, most: int
):
    istio = make_project("istio", tags=["x"], last_activity=str(datetime.date(2026, 8, 1)))
    for number in range(4):
        other = make_project(f"p{number}", tags=["x"])
        make_relation(other, "built-on", istio)
        make_cell(istio, make_capability(f"c{number}"))
    client.get(f"/projects/istio.{ending}")

    with django_assert_max_num_queries(most):
        client.get(f"/en/projects/istio.{ending}")
