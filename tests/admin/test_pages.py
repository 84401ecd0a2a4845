"""Every page of the admin, in both languages, for whoever may see it."""

import pytest
from django.contrib import admin
from django.test import Client

from directory import models
from tests.admin.helpers import address
from tests.admin.samples import make_one_of_each

CURATED = [
    getattr(models, name)._meta.model_name
    for name in models.__all__
    if hasattr(getattr(models, name), "history")
]


def test_every_curated_model_is_in_the_admin():
    registered = {model._meta.model_name for model in admin.site._registry}

    assert set(CURATED) <= registered
    assert not {"change", "heartbeat"} & registered


@pytest.mark.parametrize("model", CURATED)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_owner_opens_every_page(alice: Client, model: str, language: str):
    pk = make_one_of_each()[model].pk
    pages = [address(model), address(model) + "?q=is"]
    pages += [address(model, page, pk) for page in ("change", "delete", "history")]
    if model != "landscape":
        pages.append(address(model, "add"))

    for page in pages:
        path = page if language == "en" else page.removeprefix("/en")
        assert alice.get(path, follow=True).status_code == 200, path


@pytest.mark.parametrize("model", CURATED)
def test_a_reviewer_reads_every_page(bob: Client, model: str):
    pk = make_one_of_each()[model].pk

    for page in (address(model), address(model, "change", pk), address(model, "history", pk)):
        assert bob.get(page).status_code == 200, page


@pytest.mark.parametrize("path", ["", "directory/", "password_change/", "jsi18n/"])
def test_the_pages_of_no_model_open(alice: Client, path: str):
    assert alice.get(f"/admin/{path}").status_code == 200
    assert alice.get(f"/en/admin/{path}").status_code == 200
