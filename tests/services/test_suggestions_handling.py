"""Questions, answers, other hands, out of quarantine, taken back; and who is told of it."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from directory.models import Maintainer, Notice, Suggestion
from directory.services.suggestions import deciding, erasing, following, handling
from directory.services.suggestions.deciding import Settled, Unacceptable, declined, on_all
from directory.services.suggestions.submitting import Sender, submit
from tests.builders import make_category, make_project, make_steward
from tests.services.suggesting import proposed

pytestmark = pytest.mark.django_db


def told(kind: str = "") -> list[tuple[str, str]]:
    """Of what, and whom; a contributor has no name."""
    rows = Notice.objects.select_related("user")
    return [(each.kind, each.user.username if each.user else "") for each in rows]


def from_contributor(email: str = "li@example.org", frequency: str = "immediately") -> Suggestion:
    proposal = proposed(make_project("istio"), license="MIT")
    return submit(
        replace(proposal, contributor="Li Lei", email=email, frequency=frequency), Sender("key")
    )


def test_editors_ask_back_and_contributors_answer():
    alice, suggestion = make_steward("alice"), from_contributor()

    handling.ask(suggestion, "Where does it say so?", alice)
    suggestion.refresh_from_db()
    assert suggestion.state == "asked"
    handling.reply(suggestion, "In the file LICENSE.")

    suggestion.refresh_from_db()
    assert suggestion.state == "waiting"
    assert [(m.author, m.by_contributor, m.text) for m in suggestion.messages.all()] == [
        (alice, False, "Where does it say so?"),
        (None, True, "In the file LICENSE."),
    ]
    assert told() == [("suggested", "alice"), ("asked", ""), ("replied", "alice")]


@pytest.mark.parametrize(("email", "frequency"), [("", "immediately"), ("li@example.org", "never")])
def test_who_wants_no_mail_gets_none(email: str, frequency: str):
    alice, suggestion = make_steward("alice"), from_contributor(email, frequency)

    handling.ask(suggestion, "Where?", alice)
    deciding.decide(suggestion, on_all(suggestion, declined("It is not.")), alice)

    assert told() == [("suggested", "alice")]


def test_contributors_are_told_of_the_decision():
    alice, suggestion = make_steward("alice"), from_contributor()

    deciding.decide(suggestion, on_all(suggestion, declined("It is not.")), alice)

    assert told() == [("suggested", "alice"), ("decided", "")]


@pytest.mark.parametrize("text", ["", "  \n", "\u202eabc", "x" * 1_000_000])
def test_messages_are_as_harmless_as_suggestions(text: str):
    suggestion = from_contributor()

    with pytest.raises(Unacceptable) as refusal:
        handling.reply(suggestion, text)

    assert refusal.value.mistakes[0].field == "text"


def test_a_suggestion_is_assigned_to_who_may_decide_on_it_and_given_back():
    alice, bob = make_steward("alice"), make_steward("bob", "reviewer")
    make_steward("greta", "owner", make_category("gateway"))
    suggestion = from_contributor()
    Notice.objects.all().delete()

    handling.reassign(suggestion, bob.maintainer, alice)
    suggestion.refresh_from_db()
    assert suggestion.assignee == bob.maintainer
    assert told() == [("assigned", "bob")]
    for handle in ("greta", "nobody"):
        unfit = Maintainer.objects.get_or_create(handle=handle)[0]
        with pytest.raises(Unacceptable):
            handling.reassign(suggestion, unfit, alice)
    handling.reassign(suggestion, None, alice)
    suggestion.refresh_from_db()
    assert suggestion.assignee is None


def test_only_stewards_ask_assign_and_release():
    suggestion = from_contributor()
    mallory = User.objects.create_user("mallory", is_staff=True)

    with pytest.raises(PermissionDenied):
        handling.ask(suggestion, "Why?", mallory)
    with pytest.raises(PermissionDenied):
        handling.reassign(suggestion, None, mallory)
    Suggestion.objects.update(state="quarantined")
    with pytest.raises(PermissionDenied):
        handling.release(suggestion, mallory)


def test_what_is_released_from_quarantine_is_told_of_like_any_other():
    alice, suggestion = make_steward("alice"), from_contributor()
    Suggestion.objects.update(state="quarantined", doubts=["links"])
    Notice.objects.all().delete()

    handling.release(suggestion, alice)

    suggestion.refresh_from_db()
    assert suggestion.state == "waiting"
    assert told() == [("suggested", "alice")]
    with pytest.raises(Settled):
        handling.release(suggestion, alice)


def test_contributors_take_back_what_nobody_decided_on():
    alice, suggestion = make_steward("alice"), from_contributor()

    handling.retract(suggestion)

    suggestion.refresh_from_db()
    assert suggestion.state == "retracted"
    with pytest.raises(Settled):
        deciding.decide(suggestion, on_all(suggestion, declined("No.")), alice)
    with pytest.raises(Settled):
        handling.retract(suggestion)
    with pytest.raises(Settled):
        handling.reply(suggestion, "And yet.")


# ---- the private link


def test_the_private_link_leads_to_the_suggestion_and_cannot_be_guessed():
    suggestion = from_contributor()
    token = following.token(suggestion)

    assert following.by_token(token) == suggestion
    for wrong in (
        "",
        "1",
        f"{suggestion.pk}:abc",
        token[:-1],
        f"0{token}",
        "a:b:c",
        "\0",
        "é" * 99,
    ):
        assert following.by_token(wrong) is None
    suggestion.delete()
    assert following.by_token(token) is None


# ---- erasing


def test_a_contributor_is_forgotten_but_not_what_they_suggested():
    alice, suggestion = make_steward("alice"), from_contributor()
    handling.ask(suggestion, "Who says so?", alice)
    handling.reply(suggestion, "I do: Li Lei, li@example.org.")

    erasing.erase_contributor(suggestion)

    suggestion.refresh_from_db()
    assert (suggestion.contributor, suggestion.email, suggestion.address_key) == ("", "", "")
    assert [message.text for message in suggestion.messages.all()] == ["Who says so?"]
    assert ("asked", "") not in told()
    assert suggestion.changes.count() == 1


def test_ten_thousand_pieces_of_junk_go_at_once_and_nothing_else():
    alice, kept = make_steward("alice"), from_contributor()
    junk = Suggestion.objects.bulk_create(
        Suggestion(kind="change", state="quarantined", name=f"Spam {number}", language="en")
        for number in range(10_000)
    )
    changes = kept.changes.model
    changes.objects.bulk_create(
        changes(suggestion=each, field="license", now="MIT") for each in junk
    )

    assert erasing.empty_quarantine(alice) == 10_000

    assert list(Suggestion.objects.all()) == [kept]
    assert changes.objects.count() == 1


def test_only_who_reviews_the_whole_list_empties_the_quarantine():
    with pytest.raises(PermissionDenied):
        erasing.empty_quarantine(make_steward("greta", "owner", make_category("gateway")))


def test_one_piece_of_junk_is_thrown_away_by_who_could_decide_on_it():
    suggestion = from_contributor()
    alice, greta = make_steward("alice"), make_steward("greta", "owner", make_category("gateway"))
    with pytest.raises(Settled):
        erasing.throw_away(suggestion, alice)
    Suggestion.objects.update(state="quarantined")

    with pytest.raises(PermissionDenied):
        erasing.throw_away(suggestion, greta)
    erasing.throw_away(suggestion, alice)

    assert Suggestion.objects.count() == 0
