"""Another slug for something, to which the former one goes on leading."""

import pytest
from django.core.exceptions import ValidationError

from directory.models import (
    Landscape,
    Maintainer,
    OldCategorySlug,
    OldHandle,
    OldSlug,
    OldTagSlug,
    Project,
)
from directory.services import history, renaming, undo
from tests.builders import make_category, make_project, make_tag

pytestmark = pytest.mark.django_db


def test_a_renamed_project_leaves_its_old_slug_behind():
    project = make_project("emissary")

    renaming.rename(project, "emissary-ingress")

    assert Project.objects.get().slug == "emissary-ingress"
    assert OldSlug.objects.get().slug == "emissary"
    assert OldSlug.objects.get().project == project


def test_both_sides_of_a_renaming_go_on_record_with_its_reason():
    project = make_project("emissary")

    renaming.rename(project, "emissary-ingress", "The CNCF calls it so.")
    renaming.rename(project, "emissary", "It does not.")

    lines = OldSlug.history.order_by("history_id")
    assert [(line.history_type, line.slug, line.history_change_reason) for line in lines] == [
        ("+", "emissary", "The CNCF calls it so."),
        ("-", "emissary", "It does not."),
        ("+", "emissary-ingress", "It does not."),
    ]


def test_renaming_back_swaps_the_addresses_so_that_none_has_two_owners():
    project = make_project("emissary")

    renaming.rename(project, "emissary-ingress")
    renaming.rename(project, "emissary")

    assert Project.objects.get().slug == "emissary"
    assert [old.slug for old in OldSlug.objects.all()] == ["emissary-ingress"]


@pytest.mark.parametrize("taken", ["istio", "istio-old", "Not A Slug", ""])
def test_a_project_cannot_take_an_address_that_is_taken_or_wrong(taken: str):
    OldSlug.objects.create(project=make_project("istio"), slug="istio-old")
    project = make_project("envoy")

    with pytest.raises(ValidationError) as refusal:
        renaming.rename(project, taken)

    assert list(refusal.value.message_dict) == ["slug"]
    assert {project.slug for project in Project.objects.all()} == {"istio", "envoy"}
    assert OldSlug.objects.count() == 1


def test_the_slug_that_it_has_already_is_no_former_one():
    project = make_project("emissary")

    renaming.rename(project, "emissary")

    assert not OldSlug.objects.exists()


def test_all_former_slugs_of_a_project_lead_to_the_present_one():
    project = make_project("a")

    for slug in ("b", "c", "a", "d"):
        renaming.rename(project, slug)

    leading = {old.slug: old.project.slug for old in OldSlug.objects.all()}
    assert leading == {"a": "d", "b": "d", "c": "d"}


def test_a_new_project_cannot_take_a_slug_that_redirects():
    renaming.rename(make_project("emissary"), "emissary-ingress")
    new = Project(slug="emissary", name="Emissary", category=make_category())

    with pytest.raises(ValidationError) as refusal:
        new.full_clean()

    assert list(refusal.value.message_dict) == ["slug"]


def test_categories_tags_and_maintainers_leave_their_old_slugs_behind_too():
    category, tag = make_category("mesh"), make_tag("mtls")
    maintainer = Maintainer.objects.create(handle="ada")

    renaming.rename(category, "service-mesh")
    renaming.rename(tag, "mutual-tls")
    renaming.rename(maintainer, "ada-l")

    assert OldCategorySlug.objects.present(["mesh"]) == {"mesh": "service-mesh"}
    assert OldTagSlug.objects.present(["mtls", "nope", "\0"]) == {"mtls": "mutual-tls"}
    assert OldHandle.objects.get().maintainer.handle == "ada-l"


@pytest.mark.parametrize("make", [make_category, make_tag])
def test_no_other_category_or_tag_takes_a_slug_that_redirects(make):
    one, other = make("one"), make("other")
    renaming.rename(one, "first")

    with pytest.raises(ValidationError) as refusal:
        renaming.rename(other, "one")

    assert list(refusal.value.message_dict) == ["slug"]


def test_an_old_slug_cannot_be_one_that_something_has():
    tag = make_tag("mtls")
    make_tag("wasm")

    with pytest.raises(ValidationError) as refusal:
        OldTagSlug(tag=tag, slug="wasm").full_clean()

    assert list(refusal.value.message_dict) == ["slug"]


def test_the_groups_of_the_panorama_follow_a_renamed_category():
    make_category("proxy")
    category = make_category("mesh")
    Landscape.objects.create(
        title_en="Landscape", groups=[{"slug": "all", "en": "All", "categories": ["proxy", "mesh"]}]
    )

    renaming.rename(category, "service-mesh", "The usual name.")

    landscape = Landscape.objects.get()
    assert landscape.groups[0]["categories"] == ["proxy", "service-mesh"]
    assert history.of(landscape)[0].reason == "The usual name."
    landscape.full_clean()


def test_renaming_a_tag_is_on_record_and_can_be_taken_back():
    tag = make_tag("mtls")
    renaming.rename(tag, "mutual-tls", "Spelled out.")
    event = next(event for event in history.of(tag) if event.after == "mutual-tls")

    undo.undo(event.change, "No.")

    tag.refresh_from_db()
    assert tag.slug == "mtls"
    assert OldTagSlug.objects.present(["mutual-tls", "mtls"]) == {"mutual-tls": "mtls"}
