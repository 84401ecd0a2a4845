"""Projects read and written by editors' programs."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from directory.models import Act, Project, Suggestion
from directory.services.editing import saving
from tests.api.programs import ALL, PROJECTS, Program, wrong
from tests.builders import make_category, make_project, make_steward
from tests.services.test_suggestions_at_once import at_once

pytestmark = pytest.mark.django_db
RECORD = f"{PROJECTS}/istio/record"


@pytest.fixture
def istio() -> Project:
    return make_project("istio", license="MIT", summary_en="A mesh.")


@pytest.fixture
def olga() -> User:
    return make_steward("olga")


def test_a_record_has_all_that_can_be_said_in_the_terms_of_files(istio: Project, olga: User):
    response = Program(olga, "edit").get(RECORD)

    said = response.json()
    assert (said["id"], said["slug"], said["state"]) == (istio.pk, "istio", "published")
    assert said["may"] == ["edit"]
    assert (said["fields"]["license"], said["fields"]["links"]) == ("MIT", [])
    assert response["ETag"].startswith('"')


def test_drafts_are_read_by_editors_alone(olga: User):
    make_project("draft", state="draft")

    assert Program(olga).get(f"{PROJECTS}/draft/record").status_code == 200
    assert Program().get(f"{PROJECTS}/draft/record").status_code == 401


def test_what_was_said_is_changed_and_answered(istio: Project, olga: User):
    response = Program(olga, "edit").edit("istio", "As they say.", license="Apache-2.0")

    assert response.status_code == 200, response.content
    said = response.json()
    assert (said["changed"], said["fields"]["license"]) == (["license"], "Apache-2.0")
    again = Program(olga, "edit").get(RECORD)
    assert response["ETag"] == again["ETag"]


def test_history_says_who_why_and_that_it_was_a_program(istio: Project, olga: User, client):
    Program(olga, "edit").edit("istio", "As they say.", license="Apache-2.0")

    record = istio.history.first()
    assert (record.history_user, record.history_change_reason) == (olga, "As they say.")
    assert record.from_token == olga.api_tokens.get().pk
    client.force_login(olga)
    page = client.get(f"/en/admin/directory/project/{istio.pk}/history/").text
    assert "By a program, through the API" in page
    assert "olga</a>, by a program" in client.get("/en/projects/istio/history/").text


def test_a_program_reads_with_a_former_slug_too(istio: Project, olga: User):
    program = Program(olga, *ALL)
    program.edit("istio", slug="istio-mesh")

    assert program.edit("istio", license="BSD-2-Clause").json()["slug"] == "istio-mesh"


def test_without_if_match_nothing_is_written(istio: Project, olga: User):
    for headers in ({}, {"if-match": "*"}, {"if-match": "abc"}):
        response = Program(olga, "edit").patch(RECORD, {"fields": {"license": "X"}}, **headers)
        assert response.status_code == 428
    assert Project.objects.get(pk=istio.pk).license == "MIT"


def test_who_read_before_somebody_else_wrote_is_told_what_that_was(istio: Project, olga: User):
    program = Program(olga, "edit")
    read = program.get(RECORD)["ETag"]
    program.edit("istio", summary_zh="网格。", license="BSD-2-Clause")

    for tag in (read, f"W/{read}"):
        response = program.patch(RECORD, {"fields": {"organization": "X"}}, **{"if-match": tag})
        assert response.status_code == 412
        assert wrong(response) == ["fields.license", "fields.summary_zh"]


def test_a_dry_run_says_what_would_be_and_keeps_nothing(istio: Project, olga: User):
    program = Program(olga, "edit")

    response = program.edit("istio", "", "?dry_run=true", license="BSD-2-Clause")
    added = program.post(
        f"{PROJECTS}?dry_run=true", {"fields": {"name": "New", "category": "service-mesh"}}
    )

    assert (response.status_code, response.json()["changed"]) == (200, ["license"])
    assert (added.status_code, added.json()["slug"]) == (200, "new")
    assert "Location" not in added.headers
    assert Project.objects.get().license == "MIT"
    assert not Act.objects.filter(change_message__contains="edited").exists()


@pytest.mark.parametrize("query", ["?dry_run=yes", "?dry_run=true&dry_run=true", "?dryrun=true"])
def test_a_wrong_parameter_is_told(istio: Project, olga: User, query: str):
    response = Program(olga, "edit").edit("istio", "", query, license="BSD-2-Clause")

    assert response.status_code == 400
    assert Project.objects.get().license == "MIT"


def test_who_may_not_edit_there_suggests_it(istio: Project, olga: User):
    reviewer = make_steward("rita", "reviewer", make_category("proxy"))

    response = Program(reviewer, "edit", "suggest").edit(
        "istio", "See there.", license="BSD-2-Clause"
    )

    assert response.status_code == 202
    suggestion = Suggestion.objects.get()
    assert (suggestion.user, suggestion.state) == (reviewer, "waiting")
    said = response.json()["suggestion"]
    assert [(each["field"], each["now"]) for each in said["changes"]] == [
        ("license", "BSD-2-Clause")
    ]
    assert Program().get(response["Location"]).json() == said
    assert Project.objects.get(pk=istio.pk).license == "MIT"


def test_a_draft_is_added(olga: User):
    make_category("proxy")
    program = Program(olga, "edit")

    response = program.post(PROJECTS, {"fields": {"name": "Envoy", "category": "proxy"}})

    assert response.status_code == 201
    assert (response.json()["slug"], response.json()["state"]) == ("envoy", "draft")
    assert program.get(response["Location"]).json()["fields"]["name"] == "Envoy"
    assert Program().get(f"{PROJECTS}/envoy").status_code == 404


def test_a_reason_that_history_has_no_room_for_is_told(istio: Project, olga: User):
    response = Program(olga, "edit").edit("istio", "x" * 101, license="ISC")

    assert (response.status_code, wrong(response)) == (422, ["reason"])


@pytest.mark.django_db(transaction=True)
def test_of_two_who_add_the_same_at_once_each_has_one_or_is_told():
    make_category("proxy")
    program = Program(make_steward("olga"), "edit")
    said = {"fields": {"name": "Kuma", "category": "proxy"}}

    answers = at_once(*[lambda: program.post(PROJECTS, said)] * 3)

    codes = [answer.status_code for answer in answers]
    assert set(codes) <= {201, 409}
    assert Project.objects.count() == codes.count(201) >= 1


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"license": "No such"}, "fields.license"),
        ({"licence": "MIT"}, "fields.licence"),
        ({"tags": ["none"]}, "fields.tags"),
        ({"tags": {"a": 1}}, "fields.tags"),
        ({"links": [{"kind": "homepage", "url": "http://[::1"}]}, "fields.links"),
        ({"links": [[[[[[[[[[]]]]]]]]]]}, "fields.links"),
        ({"name": "a\0b"}, "fields.name"),
        ({"name": "a\u202eb"}, "fields.name"),
        ({"name": "\ud800"}, "fields.name"),
        ({"name": 10**40}, "fields.name"),
        ({"position": 10**40}, "fields.position"),
        ({"position": -1}, "fields.position"),
        ({"summary_en": "x" * 60_000}, "fields.summary_en"),
        ({"inverse_relations": [{"project": "a\0b", "kind": "x"}]}, "fields.inverse_relations"),
        ({"state": "draft"}, "fields.state"),
        ({"old_slugs": ["x"]}, "fields.old_slugs"),
        ({"": 1}, "fields"),
        ({"\ud800x": 1}, "fields.?x"),
        ({"category": None}, "fields.category"),
        ({"languages": [1]}, "fields.languages"),
        ({"foundation_dates": {"x": "2017-13"}}, "fields.foundation_dates"),
        ({"extra": [1]}, "fields.extra"),
    ],
)
def test_what_cannot_be_said_is_told_by_field(
    istio: Project, olga: User, fields: dict[str, Any], place: str
):
    response = Program(olga, *ALL).edit("istio", **fields)

    assert response.status_code == 422, response.content
    assert place in wrong(response)
    assert Project.objects.get(pk=istio.pk).license == "MIT"


DEEP = '{"fields": ' + "[" * 100_000 + "]" * 100_000 + "}"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"{", 400),
        (b"[]", 422),
        (b"null", 422),
        (b'{"fields": 7}', 422),
        (b'{"fields": {}, "reason": 7}', 422),
        (b'{"fields": {}, "reason": "\\ud800"}', 422),
        (b'{"fields": {}, "reason": "a\\u0000b"}', 422),
        (b'{"fields": {}, "other\\ud800": 1}', 422),
        (b'{"fields": {}, "fields": {}}', 400),
        (b'{"fields": {"license": "MIT", "license": "X"}}', 400),
        (b'{"fields": {"position": NaN}}', 400),
        (b'{"fields": {"position": 1e999}}', 422),
        (b'{"fields": {"name": "\xff"}}', 400),
        (b"\xef\xbb\xbf{}", 400),
        (DEEP.encode(), 400),
        (b'{"fields": {"name": "' + b"x" * 1_100_000 + b'"}}', 413),
        (b'{"fields": {"name": "' + b"x" * 3_000_000 + b'"}}', 413),
        (b'{"fields": {"name": "' + b"x" * 900_000 + b'"}}', 422),
        (json.dumps({str(n): n for n in range(10_000)}).encode(), 422),
    ],
    ids=range(20),
)
def test_whatever_is_sent_is_answered(istio: Project, olga: User, body: bytes, status: int):
    program = Program(olga, *ALL)
    tag = program.get(RECORD)["ETag"]

    response = program.patch(RECORD, body, **{"if-match": tag})

    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert len(response.content) < 10_000


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_form_of_another_site_is_no_json(istio: Project, olga: User, media_type: str):
    program = Program(olga, *ALL)
    response = program.client.patch(RECORD, '{"fields": {}}', media_type)

    assert response.status_code == 415


def test_errors_are_told_in_the_language_that_is_asked_for(istio: Project, olga: User):
    program = Program(olga, *ALL)
    program.client.defaults["HTTP_ACCEPT_LANGUAGE"] = "zh"

    response = program.patch(RECORD, {"reason": 7}, **{"if-match": '"x"'})

    assert response["Content-Language"] == "zh-Hans"


def test_what_breaks_halfway_leaves_nothing_behind(istio: Project, olga: User, monkeypatch):
    """The log is written last."""
    program = Program(olga, "edit")
    program.client.raise_request_exception = False
    before = istio.history.count()

    def broken(*args: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(saving.acts, "record", broken)
    tag = program.get(RECORD)["ETag"]
    response = program.patch(RECORD, {"fields": {"license": "X11"}}, **{"if-match": tag})

    assert response.status_code == 500
    assert Project.objects.get(pk=istio.pk).license == "MIT"
    assert istio.history.count() == before


def test_a_database_that_somebody_else_holds_is_told_of(
    istio: Project, olga: User, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    program = Program(olga, "edit")
    tag = program.get(RECORD)["ETag"]

    def locked(*args: Any) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(saving.acts, "record", locked)
    response = program.patch(RECORD, {"fields": {"license": "X11"}}, **{"if-match": tag})

    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert "Nothing was done" in response.json()["detail"]
    assert "database is locked" in caplog.text
    assert Project.objects.get(pk=istio.pk).license == "MIT"


def test_an_edit_costs_few_queries(istio: Project, olga: User):
    program = Program(olga, "edit")
    program.edit("istio", license="ISC")

    with CaptureQueriesContext(connection) as reading:
        tag = program.get(RECORD)["ETag"]
    with CaptureQueriesContext(connection) as writing:
        program.patch(RECORD, {"fields": {"license": "BSD-2-Clause"}}, **{"if-match": tag})

    assert len(reading) <= 24
    assert len(writing) <= 61
