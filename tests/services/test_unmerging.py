"""A merge undone: two projects again, and nothing that was written meanwhile is lost."""

from typing import Any

import pytest
from django.db import IntegrityError, models
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from directory.models import (
    Capability,
    Import,
    Link,
    Logo,
    Maintainer,
    Merge,
    Project,
    Stewardship,
    Suggestion,
)
from directory.services import history, merging, renaming, unmerging
from tests.admin.samples import make_capability, make_cell
from tests.builders import make_category, make_project, make_relation, make_tag

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


def merged(loser: Project, winner: Project, *taken: str) -> Merge:
    merging.merge(loser, winner, taken)
    return Merge.objects.latest("pk")


def undo(merge: Merge) -> None:
    merge.refresh_from_db()
    unmerging.undo(merge, "Two after all.")


def told(merge: Merge) -> list[tuple[str, str, str]]:
    merge.refresh_from_db()
    return [(each.now, each.then, each.why) for each in unmerging.prepare(merge).staying]


def rows() -> dict[str, Any]:
    """All that is stored of projects, without when they changed."""
    stored: dict[str, Any] = {}
    for model in (Project, *(relation.related_model for relation in Project._meta.related_objects)):
        if model is not Merge:
            columns = [f.attname for f in model._meta.concrete_fields if f.name != "modified"]
            stored[model.__name__] = sorted(model._base_manager.values_list(*columns), key=str)
    stored["entries"] = list(Import.objects.values_list("entries", flat=True))
    return stored


def full(slug: str, shared: models.Model, **fields: Any) -> Project:
    """With something of each kind, some of it the other's, too."""
    project = make_project(slug, tags=["mtls", f"{slug}-tag"], **fields)
    for url in ("https://shared.example/", f"https://{slug}.example/"):
        Link.objects.create(project=project, kind="homepage", url=url)
    make_relation(project, "built-on", make_project("envoy-of-" + slug))
    make_relation(project, "alternative-to", shared)
    make_cell(project, Capability.objects.get(slug="mtls"), value=["yes"])
    make_cell(project, make_capability(f"of-{slug}"), value=["no"])
    ada = Maintainer.objects.get_or_create(handle="ada")[0]
    for role in {"owner", "reviewer" if slug == "old" else "owner"}:
        Stewardship.objects.create(maintainer=ada, role=role, project=project)
    renaming.rename(project, f"{slug}-named")
    Suggestion.objects.create(project=project, kind="change", name=slug, language="en")
    return project


def test_both_are_again_as_they_were():
    shared = make_project("shared")
    make_capability("mtls")
    loser = full(
        "old", shared, license="MIT", sources=[{"en": "README"}], unverified=["license", "status"]
    )
    winner = full(
        "new",
        shared,
        license="Apache-2.0",
        sources=[{"en": "Notes"}],
        unverified=["status", "license"],
    )
    make_relation(loser, "merged-into", winner)
    Logo.objects.create(project=loser, name="old.svg", media_type="image/svg+xml", data=b"<svg/>")
    source = Import(file="a.md", format="markdown", state="done", entries=[loser.pk, shared.pk])
    source.text = ""
    source.save()
    before = rows()

    merge = merged(loser, winner, "license")
    assert rows() != before
    undo(merge)

    assert rows() == before


def test_addresses_lead_to_each_again(client: Client):
    loser, winner = make_project("old"), make_project("new")
    renaming.rename(loser, "older")
    undo(merged(loser, winner))

    assert client.get("/projects/older/").status_code == 200
    assert client.get("/projects/old/")["Location"] == "/projects/older/"
    assert client.get("/projects/new/").status_code == 200


def test_what_changed_since_stays_and_is_told():
    loser = make_project("old", tags=["mtls", "wasm"], license="MIT", started="2016")
    winner = make_project("new", license="Apache-2.0", started="2017")
    home = Link.objects.create(project=loser, kind="homepage", url="https://old.example/")
    docs = Link.objects.create(project=loser, kind="other", url="https://docs.example/")
    merge = merged(loser, winner, "license", "started")
    winner.refresh_from_db()
    winner.license, winner.organization = "BSD-3-Clause", "Acme"
    winner.save()
    winner.tags.remove(make_tag("wasm"))
    home.refresh_from_db()
    home.project = make_project("other")
    home.save()
    Link.objects.filter(pk=docs.pk).update(url="https://docs.example/en/")

    assert told(merge) == [
        ("BSD-3-Clause", "Apache-2.0", "It was changed again since."),
        ("", "Wasm", "It was removed since."),
        ("", "Homepage https://old.example/", "It belongs to another project by now."),
    ]
    undo(merge)

    winner.refresh_from_db()
    loser = Project.objects.get(slug="old")
    assert (winner.license, winner.started, winner.organization) == ("BSD-3-Clause", "2017", "Acme")
    assert (loser.license, loser.started) == ("MIT", "2016")
    assert [tag.slug for tag in loser.tags.all()] == ["mtls"]
    assert [link.url for link in loser.links.all()] == ["https://docs.example/en/"]


def test_what_was_left_out_and_has_no_place_any_more_is_told():
    loser, winner = make_project("old"), make_project("new")
    capability = make_capability("mtls")
    for project in (loser, winner):
        make_cell(project, capability)
    merge = merged(loser, winner)
    capability.delete()

    assert told(merge) == [("", "mtls: Yes", "“mtls” is gone.")]
    undo(merge)

    assert not loser_of(merge).capability_values.exists()


