"""Owners invite in the admin."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from directory.models import Act, Invitation, Letter, Maintainer, Stewardship
from tests.accounts.test_joining import TYPED, link, make_invitation
from tests.admin.conftest import login
from tests.admin.helpers import address, errors, send
from tests.builders import make_category, make_project, make_steward

DAVE: dict[str, Any] = {"email": "dave@example.org", "role": "reviewer", "language": "en"}


def act(client: Client, action: str, *invitations: Invitation) -> str:
    selected = [str(invitation.pk) for invitation in invitations]
    sent = {"action": action, "index": "0", "_selected_action": selected}
    return client.post(address("invitation"), sent, follow=True).text


def owner_of(scope: Any) -> Client:
    client = Client()
    client.force_login(make_steward("oscar", "owner", scope))
    return client


def test_an_owner_invites_and_the_letter_waits_in_the_outbox(carols: Client, client: Client):
    page = send(carols, address("invitation", "add"), **DAVE)

    assert page.status_code == 302
    letter = Letter.objects.get()
    assert (letter.to, letter.sent) == ("dave@example.org", None)
    assert client.post(link(), TYPED, follow=True).status_code == 200
    assert User.objects.get(username="dave").is_staff


def test_the_page_of_an_invitation_tells_how_it_is_and_has_the_link(carols: Client, carol: User):
    invitation = make_invitation(carol)

    page = carols.get(address("invitation", "change", invitation.pk))

    assert "Waits in the outbox." in page.text
    assert link() in page.text


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"email": "no address"}, "email"),
        ({"email": "carol@example.org"}, "email"),
        ({"email": "x" * 300 + "@example.org"}, "email"),
        ({"email": "dave@example.org\nBcc: all@example.org"}, "email"),
        ({"role": "operator"}, "role"),
        ({"language": "tlh"}, "language"),
        ({"category": "999999"}, "category"),
        ({"category": "9" * 40}, "category"),
    ],
)
def test_a_refusal_names_the_field(carols: Client, typed: Any, field: str):
    page = send(carols, address("invitation", "add"), **DAVE | typed)

    assert list(errors(page)) == [field]
    assert not Letter.objects.exists()


def test_nobody_is_invited_twice_at_a_time(carols: Client, carol: User):
    make_invitation(carol)

    page = send(carols, address("invitation", "add"), **DAVE | {"email": "Dave@Example.org"})

    assert "Send that one again" in page.text


def test_an_owner_of_a_category_invites_into_it_and_nowhere_else(db: None):
    proxy, mesh = make_category("proxy"), make_category("service-mesh")
    oscar = owner_of(proxy)
    inside, outside = make_project("envoy", "proxy"), make_project("istio")
    path = address("invitation", "add")

    for elsewhere in ({}, {"category": mesh.pk}, {"project": outside.pk}):
        page = send(oscar, path, **DAVE, **elsewhere)
        assert "only into what you are an owner of" in page.text
    assert send(oscar, path, **DAVE, category=proxy.pk).status_code == 302
    erin = DAVE | {"email": "erin@example.org"}
    assert send(oscar, path, **erin, project=inside.pk).status_code == 302


def test_nobody_gets_more_by_inviting_somebody_who_has_more(db: None):
    proxy = make_category("proxy")
    jimmy = Maintainer.objects.create(handle="rootsongjc")
    Stewardship.objects.create(maintainer=jimmy, role="owner")

    page = send(
        owner_of(proxy),
        address("invitation", "add"),
        **DAVE,
        category=proxy.pk,
        maintainer=jimmy.pk,
    )

    assert list(errors(page)) == ["maintainer"]


def test_an_owner_of_a_category_sees_only_invitations_of_their_own(db: None, carol: User):
    invitation = make_invitation(carol)
    oscar = owner_of(make_category("proxy"))

    assert "dave@example.org" not in oscar.get(address("invitation")).text
    assert oscar.get(address("invitation", "change", invitation.pk)).status_code == 302
    act(oscar, "revoke", invitation)
    assert Invitation.objects.get().revoked is None


def test_a_reviewer_invites_nobody(db: None, carol: User):
    make_invitation(carol)
    bob = login("bob", "reviewer")

    assert bob.get(address("invitation")).status_code == 403
    assert bob.get(address("invitation", "add")).status_code == 403


def test_an_invitation_is_sent_again_and_revoked(carols: Client, carol: User, client: Client):
    invitation = make_invitation(carol)

    assert "1 new letter is in the outbox" in act(carols, "send_again", invitation)
    assert "A newer mail" in client.get(link(0)).text
    assert "Revoked 1 invitation." in act(carols, "revoke", invitation)
    assert "taken back" in client.get(link()).text
    assert "accepted or revoked already" in act(carols, "send_again", invitation)


@pytest.mark.parametrize("state", ["open", "accepted", "expired", "revoked"])
def test_the_list_is_narrowed_by_state(carols: Client, carol: User, state: str):
    make_invitation(carol)

    shown = "dave@example.org" in carols.get(f"{address('invitation')}?state={state}").text
    assert shown is (state == "open")


def test_each_step_is_in_the_log(carols: Client, carol: User, client: Client):
    send(carols, address("invitation", "add"), **DAVE)
    act(carols, "send_again", Invitation.objects.get())
    client.post(link(), TYPED)

    logged = [(entry.user.username, entry.what) for entry in Act.objects.order_by("pk")]
    assert logged == [
        ("carol", "Logged in"),
        ("carol", "Invited"),
        ("carol", "Sent the invitation again"),
        ("dave", "Accepted the invitation"),
        ("dave", "Logged in"),
    ]
