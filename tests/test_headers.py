"""What every answer carries: safety, and permission to be kept."""

import pytest
from django.test import Client

from tests.builders import make_project

pytestmark = pytest.mark.django_db

PUBLIC = ["/", "/en/", "/?q=istio", "/projects/istio/", "/categories/", "/tags/", "/about/"]


@pytest.mark.parametrize("path", [*PUBLIC, "/nowhere/", "/admin/login/"])
def test_nothing_may_be_loaded_or_framed_from_elsewhere(client: Client, path: str):
    make_project("istio")

    headers = client.get(path).headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert "camera=()" in headers["Permissions-Policy"]
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_is_the_same_for_everyone_and_may_be_kept(client: Client, path: str):
    make_project("istio")

    response = client.get(path)

    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert "Accept-Language" not in response.headers.get("Vary", "")
    assert "public" in response.headers["Cache-Control"]
    assert response.headers["ETag"]


def test_a_page_that_did_not_change_is_not_sent_again(client: Client):
    make_project("istio")
    etag = client.get("/").headers["ETag"]

    assert client.get("/", headers={"if-none-match": etag}).status_code == 304


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
def test_pages_are_compressed_as_the_browser_can(client: Client, coding: str):
    make_project("istio")

    response = client.get("/", headers={"accept-encoding": coding})

    assert response.headers["Content-Encoding"] == coding


def test_the_language_is_that_of_the_address_whatever_the_browser_prefers(client: Client):
    response = client.get("/", headers={"accept-language": "en"})

    assert response.status_code == 200
    assert response.headers["Content-Language"] == "zh-Hans"