def test_what_was_left_out_and_is_there_by_now_comes_once():
    loser, winner = make_project("old", tags=["mtls", "tls"]), make_project("new", tags=["mtls"])
    merge = merged(loser, winner)
    winner.project_tags.get(tag__slug="mtls").delete()
    item = winner.project_tags.get(tag__slug="tls")
    item.tag = make_tag("mtls")
    item.save()

    undo(merge)

    assert [tag.slug for tag in loser_of(merge).tags.all()] == ["mtls"]


def test_sources_and_doubts_that_came_since_stay():
    loser = make_project("old", license="MIT", sources=[{"en": "Old"}], unverified=["license"])
    winner = make_project("new", sources=[{"en": "New"}], unverified=["status"])
    merge = merged(loser, winner, "license")
    winner.refresh_from_db()
    winner.sources.append({"en": "Later"})
    winner.unverified = ["license"]
    winner.save()

    undo(merge)

    winner.refresh_from_db()
    assert winner.sources == [{"en": "New"}, {"en": "Later"}]
    assert (winner.license, winner.unverified) == ("", [])


def test_a_suggestion_that_was_decided_on_meanwhile_and_a_new_logo_stay_where_they_are():
    loser, winner = make_project("old"), make_project("new")
    for name in ("waiting", "decided"):
        Suggestion.objects.create(project=loser, kind="change", name=name, language="en")
    Logo.objects.create(
        project=loser, name="a.svg", media_type="image/svg+xml", data=b"a", digest="a"
    )
    merge = merged(loser, winner)
    Suggestion.objects.filter(name="decided").update(state="declined", decided=timezone.now())
    Logo.objects.update(data=b"b", digest="b")

    undo(merge)

    assert dict(Suggestion.objects.values_list("name", "project__slug")) == {
        "waiting": "old",
        "decided": "new",
    }
    assert Logo.objects.get().project == winner


def test_the_last_merge_is_undone_first():
    first, second, third = (make_project(slug) for slug in ("a", "b", "c"))
    Link.objects.create(project=first, kind="homepage", url="https://a.example/")
    one = merged(first, second)
    other = merged(second, third)

    one.refresh_from_db()
    with pytest.raises(unmerging.CannotUnmerge, match="“B” went into “C” later"):
        unmerging.prepare(one)
    undo(other)
    undo(one)

    assert Link.objects.get().project.slug == "a"
    assert {project.slug for project in Project.objects.all()} == {"a", "b", "c"}


def test_what_was_undone_is_not_undone_again_and_can_be_merged_again():
    loser, winner = make_project("old"), make_project("new")
    merge = merged(loser, winner)
    undo(merge)
    with pytest.raises(unmerging.CannotUnmerge, match="already"):
        undo(merge)

    again = merged(loser_of(merge), winner)

    assert Merge.objects.into(winner.pk) == [again.merged]
    with pytest.raises(IntegrityError):
        Merge.objects.create(project=winner, merged=again.merged)


def test_an_address_that_is_anothers_by_now_is_told_and_nothing_is_done():
    loser, winner = make_project("old"), make_project("new")
    merge = merged(loser, winner)
    winner.refresh_from_db()
    renaming.rename(winner, "old")

    with pytest.raises(unmerging.CannotUnmerge, match="“old” is that of “New” by now"):
        undo(merge)
    assert Project.objects.get() == winner


def test_a_category_that_is_gone_is_told():
    loser, winner = make_project("old", category="gone"), make_project("new")
    merge = merged(loser, winner)
    make_category("gone").delete()

    with pytest.raises(unmerging.CannotUnmerge, match="category in which “Old” was"):
        undo(merge)


def test_what_would_be_wrong_by_now_is_refused_whole():
    loser, winner = make_project("old", license="MIT"), make_project("new")
    merge = merged(loser, winner)
    Project.objects.filter(pk=winner.pk).update(license="no such license")

    with pytest.raises(unmerging.CannotUnmerge, match="no such license"):
        undo(merge)
    assert not Project.objects.filter(slug="old").exists()
    assert not Merge.objects.get().undone


def test_no_row_of_a_merge_is_taken_back_alone_but_a_field():
    loser, winner = make_project("old", tags=["mtls"], license="MIT"), make_project("new")
    merged(loser, winner, "license")

    alone = {event.what for event in history.of(winner) if event.merge and event.change}

    assert alone == {"License"}


def test_a_merge_of_which_nothing_is_on_record_is_refused():
    merge = Merge.objects.create(project=make_project(), merged=1_234)

    with pytest.raises(unmerging.CannotUnmerge, match="not on record"):
        unmerging.prepare(merge)


def test_each_has_its_own_history_again():
    loser, winner = make_project("old", tags=["mtls"]), make_project("new")
    merge = merged(loser, winner)
    undo(merge)
    item = Project.objects.get(slug="old").project_tags.get()
    item.tag = make_tag("wasm")
    item.save()

    of_loser = [str(event.merge or event.what) for event in history.of(loser_of(merge))]
    of_winner = [(event.what, str(event.merge)) for event in history.of(winner)]

    assert "Mtls · tag" in of_loser
    assert ("Mtls · project", "Old → New") in of_winner
    assert not [what for what, _merge in of_winner if what == "Mtls · tag"]
    acts = {event.merge.is_undo for event in history.of(winner) if event.merge}
    assert acts == {False, True}


def loser_of(merge: Merge) -> Project:
    return Project.objects.get(pk=merge.merged)


def test_two_of_one_name_are_told_apart_by_their_slugs():
    loser, winner = make_project("linkerd", name="Linkerd"), make_project("l5d", name="Linkerd")

    assert str(history.merge_act(merged(loser, winner))) == "linkerd → l5d"
