"""Logging in, and being kept from trying for ever."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

LOGIN = "/en/admin/login/"

pytestmark = pytest.mark.django_db


def attempt(client: Client, name: str, password: str) -> int:
    return client.post(LOGIN, {"username": name, "password": password}).status_code


@pytest.fixture
def carol() -> User:
    return User.objects.create_user("carol", password="opens-it-all", is_staff=True)


def test_the_right_password_opens_the_admin(client: Client, carol: User):
    assert attempt(client, "carol", "opens-it-all") == 302


def test_after_five_wrong_passwords_even_the_right_one_waits(client: Client, carol: User):
    answers = [attempt(client, "carol", "wrong") for _ in range(5)]

    assert answers == [200, 200, 200, 200, 429]
    assert attempt(client, "carol", "opens-it-all") == 429


def test_the_page_says_what_to_do(client: Client, carol: User):
    for _ in range(5):
        attempt(client, "carol", "wrong")
    page = client.post(LOGIN, {"username": "carol", "password": "wrong"})

    assert "Wait a quarter of an hour" in page.text


def test_somebody_else_can_still_log_in(client: Client, carol: User):
    User.objects.create_user("dave", password="opens-it-too", is_staff=True)
    for _ in range(5):
        attempt(client, "carol", "wrong")

    assert attempt(Client(), "dave", "opens-it-too") == 302
