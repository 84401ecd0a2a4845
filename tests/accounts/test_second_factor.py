"""A code after the password."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from directory.models import Letter
from directory.services.accounts import factors
from tests.accounts.codes import add_app, code_of, next_code
from tests.accounts.conftest import ACCOUNT, LOGIN, PASSWORD
from tests.admin.conftest import login as logged_in

STEP = f"{ACCOUNT}second-step/"
ADMIN = "/en/admin/directory/project/"


def first_step(client: Client, **also: str) -> None:
    page = client.post(LOGIN, {"username": "carol", "password": PASSWORD, **also})
    assert page["Location"] == STEP


def test_the_password_alone_opens_nothing_any_more(carols: Client, client: Client):
    add_app(carols)

    first_step(client)

    assert client.get(ADMIN).status_code == 302
    assert client.get(ACCOUNT).status_code == 302


def test_with_the_code_one_gets_to_the_page_that_one_asked_for(
    carols: Client, client: Client, carol: User
):
    add_app(carols)
    first_step(client, next=ADMIN)

    page = client.post(STEP, {"code": f" {next_code(carol)[:3]}-{next_code(carol)[3:]} "})

    assert page["Location"] == ADMIN
    assert client.get(ADMIN).status_code == 200


def test_a_code_is_right_once(carols: Client, client: Client, carol: User):
    add_app(carols)
    code = next_code(carol)
    first_step(client)
    client.post(STEP, {"code": code})
    again = Client()
    first_step(again)

    page = again.post(STEP, {"code": code})

    assert "used before" in page.text
    assert again.get(ADMIN).status_code == 302


def test_a_recovery_code_opens_the_account_once(carols: Client, client: Client, carol: User):
    codes = add_app(carols)
    first_step(client)

    assert client.post(STEP, {"code": codes[0].upper()}).status_code == 302
    assert factors.recovery_codes_left(carol) == factors.RECOVERY_CODES - 1
    again = Client()
    first_step(again)
    assert again.post(STEP, {"code": codes[0]}).status_code == 200


def test_after_wrong_codes_even_the_right_one_waits_from_every_address(
    carols: Client, client: Client, carol: User
):
    add_app(carols)
    first_step(client)
    for _ in range(3):
        client.post(STEP, {"code": "000000"})
    other = Client(REMOTE_ADDR="192.0.2.7")
    first_step(other)

    page = other.post(STEP, {"code": next_code(carol)})

    assert "Too many wrong codes" in page.text
    assert other.get(ADMIN).status_code == 302


@pytest.mark.parametrize(
    "code", ["", "12345", "abc", "１２３４５６", "x" * 5000, "\0", "६६६६६६", "-" * 9]
)
def test_what_is_no_code_is_refused(carols: Client, client: Client, code: str):
    add_app(carols)
    first_step(client)

    page = client.post(STEP, {"code": code})

    assert page.status_code == 200
    assert page.context["form"].errors["code"]


def test_without_the_first_step_there_is_no_second(client: Client, db: None):
    for page in (client.get(STEP, follow=True), client.post(STEP, {"code": "1"}, follow=True)):
        assert page.redirect_chain == [(LOGIN, 302)]


def test_a_changed_password_undoes_the_first_step(carols: Client, client: Client, carol: User):
    add_app(carols)
    first_step(client)
    carol.set_password("another-one-now")
    carol.save()

    assert client.post(STEP, {"code": next_code(carol)})["Location"] == LOGIN


def test_an_app_is_only_taken_with_its_code_and_the_password(carols: Client, carol: User):
    carols.get(f"{ACCOUNT}app/")
    right = code_of(carols.session["new_app_key"])
    for code, password in ((right, "wrong"), ("000000", PASSWORD), ("", PASSWORD)):
        page = carols.post(f"{ACCOUNT}app/", {"code": code, "password": password})
        assert page.status_code == 200

    assert not TOTPDevice.objects.exists()


def test_the_picture_is_drawn_here(carols: Client):
    page = carols.get(f"{ACCOUNT}app/")

    assert "<svg" in page.text
    assert "data:" not in page.text


def test_an_app_is_removed_with_the_password_only(carols: Client, carol: User):
    add_app(carols)
    path = f"{ACCOUNT}app/remove/"

    assert carols.post(path, {"password": "wrong"}).status_code == 200
    assert factors.kinds(carol)
    carols.post(path, {"password": PASSWORD})
    assert not factors.kinds(carol)
    assert factors.recovery_codes_left(carol) == 0


def test_recovery_codes_are_shown_once_and_replace_those_before(carols: Client, carol: User):
    before = add_app(carols)
    path = f"{ACCOUNT}recovery-codes/"

    page = carols.post(path, {"password": PASSWORD}, follow=True)

    assert not set(page.context["codes"]) & set(before)
    assert "codes" not in carols.get(path).context


@pytest.mark.parametrize(("setting", "closed"), [("owners", True), ("all", True), ("none", False)])
def test_an_owner_without_one_can_only_set_one_up(settings, carols: Client, setting, closed):
    settings.REQUIRE_SECOND_FACTOR = setting

    page = carols.get(ADMIN, follow=True)

    assert (page.redirect_chain == [(ACCOUNT, 302)]) is closed
    if closed:
        assert "Set up a second factor first" in page.text
        add_app(carols)
        assert carols.get(ADMIN).status_code == 200


@pytest.mark.parametrize(("setting", "status"), [("owners", 200), ("all", 302)])
def test_a_reviewer_need_not_have_one_unless_all_must(settings, db: None, setting, status):
    settings.REQUIRE_SECOND_FACTOR = setting

    assert logged_in("bob", "reviewer").get(ADMIN).status_code == status


def test_who_logged_in_without_it_does_so_again(settings, carols: Client, carol: User):
    factors.add_app(carol, key := factors.new_key(), code_of(key))
    settings.REQUIRE_SECOND_FACTOR = "owners"

    assert carols.get(ADMIN)["Location"] == f"{LOGIN}?next={ADMIN}"
    first_step(carols)


def test_whose_account_it_is_is_told_by_mail(carols: Client, carol: User):
    add_app(carols)
    factors.reset(carol, carol)

    subjects = [letter.subject for letter in Letter.objects.filter(to=carol.email)]
    assert len(subjects) == 3
    assert len(set(subjects)) == 3
