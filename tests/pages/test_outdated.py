"""Pages that are made of a catalogue from before an edit, as while a large one is built anew."""

from __future__ import annotations

import pytest
from django.test import Client

from directory import catalogue
from directory.models import Project
from directory.views import site
from tests.builders import make_category, make_project

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path",
    [
        "/api/projects/all.json",
        "/api/v1/projects?depth=full",
        "/data/full.json",
        "/feeds/new.atom",
        "/logos/istio.svg",
        "/logos/kuma.svg",
        "/map/",
        "/projects.json",
        "/projects.md",
        "/projects/istio.md",
        "/projects/istio/",
        "/projects/istio/suggest/",
    ],
)
def test_what_moved_to_a_new_category_or_was_published_since_is_no_error(
    client: Client, monkeypatch: pytest.MonkeyPatch, path: str
):
    make_project("istio", maturity="graduated", foundation="CNCF")
    make_project("kuma", state=Project.State.DRAFT)
    before = catalogue.current()
    monkeypatch.setattr(site.catalogue, "current", lambda: before)
    below = make_category("new-below", parent=make_category("new"))
    Project.objects.update(category=below, state=Project.State.PUBLISHED)

    response = client.get(path, follow=True)

    assert response.status_code in (200, 404)
    assert b"".join(response)
