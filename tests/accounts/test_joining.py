"""From an invitation to the admin."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from directory.models import Account, Invitation, Letter, Maintainer, Stewardship
from directory.services.accounts import invitations
from tests.builders import make_category, make_project

TYPED = {
    "username": "dave",
    "name": "Dave",
    "password1": "long-and-odd",
    "password2": "long-and-odd",
}


def make_invitation(carol: User, **fields: Any) -> Invitation:
    fields = {"email": "dave@example.org", "role": "reviewer", "language": "en"} | fields
    invitation = Invitation(**fields)
    invitations.invite(invitation, carol, address_of)
    return invitation


def address_of(token: str) -> str:
    return f"http://testserver/en/admin/account/invitation/{token}/"


def link(number: int = -1) -> str:
    """That in a letter, the last one if not said otherwise."""
    found = re.search(r"http://testserver(\S+)", list(Letter.objects.all())[number].text)
    assert found
    return found[1]


def test_who_accepts_is_in_the_admin_with_the_role_that_the_invitation_names(
    client: Client, carol: User
):
    make_invitation(carol, category=make_category("proxy"))

    page = client.post(link(), TYPED, follow=True)

    assert page.redirect_chain[-1][0] == "/en/admin/account/"
    dave = User.objects.get(username="dave")
    assert (dave.email, dave.is_staff, dave.is_superuser) == ("dave@example.org", True, False)
    stewardship = Stewardship.objects.get(maintainer__user=dave)
    assert (stewardship.role, stewardship.category.slug) == ("reviewer", "proxy")
    assert (dave.maintainer.handle, dave.maintainer.name) == ("dave", "Dave")
    assert client.get("/en/admin/directory/project/").status_code == 200


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_mail_goes_on_in_the_language_of_the_invitation(client: Client, carol: User, language: str):
    make_invitation(carol, language=language)

    client.post(link(), TYPED)

    assert Account.objects.get(username="dave").mail_preference.language == language


def test_who_is_in_the_list_already_goes_on_under_that_name(client: Client, carol: User):
    jimmy = Maintainer.objects.create(handle="rootsongjc", name="Jimmy")
    make_invitation(carol, maintainer=jimmy, role="owner")

    client.post(link(), {**TYPED, "username": "jimmy.song"})

    jimmy.refresh_from_db()
    assert jimmy.user == User.objects.get(username="jimmy.song")
    assert [str(held.role) for held in jimmy.stewardships.all()] == ["owner"]


def test_a_role_that_somebody_has_already_is_not_given_twice(client: Client, carol: User):
    jimmy = Maintainer.objects.create(handle="rootsongjc")
    project = make_project("istio")
    Stewardship.objects.create(maintainer=jimmy, role="owner", project=project)
    make_invitation(carol, maintainer=jimmy, role="owner", project=project)

    assert client.post(link(), TYPED).status_code == 302
    assert jimmy.stewardships.count() == 1


def test_the_letter_is_in_the_language_of_the_invited(carol: User):
    for language in ("zh-hans", "en"):
        make_invitation(carol, language=language)

    chinese, english = Letter.objects.all()
    assert "审阅者" in chinese.text
    assert "Reviewer" in english.text


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"password1": "12345", "password2": "12345"}, "too short"),
        ({"password2": "another-one"}, "didn’t match"),
        ({"password1": "dave@example.org", "password2": "dave@example.org"}, "too similar"),
        ({"username": "carol"}, "already exists"),
        ({"username": "Dave Jones"}, "lower-case"),
        ({"username": "rootsongjc"}, "already exists"),
        ({"username": "a\0b"}, "Null characters"),
        ({"username": ""}, "required"),
        ({"username": "d" * 10_000}, "at most 150"),
    ],
)
def test_a_refusal_says_what_would_be_right(client: Client, carol: User, typed: Any, says: str):
    Maintainer.objects.create(handle="rootsongjc")
    make_invitation(carol)

    page = client.post(link(), TYPED | typed)

    assert page.status_code == 200
    assert says.lower() in page.text.lower()
    assert not User.objects.filter(email="dave@example.org").exists()


def test_a_link_works_once(client: Client, carol: User):
    make_invitation(carol)
    client.post(link(), TYPED)

    page = Client().post(link(), TYPED | {"username": "erin"})

    assert page.status_code == 410
    assert "accepted already" in page.text
    assert not User.objects.filter(username="erin").exists()


def test_only_the_link_sent_last_works(client: Client, carol: User):
    invitation = make_invitation(carol)
    assert invitations.resend(invitation, carol, address_of)

    assert "A newer mail" in client.get(link(0)).text
    assert client.get(link(1)).status_code == 200


def test_an_invitation_is_worth_no_more_than_who_made_it(client: Client, carol: User):
    make_invitation(carol)
    Stewardship.objects.all().delete()

    assert "no longer an owner" in client.post(link(), TYPED).text
    assert not User.objects.filter(username="dave").exists()


def test_an_expired_link_says_so(client: Client, carol: User):
    make_invitation(carol)
    Invitation.objects.update(expires=timezone.now() - timedelta(seconds=1))

    page = client.get(link())

    assert page.status_code == 410
    assert "has expired" in page.text


def test_a_revoked_link_says_so_and_cannot_be_sent_again(client: Client, carol: User):
    invitation = make_invitation(carol)

    assert invitations.revoke(invitation, carol)

    assert "taken back" in client.get(link()).text
    assert not invitations.resend(invitation, carol, address_of)
    assert not invitations.revoke(invitation, carol)


@pytest.mark.parametrize("token", ["x", "WzEsMV0:1vN:aaaa", "%00", "a" * 3000, ":", "你好"])
def test_a_link_that_was_not_signed_here_opens_nothing(client: Client, carol: User, token: str):
    make_invitation(carol)

    page = client.post(address_of(token).removeprefix("http://testserver"), TYPED)

    assert page.status_code == 410
    assert "not complete" in page.text
