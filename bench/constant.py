"""Floors for serving: the content of the file CONSTANT, returned by as little as possible."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

# What `startproject` puts there.
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
BODY = Path(os.environ["CONSTANT"]).read_bytes()
HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(BODY)))]


def bare(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("200 OK", HEADERS)
    return [BODY]


def django_view(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    return _handler(environ, start_response)


def _make_handler() -> Any:
    """Django with one view, and the middleware that MIDDLEWARE names: `site`, `usual` or none."""
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.http import HttpRequest, HttpResponse
    from django.urls import path

    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(BODY)

    class Addresses:
        urlpatterns = [path("", view)]

    named = os.environ.get("MIDDLEWARE")
    if named == "site":
        settings.ROOT_URLCONF = Addresses
    else:
        settings.configure(
            ROOT_URLCONF=Addresses,
            ALLOWED_HOSTS=["127.0.0.1"],
            SECRET_KEY="of no use",
            INSTALLED_APPS=INSTALLED_APPS,
            MIDDLEWARE=MIDDLEWARE if named == "usual" else [],
        )
    return get_wsgi_application()


_handler = _make_handler()
