"""The forms at /suggest/new/ and /projects/…/suggest/: what they show and what comes of them."""

import re
import time

import pytest
from django.test import Client

from directory.models import (
    Capability,
    CapabilityGroup,
    CapabilityValue,
    Link,
    OldSlug,
    Project,
    Suggestion,
)
from directory.suggesting.sender import Opened
from tests.builders import make_category, make_project, make_relation, make_steward, make_tag

from .suggesting import filled, send

pytestmark = pytest.mark.django_db

NEW = "/en/suggest/new/"
ISTIO = "/en/projects/istio/suggest/"


@pytest.fixture(autouse=True)
def istio(db: None) -> Project:
    project = make_project("istio", tags=["mtls"], summary_en="A mesh.", license="Apache-2.0")
    Link.objects.create(project=project, kind="homepage", url="https://istio.com/")
    Link.objects.create(project=project, kind="repository", url="https://github.com/istio/istio")
    return project


def changes() -> list[tuple]:
    (suggestion,) = Suggestion.objects.all()
    return [(change.field, change.was, change.now) for change in suggestion.changes.all()]


def page_of(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_relation_with_a_draft_is_neither_shown_nor_taken_out(client: Client, istio: Project):
    make_relation(istio, "fork-of", make_project("secret", state=Project.State.DRAFT))
    make_relation(Project.objects.get(slug="secret"), "built-on", istio)
    relation = make_relation(istio, "built-on", make_project("envoy"))
    path = f"{ISTIO}?about=relations"

    assert "secret" not in client.get(path).text
    send(client, path, **{"relations-0-evidence_url": "https://istio.io/x"})

    ((field, was, now),) = changes()
    assert (field, was["project"], now["evidence_url"]) == (
        "relations",
        relation.target.slug,
        "https://istio.io/x",
    )


def test_correcting_an_address_takes_one_field_and_a_reason(client: Client):
    path = f"{ISTIO}?about=homepage"
    answer = send(client, path, **{"links-0-url": "https://istio.io/"})

    assert answer.status_code == 303
    assert answer["Location"].startswith("/en/suggestions/")
    assert changes() == [
        (
            "links",
            {"kind": "homepage", "url": "https://istio.com/"},
            {"kind": "homepage", "url": "https://istio.io/"},
        )
    ]


def test_no_cookie_is_set(client: Client):
    client.get(ISTIO)
    send(client, ISTIO, license="MIT")

    assert not client.cookies


def test_only_what_is_asked_about_stands_open(client: Client):
    page = page_of(client.get(f"{ISTIO}?about=license"))
    before, _more, behind = page.partition("More fields")

    assert 'name="license" value="Apache-2.0"' in before
    assert 'name="license"' not in behind
    assert 'name="summary_en"' in behind


@pytest.mark.parametrize(
    ("kind", "shown", "hidden"),
    [
        ("dead-link", "links-0-url", "summary_en"),
        ("successor", "relations-0-project", "links-0-url"),
        ("removal", "withdrawn_reason_en", "license"),
    ],
)
def test_each_kind_asks_for_what_it_needs(client: Client, kind: str, shown: str, hidden: str):
    page = page_of(client.get(f"{ISTIO}?kind={kind}"))

    assert f'name="{shown}"' in page
    assert f'name="{hidden}"' not in page


def test_a_dead_link_is_marked_as_former(client: Client):
    send(client, f"{ISTIO}?kind=dead-link", **{"links-0-fate": "former"})

    assert changes() == [
        (
            "links",
            {"kind": "homepage", "url": "https://istio.com/"},
            {"kind": "homepage", "url": "https://istio.com/", "former": True},
        )
    ]


def test_a_former_link_is_asked_about_and_not_the_present_one(client: Client, istio: Project):
    Link.objects.create(project=istio, kind="homepage", url="https://old.example/", former=True)

    assert "?about=homepage&amp;former=1" in client.get("/en/projects/istio/").text
    form = page_of(client.get(f"{ISTIO}?about=homepage&former=1"))
    first = form.partition('name="links-0-url"')[2]
    assert first.startswith(' value="https://old.example/"')


def test_a_link_is_taken_out(client: Client):
    send(client, f"{ISTIO}?about=links", **{"links-0-fate": "remove"})

    assert changes() == [("links", {"kind": "homepage", "url": "https://istio.com/"}, None)]


def test_a_successor_is_named(client: Client):
    make_project("kuma")
    typed = {
        "status": "discontinued",
        "relations-0-phrase": "inverse_relations successor-of",
        "relations-0-project": "Kuma",
    }
    send(client, f"{ISTIO}?kind=successor", **typed)

    assert {(field, str(now)) for field, _was, now in changes()} == {
        ("status", "discontinued"),
        ("inverse_relations", "{'kind': 'successor-of', 'project': 'kuma'}"),
    }


def test_a_successor_is_asked_for_first(client: Client, istio: Project):
    make_project("kuma")
    make_relation(istio, "built-on", make_project("envoy"))
    send(client, f"{ISTIO}?kind=successor", **{"relations-0-project": "Kuma"})

    ((field, was, now),) = changes()
    assert (field, was, now["project"]) == ("inverse_relations", None, "kuma")


def test_what_a_row_does_not_show_of_a_relation_is_kept(client: Client, istio: Project):
    make_relation(istio, "built-on", make_project("envoy"), note_en="Since ever", since="2017")
    typed = {"relations-0-evidence_url": "https://istio.io/x"}
    send(client, f"{ISTIO}?about=relations", **typed)

    ((_field, _was, now),) = changes()
    assert (now["note_en"], now["evidence_url"]) == ("Since ever", "https://istio.io/x")


def test_a_removal_gives_a_public_reason(client: Client):
    send(client, f"{ISTIO}?kind=removal", withdrawn_reason_en="It never was a project.")

    assert {field for field, _was, _now in changes()} == {"state", "withdrawn_reason_en"}


@pytest.fixture
def cell(istio: Project) -> CapabilityValue:
    group = CapabilityGroup.objects.create(
        category=istio.category, slug="traffic", label_zh="流量", label_en="Traffic"
    )
    terms = [{"slug": slug, "zh": slug, "en": slug} for slug in ("yes", "no")]
    capability = Capability.objects.create(
        group=group, slug="retries", kind="choice", terms=terms, label_zh="重试", label_en="Retries"
    )
    return CapabilityValue.objects.create(
        project=istio,
        capability=capability,
        value=["no"],
        source_url="https://istio.io/docs",
        verified="2026-01-02",
    )


def test_a_cell_of_a_comparison_is_corrected(client: Client, cell: CapabilityValue):
    path = f"{ISTIO}?about=retries"
    assert '<option value="no" selected>' in page_of(client.get(path))
    send(client, path, **{"cell-retries-value": "yes", "cell-retries-verified": "2026-11-01"})

    ((field, was, now),) = changes()
    assert (field, was["value"], now["value"], now["verified"]) == (
        "capabilities",
        ["no"],
        ["yes"],
        "2026-11-01",
    )


def test_a_capability_with_the_name_of_a_fact_is_asked_about_only_where_it_is_recorded(
    client: Client, cell: CapabilityValue
):
    Capability.objects.update(slug="license")
    path = f"{ISTIO}?about=license"
    assert 'name="cell-license-value"' in page_of(client.get(path))

    cell.delete()
    page = page_of(client.get(path))
    assert 'name="license"' in page
    assert 'name="cell-license-value"' not in page


def test_one_more_capability_and_one_more_row_come_without_javascript(
    client: Client, cell: CapabilityValue
):
    typed = filled(client, f"{ISTIO}?about=links") | {"links-2-url": "https://istio.io/blog"}
    page = page_of(client.post(ISTIO, typed | {"more-links": "1"}))
    assert 'value="https://istio.io/blog"' in page
    assert 'name="links-3-url"' in page

    page = page_of(client.post(ISTIO, typed | {"add-cell": "1", "cell": "retries"}))
    assert 'name="cell-retries-value"' in page


def test_a_new_project_begins_with_the_name_that_was_not_found(client: Client):
    make_category("proxy")
    assert "name=No%20such" in client.get("/en/?q=No such").content.decode()
    page = page_of(client.get(f"{NEW}?name=No+such"))
    assert 'name="name" value="No such"' in page
    send(client, f"{NEW}?name=No+such", category="proxy", summary_en="A proxy.")

    assert ("name", None, "No such") in changes()


def test_a_new_project_that_is_here_already_is_pointed_out(client: Client):
    typed = {
        "name": "Istio Mesh",
        "category": "service-mesh",
        "summary_en": "A mesh.",
        "links-1-url": "http://www.github.com/Istio/istio.git",
    }
    answer = send(client, NEW, **typed)
    assert answer.status_code == 400
    assert "/en/projects/istio/suggest/" in page_of(answer)
    assert not Suggestion.objects.exists()

    assert send(client, NEW, **typed, another="1").status_code == 303


def test_an_address_without_its_scheme_points_out_what_is_here(client: Client):
    typed = filled(client, NEW) | {"links-1-url": "github.com/istio/istio", "preview": "1"}

    assert "has this address" in page_of(client.post(NEW, typed))


def test_the_preview_shows_the_card_the_differences_and_who_decides(client: Client):
    make_steward("ada")
    typed = filled(client, ISTIO) | {"license": "MIT", "reason": "", "preview": "1"}
    page = page_of(client.post(ISTIO, typed))

    assert "<li>MIT</li>" in page
    assert "<td>Apache-2.0</td><td><ins>MIT</ins></td>" in page
    assert "/en/maintainers/ada/" in page
    assert not Suggestion.objects.exists()


def test_the_preview_alone_is_a_fragment(client: Client):
    typed = filled(client, NEW) | {"name": "istio", "fragment": "1"}
    page = page_of(client.post(NEW, typed))

    assert "<html" not in page
    assert 'data-into="alike"' in page


def test_mistakes_are_told_at_their_place_and_nothing_typed_is_lost(client: Client):
    answer = send(
        client,
        ISTIO,
        **{"links-0-url": "istio.io", "license": "Freeware!", "summary_en": "Typed.", "reason": ""},
    )
    page = page_of(answer)

    assert answer.status_code == 400
    assert 'href="#id_links-0-url"' in page
    assert "https://istio.io" in page
    assert 'href="#id_license"' in page
    assert 'href="#id_reason"' in page
    assert "Typed." in page
    assert 'value="Freeware!"' in page
    assert not Suggestion.objects.exists()


def test_mistakes_speak_of_the_form_and_not_of_a_file(client: Client):
    typed = {"name": "", "started": "of old", "links-0-url": "git@github.com:istio/x.git"}
    page = page_of(send(client, NEW, **typed))

    assert "Name: This cannot be empty." in page
    assert "“of old”: Write a year" in page
    assert "Write https://github.com/istio/x<" in page
    assert "“name”" not in page
    assert "in quotes" not in page


def test_only_the_sections_open_in_which_something_stands(client: Client):
    page = page_of(send(client, NEW, license="MIT"))

    assert "<details open><summary>Facts" in page
    assert "<details><summary>Foundation" in page


def test_nothing_changed_is_no_suggestion(client: Client):
    answer = send(client, ISTIO)

    assert answer.status_code == 400
    assert "Nothing would change" in page_of(answer)


def test_what_somebody_else_changed_meanwhile_is_not_suggested_back(client: Client, istio: Project):
    typed = filled(client, ISTIO) | {"license": "MIT", "send": "1"}
    Project.objects.filter(pk=istio.pk).update(summary_en="A service mesh.")
    client.post(ISTIO, typed)

    assert changes() == [("license", "Apache-2.0", "MIT")]


@pytest.mark.parametrize(
    ("age", "says"), [(0, "quicker than anybody types"), (90_000, "more than a day ago")]
)
def test_a_form_sent_too_soon_or_too_late_is_told_and_kept(client: Client, age: int, says: str):
    opened = Opened(time.time() - age).signed
    typed = filled(client, ISTIO) | {"token": opened, "license": "MIT", "send": "1"}
    answer = client.post(ISTIO, typed)

    assert answer.status_code == 400
    assert says in page_of(answer)
    assert 'value="MIT"' in page_of(answer)


def test_a_machine_that_fills_in_everything_sees_what_people_see(client: Client):
    answer = send(client, ISTIO, license="MIT", website="https://pills.example.com")

    assert Suggestion.objects.get().state == "quarantined"
    assert "Waiting for review" in page_of(client.get(answer["Location"]))


def test_above_the_limit_one_is_told_when_to_try_again(client: Client, settings):
    settings.SUGGESTIONS_PER_ADDRESS = 1
    send(client, ISTIO, license="MIT")
    answer = send(client, ISTIO, license="ISC")

    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 3600
    assert "Send it again in 60 minutes" in page_of(answer)
    assert 'value="ISC"' in page_of(answer)


def test_a_former_address_of_the_project_works(client: Client, istio: Project):
    OldSlug.objects.create(project=istio, slug="istio-mesh")
    old = "/en/projects/istio-mesh/suggest/"
    assert client.get(f"{old}?about=license")["Location"] == f"{ISTIO}?about=license"

    typed = filled(client, ISTIO) | {"license": "MIT", "send": "1"}
    assert client.post(old, typed).status_code == 303


def test_a_withdrawn_project_can_be_corrected_a_draft_is_unknown(client: Client):
    make_project("gone", state=Project.State.WITHDRAWN)
    make_project("coming", state=Project.State.DRAFT)

    assert "/en/projects/gone/suggest/" in client.get("/en/projects/gone/").content.decode()
    assert client.get("/en/projects/gone/suggest/").status_code == 200
    assert client.get("/en/projects/coming/suggest/").status_code == 404


def test_every_fact_on_the_page_of_a_project_leads_to_its_form(
    client: Client, cell: CapabilityValue
):
    page = client.get("/en/projects/istio/").content.decode()
    found = set(re.findall(r'suggest/\?about=([a-z_-]+)"', page))

    assert {"homepage", "license", "status", "summary", "tags", "retries", "last_activity"} <= found
    for about in found:
        assert client.get(f"{ISTIO}?about={about}").status_code == 200


def test_every_cell_of_a_comparison_leads_to_its_form(client: Client, cell: CapabilityValue):
    make_project("nginx", category="proxy", tags=["mtls"], license="MIT")
    make_tag("mtls")
    page = client.get("/en/compare/?project=istio&project=nginx").content.decode()
    found = re.findall(r'href="(/en/projects/[a-z]+/suggest/\?about=[a-z_-]+)"', page)

    assert "/en/projects/nginx/suggest/?about=retries" in found
    assert {client.get(path).status_code for path in found} == {200}


def test_forms_are_kept_by_nobody(client: Client):
    assert client.get(ISTIO)["Cache-Control"] == "private, no-cache"
    assert "public" in client.get("/en/suggest/")["Cache-Control"]


@pytest.mark.parametrize("query", ["kind=nope", "about=nope", "kind=removal&about=license"])
def test_an_address_that_asks_for_what_there_is_not_is_told_so(client: Client, query: str):
    assert client.get(f"{ISTIO}?{query}").status_code == 400


def test_an_address_that_is_missing_is_asked_for_first(client: Client):
    page = page_of(client.get(f"{ISTIO}?about=documentation"))
    assert '<option value="documentation" selected>' in page
    send(client, f"{ISTIO}?about=documentation", **{"links-0-url": "https://istio.io/docs/"})

    assert changes() == [
        ("links", None, {"kind": "documentation", "url": "https://istio.io/docs/"})
    ]


def test_the_organization_is_one_thing_and_its_page_another(client: Client):
    assert (
        "links-0-url"
        not in page_of(client.get(f"{ISTIO}?about=organization")).partition("More fields")[0]
    )
    assert (
        "links-0-url"
        in page_of(client.get(f"{ISTIO}?about=organization-page")).partition("More fields")[0]
    )
