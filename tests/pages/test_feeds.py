"""Atom feeds: what is new, what changed and what ended, for everything or for some projects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any
from unittest.mock import patch

import feedparser
import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from lxml import etree

from directory.feeds import ListFeed
from directory.models import Landscape, Maintainer, Project
from directory.services import curation, history, merging, renaming
from tests.builders import make_category, make_project, make_relation, make_tag
from tests.pages.test_history import change, later

pytestmark = pytest.mark.django_db

HOST = "http://testserver"
ATOM = "{http://www.w3.org/2005/Atom}"
GRAMMAR = Path(__file__).parent.parent / "samples/atom/atom.rng"
OF_PROJECTS = ("/projects.atom", "/feeds/new.atom", "/feeds/ended.atom")
EVERY = (*OF_PROJECTS, "/feeds/changes.atom", "/projects/istio.atom")


@pytest.fixture(scope="module")
def grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(GRAMMAR))


def read(client: Client, address: str) -> Any:
    """As a feed reader reads it, which must find nothing to complain about."""
    response = client.get(address)
    assert response.status_code == 200, response.text
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    headers = {"content-location": HOST + address, "content-type": response["Content-Type"]}
    feed = feedparser.parse(response.content, response_headers=headers)
    assert not feed.bozo, feed.bozo_exception
    return feed


def titles(client: Client, address: str) -> list[str]:
    return [entry.title for entry in read(client, address).entries]


def make_directory() -> Project:
    """Istio has ended, and something of everything happened to it."""
    Landscape.objects.create(
        title_zh="服务网格全景图", title_en="Service Mesh Landscape", license="CC-BY-4.0"
    )
    envoy = make_project("envoy", category="proxy", status="active")
    later()
    istio = make_project(
        "istio",
        tags=["mtls"],
        summary_en="A [mesh](https://mesh.example/) & more.",
        license="Apache-2.0",
        unverified=["license"],
    )
    later()
    change(istio, "Said on its site.", status="discontinued", status_since="2026-05")
    make_relation(envoy, "successor-of", istio)
    return istio


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_feeds_are_valid_atom(client: Client, grammar: etree.RelaxNG, prefix: str):
    make_directory()

    for address in EVERY:
        feed = etree.fromstring(client.get(prefix + address).content)
        grammar.assertValid(feed)
        assert feed.find(f"{ATOM}entry") is not None, address
        assert feed.findtext(f"{ATOM}author/{ATOM}name"), "else each entry needs one"
        for each in [feed, *feed.iter(f"{ATOM}entry")]:
            assert each.findtext(f"{ATOM}id", "").startswith("tag:localhost,2026:")
            (page,) = each.findall(f"{ATOM}link[@rel='alternate']")
            assert page.get("href", "").startswith(f"{HOST}{prefix}/")
        ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize("address", EVERY[:4])
def test_a_feed_of_nothing_is_valid_and_always_the_same(
    client: Client, grammar: etree.RelaxNG, address: str
):
    once = client.get(address).content

    grammar.assertValid(etree.fromstring(once))
    assert client.get(address).content == once


@pytest.mark.parametrize(("prefix", "language"), [("", "zh-Hans"), ("/en", "en")])
def test_a_feed_tells_what_it_is_and_leads_to_the_page_for_people(
    client: Client, prefix: str, language: str
):
    make_directory()

    feed = read(client, f"{prefix}/feeds/new.atom?category=service-mesh").feed

    site = {"": "服务网格全景图", "/en": "Service Mesh Landscape"}[prefix]
    assert feed.title.endswith(f" · {site}")
    assert feed.language == language
    assert feed.subtitle
    links = {link.rel: link.href for link in feed.links}
    assert links["self"] == f"{HOST}{prefix}/feeds/new.atom?category=service-mesh"
    assert links["alternate"] == f"{HOST}{prefix}/?category=service-mesh"


def test_an_entry_says_what_a_project_is_and_whether_it_is_alive(client: Client):
    make_directory()

    newest = read(client, "/en/feeds/new.atom").entries[0]

    assert newest.title == "Istio"
    assert newest.link == f"{HOST}/en/projects/istio/"
    assert newest.summary == "A mesh & more."
    assert {tag.term for tag in newest.tags} == {"service-mesh", "mtls"}
    (content,) = newest.content
    assert '<a href="https://mesh.example/"' in content.value
    assert (
        "Service mesh · Discontinued · since May 2026 · Apache-2.0, not verified" in content.value
    )
    assert f'<a href="{HOST}/en/projects/envoy/">Envoy</a>' in content.value


def test_what_became_public_last_is_newest_however_old_the_draft(client: Client):
    make_project("draft", state="draft")
    later()
    make_project("istio")
    later()
    assert titles(client, "/feeds/new.atom") == ["Istio"]

    curation.publish(Project.objects.all())

    assert titles(client, "/feeds/new.atom") == ["Draft", "Istio"]


def test_what_has_no_history_counts_from_when_it_was_added(client: Client):
    for place, slug in enumerate(["older", "old"]):
        added = timezone.now() - timedelta(days=9 - place)
        make_project(slug, created=added).history.all().delete()
    make_project("new")

    assert titles(client, "/feeds/new.atom") == ["New", "Old", "Older"]


def test_what_had_no_history_is_not_new_because_it_is_changed(client: Client):
    make_project("old", created=timezone.now() - timedelta(days=9)).history.all().delete()
    make_project("new")
    later()
    curation.withdraw(Project.objects.all(), "", "Asked to.")
    curation.publish(Project.objects.all())

    assert titles(client, "/feeds/new.atom") == ["New", "Old"]


def test_an_end_is_told_when_it_becomes_known(client: Client):
    old = make_project("old")
    later()
    make_project("long-ended", status="archived")
    later()
    assert titles(client, "/en/feeds/ended.atom") == ["Long Ended: Archived"]

    change(old, status="merged")

    assert titles(client, "/en/feeds/ended.atom") == ["Old: Merged", "Long Ended: Archived"]
    later()
    change(old, status="active")
    assert titles(client, "/en/feeds/ended.atom") == ["Long Ended: Archived"]
    later()
    change(old, status="discontinued")
    assert titles(client, "/en/feeds/ended.atom")[0] == "Old: Discontinued"


def test_changes_are_told_as_the_page_of_changes_tells_them(client: Client):
    bob = User.objects.create_user("bob.secret", email="bob@example.org")
    Maintainer.objects.create(handle="bob", name="Bob", user=bob)
    istio = make_project("istio", license="MIT")
    later()
    change(istio, "Read it.", user=bob, license="Apache-2.0")

    newest, first = read(client, "/en/feeds/changes.atom").entries

    told = "Istio: License MIT → Apache-2.0"
    assert (newest.title, first.title) == (told, "New: Istio")
    assert newest.author_detail == {"name": "Bob", "href": f"{HOST}/en/maintainers/bob/"}
    assert titles(client, "/en/feeds/changes.atom?by=bob") == [told]
    (content,) = newest.content
    assert "Reason: Read it." in content.value
    assert "<del>MIT</del> → <ins>Apache-2.0</ins>" in content.value
    assert titles(client, "/en/projects/istio.atom") == [told, "New: Istio"]
    for address in EVERY:
        answer = client.get(address).text
        assert "secret" not in answer
        assert "@example.org" not in answer


def test_what_changed_reads_well_where_a_reader_shows_no_marks(client: Client):
    istio = make_project("istio", summary_en="Connects and secures services.")
    for name in ("ebpf", "mtls"):
        istio.project_tags.create(tag=make_tag(name))
    later()
    change(istio, "", summary_en="Connects and secures microservices.")
    later()
    for each in istio.project_tags.all():
        each.delete()

    untagged, told, new = (
        re.sub("<[^>]*>", "", entry.content[0].value).splitlines()[0]
        for entry in read(client, "/en/feeds/changes.atom").entries
    )

    assert new == "Connects and secures microservices.", "what it is now"
    assert told == (
        "Summary (English): Connects and secures services. → Connects and secures microservices."
    )
    assert untagged == "Tags: removed: Ebpf; removed: Mtls"


def test_a_merge_is_one_entry_that_says_what_went_into_what(client: Client):
    loser, winner = make_project("linkerd", tags=["mtls"]), make_project("linkerd2")
    later()
    merging.merge(loser, winner, [])

    newest, *older = read(client, "/en/feeds/changes.atom").entries

    assert newest.title == "Linkerd2: Merge: Linkerd → Linkerd2"
    assert "Tags: <span>added: Mtls</span>" in newest.content[0].value
    assert [entry.title for entry in older] == ["New: Linkerd2", "Project, Tags"]


def test_a_change_of_many_projects_is_one_entry(client: Client):
    for number in range(11):
        make_project(f"p-{number}", state="draft")
    later()
    curation.publish(Project.objects.all(), "All were read.")

    (entry,) = read(client, "/en/feeds/changes.atom").entries

    assert entry.title == "11 projects at once"
    assert "All were read." in entry.content[0].value
    assert client.get(entry.link.removeprefix(HOST)).status_code == 200


def test_drafts_are_in_no_feed_and_withdrawn_projects_only_where_that_changed(client: Client):
    make_project("secret", state="draft", status="archived")
    gone = make_project("gone", status="archived", summary_en="Not for long.")
    later()
    curation.withdraw(Project.objects.filter(pk=gone.pk), "", "Asked to.")

    for address in OF_PROJECTS:
        assert titles(client, address) == []
    entries = read(client, "/en/feeds/changes.atom").entries
    assert [entry.title for entry in entries] == [
        "Gone: State, Reason for the withdrawal (English)",
        "New: Gone",
    ]
    assert entries[0].link == f"{HOST}/en/projects/gone/history/"
    assert read(client, "/en/projects/gone.atom").entries
    assert client.get("/projects/secret.atom").status_code == 404


def test_feeds_take_the_filters_of_the_list(client: Client):
    make_project("istio", tags=["mtls"], status="archived")
    make_project("envoy", category="proxy", status="archived")

    for address in [*OF_PROJECTS, "/feeds/changes.atom"]:
        for query in ("category=proxy", "q=envoy", "status=archived&category=proxy"):
            (entry,) = read(client, f"{address}?{query}").entries
            assert "Envoy" in entry.title
        assert "Istio" in read(client, f"{address}?tag=mtls").entries[0].title


@pytest.mark.parametrize(("prefix", "says"), [("", "“nope”"), ("/en", "There is no “nope” here.")])
@pytest.mark.parametrize("address", EVERY[:4])
def test_a_wrong_parameter_is_named(client: Client, prefix: str, says: str, address: str):
    response = client.get(f"{prefix}{address}?category=nope")

    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    (error,) = response.json()["errors"]
    assert error["parameter"] == "category"
    assert says in error["detail"]


@pytest.mark.parametrize(
    "query", ["page=0", "page=x", "page=99999999999", "q=%00", "q=" + "x" * 201, "page=1&page=2"]
)
@pytest.mark.parametrize("address", EVERY)
def test_what_cannot_be_answered_is_told(client: Client, address: str, query: str):
    make_project("istio")

    response = client.get(f"{address}?{query}")

    if response.status_code != 200:
        assert response.status_code == 400
        assert response.json()["errors"][0]["parameter"] == query[: query.index("=")]


def test_a_page_beyond_the_last_is_not_there(client: Client):
    make_project("istio")

    for address in OF_PROJECTS:
        response = client.get(f"{address}?page=2")
        assert response.status_code == 404
        assert response.json()["errors"][0]["parameter"] == "page"


def pages(client: Client, address: str | None) -> Iterator[Any]:
    while address:
        feed = read(client, address)
        yield feed
        following = [link.href for link in feed.feed.links if link.rel == "next"]
        address = following[0].removeprefix(HOST) if following else None


@pytest.mark.parametrize("address", [*OF_PROJECTS, "/projects.atom?sort=position"])
def test_pages_lead_through_all_projects(
    client: Client, monkeypatch: pytest.MonkeyPatch, address: str
):
    monkeypatch.setattr("directory.feeds.ListFeed.page_size", 2)
    for number in range(5):
        added = timezone.now() - timedelta(days=5 - number)
        project = make_project(f"p{number}", status="archived", position=number, created=added)
        project.history.update(history_date=added)
        if number % 2:
            project.history.all().delete()

    found = [entry.title[:2] for feed in pages(client, address) for entry in feed.entries]

    expected = [f"P{number}" for number in range(5)]
    assert found == (expected if "position" in address else expected[::-1])


def test_pages_lead_through_all_changes(client: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("directory.changes.reading.ENTRIES", 2)
    for number in range(5):
        make_project(f"p{number}")
        later()

    read_pages = list(pages(client, "/en/feeds/changes.atom"))

    assert [entry.title for feed in read_pages for entry in feed.entries] == [
        f"New: P{number}" for number in range(4, -1, -1)
    ]
    assert len({feed.feed.id for feed in read_pages}) == 1


def test_the_list_as_a_feed_is_sorted_as_the_list(client: Client):
    make_project("b", position=1, created=timezone.now() - timedelta(days=1))
    make_project("a", position=2)

    assert titles(client, "/projects.atom") == ["A", "B"]
    assert titles(client, "/projects.atom?sort=position") == ["B", "A"]
    assert titles(client, "/projects.atom?sort=name") == ["A", "B"]


def test_ids_stay_when_a_project_is_renamed(client: Client):
    project = make_project("istio", status="archived")
    later()
    addresses = [*OF_PROJECTS, "/feeds/changes.atom?kind=new", "/projects/istio.atom"]
    before = [[e.id for e in read(client, a).entries][-1] for a in addresses]
    renaming.rename(project, "istio-mesh")

    assert client.get("/projects/istio.atom").status_code == 301
    addresses[-1] = "/projects/istio-mesh.atom"
    assert [[e.id for e in read(client, a).entries][-1] for a in addresses] == before


def test_a_project_is_the_same_entry_in_each_feed_and_another_in_each_language(client: Client):
    make_project("istio")

    ids = [
        read(client, address).entries[0].id
        for address in ("/projects.atom", "/feeds/new.atom", "/en/feeds/new.atom")
    ]

    assert ids[0] == ids[1] != ids[2]


def test_a_feed_is_asked_for_again_only_when_something_changed(client: Client):
    make_project("istio")
    for address in EVERY:
        first = client.get(address)
        assert first["Cache-Control"] == "public, no-cache"
        assert first["Access-Control-Allow-Origin"] == "*"
        again = client.get(address, headers={"if-none-match": first["ETag"]})
        assert again.status_code == 304


def test_many_entries_cost_what_one_does(client: Client):
    def queries() -> list[int]:
        counts = []
        for address in EVERY:
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            counts.append(len(captured))
        return counts

    make_directory()
    queries()
    with_one = queries()
    for number in range(10):
        make_project(f"p{number}", tags=[f"t{number}"], status="archived")
    queries()

    assert queries() == with_one


def followed(client: Client, page: str) -> list[str]:
    """Addresses of the feeds that a page names in its head."""
    head = client.get(page).text.partition("</head>")[0]
    found = re.findall(r'<link rel="alternate" type="application/atom\+xml" href="([^"]*)"', head)
    return [unescape(address).removeprefix(HOST) for address in found]


def test_pages_lead_readers_to_their_feeds(client: Client):
    make_project("istio", tags=["mtls"])
    bob = User.objects.create_user("bob.secret")
    Maintainer.objects.create(handle="bob", user=bob)

    expected = {
        "/en/": "/en/projects.atom",
        "/?category=service-mesh": "/projects.atom?category=service-mesh",
        "/en/map/": "/en/feeds/new.atom",
        "/categories/service-mesh/": "/feeds/changes.atom?category=service-mesh",
        "/en/tags/mtls/": "/en/feeds/new.atom?tag=mtls",
        "/projects/istio/": "/projects/istio.atom",
        "/projects/istio/history/": "/projects/istio.atom",
        "/changes/?kind=new&until=2027-01-01": "/feeds/changes.atom?kind=new",
        "/maintainers/bob/": "/feeds/changes.atom?by=bob",
    }
    for page, feed in expected.items():
        assert feed in followed(client, page), page
        for address in followed(client, page):
            assert client.get(address).status_code == 200, address


def test_the_page_of_feeds_makes_the_address_of_any(client: Client):
    make_project("istio", category="proxy", license="MIT")
    make_project("istiod", category="proxy", license="MIT", status="archived")

    page = client.get("/en/feeds/?what=ended&q=istio&category=proxy&license=MIT").text

    address = "/en/feeds/ended.atom?q=istio&amp;category=proxy&amp;license=MIT"
    assert f"http://testserver{address}</textarea>" in page
    assert f'href="{address}"' in page
    assert '<option value="proxy" selected>' in page
    assert '<input type="hidden" name="license" value="MIT">' in page
    assert "1 project fits" in page
    assert client.get("/feeds/?category=proxy&what=nothing").status_code == 400
    make_project("envoy")
    several = client.get("/feeds/?category=proxy&category=service-mesh").text
    assert several.count('<input type="hidden" name="category"') == 2


def test_an_ended_feed_leads_to_the_list_of_what_has_ended(client: Client):
    make_project("istio", status="archived")
    make_project("envoy")

    link = read(client, "/en/feeds/ended.atom").feed.link.removeprefix(HOST)

    page = client.get(link).text
    assert "Istio" in page
    assert "Envoy" not in page


NASTY = ["]]>", "<![CDATA[", "&amp;", "</title>", "\u202e", "\x0b", "\ufffe", "\U0001f468\u200d"]
HOSTILE = st.lists(
    st.sampled_from(NASTY)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")),
    min_size=1,
    max_size=5,
).map(lambda pieces: "".join(pieces)[:60] or "-")


class AnyNames(TestCase):
    @given(HOSTILE, HOSTILE)
    def test_whatever_a_project_is_called_its_feeds_can_be_read(self, name: str, text: str):
        project = make_project(
            "istio", name=name, summary_zh=text, summary_en=text, status="archived", license=name
        )
        project.tags.set([make_tag("mtls", name=name, label_zh=name)])
        change(project, text, description_en=text)
        make_category("service-mesh")

        for address in ("/feeds/ended.atom", "/feeds/changes.atom"):
            feed = etree.fromstring(self.client.get(address).content)
            assert feed.find(f"{ATOM}entry") is not None


# What happened to a project, hour by hour: its state and status, and whether that is on record.
STORIES = st.lists(
    st.lists(
        st.tuples(
            st.sampled_from(["published", "draft", "withdrawn"]),
            st.sampled_from(["archived", "active"]),
            st.integers(1, 5),
        ),
        min_size=1,
        max_size=5,
    ),
    min_size=2,
    max_size=6,
)
Story = list[tuple[str, str, int]]
# Public, and after a time as a draft once more.
AGAIN: Story = [
    (state, "archived", 1) for state in ("published", "draft", "published", "draft", "published")
]
ADDED = datetime(2026, 11, 1, tzinfo=UTC)


def make_story(number: int, story: Story, known: int) -> Project:
    """The record begins with the step of this number; before the first there is none."""
    state, status, _hour = story[-1]
    project = make_project(f"p{number}", state=state, status=status, created=ADDED)
    record = project.history.get()
    project.history.all().delete()
    time = ADDED
    for step, (state, status, hours) in enumerate(story):
        time += timedelta(hours=hours)
        record.pk, record.state, record.status, record.history_date = None, state, status, time
        record.history_change_reason = history.BEFORE if step and step == known else ""
        if step >= known:
            record.save()
    return project


def since(story: Story, known: int, statuses: set[str]) -> datetime:
    """Since when a project that is public and of one of these statuses is both."""
    time, found = ADDED, ADDED
    held = False
    for step, (state, status, hours) in enumerate(story):
        time += timedelta(hours=hours)
        holds = state != "draft" and status in statuses
        if step >= known and holds and not held:
            found = ADDED if step and step == known else time
        held = holds and step >= known
    return found


class AnyHistory(TestCase):
    @given(STORIES, st.integers(0, 3), st.sampled_from([1, 2, 50]))
    @example([AGAIN, [*AGAIN[:2], ("published", "archived", 2)], AGAIN[:1]], 1, 50)
    def test_pages_have_all_that_holds_newest_first(
        self, stories: list[Story], known: int, size: int
    ):
        made = [make_story(n, story, known) for n, story in enumerate(stories)]

        for feed, statuses in [("new", {"active", "archived"}), ("ended", {"archived"})]:
            told = [
                (-since(story, known, statuses).timestamp(), project.pk, project.name)
                for project, story in zip(made, stories, strict=True)
                if project.state == "published" and project.status in statuses
            ]
            with patch.object(ListFeed, "page_size", size):
                read_pages = list(pages(self.client, f"/en/feeds/{feed}.atom"))
            shown = [entry.title for page in read_pages for entry in page.entries]
            assert [title.partition(":")[0] for title in shown] == [
                name for *_, name in sorted(told)
            ]
