"""Who saves a project that others look after suggests it to them."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from directory.models import Link, Project, Suggestion
from tests.admin.helpers import add_row, address, errors, filled_in, send
from tests.admin.samples import make_capability, make_cell
from tests.builders import make_category, make_project, make_relation, make_steward, make_tag


@pytest.fixture
def istio(db: None) -> Project:
    """Looked after by Dora, owner of service meshes."""
    project = make_project("istio", tags=["mtls"], summary_en="A mesh.")
    make_steward("dora", "owner", project.category)
    return project


@pytest.fixture
def bob(client: Client, db: None) -> Client:
    """Reviews proxies only."""
    client.force_login(make_steward("bob", "reviewer", make_category("proxy")))
    return client


@pytest.fixture
def carol(db: None) -> Client:
    """May enter the admin and looks after nothing."""
    client = Client()
    client.force_login(User.objects.create_user("carol", is_staff=True))
    return client


def path_of(project: Project) -> str:
    return address("project", "change", project.pk)


def told(page: object) -> str:
    return " ".join(str(message) for message in page.context["messages"])  # type: ignore[attr-defined]


def save(client: Client, project: Project, **typed: object) -> str:
    """What the next page says."""
    page = send(client, path_of(project), **typed)
    assert page.status_code == 302, errors(page)
    return told(client.get(path_of(project)))


def changes() -> dict[str, tuple[object, object]]:
    suggestion = Suggestion.objects.get()
    return {str(change): (change.was, change.now) for change in suggestion.changes.all()}


def test_the_form_says_whose_it_is_and_its_button_suggests(bob: Client, istio: Project):
    page = bob.get(path_of(istio)).text

    assert "goes to them as a suggestion: dora." in page
    assert 'value="Suggest this change"' in page
    assert "For those who decide: why, and where to read it." in page
    assert "Save and continue" not in page


def test_what_is_saved_waits_for_who_looks_after_it_and_changes_nothing(
    bob: Client, istio: Project
):
    said = save(bob, istio, summary_en="A service mesh.", reason="Its home page says so.")

    assert said == "Suggested to dora. The project stays as it is until they decide."
    suggestion = Suggestion.objects.get()
    assert (suggestion.project, suggestion.user.username) == (istio, "bob")
    assert suggestion.reason == "Its home page says so."
    assert changes() == {"summary_en": ("A mesh.", "A service mesh.")}
    assert Project.objects.get(pk=istio.pk).summary_en == "A mesh."
    assert Project.history.filter(id=istio.pk).exclude(summary_en="A mesh.").count() == 0


def test_tags_links_relations_and_cells_are_suggested_as_well(bob: Client, istio: Project):
    Link.objects.create(project=istio, kind="blog", url="https://istio.io/blog")
    make_cell(istio, make_capability())
    make_relation(make_project("kiali"), "extension-of", istio)

    save(
        bob,
        istio,
        tags=[make_tag("ambient").pk],
        links__0__DELETE="on",
        capability_values__0__value="no",
        **add_row("relations", kind="built-on", target=make_project("envoy", "proxy").pk),
    )

    assert set(changes()) == {
        "tags mtls",
        "tags ambient",
        "links blog https://istio.io/blog",
        "relations built-on envoy",
        "capabilities mtls",
    }
    assert [tag.slug for tag in istio.tags.all()] == ["mtls"]
    assert istio.links.exists()
    assert not istio.relations.exists()
    assert istio.capability_values.get().value == ["yes"]


def test_who_looks_after_nothing_suggests_too(carol: Client, istio: Project):
    assert save(carol, istio, license="Apache-2.0").startswith("Suggested to dora.")
    assert Project.objects.get(pk=istio.pk).license == ""


def test_a_project_is_not_drawn_into_ones_own_category_by_saving_it(bob: Client, istio: Project):
    proxy = make_category("proxy")

    save(bob, istio, category=proxy.pk, slug="istio-proxy")

    assert changes() == {
        "category": ("service-mesh", "proxy"),
        "slug": ("istio", "istio-proxy"),
    }
    assert Project.objects.get(pk=istio.pk).category.slug == "service-mesh"
    assert not istio.old_slugs.exists()


def test_saving_it_as_new_adds_nothing_elsewhere(bob: Client, istio: Project):
    refused = send(bob, path_of(istio), slug="istio-2", _saveasnew="yes")

    assert list(errors(refused)) == ["category"]
    assert Project.objects.count() == 1


def test_nothing_changed_is_no_suggestion(bob: Client, istio: Project):
    page = send(bob, path_of(istio))

    assert "Nothing would change" in page.text
    assert not Suggestion.objects.exists()


def test_what_cannot_be_suggested_is_told_at_its_field_and_nothing_typed_is_lost(
    bob: Client, istio: Project
):
    page = send(bob, path_of(istio), name="a\u202eb", summary_en="Kept.")

    assert "name" in errors(page)
    assert filled_in(page)["summary_en"] == ["Kept."]
    assert not Suggestion.objects.exists()


def test_stewards_and_the_logo_are_not_for_suggestions(bob: Client, istio: Project):
    form = filled_in(bob.get(path_of(istio)))

    assert not [
        name for name in form if name.startswith(("stewardships", "logo")) and "-0-" in name
    ]
    assert "extra" not in form
