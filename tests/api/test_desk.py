"""Suggestions decided by programs."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directory.models import Act, Project, Suggestion
from tests.api.programs import Program, wrong
from tests.builders import make_category, make_project, make_steward
from tests.services.suggesting import change_of, new_project, suggest

pytestmark = pytest.mark.django_db
DESK = "/api/v1/desk"


@pytest.fixture
def olga() -> User:
    return make_steward("olga")


@pytest.fixture
def suggestion() -> Suggestion:
    return suggest(make_project("istio", license="MIT"), license="Apache-2.0", organization="CNCF")


def decision(suggestion: Suggestion) -> str:
    return f"{DESK}/{suggestion.pk}/decision"


def test_what_waits_is_on_the_desk_of_whose_turn_it_is(olga: User, suggestion: Suggestion):
    other = make_steward("paul", "owner", make_category("proxy"))

    said = Program(olga).get(DESK).json()

    assert said["count"] == 1
    (waiting,) = said["suggestions"]
    assert (waiting["id"], waiting["project"]) == (suggestion.pk, "istio")
    assert {each["field"]: (each["was"], each["now"]) for each in waiting["changes"]} == {
        "license": ("MIT", "Apache-2.0"),
        "organization": ("", "CNCF"),
    }
    assert Program(olga).get(f"{DESK}/{suggestion.pk}").json() == waiting
    assert Program(other).get(DESK).json() == {"count": 0, "suggestions": []}
    assert Program(other).get(f"{DESK}/{suggestion.pk}").status_code == 403


def test_ten_cost_as_many_queries_as_one(olga: User, suggestion: Suggestion):
    program = Program(olga)
    program.get(DESK)
    with CaptureQueriesContext(connection) as one:
        program.get(DESK)
    for number in range(9):
        suggest(make_project(f"p{number}"), license="MIT")
    with CaptureQueriesContext(connection) as ten:
        assert program.get(DESK).json()["count"] == 10

    assert len(one) == len(ten)


def test_all_of_it_is_accepted(olga: User, suggestion: Suggestion):
    response = Program(olga, "decide").post(decision(suggestion), {"verdicts": "accept"})

    assert (response.status_code, response.json()["state"]) == (200, "accepted")
    istio = Project.objects.get()
    assert (istio.license, istio.organization) == ("Apache-2.0", "CNCF")
    record = istio.history.first()
    assert (record.history_user, record.from_suggestion) == (olga, suggestion.pk)
    assert record.from_token == olga.api_tokens.get().pk
    act = Act.objects.all()[0]
    assert (act.what, act.detail) == ("Decided on a suggestion", "Accepted; API token “Robot”")


def test_one_change_is_accepted_otherwise_one_declined_with_a_reason(
    olga: User, suggestion: Suggestion
):
    license_, organization = change_of(suggestion, "license"), change_of(suggestion, "organization")
    verdicts = [
        {"change": license_.pk, "accept": True, "value": "BSD-3-Clause"},
        {"change": organization.pk, "accept": False, "answer": "It is not theirs."},
    ]

    response = Program(olga, "decide").post(decision(suggestion), {"verdicts": verdicts})

    assert (response.status_code, response.json()["state"]) == (200, "partly")
    istio = Project.objects.get()
    assert (istio.license, istio.organization) == ("BSD-3-Clause", "")


@pytest.mark.parametrize(
    "sent",
    [
        {"verdicts": "decline"},
        {"verdicts": "perhaps"},
        {"verdicts": []},
        {"verdicts": [{"change": 987_654, "accept": True}]},
        {"verdicts": [{"change": 10**30, "accept": True}]},
        {"verdicts": [{"change": "x", "accept": True}]},
        {"verdicts": [{"change": "first", "accept": True}, {"change": "first", "accept": True}]},
        {"verdicts": [{"change": "first", "accept": True, "value": {"a": [[[[[[[[1]]]]]]]]}}]},
        {"verdicts": [{"change": "first", "accept": True, "value": "No such license"}]},
        {"verdicts": [{"change": "first", "accept": "yes"}]},
        {"verdicts": [{"change": "first", "accept": False, "answer": "a\0b"}]},
        {"verdicts": "accept", "answer": "x" * 60_000},
        {"verdicts": "accept", "answer": None},
        {},
    ],
)
def test_a_verdict_that_makes_no_sense_does_nothing(olga: User, suggestion: Suggestion, sent: Any):
    if isinstance(sent.get("verdicts"), list):
        first = change_of(suggestion, "license").pk
        sent = {
            "verdicts": [
                {**each, "change": first if each["change"] == "first" else each["change"]}
                for each in sent["verdicts"]
            ]
        }

    response = Program(olga, "decide").post(decision(suggestion), sent)

    assert (response.status_code, bool(wrong(response))) == (422, True)
    assert Project.objects.get().license == "MIT"


def test_the_place_of_what_is_wrong_is_as_it_was_sent(olga: User, suggestion: Suggestion):
    program = Program(olga, "decide")

    words = program.post(decision(suggestion), {"verdicts": "perhaps"})
    verdict = program.post(decision(suggestion), {"verdicts": [{"change": "x", "accept": True}]})

    assert set(wrong(words)) == {"verdicts"}
    assert wrong(verdict)[0] == "verdicts.0.change"


def test_what_others_wrote_meanwhile_is_told_and_overwritten_only_by_who_saw_it(
    olga: User, suggestion: Suggestion
):
    Project.objects.update(license="ISC")
    program = Program(olga, "decide")

    response = program.post(decision(suggestion), {"verdicts": "accept"})

    assert (response.status_code, wrong(response)) == (409, ["license"])
    (overtaken,) = response.json()["overtaken"]
    assert overtaken["present"] == "ISC"
    verdict = {"change": overtaken["change"], "accept": True, "seen": "ISC"}
    assert program.post(decision(suggestion), {"verdicts": [verdict]}).status_code == 200
    assert Project.objects.get().license == "Apache-2.0"


def test_what_is_decided_is_not_decided_again(olga: User, suggestion: Suggestion):
    program = Program(olga, "decide")
    program.post(decision(suggestion), {"verdicts": "accept"})

    response = program.post(decision(suggestion), {"verdicts": "decline", "answer": "No."})

    assert (response.status_code, response.json()["state"]) == (409, "accepted")


def test_nobody_decides_on_what_others_look_after(suggestion: Suggestion):
    other = make_steward("paul", "owner", make_category("proxy"))

    response = Program(other, "decide").post(decision(suggestion), {"verdicts": "accept"})

    assert response.status_code == 403
    assert Project.objects.get().license == "MIT"


def test_with_a_token_that_does_not_publish_a_new_project_stays_a_draft(olga: User):
    make_category("service-mesh")
    kuma = suggest(None, "new", **new_project("Kuma"))
    linkerd = suggest(None, "new", **new_project("Linkerd"))

    Program(olga, "decide").post(decision(kuma), {"verdicts": "accept"})
    Program(olga, "decide", "publish").post(decision(linkerd), {"verdicts": "accept"})

    states = dict(Project.objects.values_list("slug", "state"))
    assert states == {"kuma": "draft", "linkerd": "published"}


def test_a_dry_run_decides_nothing(olga: User, suggestion: Suggestion):
    response = Program(olga, "decide").post(
        decision(suggestion) + "?dry_run=true", {"verdicts": "accept"}
    )

    assert response.json()["state"] == "accepted"
    suggestion.refresh_from_db()
    assert suggestion.state == "waiting"


@pytest.mark.parametrize("number", ["0", "99999999999999999999999999", "-1", "x"])
def test_a_suggestion_that_there_is_not_is_not_there(olga: User, number: str):
    assert Program(olga, "decide").get(f"{DESK}/{number}").status_code == 404
