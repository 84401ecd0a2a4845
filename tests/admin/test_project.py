"""Editing a project with all that hangs on it."""

import json
from typing import Any

import pytest
from django.test import Client

from directory.models import (
    CapabilityValue,
    Link,
    Maintainer,
    OldSlug,
    Project,
    ProjectTag,
    Relation,
    Stewardship,
)
from directory.services import history
from directory.services.suggestions.deciding import accepted, decide, on_all
from tests.admin.helpers import add_row, address, errors, filled_in, send
from tests.admin.samples import make_capability, make_cell
from tests.builders import make_category, make_project, make_relation, make_steward, make_tag
from tests.services.suggesting import suggest


def form_of(project: Project) -> str:
    return address("project", "change", project.pk)


def told(project: Project) -> list[tuple[str, str, str, str]]:
    return [(e.user, e.what, e.before, e.after) for e in history.of(project)]


def test_an_owner_adds_a_project_with_everything_on_one_page(alice: Client):
    envoy = make_project("envoy")
    maintainer = Maintainer.objects.create(handle="jimmy")
    capability = make_capability()

    response = send(
        alice,
        address("project", "add"),
        name="Istio",
        slug="istio",
        category=make_category().pk,
        tags=[make_tag("mtls").pk, make_tag("sidecar").pk],
        languages="Go，C++、Rust, Go",
        license="Apache-2.0",
        state="published",
        unverified=["license", "started"],
        sources__0__zh="官网",
        sources__0__en="Homepage",
        sources__0__url="https://istio.io/",
        foundation_dates__0__step="accepted",
        foundation_dates__0__date="2022-09-30",
        **add_row("links", kind="homepage", url="https://istio.io/", position=0),
        **add_row("relations", kind="built-on", target=envoy.pk),
        **add_row("stewardships", maintainer=maintainer.pk, role="owner"),
        **add_row(
            "capability_values",
            capability=capability.pk,
            value="支持",
            source_url="https://istio.io/docs/",
            verified="2026-08-01",
        ),
    )

    assert response.status_code == 302
    istio = Project.objects.get(slug="istio")
    assert istio.languages == ["Go", "C++", "Rust"]
    assert istio.unverified == ["license", "started"]
    assert istio.sources[0]["en"] == "Homepage"
    assert istio.foundation_dates == {"accepted": "2022-09-30"}
    assert {tag.slug for tag in istio.tags.all()} == {"mtls", "sidecar"}
    assert Link.objects.get().url == "https://istio.io/"
    assert Relation.objects.get().target == envoy
    assert Stewardship.objects.filter(project=istio).count() == 1
    assert CapabilityValue.objects.get().value == ["yes"]


def test_tags_are_added_and_removed_one_by_one_with_who_did_it(alice: Client):
    project = make_project("istio", tags=["mtls", "sidecar"])
    kept = ProjectTag.objects.get(tag__slug="mtls").pk
    ambient = make_tag("ambient")

    send(alice, form_of(project), tags=[make_tag("mtls").pk, ambient.pk], reason="Ambient is GA.")

    assert {tag.slug for tag in project.tags.all()} == {"mtls", "ambient"}
    assert ProjectTag.objects.get(tag__slug="mtls").pk == kept
    newest = history.of(project)[:2]
    assert {(e.user, e.before, e.after, e.reason) for e in newest} == {
        ("alice", "", "Ambient", "Ambient is GA."),
        ("alice", "Sidecar", "", "Ambient is GA."),
    }


def test_every_kind_of_change_is_in_the_history_with_the_editors_name(alice: Client):
    project = make_project("istio", status="active")
    make_cell(project, make_capability())
    Link.objects.create(project=project, kind="homepage", url="https://istio.io/")
    before = len(history.of(project))

    send(
        alice,
        form_of(project),
        status="archived",
        links__0__url="https://istio.dev/",
        capability_values__0__value="no",
        **add_row("relations", kind="built-on", target=make_project("envoy").pk),
    )

    changes = told(project)
    assert len(changes) == before + 4
    assert set(changes[:4]) == {
        ("alice", "Status", "Active", "Archived"),
        (
            "alice",
            "Homepage https://istio.io/ · address",
            "https://istio.io/",
            "https://istio.dev/",
        ),
        ("alice", "Mtls · value", "yes", "no"),
        ("alice", "Relation", "", "Istio — Built on — Envoy"),
    }


