"""Alice is an owner, Bob a reviewer; each has a browser of their own."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client


def login(name: str, group: str) -> Client:
    user = User.objects.create_user(name, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def alice(db: None) -> Client:
    return login("alice", "Owner")


@pytest.fixture
def bob(db: None) -> Client:
    return login("bob", "Reviewer")


@pytest.fixture
def operator(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("operator"))
    return client
