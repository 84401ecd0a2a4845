"""What a webhook is told: each change that it asked for, and nothing that is not public."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from directory import heartbeat
from directory.models import Category, Project, Webhook, WebhookDelivery
from directory.services import merging
from directory.webhooks import gathering
from tests.builders import make_category, make_project, make_tag
from tests.followed import another_transaction
from tests.webhooks.builders import gather, make_webhook

pytestmark = pytest.mark.django_db


def told() -> dict[str, str]:
    """The kind by slug of what is put down now; as if it had arrived."""
    gather()
    found = [change for data in taken() for change in data["changes"]]
    assert len(found) == len({change["slug"] for change in found}), "told twice"
    return {change["slug"]: change["kind"] for change in found}


def taken() -> list[dict[str, Any]]:
    bodies = [json.loads(delivery.body) for delivery in WebhookDelivery.objects.all()]
    WebhookDelivery.objects.all().delete()
    return [body["data"] for body in bodies]


def change(project: Project, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(project, name, value)
    project.save()


def test_a_new_webhook_is_told_of_nothing_that_was_there_before():
    make_project("istio")
    make_webhook()

    assert told() == {}


def test_what_is_published_changed_and_ended_is_told_once_with_its_kind():
    linkerd = make_project("linkerd")
    maesh = make_project("maesh")
    make_webhook()

    make_project("istio")
    change(linkerd, license="Apache-2.0")
    change(maesh, status=Project.Status.DISCONTINUED)

    assert told() == {"istio": "new", "linkerd": "changed", "maesh": "ended"}
    assert told() == {}


def test_a_change_of_what_a_project_has_is_one_of_the_project():
    istio = make_project("istio")
    make_webhook()

    istio.tags.add(make_tag("envoy-based"))

    assert told() == {"istio": "changed"}


def test_a_draft_is_told_when_it_is_published_and_not_before():
    make_webhook()
    draft = make_project("istio", state=Project.State.DRAFT)

    assert told() == {}
    change(draft, name="Istio!")
    assert told() == {}
    change(draft, state=Project.State.PUBLISHED)
    assert told() == {"istio": "new"}


def test_what_is_a_draft_again_is_gone_by_the_name_that_was_public():
    istio = make_project("istio")
    make_webhook()

    change(istio, state=Project.State.DRAFT, slug="secret", name="Secret")
    gather()

    (data,) = taken()
    assert [(c["kind"], c["slug"], c["name"]) for c in data["changes"]] == [
        ("withdrawn", "istio", "Istio")
    ]
    assert "ecret" not in json.dumps(data)


def test_what_is_withdrawn_is_gone_and_is_new_when_it_comes_back():
    istio = make_project("istio")
    make_webhook()

    change(istio, state=Project.State.WITHDRAWN, withdrawn_reason_en="Not a mesh.")
    assert told() == {"istio": "withdrawn"}
    change(istio, state=Project.State.PUBLISHED)
    assert told() == {"istio": "new"}


def test_what_came_and_went_in_between_is_not_told():
    make_webhook()

    istio = make_project("istio")
    change(istio, state=Project.State.WITHDRAWN)

    assert told() == {}


def test_what_went_into_another_is_gone_under_the_address_it_had():
    istio, aspen = make_project("istio"), make_project("aspen-mesh")
    make_webhook()

    merging.merge(aspen, istio, [])

    assert told() == {"istio": "changed", "aspen-mesh": "withdrawn"}


def test_an_end_is_told_once():
    istio = make_project("istio", status=Project.Status.ARCHIVED)
    make_webhook()

    change(istio, status=Project.Status.DISCONTINUED)

    assert told() == {"istio": "changed"}


def test_only_the_kinds_that_were_asked_for_are_told():
    istio = make_project("istio")
    make_webhook(kinds=["new"])

    change(istio, license="MIT")
    assert told() == {}
    make_project("linkerd")
    assert told() == {"linkerd": "new"}


def test_a_category_is_told_with_its_subcategories_and_of_what_leaves_it():
    mesh = make_category("service-mesh")
    make_category("dataplane", parent=mesh)
    istio = make_project("istio")
    make_webhook(category=mesh)

    make_project("envoy", "dataplane")
    make_project("kong", "gateway")
    change(istio, category=Category.objects.get(slug="gateway"))

    assert told() == {"envoy": "new", "istio": "changed"}


def test_what_changed_without_a_history_is_told_as_changed():
    make_webhook()

    Project.objects.bulk_create(
        [Project(slug="istio", name="Istio", state="published", category=make_category())]
    )

    assert told() == {"istio": "changed"}


def test_a_message_says_what_where_and_from_which_version_to_which(settings):
    settings.SITE_URL = "https://landscape.example.org"
    webhook = make_webhook()
    istio = make_project("istio", name_zh="伊斯提奥")
    gather()

    (delivery,) = WebhookDelivery.objects.all()
    message = json.loads(delivery.body)
    assert message["type"] == "directory.changed"
    assert (message["data"]["since"], message["data"]["version"]) == (
        webhook.version,
        heartbeat.version(),
    )
    assert message["data"]["complete"] is True
    assert message["data"]["changes_url"] == (
        f"https://landscape.example.org/api/v1/changes?since={webhook.version}"
    )
    assert message["data"]["changes"] == [
        {
            "kind": "new",
            "id": istio.pk,
            "slug": "istio",
            "url": "https://landscape.example.org/projects/istio/",
            "url_en": "https://landscape.example.org/en/projects/istio/",
            "api_url": "https://landscape.example.org/api/v1/projects/istio",
            "name": "Istio",
            "name_zh": "伊斯提奥",
            "category": "service-mesh",
        }
    ]


def test_while_a_message_is_on_its_way_what_comes_is_kept_for_one_after_it():
    make_webhook()
    make_project("istio")
    gather()

    make_project("linkerd")
    make_project("consul")
    gather()

    assert [len(data["changes"]) for data in taken()] == [1]
    assert told() == {"linkerd": "new", "consul": "new"}


def test_a_command_that_was_slower_puts_down_no_second_message():
    webhook = make_webhook()
    make_project("istio")
    gather()
    make_project("linkerd")

    assert gathering._tell(webhook.pk) is False
    assert len(taken()) == 1


def test_of_very_many_changes_the_first_are_told_and_that_there_are_more(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(gathering, "MOST_CHANGES", 3)
    make_webhook(kinds=["new"])
    for number in range(5):
        make_project(f"mesh-{number}")
    gather()

    (data,) = taken()
    assert (len(data["changes"]), data["complete"]) == (3, False)
    assert told() == {}


def test_a_webhook_that_is_off_is_told_of_everything_when_it_is_on_again():
    webhook = make_webhook(active=False)
    make_project("istio")

    assert told() == {}
    Webhook.objects.switch_on(webhook)
    assert told() == {"istio": "new"}


def test_gathering_for_many_changes_takes_as_many_queries_as_for_one():
    def queries(*slugs: str) -> int:
        for slug in slugs:
            make_project(slug)
        with CaptureQueriesContext(connection) as captured:
            gather()
        assert [len(data["changes"]) for data in taken()] == [len(slugs)]
        return len(captured)

    make_webhook()

    assert queries("istio") == queries(*(f"mesh-{number}" for number in range(20)))


def test_the_address_of_the_changes_tells_the_same(client: Client):
    make_webhook()
    make_project("istio")
    gather()

    (data,) = taken()
    asked = client.get(data["changes_url"].removeprefix("http://localhost:8000")).json()

    assert [each["slug"] for each in asked["changed"]] == ["istio"]
    assert asked["version"] == data["version"]


# What an editor makes of a project, and whether that ends it; None deletes it.
STATES = [
    ("published", "active"),
    ("published", "maintenance"),
    ("published", "archived"),
    ("withdrawn", "active"),
    ("draft", "active"),
    None,
]
STEPS = st.lists(st.tuples(st.integers(0, 1), st.sampled_from(STATES), st.booleans()), max_size=6)


class TestWhateverHappens(TestCase):
    @given(STEPS)
    def test_each_message_is_the_difference_between_two_moments(self, steps: Any):
        projects = [make_project(f"mesh-{number}", status="active") for number in range(2)]
        make_webhook()
        seen: list[Any] = [("published", "active")] * 2
        now, touched = list(seen), set()
        for which, becomes, is_told in [*steps, (0, None, True)]:
            another_transaction()
            if now[which] and becomes:
                change(projects[which], state=becomes[0], status=becomes[1])
            elif now[which]:
                Project.objects.get(pk=projects[which].pk).delete()
            touched.add(which)
            now[which] = now[which] and becomes
            if is_told:
                kinds = {f"mesh-{n}": kind(seen[n], now[n]) for n in touched}
                assert told() == {slug: kind for slug, kind in kinds.items() if kind}
                seen, touched = list(now), set()


def kind(before: Any, after: Any) -> str:
    was, is_ = (bool(each) and each[0] == "published" for each in (before, after))
    if not is_:
        return "withdrawn" if was else ""
    if not was:
        return "new"
    return "ended" if "archived" in after and "archived" not in before else "changed"
