"""Projects published and withdrawn by programs."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from directory.models import Act, Project
from tests.api.programs import PROJECTS, Program, wrong
from tests.builders import make_category, make_project, make_steward

pytestmark = pytest.mark.django_db


@pytest.fixture
def olga() -> User:
    return make_steward("olga")


def test_a_draft_is_published(olga: User):
    draft = make_project("istio", state="draft")

    response = Program(olga, "publish").post(f"{PROJECTS}/istio/publish", {"reason": "Read it."})

    assert (response.status_code, response.json()["state"]) == (200, "published")
    assert Program().get(f"{PROJECTS}/istio").status_code == 200
    record = draft.history.first()
    assert (record.history_user, record.history_change_reason) == (olga, "Read it.")
    assert record.from_token == olga.api_tokens.get().pk
    act = Act.objects.all()[0]
    assert (act.what, act.user, act.detail) == ("Published", olga, "API token “Robot”")


def test_a_project_is_withdrawn_and_its_address_says_why(olga: User):
    make_project("istio")

    response = Program(olga, "publish").post(
        f"{PROJECTS}/istio/withdraw", {"reason_en": "It never was a mesh."}
    )

    assert (response.status_code, response.json()["state"]) == (200, "withdrawn")
    gone = Program().get(f"{PROJECTS}/istio")
    assert gone.status_code == 410
    assert "It never was a mesh." in gone.json()["detail"]


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ({}, "reason_zh"),
        ({"reason_en": " \u200b"}, "reason_zh"),
        ({"reason_en": "x" * 501}, "reason_en"),
        ({"reason_en": "a\0b"}, "reason_en"),
        ({"reason_en": "x", "reason": "y" * 101}, "reason"),
        ({"reason_en": ["x"]}, "reason_en"),
        ({"reason_fr": "x"}, "reason_fr"),
    ],
)
def test_a_withdrawal_without_a_reason_is_none(olga: User, said: Any, place: str):
    istio = make_project("istio")

    response = Program(olga, "publish").post(f"{PROJECTS}/istio/withdraw", said)

    assert (response.status_code, wrong(response)) == (422, [place])
    assert Project.objects.get(pk=istio.pk).state == "published"


def test_what_is_so_already_is_told(olga: User):
    make_project("istio")
    make_project("draft", state="draft")
    program = Program(olga, "publish")

    assert program.post(f"{PROJECTS}/istio/publish", {}).status_code == 409
    response = program.post(f"{PROJECTS}/draft/withdraw", {"reason_zh": "不是网格。"})
    assert (response.status_code, response.json()["state"]) == (409, "draft")


def test_only_owners_publish_and_only_where_they_are_it():
    make_project("draft", state="draft")
    users = [
        make_steward("rita", "reviewer"),
        make_steward("paul", "owner", make_category("proxy")),
    ]

    for user in users:
        response = Program(user, "publish").post(f"{PROJECTS}/draft/publish", {})
        assert response.status_code == 403
        assert "Only an owner" in response.json()["detail"]


def test_nobody_publishes_alone_what_they_added(olga: User):
    make_steward("otto")
    make_category("proxy")
    program = Program(olga, "edit", "publish")
    program.post(PROJECTS, {"fields": {"name": "Envoy", "category": "proxy"}})

    response = program.post(f"{PROJECTS}/envoy/publish", {})

    assert response.status_code == 403
    assert "otto" in response.json()["detail"]


def test_a_project_that_there_is_not_is_not_there(olga: User):
    program = Program(olga, "publish", "edit")

    assert program.post(f"{PROJECTS}/nothing/publish", {}).status_code == 404
    assert program.edit("nothing", license="MIT").status_code == 404
