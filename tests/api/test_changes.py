"""Who follows /api/v1/changes has the directory as it is."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from directory import heartbeat
from directory.models import (
    Capability,
    CapabilityGroup,
    CapabilityValue,
    Merge,
    Project,
    Relation,
    Tag,
)
from directory.services import merging, unmerging
from tests.builders import make_category, make_project, make_relation, make_tag
from tests.followed import another_transaction

START = "/api/v1/changes?depth=full&limit=2"


class Mirror:
    """A copy as anybody would keep it."""

    def __init__(self, client: Client):
        self.client = client
        self.projects: dict[int, Any] = {}
        self.next = START

    def follow(self) -> None:
        more = True
        while more:
            page = self.client.get(self.next).json()
            self.projects |= {project["id"]: project for project in page["changed"]}
            for gone in page["gone"]:
                self.projects.pop(gone["id"], None)
            more, self.next = page["more"], page["next"]


def everything(client: Client) -> dict[int, Any]:
    """As the list has it."""
    found = client.get("/api/v1/projects?depth=full&limit=100").json()["projects"]
    return {project["id"]: project for project in found}


def ids(client: Client, address: str) -> tuple[list[str], list[int]]:
    page = client.get(address).json()
    return [p["slug"] for p in page["changed"]], [g["id"] for g in page["gone"]]


@pytest.mark.django_db
def test_only_what_changed_is_told_again(client: Client):
    make_project("istio")
    envoy = make_project("envoy")
    following = client.get("/api/v1/changes").json()["next"]
    another_transaction()

    envoy.summary_en = "A proxy."
    envoy.save()

    assert ids(client, following) == (["envoy"], [])
    assert ids(client, client.get(following).json()["next"]) == ([], [])


@pytest.mark.django_db
def test_what_is_gone_says_why_and_what_stands_in_its_place(client: Client):
    osm, removed = make_project("osm"), make_project("removed")
    istio = make_project("istio")
    make_relation(istio, "successor-of", osm)
    following = client.get("/api/v1/changes").json()["next"]
    another_transaction()
    Merge.objects.create(project=istio, merged=removed.pk)

    Project.objects.filter(pk=osm.pk).update(state="withdrawn", withdrawn_reason_en="A hoax.")
    gone_id = removed.pk
    removed.delete()
    gone = {each["id"]: each for each in client.get(following).json()["gone"]}

    assert (gone[osm.pk]["state"], gone[osm.pk]["slug"]) == ("withdrawn", "osm")
    assert (gone[osm.pk]["withdrawn_reason_en"], gone[osm.pk]["successor"]) == ("A hoax.", "istio")
    assert (gone[gone_id]["state"], gone[gone_id]["successor"]) == ("removed", "istio")


@pytest.mark.django_db
def test_who_follows_a_merge_and_its_end_has_what_the_directory_has(client: Client):
    loser, winner, other = (make_project(slug) for slug in ("old", "new", "other"))
    make_relation(loser, "built-on", other)
    pk = loser.pk
    following = client.get("/api/v1/changes").json()["next"]
    another_transaction()

    merging.merge(loser, winner, [])
    merged = client.get(following).json()
    another_transaction()
    unmerging.undo(Merge.objects.get())
    undone = client.get(merged["next"]).json()

    changed = {each["slug"] for each in merged["changed"]}
    assert (changed, [each["id"] for each in merged["gone"]]) == ({"new", "other"}, [pk])
    assert {each["slug"] for each in undone["changed"]} == {"old", "new", "other"}
    assert undone["gone"] == []


@pytest.mark.django_db
def test_nobody_learns_of_a_draft(client: Client):
    make_project("secret", state="draft")

    assert ids(client, "/api/v1/changes") == ([], [])


@pytest.mark.django_db
def test_who_is_ahead_of_the_directory_is_told_to_start_anew(client: Client):
    make_project("istio")
    ahead = heartbeat.version() + 1

    response = client.get(f"/api/v1/changes?since={ahead}&depth=full&lang=en")

    assert response.status_code == 410
    assert "start anew without since" in response.json()["detail"]
    assert response.json()["start"] == "http://testserver/api/v1/changes?depth=full&lang=en"


@pytest.mark.django_db
@pytest.mark.parametrize("since", ["now", "-1", "1-x", "1-2-3", "1.5", "9" * 30, "%00"])
def test_a_version_that_is_none_is_refused(client: Client, since: str):
    response = client.get(f"/api/v1/changes?since={since}")

    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == "since"


@pytest.mark.django_db
def test_many_changes_of_one_version_come_page_by_page(client: Client):
    for number in range(5):
        make_project(f"mesh-{number}")
    mirror = Mirror(client)
    mirror.follow()
    mirror.projects = {}
    heartbeat.everything_changed(connection)

    mirror.follow()

    assert mirror.projects == everything(client)


# ---- whatever happens


def rename(it: Any) -> None:
    """To a slug that none of its kind has, for others are made anew meanwhile."""
    while type(it).objects.filter(slug=it.slug).exists():
        it.slug += "-x"
    it.save()


def turn(project: Project) -> None:
    states = ["published", "withdrawn", "draft"]
    project.state = states[(states.index(project.state) + 1) % 3]
    project.save()


def relate(project: Project) -> None:
    other = Project.objects.exclude(pk=project.pk).order_by("-pk").first()
    if other:
        Relation.objects.get_or_create(source=project, kind="built-on", target=other)


def tag(project: Project) -> None:
    project.tags.add(Tag.objects.first() or make_tag("ebpf"))


def rename_tag(_project: Project) -> None:
    for found in Tag.objects.all():
        rename(found)


def rename_category(project: Project) -> None:
    rename(project.category)


def answer(project: Project) -> None:
    group, _new = CapabilityGroup.objects.get_or_create(
        slug="traffic", defaults={"category": make_category("service-mesh")}
    )
    capability = Capability.objects.filter(group=group).first() or Capability.objects.create(
        group=group, slug="mtls", kind="text"
    )
    CapabilityValue.objects.get_or_create(
        project=project,
        capability=capability,
        defaults={"source_url": "https://a.io", "verified": "2026-01-01", "text_en": "yes"},
    )


def rename_capability(_project: Project) -> None:
    for capability in Capability.objects.all():
        rename(capability)


def remove(project: Project) -> None:
    project.delete()


def add(_project: Project) -> None:
    slug = "more"
    while Project.objects.filter(slug=slug).exists():
        slug += "-x"
    make_project(slug)


EDITS = [
    rename,
    turn,
    relate,
    tag,
    rename_tag,
    rename_category,
    answer,
    rename_capability,
    remove,
    add,
]


class TestWhateverHappens(TestCase):
    @given(
        st.lists(
            st.tuples(st.integers(0, 5), st.sampled_from(EDITS), st.booleans()),
            max_size=12,
        )
    )
    def test_a_copy_that_is_kept_up_is_the_directory(self, edits: list[tuple[int, Any, bool]]):
        for name in ("istio", "envoy", "linkerd"):
            make_project(name)
        mirror = Mirror(Client())
        for which, edit, follows in edits:
            there = list(Project.objects.order_by("pk"))
            if there:
                another_transaction()
                edit(there[which % len(there)])
            if follows:
                mirror.follow()
        mirror.follow()

        assert mirror.projects == everything(Client())
