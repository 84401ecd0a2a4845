"""An earlier version of a project made the present one again, in the admin."""

import re
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote, unquote

import pytest
from django.test import Client
from django.utils import timezone

from directory.models import Link, Project
from directory.services import history, restoring
from directory.services.restoring import CannotRestore
from directory.services.suggestions.deciding import accepted, decide, on_all
from tests.builders import make_category, make_project, make_steward, make_tag
from tests.services.suggesting import suggest

pytestmark = pytest.mark.django_db


def hours_later() -> None:
    for model in (Project, *history.PARTS[Project]):
        for record in model.history.all():  # type: ignore[attr-defined]
            record.history_date -= timedelta(hours=1)
            record.save()


@pytest.fixture
def istio() -> Project:
    """Changed an hour ago in all ways."""
    project = make_project("istio", license="MIT", status="active", tags=["mtls", "xds"])
    Link.objects.create(project=project, kind="homepage", url="https://old.example/")
    hours_later()
    project.license, project.status = "Apache-2.0", "archived"
    project.save()
    project.project_tags.get(tag__slug="xds").delete()
    project.tags.add(make_tag("wasm"))
    link = project.links.get()
    link.url = "https://new.example/"
    link.save()
    return project


def first_version() -> datetime:
    return timezone.now() - timedelta(minutes=30)


def test_everything_is_as_it_was(istio: Project):
    keys = {each.key for each in restoring.differences(istio, first_version())}
    restoring.restore(istio, first_version(), keys, "")

    istio.refresh_from_db()
    assert (istio.license, istio.status) == ("MIT", "active")
    assert {tag.slug for tag in istio.tags.all()} == {"mtls", "xds"}
    assert istio.links.get().url == "https://old.example/"
    assert restoring.differences(istio, first_version()) == []


def test_one_field_is_as_it_was_and_the_rest_stays(istio: Project):
    restoring.restore(istio, first_version(), ["license"], "MIT after all.")

    istio.refresh_from_db()
    assert (istio.license, istio.status) == ("MIT", "archived")
    assert istio.links.get().url == "https://new.example/"
    assert history.of(istio)[0].reason == "MIT after all."


def test_what_was_done_at_once_is_one_version(client: Client):
    istio = make_project("istio", license="MIT")
    hours_later()
    alice = make_steward("alice")
    suggestion = suggest(istio, license="Apache-2.0", tags=[make_tag("mtls").slug])
    decide(suggestion, on_all(suggestion, accepted()), alice)

    client.force_login(alice)
    page = client.get(f"/en/admin/directory/project/{istio.pk}/history/").text

    assert page.count("Take back:") == 2
    assert page.count("Restore this version") == 2
    newest = re.search(r"/restore/\?to=([^\"]+)", page)
    assert newest
    assert restoring.differences(istio, datetime.fromisoformat(unquote(newest[1]))) == []


def test_slug_and_state_are_left_alone(istio: Project):
    istio.slug, istio.state = "istio-mesh", "withdrawn"
    istio.save()

    keys = {each.key for each in restoring.differences(istio, first_version())}

    assert keys.isdisjoint({"slug", "state"})


def test_what_is_another_projects_by_now_is_not_taken_from_it(istio: Project):
    other = make_project("envoy")
    link = istio.links.get()
    link.project = other
    link.save()

    keys = {each.key for each in restoring.differences(istio, first_version())}
    restoring.restore(istio, first_version(), keys, "")

    assert (istio.links.count(), other.links.count()) == (0, 1)


def test_what_cannot_be_as_it_was_leaves_everything_as_it_is(istio: Project):
    istio.category = make_category("proxy")
    istio.save()
    make_category("service-mesh").delete()

    with pytest.raises(CannotRestore):
        restoring.restore(istio, first_version(), ["license", "category"], "")

    istio.refresh_from_db()
    assert istio.license == "Apache-2.0"


@pytest.mark.parametrize("keys", [[], ["slug"], ["nope"], ["link.999"], ["tags"], [""]])
def test_only_what_differs_is_restored(istio: Project, keys: list[str]):
    with pytest.raises(CannotRestore):
        restoring.restore(istio, first_version(), keys, "")


class TestThePage:
    @pytest.fixture
    def address(self, istio: Project, client: Client) -> str:
        client.force_login(make_steward("alice", "reviewer"))
        history_page = client.get(f"/en/admin/directory/project/{istio.pk}/history/").text
        links = re.findall(r'href="([^"]*/restore/\?to=[^"]*)"', history_page)
        return links[-1].replace("&amp;", "&")

    def sent(self, client: Client, address: str, **data: Any) -> Any:
        seen = re.search(r'name="seen" value="([^"]*)"', client.get(address).text)
        assert seen
        return client.post(address, {"seen": seen[1]} | data, follow=True)

    def test_shows_now_and_then_and_restores_what_is_ticked(
        self, client: Client, istio: Project, address: str
    ):
        shown = client.get(address).text
        assert "https://new.example/" in shown
        assert 'value="license" id=' in shown

        response = self.sent(client, address, key=["license"], reason="Read again.")

        assert "Restored." in response.text
        istio.refresh_from_db()
        assert istio.license == "MIT"
        event = history.of(istio)[0]
        assert (event.user, event.reason) == ("alice", "Read again.")

    def test_tells_of_what_somebody_else_changed_meanwhile(
        self, client: Client, istio: Project, address: str
    ):
        seen = re.search(r'name="seen" value="([^"]*)"', client.get(address).text)
        istio.license = "MPL-2.0"
        istio.save()

        assert seen
        response = client.post(address, {"seen": seen[1], "key": ["license"]})

        assert "This was changed while you had it open." in response.text
        istio.refresh_from_db()
        assert istio.license == "MPL-2.0"

    def test_is_for_those_who_may_edit_the_project(
        self, client: Client, istio: Project, address: str
    ):
        client.force_login(make_steward("bob", "owner", make_category("proxy")))

        assert client.get(address).status_code == 403
        assert client.post(address, {"key": ["license"]}).status_code == 403

    def test_puts_nothing_where_others_look_after_it(
        self, client: Client, istio: Project, address: str
    ):
        """It was in another category then."""
        istio.category = mesh = make_category("mesh")
        istio.save()
        client.force_login(make_steward("bob", "owner", mesh))

        response = self.sent(client, address, key=["category", "license"])

        assert "is looked after by others" in response.text
        istio.refresh_from_db()
        assert (istio.category, istio.license) == (mesh, "Apache-2.0")
        assert self.sent(client, address, key=["license"]).status_code == 200
        istio.refresh_from_db()
        assert istio.license == "MIT"

    @pytest.mark.parametrize("to", ["", "x", "2026-11-24", "0001-01-01T00:00:00+14:00", "\0"])
    def test_a_version_that_is_none_is_told(
        self, client: Client, istio: Project, address: str, to: str
    ):
        wrong = f"{address.partition('?')[0]}?to={quote(to)}"

        assert "That version is not on record." in client.get(wrong, follow=True).text
