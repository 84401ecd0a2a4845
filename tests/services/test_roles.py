"""The groups that come with `migrate`."""

import pytest
from django.contrib.auth.models import Group
from django.db import connection

from directory.services import roles

pytestmark = pytest.mark.django_db

PARTS = ("link", "projecttag", "relation", "capabilityvalue")


def permissions(group: str) -> set[str]:
    return set(Group.objects.get(name=group).permissions.values_list("codename", flat=True))


def test_an_owner_curates_everything_and_publishes():
    owner = permissions("Owner")

    assert "publish_project" in owner
    for model in roles.CURATED:
        assert {f"{verb}_{model}" for verb in ("view", "add", "change", "delete")} <= owner


def test_nobody_but_an_operator_manages_accounts():
    assert not {"change_user", "change_group"} & (permissions("Owner") | permissions("Reviewer"))


def test_a_reviewer_edits_projects_and_what_hangs_on_them():
    reviewer = permissions("Reviewer")

    assert {"add_project", "change_project", "add_tag", "change_tag"} <= reviewer
    for part in PARTS:
        assert {f"{verb}_{part}" for verb in ("view", "add", "change", "delete")} <= reviewer


def test_a_reviewer_neither_deletes_nor_publishes_projects_nor_names_stewards():
    forbidden = {
        "delete_project",
        "publish_project",
        "delete_tag",
        "change_category",
        "add_stewardship",
        "change_stewardship",
        "delete_stewardship",
        "change_landscape",
    }

    assert not permissions("Reviewer") & forbidden


def test_what_an_operator_changed_in_a_group_stays():
    Group.objects.get(name="Reviewer").permissions.clear()

    roles.install(connection.alias)

    assert permissions("Reviewer") == set()
