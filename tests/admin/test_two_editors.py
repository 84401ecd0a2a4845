"""Alice and Bob have the same project open; who saves second overwrites nothing unseen."""

from typing import Any

from django.test import Client

from directory.models import CapabilityValue, Link, Project
from tests.admin.helpers import add_row, address, errors, filled_in, send
from tests.admin.samples import make_capability, make_cell
from tests.builders import make_project, make_tag


def form_of(project: Project) -> str:
    return address("project", "change", project.pk)


def opened(client: Client, project: Project) -> dict[str, Any]:
    return dict(filled_in(client.get(form_of(project))))


def test_the_second_is_told_who_changed_what_and_nothing_is_saved(alice: Client, bob: Client):
    project = make_project("istio", license="MIT")
    stale = opened(alice, project)
    send(bob, form_of(project), license="Apache-2.0", reason="Read the file.")

    page = alice.post(form_of(project), stale | {"license": ["BSD-3-Clause"], "name": ["Mine"]})

    assert "somebody changed this while you had it open" in page.text
    assert "<b>License</b>: <q>MIT</q> → <q>Apache-2.0</q>" in page.text
    assert "bob, <time" in page.text
    assert "Read the file." in page.text
    project.refresh_from_db()
    assert (project.license, project.name) == ("Apache-2.0", "Istio")


def test_saving_again_keeps_what_was_typed_and_takes_what_was_not(alice: Client, bob: Client):
    project = make_project("istio", license="MIT", tags=["mtls"], languages=["Go"])
    Link.objects.create(project=project, kind="blog", url="https://istio.io/blog")
    make_cell(project, make_capability())
    stale = opened(alice, project)
    send(
        bob,
        form_of(project),
        license="Apache-2.0",
        organization="Google",
        tags=[make_tag("ambient").pk],
        languages="Go, C++",
        status="archived",
        unverified=["license"],
        links__0__url="https://istio.io/news",
        links__0__former="on",
        capability_values__0__value="no",
    )

    page = alice.post(
        form_of(project), stale | {"license": ["BSD-3-Clause"], "links-0-text": ["B"]}
    )
    shown = filled_in(page)
    alice.post(form_of(project), shown)

    assert shown["license"] == ["BSD-3-Clause"]
    assert shown["organization"] == ["Google"]
    project.refresh_from_db()
    assert (project.license, project.organization) == ("BSD-3-Clause", "Google")
    assert [tag.slug for tag in project.tags.all()] == ["ambient"]
    assert (project.languages, project.status) == (["Go", "C++"], "archived")
    assert project.unverified == ["license"]
    link = Link.objects.get()
    assert (link.url, link.text, link.former) == ("https://istio.io/news", "B", True)
    assert CapabilityValue.objects.get().value == ["no"]


def test_rows_that_were_added_meanwhile_stay(alice: Client, bob: Client):
    project = make_project("istio")
    stale = opened(alice, project)
    send(bob, form_of(project), **add_row("links", kind="blog", url="https://a.io/", position=0))

    page = alice.post(form_of(project), stale | {"name": ["Mine"]})
    alice.post(form_of(project), filled_in(page))

    assert "Blog https://a.io/" in page.text
    assert Link.objects.get().url == "https://a.io/"
    assert Project.objects.get().name == "Mine"


def test_a_row_that_was_deleted_meanwhile_is_let_go(alice: Client, bob: Client):
    project = make_project("istio")
    Link.objects.create(project=project, kind="blog", url="https://istio.io/blog")
    stale = opened(alice, project)
    send(bob, form_of(project), links__0__DELETE="on")

    page = alice.post(form_of(project), stale | {"name": ["Mine"]})
    assert "Somebody else has deleted row 1" in errors(page)["links"][0]
    alice.post(form_of(project), filled_in(page) | {"links-0-DELETE": ["on"]})

    assert Project.objects.get().name == "Mine"
    assert not Link.objects.exists()


def test_a_first_change_after_loading_counts_as_well(alice: Client, bob: Client):
    project = make_project("istio", license="MIT")
    Project.history.all().delete()
    stale = opened(alice, project)
    send(bob, form_of(project), license="Apache-2.0")

    page = alice.post(form_of(project), stale | {"name": ["Mine"]})

    assert filled_in(page)["license"] == ["Apache-2.0"]
    assert Project.objects.get().name == "Istio"


def test_two_windows_of_one_editor_count_as_two(alice: Client):
    project = make_project("istio")
    stale = opened(alice, project)
    send(alice, form_of(project), name="First")

    alice.post(form_of(project), stale | {"name": ["Second"]})

    assert Project.objects.get().name == "First"


def test_tags_are_guarded_as_projects_are(alice: Client, bob: Client):
    path = address("tag", "change", make_tag("mtls").pk)
    stale = dict(filled_in(alice.get(path)))
    send(bob, path, label_zh="双向 TLS")

    page = alice.post(path, stale | {"name": ["mTLS"]})

    assert "双向 TLS" in page.text
    assert filled_in(page)["label_zh"] == ["双向 TLS"]


def test_a_mark_that_makes_no_sense_counts_as_nothing_seen(alice: Client):
    project = make_project("istio")
    send(alice, form_of(project), name="First")

    for mark in ("", "\0", "project.", "project." + "9" * 40, "x" * 1_000_000):
        page = alice.post(form_of(project), opened(alice, project) | {"seen": [mark], "name": "X"})
        assert "__all__" in errors(page)
