"""Taking back what the history tells."""

import pytest
from django.utils.translation import override

from directory.models import Link, OldSlug, Project
from directory.services import curation, history, renaming
from directory.services.undo import CannotUndo, undo
from tests.builders import make_project, make_tag

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


def take_back(project: Project, number: int = 0) -> None:
    """A change of the history, the newest if no number is given."""
    change = history.of(project)[number].change
    assert change
    undo(change, "Took it back")


def test_a_field_gets_the_value_it_had_and_the_history_says_so():
    project = make_project("istio", license="MIT")
    project.license = "Apache-2.0"
    project.save()

    take_back(project)

    project.refresh_from_db()
    assert project.license == "MIT"
    event = history.of(project)[0]
    assert (event.before, event.after, event.reason) == ("Apache-2.0", "MIT", "Took it back")


def test_a_later_change_is_not_lost():
    project = make_project("istio", license="MIT")
    for license in ("Apache-2.0", "BSD-3-Clause"):
        project.license = license
        project.save()

    with pytest.raises(CannotUndo, match="later change"):
        take_back(project, 1)

    project.refresh_from_db()
    assert project.license == "BSD-3-Clause"


def test_other_fields_stay_as_they_are():
    project = make_project("istio", license="MIT", organization="Google")
    project.license = "Apache-2.0"
    project.save()
    project.organization = "Istio"
    project.save()

    take_back(project, 1)

    project.refresh_from_db()
    assert (project.license, project.organization) == ("MIT", "Istio")


def test_a_tag_that_was_taken_away_comes_back_and_one_that_was_put_there_goes():
    project = make_project("istio", tags=["mtls"])
    curation.set_tags(project, [make_tag("sidecar")])
    changes = [event.change for event in history.of(project)[:2]]

    for change in changes:
        assert change
        undo(change, "Took it back")

    assert [item.tag.slug for item in project.project_tags.all()] == ["mtls"]


def test_a_deleted_link_comes_back_whole():
    project = make_project("istio")
    Link.objects.create(project=project, kind="blog", url="https://istio.io/blog", text="News")
    project.links.get().delete()

    take_back(project)

    link = project.links.get()
    assert (link.kind, link.url, link.text) == ("blog", "https://istio.io/blog", "News")
    with pytest.raises(CannotUndo):
        take_back(project, 1)


def test_an_address_is_given_back_and_the_one_between_redirects():
    project = make_project("envoy")
    renaming.rename(project, "envoy-proxy")
    number = next(i for i, event in enumerate(history.of(project)) if event.what == "Slug")

    take_back(project, number)

    project.refresh_from_db()
    assert project.slug == "envoy"
    assert set(OldSlug.objects.values_list("slug", flat=True)) == {"envoy-proxy"}


def test_what_is_not_valid_any_more_is_refused_in_words():
    first = make_project("istio")
    first.slug = "istio-two"
    first.save()
    make_project("istio")

    with pytest.raises(CannotUndo, match="already exists"):
        take_back(first)


def test_a_part_counts_as_a_change_of_the_project():
    project = make_project("istio")
    Link.objects.create(project=project, kind="blog", url="https://istio.io/blog")
    before = Project.objects.get(pk=project.pk).modified

    take_back(project)

    assert not project.links.exists()
    assert Project.objects.get(pk=project.pk).modified > before
