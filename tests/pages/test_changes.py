"""What changed in the whole directory, at /changes/."""

import re
from collections.abc import Iterable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.changes import reading
from directory.models import Link, Maintainer, Project
from directory.services import curation, merging
from directory.services.exchange import imports
from directory.services.exchange.plan import Options
from tests.builders import make_category, make_project, make_tag
from tests.pages.test_history import change, later, plain
from tests.records import listing, record

pytestmark = pytest.mark.django_db


def read(client: Client, query: str = "") -> str:
    response = client.get(f"/en/changes/{query}")
    assert response.status_code == 200, response.text
    return plain(response.text)


def named(client: Client, query: str = "") -> list[str]:
    """The projects of the entries, newest first."""
    page = client.get(f"/en/changes/{query}").text
    return re.findall(r'<strong><a href="/en/projects/([\w-]+)/">', page)


@pytest.fixture
def both() -> tuple[Project, Project]:
    mesh = make_project("istio", license="MIT")
    later()
    proxy = make_project("envoy", category="proxy")
    later()
    return mesh, proxy


def test_all_changes_stand_there_newest_first(client: Client, both: tuple[Project, Project]):
    change(both[0], "Read it.", license="Apache-2.0")

    assert named(client) == ["istio", "envoy", "istio"]
    assert "License [-MIT-]{+Apache-2.0+}" in read(client)


def test_they_are_narrowed_by_category_and_subcategory(
    client: Client, both: tuple[Project, Project]
):
    parent = make_category("network")
    proxy = make_category("proxy")
    proxy.parent = parent
    proxy.save()

    assert named(client, "?category=network") == ["envoy"]


def test_they_are_narrowed_by_kind(client: Client, both: tuple[Project, Project]):
    mesh, proxy = both
    change(mesh, status="active")
    later()
    change(mesh, summary_en="A mesh.")
    later()
    mesh.tags.add(make_tag("mtls"))
    Link.objects.create(project=proxy, kind="homepage", url="https://envoy.example/")

    assert named(client, "?kind=new") == ["envoy", "istio"]
    assert named(client, "?kind=status&kind=text") == ["istio", "istio"]
    assert named(client, "?kind=tags") == ["istio"]
    assert named(client, "?kind=links") == ["envoy"]
    assert "Nothing of this kind" in read(client, "?kind=relations")


def test_a_draft_is_new_when_it_is_published(client: Client):
    draft = make_project("istio", state="draft")
    assert named(client) == []
    later()
    curation.publish(Project.objects.all())

    assert named(client, "?kind=new") == [draft.slug]


def test_they_are_narrowed_by_who_made_them(client: Client, both: tuple[Project, Project]):
    alice = User.objects.create_user("alice.secret")
    Maintainer.objects.create(handle="alice", user=alice)
    change(both[1], user=alice, license="MIT")

    assert named(client, "?by=alice") == ["envoy"]
    assert client.get("/en/changes/?by=alice.secret").status_code == 400


def test_they_are_narrowed_by_day(client: Client, both: tuple[Project, Project]):
    for _day in range(2):
        for _hour in range(24):
            later()
    change(both[0], license="Apache-2.0")
    today = timezone.localdate()

    assert named(client, f"?since={today}") == ["istio"]
    assert named(client, f"?until={today - timedelta(days=1)}") == ["envoy", "istio"]


def test_an_import_is_one_line(client: Client):
    make_category("mesh")
    file = listing(
        *(
            record(slug=f"p-{n}", name=f"P {n}", category="mesh", state="published")
            for n in range(3)
        )
    )
    imports.take_in(imports.unsaved(b"-", "awesome.md", file, Options()), file)

    page = read(client)

    assert "3 projects at once import of awesome.md" in page
    assert named(client) == []
    assert "3 projects" in read(client, "?category=mesh")


