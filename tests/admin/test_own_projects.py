"""Nobody alone publishes a new project of their own where somebody else could look at it."""

from django.test import Client

from directory.models import Project, Suggestion
from tests.admin.helpers import address, errors, send
from tests.builders import make_category, make_project, make_steward


def add(client: Client, **typed: object) -> object:
    category = make_category("mesh")
    sent = {"name": "Istio", "slug": "istio", "category": category.pk, **typed}
    return send(client, address("project", "add"), **sent)


def publish(client: Client) -> str:
    chosen = {"action": "publish", "_selected_action": [Project.objects.get().pk]}
    return client.post(address("project"), chosen, follow=True).text


def state() -> str:
    return Project.objects.get().state


def test_where_there_is_nobody_else_one_publishes_alone(alice: Client):
    add(alice, state="published")

    assert state() == "published"


def test_where_there_is_another_owner_that_one_publishes(alice: Client):
    erik = make_steward("erik", "owner", make_category("mesh"))

    refused = add(alice, state="published")
    add(alice)
    told = publish(alice)

    theirs = "You brought this in yourself. Somebody else publishes it: erik."
    assert errors(refused) == {"state": [theirs]}
    assert "Somebody else looks at them first: erik." in told
    project = Project.objects.get()
    form = send(alice, address("project", "change", project.pk), state="published")
    assert errors(form) == {"state": [theirs]}
    assert state() == "draft"
    client = Client()
    client.force_login(erik)
    publish(client)
    assert state() == "published"


def test_reviewers_and_owners_of_something_else_are_nobody_to_wait_for(alice: Client):
    make_steward("rita", "reviewer")
    make_steward("olga", "owner", make_category("proxy"))
    add(alice)

    publish(alice)

    assert state() == "published"


def test_who_suggested_it_waits_rather_than_who_took_it_in(alice: Client):
    erik = make_steward("erik", "owner")
    add(alice)
    project = Project.objects.get()
    Suggestion.objects.create(kind="new", project=project, name="Istio", user=erik, language="en")
    client = Client()
    client.force_login(erik)

    assert "Somebody else looks at them first: alice." in publish(client)
    publish(alice)
    assert state() == "published"


def test_what_was_public_before_is_published_again_by_anybody(alice: Client):
    make_steward("erik", "owner")
    project = make_project("istio")
    Project.objects.filter(pk=project.pk).update(state="withdrawn")

    publish(alice)

    assert state() == "published"


def test_an_owner_of_something_else_leaves_a_draft(db: None):
    dora = make_steward("dora", "reviewer", make_category("mesh"))
    dora.maintainer.stewardships.create(role="owner", category=make_category("proxy"))
    client = Client()
    client.force_login(dora)

    refused = add(client, state="published")

    assert errors(refused) == {
        "state": ["Only an owner of “Mesh” publishes there. Leave it a draft."]
    }
