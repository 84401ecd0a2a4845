"""Carol has an account with a password; she keeps the whole list."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.builders import make_steward

PASSWORD = "opens-it-all"
LOGIN = "/en/admin/login/"
ACCOUNT = "/en/admin/account/"


@pytest.fixture
def carol(db: None) -> User:
    user = make_steward("carol", "owner")
    user.set_password(PASSWORD)
    user.email = "carol@example.org"
    user.save()
    return user


@pytest.fixture
def carols(carol: User) -> Client:
    """Carol's browser, logged in by the login page."""
    client = Client()
    assert client.post(LOGIN, {"username": "carol", "password": PASSWORD}).status_code == 302
    return client
