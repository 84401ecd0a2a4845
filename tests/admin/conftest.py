"""Alice is an owner, Bob a reviewer; each has a browser of their own."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.builders import make_steward


def login(name: str, role: str) -> Client:
    user = make_steward(name, role)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def alice(db: None) -> Client:
    return login("alice", "owner")


@pytest.fixture
def bob(db: None) -> Client:
    return login("bob", "reviewer")


@pytest.fixture
def operator(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("operator"))
    return client