def test_the_first_edit_after_loading_tells_what_was_there_before(alice: Client):
    project = make_project("istio", status="active")
    Link.objects.create(project=project, kind="homepage", url="https://istio.io/")
    for model in (Project, Link):
        model.history.all().delete()

    send(alice, form_of(project), status="archived", links__0__kind="blog")

    assert set(told(project)) == {
        ("alice", "Status", "Active", "Archived"),
        ("alice", "Homepage https://istio.io/ · kind", "Homepage", "Blog"),
    }


def test_saving_what_nobody_changed_changes_nothing(alice: Client):
    project = make_project(
        "istio",
        tags=["mtls"],
        languages=["Go", "C++"],
        unverified=["started", "license"],
        sources=[{"zh": "官网", "en": "Homepage"}],
        extra={"seed": 17},
    )
    make_cell(project, make_capability())
    make_cell(project, make_capability("planes", kind="text", terms=[]), value=[], text_en="Envoy")
    make_relation(make_project("fork"), "fork-of", project)
    lines, modified = len(history.of(project)), Project.objects.get(slug="istio").modified

    assert send(alice, form_of(project)).status_code == 302

    assert len(history.of(project)) == lines
    assert project.history.count() == 1
    assert Project.objects.get(slug="istio").modified == modified


def test_a_project_counts_as_changed_when_only_a_link_was(alice: Client):
    project = make_project("istio")

    send(
        alice,
        form_of(project),
        **add_row("links", kind="blog", url="https://istio.io/blog", position=0),
    )

    assert Project.objects.get().modified > project.modified


def test_a_changed_slug_leaves_a_redirect_and_changing_back_swaps_it(alice: Client, client: Client):
    project = make_project("emissary")

    send(alice, form_of(project), slug="emissary-ingress", name="Emissary")

    renamed = Project.objects.get()
    assert (renamed.slug, renamed.name) == ("emissary-ingress", "Emissary")
    assert renamed.modified > project.modified
    assert OldSlug.objects.get().slug == "emissary"
    assert client.get("/en/projects/emissary/")["Location"] == "/en/projects/emissary-ingress/"

    send(alice, form_of(project), slug="emissary")

    assert OldSlug.objects.get().slug == "emissary-ingress"


def test_a_slug_that_redirects_to_another_project_is_refused(alice: Client):
    OldSlug.objects.create(project=make_project("emissary"), slug="ambassador")
    project = make_project("istio")

    assert "slug" in errors(send(alice, form_of(project), slug="ambassador"))
    assert "slug" in errors(send(alice, form_of(project), slug="emissary"))


def test_an_old_slug_cannot_be_one_that_a_project_has(alice: Client):
    project = make_project("istio")

    response = send(alice, address("oldslug", "add"), slug="istio", project=project.pk)

    assert "slug" in errors(response)


def test_nothing_typed_is_lost_and_nothing_saved_when_one_row_is_wrong(alice: Client):
    project = make_project("istio", tags=["mtls"])
    tag = make_tag("ambient")

    response = send(
        alice,
        form_of(project),
        name="Typed name",
        tags=[tag.pk],
        languages="Go、C++",
        sources__0__url="istio.io",
        extra='{"seed": 半',
        unverified=["license"],
        **add_row("links", kind="blog", url="javascript:alert(1)", text="A blog", position=0),
    )

    assert set(errors(response)) == {"sources", "extra", "links-0-url"}
    typed = filled_in(response)
    assert typed["name"] == ["Typed name"]
    assert typed["tags"] == [str(tag.pk)]
    assert typed["languages"] == ["Go、C++"]
    assert typed["sources-0-url"] == ["istio.io"]
    assert typed["extra"] == ['{"seed": 半']
    assert typed["unverified"] == ["license"]
    assert typed["links-0-text"] == ["A blog"]
    project.refresh_from_db()
    assert project.name == "Istio"
    assert [tag.slug for tag in project.tags.all()] == ["mtls"]


