"""What is proposed is kept within limits, and apart from the rest if it looks like junk."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from directory.models import Notice, Suggestion
from directory.services.suggestions import submitting
from directory.services.suggestions.proposals import by_editor
from directory.services.suggestions.submitting import (
    Invalid,
    Sender,
    TooMany,
    address_key,
    submit,
)
from tests.builders import make_category, make_project, make_steward
from tests.services.suggesting import new_project, proposed, suggest

pytestmark = pytest.mark.django_db


def sent(number: int, address: str = "192.0.2.1") -> Suggestion:
    project = make_project(f"p-{number}")
    return submit(proposed(project, license="MIT"), Sender(address_key(address)))


def test_a_suggestion_waits_for_review_and_its_reviewers_are_to_be_told():
    alice = make_steward("alice")
    proposal = proposed(make_project("istio"), license="MIT")

    suggestion = submit(replace(proposal, contributor=" Li Lei ", email="li@example.org"), Sender())

    assert (suggestion.state, suggestion.name, suggestion.contributor) == (
        "waiting",
        "Istio",
        "Li Lei",
    )
    assert [(n.kind, n.user) for n in Notice.objects.all()] == [("suggested", alice)]


def test_a_new_project_is_kept_with_the_category_whose_stewards_are_asked():
    mesh = make_category("service-mesh")

    suggestion = suggest(None, "new", **new_project("Kuma"))

    assert (suggestion.project, suggestion.name, suggestion.category) == (None, "Kuma", mesh)


def test_mistakes_are_handed_back_and_nothing_is_kept():
    with pytest.raises(Invalid) as refusal:
        suggest(make_project("istio"), license="Apache 2")

    assert [mistake.field for mistake in refusal.value.mistakes] == ["license"]
    assert Suggestion.objects.count() == 0


def test_pressing_the_button_twice_suggests_once():
    proposal = proposed(make_project("istio"), license="MIT")
    here = Sender(address_key("192.0.2.1"))

    assert submit(proposal, here) == submit(proposal, here)
    assert submit(replace(proposal, reason="Another one."), here) != submit(proposal, here)
    assert Suggestion.objects.count() == 2


# ---- junk


@pytest.mark.parametrize(
    ("reason", "doubts"),
    [
        ("See https://istio.io/about.", []),
        ("Buy " + "https://spam.example/ " * 6, ["links"]),
        ("<script>alert(1)</script>", ["markup"]),
        ('<a href="https://spam.example">x</a>', ["markup"]),
        ("[url=https://spam.example]x[/url]", ["markup"]),
        ("Latency < 5 ms & throughput > 10, see <https://istio.io/>", []),
        ("<a" * 20_000, []),
    ],
)
def test_texts_of_machines_go_into_quarantine_and_nobody_is_told(reason: str, doubts: list[str]):
    make_steward("alice")
    proposal = replace(proposed(make_project("istio"), license="MIT"), reason=reason)

    suggestion = submit(proposal, Sender())

    assert suggestion.doubts == doubts
    assert (suggestion.state == "quarantined") is bool(doubts)
    assert Notice.objects.exists() is not bool(doubts)


def test_signs_of_a_machine_that_the_form_saw_count_too():
    proposal = proposed(make_project("istio"), license="MIT")

    suggestion = submit(proposal, Sender(doubts=(Suggestion.Doubt.TRAP, Suggestion.Doubt.PROGRAM)))

    assert suggestion.doubts == ["program", "trap"]
    assert all(isinstance(why, str) and why for why in suggestion.why_in_quarantine)


# ---- limits


def test_an_address_sends_so_many_within_an_hour(settings: Any):
    settings.SUGGESTIONS_PER_ADDRESS = 2
    first = sent(1)
    sent(2)

    with pytest.raises(TooMany) as refusal:
        sent(3)

    assert 3500 < refusal.value.retry_after <= 3600
    sent(4, "192.0.2.2")
    Suggestion.objects.filter(pk=first.pk).update(created=timezone.now() - timedelta(hours=1))
    sent(5)


def test_all_addresses_together_send_so_many_within_an_hour(settings: Any):
    settings.SUGGESTIONS_PER_HOUR = 2
    sent(1, "192.0.2.1")
    sent(2, "192.0.2.2")

    with pytest.raises(TooMany):
        sent(3, "192.0.2.3")


def test_editors_are_not_limited(settings: Any):
    settings.SUGGESTIONS_PER_HOUR = 1
    mallory = User.objects.create_user("mallory", is_staff=True)
    sent(1)

    for name in ("istio", "kuma"):
        submit(by_editor(make_project(name), {"license": "MIT"}, mallory), Sender())

    assert Suggestion.objects.filter(user=mallory).count() == 2


def test_an_address_is_never_kept_and_its_key_no_longer_than_a_day():
    suggestion = sent(1)
    assert "192.0.2.1" not in suggestion.address_key
    Suggestion.objects.update(created=timezone.now() - timedelta(days=1, minutes=1))

    sent(2)

    suggestion.refresh_from_db()
    assert suggestion.address_key == ""


def test_one_network_of_ipv6_is_one_address():
    assert address_key("2001:db8:1:2::1") == address_key("2001:db8:1:2:ffff::9")
    assert address_key("2001:db8:1:2::1") != address_key("2001:db8:1:3::1")
    assert address_key("::ffff:192.0.2.1") == address_key("192.0.2.1")
    assert address_key("unix:") == address_key("") == ""


def test_tomorrow_an_address_has_another_key(monkeypatch: pytest.MonkeyPatch):
    today = address_key("192.0.2.1")
    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(submitting.timezone, "now", lambda: tomorrow)

    assert address_key("192.0.2.1") != today


def test_submitting_costs_this_many_queries(django_assert_max_num_queries: Any):
    project = make_project("istio")
    make_steward("alice")

    with django_assert_max_num_queries(33):
        submit(proposed(project, license="MIT"), Sender(address_key("192.0.2.1")))
