"""What a token opens, and what is said to who has none."""

from datetime import timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from directory.models import ApiToken
from directory.services.accounts import tokens
from tests.api.programs import ALL, PROJECTS, Program, wrong
from tests.builders import make_project, make_steward

pytestmark = pytest.mark.django_db
TOKEN = "/api/v1/token"


@pytest.fixture
def olga() -> User:
    return make_steward("olga")


def test_a_token_says_whose_it_is_and_what_it_may(olga: User):
    response = Program(olga, "decide", "edit").get(TOKEN)

    assert response.status_code == 200
    said = response.json()
    assert (said["owner"], said["name"], said["scopes"]) == ("olga", "Robot", ["edit", "decide"])
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "Bearer",
        "Bearer ",
        "Basic b2xnYTp4",
        "lsm_x",
        "Bearer lsm_é",
        "Bearer " + "x" * 9000,
    ],
)
def test_without_a_token_that_opens_something_one_is_told_how_to_show_one(
    header: str | None,
):
    headers = {} if header is None else {"authorization": header}
    response = Client(headers=headers).get(TOKEN)

    assert response.status_code == 401
    assert response["WWW-Authenticate"].startswith("Bearer")
    assert response["Content-Type"] == "application/problem+json"


def test_a_login_in_a_browser_opens_nothing(olga: User):
    client = Client()
    client.force_login(olga)

    assert client.get(TOKEN).status_code == 401
    assert client.post(PROJECTS, {"fields": {}}, "application/json").status_code == 401


def test_what_was_never_a_token_and_what_is_none_any_more_are_told_alike(olga: User):
    revoked = tokens.issue(olga, "Old", [])
    tokens.revoke(revoked.token, olga)
    expired = tokens.issue(olga, "Older", [])
    ApiToken.objects.filter(pk=expired.token.pk).update(expires=timezone.now() - timedelta(1))

    told = {
        Client(headers={"authorization": f"Bearer {secret}"}).get(TOKEN).content
        for secret in (revoked.secret, expired.secret, "lsm_" + "x" * 43)
    }
    assert len(told) == 1


def test_who_shows_wrong_tokens_again_and_again_is_told_to_wait(olga: User):
    guessing = Client(headers={"authorization": "Bearer lsm_guess"})

    answers = [guessing.get(f"{TOKEN}?x=%00") for _guess in range(6)]

    assert [answer.status_code for answer in answers] == [401] * 4 + [429] * 2
    assert answers[-1]["Retry-After"] == "900"
    assert AccessAttempt.objects.get().failures_since_start >= 5
    assert Program(olga).get(TOKEN).status_code == 200


def test_who_has_no_second_factor_and_must_have_one_is_told(olga: User, settings):
    program = Program(olga, *ALL)
    settings.REQUIRE_SECOND_FACTOR = "owners"

    response = program.get(TOKEN)
    assert response.status_code == 403
    assert "second factor" in response.json()["detail"]


def test_nobody_gets_a_cookie_and_no_other_site_an_answer_to_a_write(olga: User):
    make_project("istio")
    program = Program(olga, *ALL)

    response = program.edit("istio", license="MIT")

    assert not response.cookies
    assert "Access-Control-Allow-Origin" not in response.headers
    assert response["Cache-Control"] == "no-store"
    for path in (f"{PROJECTS}/istio/record", "/api/v1/token", PROJECTS, "/api/v1/nothing"):
        read = program.get(path)
        assert "Access-Control-Allow-Origin" not in read.headers
        assert read["Cache-Control"].startswith("private")
    asked = Client().options(f"{PROJECTS}/istio/record")
    assert "PATCH" not in asked["Access-Control-Allow-Methods"]
    assert "Authorization" not in asked["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("scope", [None, *ALL])
def test_a_token_opens_what_its_scopes_say(olga: User, scope: str | None):
    """Whatever its owner may."""
    make_project("istio")
    make_project("draft", state="draft")
    program = Program(olga, *([scope] if scope else []))

    answers = {
        "edit": program.edit("istio", license="MIT"),
        "add": program.post(PROJECTS, {"fields": {"name": "New", "category": "service-mesh"}}),
        "decide": program.post("/api/v1/desk/9999/decision", {"verdicts": "accept"}),
        "publish": program.post(f"{PROJECTS}/draft/publish", {}),
        "withdraw": program.post(f"{PROJECTS}/istio/withdraw", {"reason_en": "Gone."}),
    }

    opened = {name for name, answer in answers.items() if answer.status_code != 403}
    allowed = {
        "edit": {"edit", "add"},
        "suggest": {"edit"},
        "decide": {"decide"},
        "publish": {"publish", "withdraw"},
    }
    assert opened == allowed.get(scope or "", set())
    for name in answers.keys() - opened:
        assert 'error="insufficient_scope"' in answers[name]["WWW-Authenticate"]


def test_a_token_writes_so_often_within_an_hour_and_is_told_how_often_it_still_may(
    olga: User, settings: Any
):
    settings.API_WRITES_PER_TOKEN = 3
    make_project("istio")
    program = Program(olga, *ALL)

    answers = [
        program.edit("istio", license="MIT"),
        program.edit("istio", "", "?dry_run=true", license="Apache-2.0"),
        program.edit("istio", license="none that there is"),
        program.edit("istio", license="Apache-2.0"),
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 422, 429]
    assert [answer["RateLimit"].split(";")[:2] for answer in answers] == [
        ['"writes"', "r=2"],
        ['"writes"', "r=1"],
        ['"writes"', "r=0"],
        ['"writes"', "r=0"],
    ]
    assert {answer["RateLimit-Policy"] for answer in answers} == {'"writes";q=3;w=3600'}
    assert 0 < int(answers[3]["Retry-After"]) <= 3600
    assert wrong(answers[3]) == []
    assert Program(olga, *ALL).edit("istio", license="Apache-2.0").status_code == 200


def test_after_an_hour_a_token_writes_on(olga: User, settings: Any):
    settings.API_WRITES_PER_TOKEN = 1
    make_project("istio")
    program = Program(olga, *ALL)
    assert program.edit("istio", license="MIT").status_code == 200
    assert program.edit("istio", license="Apache-2.0").status_code == 429

    ApiToken.objects.update(hour_began=timezone.now() - timedelta(hours=1))

    answer = program.edit("istio", license="Apache-2.0")
    assert (answer.status_code, answer["RateLimit"].split(";")[1]) == (200, "r=0")


def test_reading_with_a_token_is_not_counted(olga: User, settings: Any):
    settings.API_WRITES_PER_TOKEN = 1
    program = Program(olga, "edit")
    make_project("istio")

    answers = [program.get(f"{PROJECTS}/istio/record") for _ in range(2)]

    assert all("RateLimit" not in answer.headers for answer in answers)
    assert program.edit("istio", license="MIT").status_code == 200