def test_a_save_that_fails_in_the_middle_saves_nothing(
    alice: Client, monkeypatch: pytest.MonkeyPatch
):
    project = make_project("istio")
    monkeypatch.setattr("directory.services.curation.set_tags", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        send(alice, form_of(project), name="Half", slug="half")

    assert [(p.name, p.slug) for p in Project.objects.all()] == [("Istio", "istio")]
    assert not OldSlug.objects.exists()


def test_json_that_is_wrong_says_where(alice: Client):
    project = make_project("istio")

    response = send(alice, form_of(project), extra='{\n  "zh": "官网",\n}')

    assert "line 3, column" in errors(response)["extra"][0]


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("license", "Apache 2"),
        ("started", "in 2017"),
        ("unverified", "stars"),
        ("category", "999999"),
        ("tags", "999999"),
    ],
)
def test_a_wrong_value_is_told_at_its_field(alice: Client, field: str, typed: str):
    project = make_project("istio")

    response = send(alice, form_of(project), **{field: typed})

    assert list(errors(response)) == [field]


def test_an_empty_field_of_json_is_what_is_empty_in_the_model(alice: Client):
    project = make_project("istio", languages=["Go"], sources=[{"zh": "网"}], extra={"a": 1})

    send(alice, form_of(project), languages=" ", sources__0__zh="", extra="")

    project.refresh_from_db()
    assert (project.languages, project.sources) == ([], [])
    assert (project.extra, project.foundation_dates) == ({}, {})


def test_json_is_shown_to_be_read(alice: Client):
    project = make_project("istio", extra={"seed": {"zh": "官网"}}, languages=["Go", "C++"])

    shown = filled_in(alice.get(form_of(project)))

    assert shown["extra"] == [json.dumps(project.extra, ensure_ascii=False, indent=2)]
    assert shown["languages"] == ["Go, C++"]


def test_a_cell_of_the_matrix_offers_the_terms_of_its_capability(alice: Client):
    project = make_project("istio")
    make_cell(project, make_capability("protocols", kind="list"), value=["yes"])
    make_cell(project, make_capability("mtls"))
    path = form_of(project)

    send(alice, path, capability_values__0__value=["yes", "no"], capability_values__1__value="no")

    values = {cell.capability.slug: cell.value for cell in CapabilityValue.objects.all()}
    assert values == {"protocols": ["yes", "no"], "mtls": ["no"]}
    assert "capability_values-1-value" in errors(send(alice, path, capability_values__1__value="x"))


def test_a_new_cell_says_which_terms_there_are(alice: Client):
    cell: dict[str, Any] = {
        "source_url": "https://istio.io/",
        "verified": "2026-08-01",
        "value": "maybe",
    }
    row = add_row("capability_values", capability=make_capability().pk, **cell)

    response = send(alice, form_of(make_project("istio")), **row)

    assert errors(response) == {"capability_values-0-value": ["Choose one of: yes, no."]}


def test_a_new_cell_tells_all_that_is_wrong_at_once(alice: Client):
    words = make_capability("planes", kind="text", terms=[])
    row = add_row("capability_values", capability=words.pk, value="yes", source_url="istio.io")

    response = send(alice, form_of(make_project("istio")), license="Apache 2", **row)

    assert set(errors(response)) == {
        "license",
        "capability_values-0-value",
        "capability_values-0-text_en",
        "capability_values-0-source_url",
        "capability_values-0-verified",
    }


def test_empty_and_repeated_words_are_dropped(alice: Client):
    project = make_project("istio")

    send(alice, form_of(project), languages="Go,,Go, ，Rust、")

    project.refresh_from_db()
    assert project.languages == ["Go", "Rust"]


def test_the_same_thing_twice_in_a_form_is_told_not_a_crash(alice: Client):
    project = make_project("istio")
    maintainer = Maintainer.objects.create(handle="jimmy")
    link: dict[str, Any] = {"kind": "blog", "url": "https://istio.io/", "position": 0}
    role: dict[str, Any] = {"maintainer": maintainer.pk, "role": "owner"}

    twice = {**add_row("links", 0, **link), **add_row("links", 1, **link)}
    assert "links" in errors(send(alice, form_of(project), **twice))
    twice = {**add_row("stewardships", 0, **role), **add_row("stewardships", 1, **role)}
    assert "stewardships" in errors(send(alice, form_of(project), **twice))


