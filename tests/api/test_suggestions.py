"""Suggesting through the API, with and without a token."""

from typing import Any

import pytest

from directory.models import Letter, Notice, Suggestion
from tests.api.programs import Program, wrong
from tests.builders import make_category, make_project, make_steward

pytestmark = pytest.mark.django_db
PATH = "/api/v1/suggestions"
SAID = {
    "kind": "change",
    "project": "istio",
    "fields": {"license": "Apache-2.0"},
    "reason": "https://istio.io/",
}


def test_a_stranger_suggests_and_follows_by_a_private_address():
    make_project("istio")

    response = Program().post(PATH, SAID | {"contributor": "Robin", "language": "en"})

    assert response.status_code == 201, response.content
    said = response.json()["suggestion"]
    assert (said["state"], said["project"], said["contributor"]) == ("waiting", "istio", "Robin")
    assert [(each["field"], each["now"]) for each in said["changes"]] == [("license", "Apache-2.0")]
    assert response["Location"] == said["api_url"]
    followed = Program().get(said["api_url"])
    assert followed.json() == said
    assert followed["Cache-Control"] == "private, no-store"
    assert "Access-Control-Allow-Origin" not in followed.headers
    assert Program().get(said["url"]).status_code == 200


def test_it_waits_until_somebody_has_seen_that_it_is_no_junk():
    """There is no form that a machine would give itself away in."""
    make_project("istio")
    make_steward("olga")

    Program().post(PATH, SAID)

    suggestion = Suggestion.objects.get()
    assert (suggestion.state, suggestion.doubts) == ("quarantined", ["program"])
    assert suggestion.why_in_quarantine
    assert not Notice.objects.exists()
    assert not Letter.objects.exists()


def test_an_editor_suggests_in_their_own_name_and_without_quarantine():
    make_project("istio")
    rita = make_steward("rita", "reviewer", make_category("proxy"))

    response = Program(rita, "suggest").post(PATH, SAID)

    assert response.status_code == 201
    assert response["RateLimit-Policy"].startswith('"writes";')
    suggestion = Suggestion.objects.get()
    assert (suggestion.state, suggestion.user) == ("waiting", rita)
    assert Program(rita, "edit").post(PATH, SAID).status_code == 403


@pytest.mark.parametrize("name", ["contributor", "email"])
def test_an_editor_suggests_in_no_other_name(name: str):
    make_project("istio")
    rita = make_steward("rita", "reviewer", make_category("proxy"))

    response = Program(rita, "suggest").post(PATH, SAID | {name: "linus@example.org"})

    assert response.status_code == 422
    assert wrong(response) == [name]
    assert not Suggestion.objects.exists()


def test_a_wrong_token_is_not_taken_for_none():
    make_project("istio")
    program = Program()
    program.client.defaults["HTTP_AUTHORIZATION"] = "Bearer lsm_x"

    assert program.post(PATH, SAID).status_code == 401
    assert not Suggestion.objects.exists()


def test_a_new_project_is_suggested():
    make_category("proxy")

    response = Program().post(
        PATH, {"kind": "new", "fields": {"name": "Kuma", "category": "proxy"}, "reason": "See."}
    )

    assert response.status_code == 201, response.content
    assert response.json()["suggestion"]["name"] == "Kuma"


@pytest.mark.parametrize(
    ("also", "place"),
    [
        ({"fields": {"license": "No such"}}, "fields.license"),
        ({"fields": {"featured": True}}, "fields.featured"),
        ({"fields": {}}, "fields"),
        ({"fields": {"license": "MIT"}}, "fields"),
        ({"fields": []}, "fields"),
        ({"reason": ""}, "reason"),
        ({"reason": "a\0b"}, "reason"),
        ({"email": "nobody"}, "email"),
        ({"contributor": "x" * 81}, "contributor"),
        ({"project": "nothing"}, "project"),
        ({"project": "draft"}, "project"),
        ({"project": "a\0b"}, "project"),
        ({"project": None}, "project"),
        ({"kind": "new"}, "project"),
        ({"kind": "other"}, "kind"),
        ({"language": "fr"}, "language"),
        ({"frequency": "hourly"}, "frequency"),
        ({"user": 1}, "user"),
        ({"doubts": []}, "doubts"),
    ],
)
def test_what_cannot_be_suggested_is_told_by_field(also: dict[str, Any], place: str):
    make_project("istio", license="MIT")
    make_project("draft", state="draft")

    response = Program().post(PATH, SAID | also)

    assert response.status_code == 422, response.content
    assert place in wrong(response)
    assert not Suggestion.objects.exists()


def test_programs_have_less_room_than_people_and_are_told_how_much(settings):
    settings.API_SUGGESTIONS_PER_ADDRESS = 2
    for slug in ("istio", "envoy", "linkerd"):
        make_project(slug)

    answers = [
        Program().post(PATH, SAID | {"project": slug}) for slug in ("istio", "envoy", "linkerd")
    ]

    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert [answer["RateLimit"].split(";")[1] for answer in answers] == ["r=1", "r=0", "r=0"]
    assert answers[0]["RateLimit-Policy"] == '"suggestions";q=2;w=3600'
    assert 3500 < int(answers[2]["Retry-After"]) <= 3600
    assert Suggestion.objects.count() == 2


def test_programs_together_leave_room_for_people(settings):
    settings.API_SUGGESTIONS_PER_HOUR = 1
    make_project("istio")
    make_project("envoy")
    program = Program()
    program.post(PATH, SAID)
    program.client.defaults["REMOTE_ADDR"] = "192.0.2.9"

    assert program.post(PATH, SAID | {"project": "envoy"}).status_code == 429


def test_no_other_site_sends_through_its_visitors():
    make_project("istio")
    client = Program().client

    assert client.post(PATH, str(SAID), "text/plain").status_code == 415
    assert "POST" not in client.options(PATH)["Access-Control-Allow-Methods"]


@pytest.mark.parametrize("token", ["1", "1:x", "1:" + "x" * 200, "%00", "a:b:c", "9" * 400])
def test_an_address_that_was_never_given_out_leads_nowhere(token: str):
    assert Program().get(f"{PATH}/{token}").status_code == 404
