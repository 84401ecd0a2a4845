"""Two at the same time, each with a connection of their own."""

from collections.abc import Callable
from functools import partial
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from directory.models import Notice, Project, Relation, Suggestion
from directory.services.suggestions import erasing, handling
from directory.services.suggestions.deciding import Settled, accepted, decide, declined, on_all
from directory.services.suggestions.submitting import Sender, TooMany, address_key, submit
from tests.builders import make_project, make_steward
from tests.services.suggesting import proposed, suggest


def at_once(*actions: Callable[[], Any]) -> list[Any]:
    """What each of them gave back or raised."""
    outcomes: list[Any] = [None] * len(actions)
    start = Barrier(len(actions))

    def run(number: int) -> None:
        try:
            start.wait()
            outcomes[number] = actions[number]()
        except Exception as error:
            outcomes[number] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=[number]) for number in range(len(actions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


@pytest.mark.django_db(transaction=True)
def test_of_two_editors_who_decide_at_once_one_decides_and_the_other_is_told():
    istio = make_project("istio")
    alice, bob = make_steward("alice"), make_steward("bob")
    suggestion = suggest(istio, license="MIT")
    yes, no = on_all(suggestion, accepted()), on_all(suggestion, declined("It is not."))

    outcomes = at_once(lambda: decide(suggestion, yes, alice), lambda: decide(suggestion, no, bob))

    suggestion.refresh_from_db()
    istio.refresh_from_db()
    winner = outcomes[0 if suggestion.decided_by == alice else 1]
    loser = outcomes[1 if suggestion.decided_by == alice else 0]
    assert winner.suggestion == suggestion
    assert isinstance(loser, Settled)
    assert loser.suggestion.decided_by == suggestion.decided_by
    assert istio.license == ("MIT" if suggestion.state == "accepted" else "")


@pytest.mark.django_db(transaction=True)
def test_of_many_who_send_at_once_no_more_are_taken_than_one_after_another(settings: Any):
    settings.SUGGESTIONS_PER_ADDRESS = 2
    projects = [make_project(f"p-{number}") for number in range(5)]
    sender = Sender(address_key("192.0.2.1"))

    def send(project: Project) -> Suggestion:
        return submit(proposed(project, license="MIT"), sender)

    outcomes = at_once(*[partial(send, project) for project in projects])

    assert [type(outcome) for outcome in outcomes].count(TooMany) == 3
    assert Suggestion.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_what_is_released_while_the_quarantine_is_emptied_is_whole_or_gone():
    alice, bob = make_steward("alice"), make_steward("bob")
    suggestion = suggest(make_project("istio"), license="MIT")
    Suggestion.objects.update(state="quarantined")
    Notice.objects.all().delete()

    emptied, released = at_once(
        lambda: erasing.empty_quarantine(alice), lambda: handling.release(suggestion, bob)
    )

    left = list(Suggestion.objects.all())
    assert len(left) == (0 if emptied else 1)
    assert all(each.changes.count() == 1 for each in left)
    assert isinstance(released, Settled) if emptied else released is None


@pytest.mark.django_db(transaction=True)
def test_two_decisions_that_touch_each_others_projects_do_not_wait_for_each_other_for_ever():
    istio, osm = make_project("istio"), make_project("osm")
    alice, bob = make_steward("alice"), make_steward("bob")
    one, other = (
        suggest(a, license="MIT", inverse_relations=[{"kind": "fork-of", "project": b.slug}])
        for a, b in ((istio, osm), (osm, istio))
    )
    decisions = [(one, on_all(one, accepted()), alice), (other, on_all(other, accepted()), bob)]

    outcomes = at_once(*(partial(decide, *each) for each in decisions))

    assert [outcome.suggestion.state for outcome in outcomes] == ["accepted", "accepted"]
    assert Relation.objects.count() == 2