def test_what_was_done_to_many_at_once_is_one_line(client: Client, monkeypatch: pytest.MonkeyPatch):
    for number in range(20):
        make_project(f"p-{number}", state="draft")
    later()
    curation.publish(Project.objects.all(), "All were read.")
    make_project("istio")
    monkeypatch.setattr(reading, "ROWS", 15)

    page = read(client)

    assert "20 projects" in page
    assert page.count("All were read.") == 1
    assert named(client) == ["istio"]


def pages(client: Client) -> Iterable[str]:
    address: str | None = "/en/changes/"
    while address:
        page = client.get(address).text
        yield page
        older = re.search(r'href="([^"]*)" rel="next"', page)
        address = older[1].replace("&amp;", "&") if older else None


@pytest.mark.parametrize("rows", [3, 7, 300])
def test_page_after_page_tells_everything_once(
    client: Client, monkeypatch: pytest.MonkeyPatch, rows: int
):
    monkeypatch.setattr(reading, "ROWS", rows)
    monkeypatch.setattr(reading, "ENTRIES", 4)
    projects = [make_project(f"p-{number}", tags=["mtls", "xds"]) for number in range(5)]
    for number in range(12):
        later()
        change(projects[number % 5], organization=f"Org {number}!")

    found = [each for page in pages(client) for each in re.findall(r"<ins>.*?(Org \d+)!", page)]

    assert found == [f"Org {number}" for number in range(11, -1, -1)]


def test_drafts_are_nowhere(client: Client):
    draft = make_project("secret-plan", state="draft", tags=["mtls"])
    change(draft, license="MIT")

    assert "ecret" not in read(client)


@pytest.mark.parametrize(
    "query",
    [
        "kind=nope",
        "since=yesterday",
        "until=2026-02-30",
        "before=x",
        "before=00010101T000000.0Z",
        "by=nobody",
        "by=%00",
        "before=2&before=3",
        "since=0001-01-01",
        "until=9999-12-31",
        "category=nope",
    ],
)
def test_a_wrong_address_is_told_in_words(client: Client, query: str):
    assert client.get(f"/en/changes/?{query}").status_code in (200, 400)


def test_more_entries_take_no_more_queries(client: Client):
    projects = [make_project(f"p-{number}") for number in range(8)]
    for project in projects[:2]:
        later()
        change(project, license="MIT")
    with CaptureQueriesContext(connection) as few:
        client.get("/en/changes/")
    for project in projects:
        later()
        change(project, license="Apache-2.0")
    with CaptureQueriesContext(connection) as many:
        client.get("/en/changes/")

    assert len(many) <= len(few)
    assert len(many) <= 30


class TestAMerge:
    def test_is_one_entry_with_all_that_went_along(self, client: Client, both: tuple):
        loser, winner = both
        loser.tags.add(make_tag("mtls"))
        Link.objects.create(project=loser, kind="homepage", url="https://istio.example/")
        later()
        merging.merge(loser, winner, ["license"], "The same one.")

        page = read(client)

        assert named(client)[0] == "envoy"
        assert page.count("Istio → Envoy") == 1
        assert "Reason: The same one." in page
        assert "License {+MIT+}" in page
        assert "Tags {+Mtls+} Links {+Homepage https://istio.example/+}" in page
        assert named(client, "?kind=merges") == ["envoy"]

    def test_is_told_beside_what_it_brought(self, client: Client, both: tuple):
        loser, winner = both
        loser.tags.add(make_tag("mtls"))
        later()
        merging.merge(loser, winner, [])

        page = read(client, "?kind=tags")

        assert "Merge Istio → Envoy Tags {+Mtls+}" in page
        assert "Old slug" not in page

    def test_says_what_was_left_out(self, client: Client, both: tuple):
        for project in both:
            project.tags.add(make_tag("mtls"))
        later()
        merging.merge(*both, [])

        assert "Tags, left out [-Mtls-]" in read(client)

    def test_names_nothing_that_was_a_draft(self, client: Client, both: tuple):
        draft = make_project("secret", state="draft", tags=["mtls"], license="MIT")
        later()
        merging.merge(draft, both[1], ["license"])

        page = read(client)

        assert "Secret" not in page
        assert "License {+MIT+}" in page
        assert "Tags {+Mtls+}" in page
