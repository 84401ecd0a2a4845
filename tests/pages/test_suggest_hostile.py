"""Whatever is sent to the public forms gets a decent answer, and nothing is kept of it."""

import json
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from directory.models import Suggestion
from tests.builders import make_project

from .suggesting import filled, send

pytestmark = pytest.mark.django_db

ISTIO = "/en/projects/istio/suggest/"
PATHS = [ISTIO, "/en/suggest/new/"]
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(autouse=True)
def istio(db: None) -> None:
    make_project("istio", license="Apache-2.0")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"name": "\x00"}, "U+0000"),
        ({"name": "a\u202eb"}, "U+202E"),
        ({"summary_en": "x" * 60_000}, "50000"),
        ({"name": "x" * 121}, "120"),
        ({"tags": ["nope"]}, "nope"),
        ({"category": "nope"}, "nope"),
        ({"status": "nope"}, "one of"),
        ({"links-0-url": "javascript:alert(1)"}, "http"),
        ({"links-0-url": "https://user:secret@example.com/"}, "user name"),
        ({"links-0-url": "http://127.0.0.1/"}, "from outside"),
        ({"links-0-url": "https://[::1"}, "http"),
        ({"relations-0-phrase": "owned by", "relations-0-project": "envoy"}, "cannot be suggested"),
        ({"relations-0-phrase": "", "relations-0-project": "envoy"}, "needs both"),
        ({"links-TOTAL_FORMS": "99999999999999999999"}, "60"),
        ({"links-TOTAL_FORMS": "many"}, "ManagementForm"),
        ({"started": "2026-13"}, "a year, a month or a day"),
        ({"email": "nobody"}, "such as name@example.org"),
        ({"frequency": "hourly"}, "hourly"),
        ({"token": "forged"}, "not opened on this site"),
        ({"token": "x" * 100_000}, "not opened on this site"),
    ],
    ids=str,
)
def test_what_cannot_be_is_told(client: Client, typed: dict[str, Any], says: str):
    answer = send(client, ISTIO, **typed)

    assert answer.status_code == 400
    assert says in answer.content.decode()
    assert not Suggestion.objects.exists()


def test_a_script_is_shown_as_text_and_waits_in_quarantine(client: Client):
    script = "<script>alert(1)</script>"
    typed = filled(client, ISTIO) | {"summary_en": script}
    page = client.post(ISTIO, typed | {"preview": "1"}).content.decode()
    assert script not in page

    answer = client.post(ISTIO, typed | {"send": "1"})
    assert script not in client.get(answer["Location"]).content.decode()
    assert Suggestion.objects.get().state == "quarantined"


@pytest.mark.parametrize("path", PATHS)
def test_more_than_a_megabyte_is_refused_unread(client: Client, path: str):
    answer = client.post(path, {"reason": "x" * 2**20})

    assert answer.status_code == 413
    assert "one megabyte" in answer.content.decode()


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        ("&".join(["tags=x"] * 10_000), FORM, 400),
        (json.dumps({"send": 1}), "application/json", 415),
        ("send=1", "text/plain", 415),
        ("send=1", f"{FORM}; charset=utf-16", 415),
        ("send=1", f"{FORM}; charset=base64", 415),
        ("send=1", "multipart/form-data", 400),
        ("--x\r\nnonsense", "multipart/form-data; boundary=x", 200),
        (b"send=1&name=\xff\xfe&reason=%ff", FORM, 400),
        ("send=1&name=a&name=b&send=2&token=&token=x", FORM, 400),
        ("=&&&;=%=%zz", FORM, 200),
        ("", FORM, 415),
        ("send=1&nobody=knows&state=published&slug=x&extra={}", FORM, 400),
    ],
)
def test_a_body_that_is_no_form_is_refused_in_words(
    client: Client, body: Any, content_type: str, status: int
):
    answer = client.generic("POST", ISTIO, body, content_type)

    assert answer.status_code == status
    assert "</html>" in answer.content.decode()
    assert not Suggestion.objects.exists()


def test_files_are_refused(client: Client, tmp_path):
    file = tmp_path / "list.txt"
    file.write_text("Istio")
    with file.open("rb") as opened:
        answer = client.post(ISTIO, {"send": "1", "name": opened})

    assert answer.status_code == 400
    assert "Files cannot be sent here" in answer.content.decode()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}, 303),
        ({"Origin": "http://testserver"}, 303),
        ({}, 303),
    ],
)
def test_a_form_on_another_site_sends_nothing(client: Client, headers: dict, status: int):
    typed = filled(client, ISTIO) | {"license": "MIT", "send": "1"}

    assert client.post(ISTIO, typed, headers=headers).status_code == status


def test_a_name_that_nobody_sees_is_not_credited(client: Client):
    send(client, ISTIO, license="MIT", contributor="\u200b\ufeff")

    assert Suggestion.objects.get().contributor == ""


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_other_methods_are_refused(client: Client, method: str):
    assert getattr(client, method)(ISTIO).status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "/en/projects/nowhere/suggest/",
        "/en/suggestions/nonsense/",
        "/en/suggestions/1:forged/",
        "/en/suggestions/99999999999999999999999999/",
        "/en/suggestions/%00/",
    ],
)
def test_what_is_not_there_is_told(client: Client, path: str):
    for answer in (client.get(path), client.post(path, {"send": "1"})):
        assert answer.status_code in (404, 405)


class WhateverIsSent(TestCase):
    """Names of fields that the form has, with any values."""

    NAMES = [
        "name",
        "category",
        "tags",
        "unverified",
        "foundation_dates_accepted",
        "languages",
        "token",
        "another",
        "cell",
        "cells",
        "links-TOTAL_FORMS",
        "links-INITIAL_FORMS",
        "links-0-kind",
        "links-0-url",
        "links-0-fate",
        "relations-TOTAL_FORMS",
        "relations-INITIAL_FORMS",
        "relations-0-phrase",
        "relations-0-project",
        "sources-TOTAL_FORMS",
        "sources-INITIAL_FORMS",
        "sources-0-url",
        "more-links",
        "add-cell",
        "reason",
        "contributor",
        "email",
        "frequency",
        "website",
        "send",
        "preview",
        "fragment",
    ]

    @given(
        st.sampled_from(PATHS),
        st.dictionaries(
            st.sampled_from(NAMES),
            st.lists(st.text(max_size=20) | st.sampled_from(["1", "0", "https://a.example/"])),
        ),
    )
    def test_it_never_fails(self, path: str, sent: dict[str, list[str]]):
        sent = {name: [v.encode(errors="replace") for v in vs] for name, vs in sent.items()}

        assert self.client.post(path, sent).status_code in (200, 400)
