"""Whatever is typed into a form or an address, the answer is an error in words, never a crash."""

from typing import Any

import pytest
from django.test import Client

from directory.models import Link, Project
from tests.admin.helpers import address, errors, filled_in, send
from tests.admin.samples import make_one_of_each
from tests.admin.test_pages import CURATED
from tests.builders import make_project

HOSTILE = {
    "NUL": "a\0b",
    "long": "x" * 10_000,
    "markup": "<script>alert(1)</script>",
    "script address": "javascript:alert(1)",
    "negative": "-1",
    "huge number": "9" * 40,
    "no number": "abc",
    "deep JSON": "[" * 5_000,
    "NUL in JSON": '["\\u0000"]',
    "half a character in JSON": '["\\ud800"]',
    "endless JSON": "[1e999]",
    "number without end": "9" * 5_000,
}
CHOSEN = ("category", "status", "state", "maturity", "tags", "unverified", "position", "started")


@pytest.mark.parametrize("model", CURATED)
def test_a_form_full_of_it_names_the_fields(alice: Client, model: str):
    path = address(model, "change", make_one_of_each()[model].pk)
    untouched: dict[str, Any] = filled_in(alice.get(path))

    for kind, typed in HOSTILE.items():
        values = {
            name: value if name.endswith(("csrfmiddlewaretoken", "_FORMS", "-id")) else [typed]
            for name, value in untouched.items()
        }
        response = alice.post(path, values)

        if response.status_code == 302:
            assert (model, kind) in {("tag", "huge number"), ("tag", "no number")}
            continue
        assert all(errors(response).values()), kind
        assert errors(response), kind
        assert "<script>alert(1)" not in response.text


def test_each_error_stands_at_its_own_field(alice: Client):
    path = address("project", "change", make_project("istio").pk)
    untouched: dict[str, Any] = filled_in(alice.get(path))

    for field in CHOSEN:
        response = alice.post(path, untouched | {field: [HOSTILE["huge number"]]})
        assert list(errors(response)) == [field]


@pytest.mark.parametrize("kind", ["deep JSON", "NUL in JSON", "half a character in JSON"])
def test_json_that_no_database_keeps_is_told(alice: Client, kind: str):
    project = make_project("istio")

    response = send(alice, address("project", "change", project.pk), extra=HOSTILE[kind])

    assert list(errors(response)) == ["extra"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("links-TOTAL_FORMS", "abc"),
        ("links-0-id", "999999"),
        ("links-0-id", "-1"),
        ("links-0-id", "abc"),
        ("links-0-id", "9" * 40),
    ],
)
def test_a_form_that_was_tampered_with_is_refused(alice: Client, name: str, value: str):
    path = address("project", "change", make_one_of_each()["project"].pk)

    assert errors(alice.post(path, filled_in(alice.get(path)) | {name: [value]}))


@pytest.mark.parametrize(
    ("name", "value"),
    [("links-TOTAL_FORMS", "-1"), ("links-INITIAL_FORMS", "7"), ("links-0-project", "999999")],
)
def test_what_makes_no_sense_about_a_row_leaves_the_row(alice: Client, name: str, value: str):
    project = make_one_of_each()["project"]
    path = address("project", "change", project.pk)

    alice.post(path, filled_in(alice.get(path)) | {name: [value]})

    assert Link.objects.get().project_id == project.pk


QUERIES = [
    "e=1",
    "e=1&status__exact=nope",
    "q=%00",
    "q=" + "x" * 10_000,
    'q="',
    "o=99.-99.abc",
    "o=" + "9" * 40,
    "p=-1",
    "p=" + "9" * 40,
    "p=abc",
    "all=",
    "id__in=" + "9" * 40,
    "id__exact=abc",
    "id__regex=(",
    "id=%00",
    "nonsense=1",
    "_facets=True",
    "_to_field=nonsense",
    "pk__gt=1&pk__gt=",
    "category=nope&missing=nope&unverified=nope",
    "<script>alert(1)</script>=1",
]


@pytest.mark.parametrize("model", CURATED)
def test_a_list_answers_any_query_string(alice: Client, model: str):
    make_one_of_each()

    for query in QUERIES:
        response = alice.get(f"{address(model)}?{query}", follow=True)
        assert response.status_code in (200, 400, 404), query
        assert "<script>alert(1)" not in response.text


@pytest.mark.parametrize(
    "query", ["status__nope=1", "category=nope", "missing=nope", "name__regex=("]
)
def test_a_filter_that_makes_no_sense_is_told_and_everything_shown(alice: Client, query: str):
    make_project("istio")

    page = alice.get(f"{address('project')}?{query}", follow=True).text

    assert f"“{query.split('=')[0]}" in page
    assert "is no filter of this list" in page
    assert ">Istio<" in page


@pytest.mark.parametrize("key", ["abc", "-1", "9" * 40, "0", "%00", "_3Cscript_3E"])
@pytest.mark.parametrize("view", ["change", "history", "delete"])
def test_a_key_of_nothing_leads_back_with_a_message(alice: Client, view: str, key: str):
    response = alice.get(f"/en/admin/directory/project/{key}/{view}/", follow=True)

    assert response.status_code == 200
    assert "doesn’t exist" in response.text


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("app_label=directory&model_name=project&field_name=category&term=%00", 200),
        ("app_label=directory&model_name=project&field_name=category&term=" + "x" * 9_000, 200),
        ("app_label=directory&model_name=project&field_name=category&term=a&page=abc", 404),
        ("app_label=directory&model_name=project&field_name=category&term=a&page=-1", 404),
        ("app_label=directory&model_name=project&field_name=name&term=a", 403),
        ("app_label=nope&model_name=nope&field_name=nope", 403),
        ("", 403),
    ],
)
def test_an_autocomplete_answers_any_query_string(alice: Client, query: str, status: int):
    assert alice.get(f"/en/admin/autocomplete/?{query}").status_code == status


def test_the_login_answers_whatever_is_typed(client: Client, db: None):
    for typed in HOSTILE.values():
        for path in ("/en/admin/login/", "/en/admin/login/?next=%00&" + "x" * 9_000):
            response = client.post(path, {"username": typed, "password": typed})
            assert response.status_code == 200
        assert client.get("/en/admin/login/", {"next": typed}).status_code == 200


@pytest.mark.parametrize(
    "sent",
    [
        {"action": "publish", "_selected_action": "abc"},
        {"action": "publish", "_selected_action": "9" * 40},
        {"action": "publish", "_selected_action": "\0"},
        {"action": "nope", "_selected_action": "1"},
        {"action": "publish"},
        {"action": "publish", "_selected_action": "-1"},
        {"_save": "1", "form-TOTAL_FORMS": "-1", "form-INITIAL_FORMS": "abc"},
    ],
)
def test_an_action_on_nonsense_changes_nothing(alice: Client, sent: dict[str, str]):
    make_project("istio", state="draft")

    response = alice.post(address("project"), {"index": "0", **sent}, follow=True)

    assert response.status_code == 200
    assert Project.objects.get().state == "draft"
