"""Two projects made one: what goes where, and every address leads on."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from directory.models import (
    CapabilityValue,
    Import,
    Link,
    Logo,
    Maintainer,
    Merge,
    Project,
    ProjectTag,
    Relation,
    Stewardship,
    Suggestion,
)
from directory.services import curation, history, merging, renaming, unmerging
from tests.admin.samples import make_capability, make_cell
from tests.builders import make_project, make_relation

pytestmark = pytest.mark.django_db


def link(project: Project, url: str, kind: str = "homepage") -> Link:
    return Link.objects.create(project=project, kind=kind, url=url)


def relations() -> set[tuple[str, str, str]]:
    return set(Relation.objects.values_list("source__slug", "kind", "target__slug"))


def test_links_and_tags_move_and_none_is_there_twice():
    loser, winner = make_project("old", tags=["mtls", "wasm"]), make_project("new", tags=["mtls"])
    link(loser, "https://old.io/")
    for project in (loser, winner):
        link(project, "https://github.com/mesh", "repository")

    merging.merge(loser, winner, [])

    assert set(winner.links.values_list("kind", "url")) == {
        ("homepage", "https://old.io/"),
        ("repository", "https://github.com/mesh"),
    }
    assert {tag.slug for tag in winner.tags.all()} == {"mtls", "wasm"}
    assert (Link.objects.count(), ProjectTag.objects.count()) == (2, 2)
    assert not Project.objects.filter(slug="old").exists()


def test_relations_move_without_doubles_and_without_one_to_itself():
    loser, winner, other = make_project("old"), make_project("new"), make_project("other")
    make_relation(loser, "merged-into", winner)
    make_relation(loser, "built-on", other)
    make_relation(winner, "built-on", other)
    make_relation(other, "fork-of", loser)
    make_relation(loser, "alternative-to", other)

    told = merging.prepare(loser, winner)
    merging.merge(loser, winner, [])

    assert relations() == {
        ("new", "built-on", "other"),
        ("other", "fork-of", "new"),
        ("new", "alternative-to", "other"),
    }
    assert [(p.row.kind, bool(p.kept)) for p in told.dropped] == [
        ("merged-into", False),
        ("built-on", True),
    ]


def test_where_both_know_something_of_a_capability_the_winner_is_believed():
    loser, winner = make_project("old"), make_project("new")
    mtls, retries = make_capability("mtls"), make_capability("retries")
    make_cell(loser, mtls, value=["no"])
    make_cell(winner, mtls, value=["yes"])
    make_cell(loser, retries)

    told = merging.prepare(loser, winner)
    merging.merge(loser, winner, [])

    cells = CapabilityValue.objects.order_by("capability__slug")
    assert [(c.project.slug, c.capability.slug, c.value) for c in cells] == [
        ("new", "mtls", ["yes"]),
        ("new", "retries", ["yes"]),
    ]
    assert [(part.row.value, part.kept.value) for part in told.dropped] == [(["no"], ["yes"])]


def test_stewards_and_suggestions_move():
    loser, winner = make_project("old"), make_project("new")
    ada = Maintainer.objects.create(handle="ada")
    Stewardship.objects.create(maintainer=ada, role="owner", project=loser)
    Stewardship.objects.create(maintainer=ada, role="owner", project=winner)
    Stewardship.objects.create(maintainer=ada, role="reviewer", project=loser)
    Suggestion.objects.create(project=loser, kind="change", name="Old", language="en")

    merging.merge(loser, winner, [])

    assert sorted(winner.stewardships.values_list("role", flat=True)) == ["owner", "reviewer"]
    assert Suggestion.objects.get().project == winner


def test_nothing_that_names_a_project_is_forgotten():
    kept = {relation.related_model for relation in Project._meta.related_objects}

    assert set(merging.IDENTITY) <= kept
    assert set(merging.IDENTITY) == set(history.PARTS[Project])


@pytest.mark.parametrize(("own", "stays"), [(False, "old.svg"), (True, "new.svg")])
def test_the_winner_takes_the_logo_if_it_has_none(own: bool, stays: str):
    loser, winner = make_project("old"), make_project("new")
    for project in [loser, winner][: 1 + own]:
        Logo.objects.create(
            project=project, name=f"{project.slug}.svg", media_type="image/svg+xml", data=b"<svg/>"
        )

    merging.merge(loser, winner, [])

    assert [(logo.project, logo.name) for logo in Logo.objects.all()] == [(winner, stays)]


def test_only_the_fields_that_were_asked_for_are_taken_with_their_doubts():
    loser = make_project("old", license="MIT", started="2017", unverified=["license", "started"])
    winner = make_project("new", license="Apache-2.0", unverified=["license", "status"])

    merging.merge(loser, winner, ["license", "slug", "state", "nonsense"])

    winner.refresh_from_db()
    assert (winner.slug, winner.license, winner.started) == ("new", "MIT", "")
    assert winner.unverified == ["license", "status"]


def test_it_is_told_where_the_loser_says_something_else():
    loser = make_project("old", name="Mesh", license="MIT", started="2017", organization="")
    winner = make_project("new", name="Mesh", license="Apache-2.0", organization="Acme")

    told = merging.prepare(loser, winner).differing

    assert [(each.name, each.winner, each.loser) for each in told] == [
        ("started", "", "2017"),
        ("license", "Apache-2.0", "MIT"),
    ]


def test_sources_of_both_are_kept():
    shared, own = {"en": "README"}, {"en": "Notes"}
    loser = make_project("old", sources=[shared, own], extra={"cncf": 1, "x": 1})
    winner = make_project("new", sources=[shared], extra={"x": 2})

    merging.merge(loser, winner, [])

    winner.refresh_from_db()
    assert winner.sources == [shared, own]
    assert winner.extra == {"cncf": 1, "x": 2}


def test_the_history_of_the_winner_has_that_of_the_loser_whatever_went_into_that():
    first, loser, winner = make_project("first"), make_project("old"), make_project("new")
    history.because(first, "In the beginning.").save()
    first.license = "MIT"
    history.because(first, "Read the file.").save()

    merging.merge(first, loser, [], "The same.")
    merging.merge(loser, winner, [], "That too.")

    with translation.override("en"):
        told = [(str(e.what), e.before, e.after, e.reason, e.change) for e in history.of(winner)]
    assert ("First · license", "", "MIT", "Read the file.", None) in told
    assert ("Project", "Old", "", "That too.", None) in told
    assert ("Project", "First", "", "The same.", None) in told


def test_an_import_whose_entry_was_the_loser_names_the_winner():
    loser, winner, other = make_project("old"), make_project("new"), make_project("other")
    one = Import(file="a.md", format="markdown", state="done", entries=[loser.pk, other.pk])
    gone = loser.pk
    both = Import(file="b.md", format="markdown", state="done", entries=[loser.pk, winner.pk])
    for each in (one, both):
        each.text = ""
        each.save()

    merging.merge(loser, winner, [])

    one.refresh_from_db()
    both.refresh_from_db()
    assert one.entries == [winner.pk, other.pk]
    assert both.entries == [gone, winner.pk]


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_nothing_leads_to_what_is_not_public(state: str):
    loser, winner = make_project("old"), make_project("new", state=state)

    with pytest.raises(merging.CannotMerge, match="New"):
        merging.merge(loser, winner, [])


def test_a_project_is_not_merged_into_itself():
    project = make_project("old")

    with pytest.raises(merging.CannotMerge):
        merging.merge(project, project, [])


def test_what_the_winner_could_not_be_is_refused_and_nothing_is_done():
    loser, winner = make_project("old", tags=["mtls"]), make_project("new")
    Project.objects.filter(pk=loser.pk).update(license="no such license")
    loser.refresh_from_db()

    with pytest.raises(ValidationError, match="no such license"):
        merging.merge(loser, winner, ["license"])

    assert {project.slug for project in Project.objects.all()} == {"old", "new"}
    assert ProjectTag.objects.get().content_object == loser


SLUGS = ["a", "b", "c", "d", "e"]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["rename", "merge", "withdraw", "undo"]),
        st.integers(0, 2),
        st.integers(0, 2),
        st.sampled_from(SLUGS),
    ),
    max_size=8,
)


class Addresses(TestCase):
    @given(STEPS)
    def test_every_slug_that_was_ever_public_leads_in_one_step_to_a_page(self, steps):
        projects = [make_project(slug).pk for slug in ("x", "y", "z")]
        public = {"x", "y", "z"}

        for step, one, other, slug in steps:
            self._do(step, projects[one], projects[other], slug)
            public |= set(Project.objects.known().values_list("slug", flat=True))

        for slug in sorted(public):
            answer = Client().get(f"/projects/{slug}/")
            if answer.status_code == 301:
                answer = Client().get(answer["Location"])
            assert answer.status_code in (200, 410), slug

    def _do(self, step: str, one: int, other: int, slug: str) -> None:
        """As far as it is possible: what is gone or taken is refused."""
        there = Project.objects.in_bulk([one, other])
        try:
            if step == "undo":
                for merge in Merge.objects.standing().order_by("-pk")[:1]:
                    unmerging.undo(merge)
            elif one not in there:
                return
            elif step == "rename":
                renaming.rename(there[one], slug)
            elif step == "withdraw":
                curation.withdraw(Project.objects.filter(pk=one), "", "Gone.")
            elif other in there:
                merging.merge(there[one], there[other], [])
        except (ValidationError, merging.CannotMerge, unmerging.CannotUnmerge):
            return