def test_what_a_colleague_deleted_meanwhile_is_told_not_a_crash(alice: Client):
    project = make_project("istio")
    for n in (1, 2):
        Link.objects.create(project=project, kind="blog", url=f"https://istio.io/{n}")
    values = filled_in(alice.get(form_of(project))) | {"name": ["Typed name"]}
    Link.objects.get(url="https://istio.io/2").delete()

    response = alice.post(form_of(project), values)

    assert response.status_code == 200
    assert "Somebody else has deleted row 2" in errors(response)["links"][0]
    assert filled_in(response)["name"] == ["Typed name"]


def test_beside_a_choice_nothing_is_deleted_or_changed(alice: Client):
    project = make_project("istio")
    link = Link.objects.create(project=project, kind="blog", url="https://istio.io/blog")

    icons = alice.get(form_of(project)).text + alice.get(address("link", "change", link.pk)).text

    assert "delete-related" not in icons
    assert "change-related" not in icons
    assert 'id="add_id_category"' in icons
    assert 'id="view_id_category"' not in icons
    assert 'id="view_id_project"' in icons


def test_a_draft_has_no_link_to_the_site_and_a_public_project_has_one(alice: Client):
    draft = make_project("draft", state="draft")
    public = make_project("public")

    assert "/en/projects/draft/" not in alice.get(form_of(draft)).text
    assert 'href="/en/projects/public/"' in alice.get(form_of(public)).text
    assert 'href="/projects/public/"' in alice.get(form_of(public).removeprefix("/en")).text


def test_a_change_is_taken_back_from_the_history(alice: Client):
    project = make_project("istio", license="MIT")
    send(alice, address("project", "change", project.pk), license="Apache-2.0")
    path = address("project", "history", project.pk)
    change = history.of(project)[0].change

    page = alice.post(path, {"undo": str(change)}, follow=True)

    assert "Taken back: License." in page.text
    assert Project.objects.get(slug="istio").license == "MIT"
    again = alice.post(path, {"undo": str(change)}, follow=True)
    assert "changed again since" in again.text
    assert "not on record" in alice.post(path, {"undo": "project.0.name"}, follow=True).text


def test_what_a_suggestion_changed_is_taken_back_from_the_history(alice: Client):
    project = make_project("istio", license="MIT")
    suggestion = suggest(project, license="Apache-2.0", tags=[make_tag("wasm").slug])
    decide(suggestion, on_all(suggestion, accepted()), make_steward("carol"))
    path = address("project", "history", project.pk)

    assert f">Suggestion {suggestion.pk}</a>" in alice.get(path).text
    for event in history.of(project):
        if event.suggestion:
            assert "Taken back" in alice.post(path, {"undo": str(event.change)}, follow=True).text
    project.refresh_from_db()
    assert (project.license, list(project.tags.all())) == ("MIT", [])


def test_a_reviewer_takes_back_edits_but_not_a_publication(alice: Client, bob: Client):
    project = make_project("istio", state="draft")
    send(alice, address("project", "change", project.pk), state="published", license="MIT")
    path = address("project", "history", project.pk)
    changes = {event.what: event.change for event in history.of(project)}

    assert bob.post(path, {"undo": str(changes["State"])}).status_code == 403
    assert "Take back: License" in bob.get(path).text
    assert "Take back: State" not in bob.get(path).text
    bob.post(path, {"undo": str(changes["License"])})
    assert Project.objects.get(slug="istio").license == ""


def test_a_refusal_names_each_field_at_the_top_and_leads_there(alice: Client):
    project = make_project("istio")
    Link.objects.create(project=project, kind="blog", url="https://istio.io/blog")

    path = address("project", "change", project.pk)
    page = send(alice, path, license="Apache 2", links__0__url="ftp://istio.io")

    assert '<a href="#id_license">License</a>' in page.text
    assert '<a href="#id_links-0-url">Link 1 · Address</a>' in page.text
