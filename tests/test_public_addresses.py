"""Addresses and parameters that other sites and programs may use, so that none disappears unseen.

`samples/addresses.txt` has them all. Whoever adds one writes it down there; what is written down
stays.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

from directory.comparison import question
from directory.feeds import FollowFilter
from directory.filters import (
    ChangesFilter,
    HistoryForm,
    PanoramaFilter,
    ProjectFilter,
    RelationsFilter,
)
from directory.models import Link, OldSlug, Project
from tests.builders import make_project, make_relation, make_steward

SAMPLE = Path(__file__).parent / "samples/addresses.txt"
THE_LIST = set(ProjectFilter.base_filters)


def addresses(resolver: URLResolver, before: str = "/") -> Iterator[str]:
    """As the URLconf has them, in Chinese; the English ones are the same below /en/."""
    for entry in resolver.url_patterns:
        address = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield address
        elif not address.startswith("/admin/"):
            yield from addresses(entry, address)


def parameters() -> Iterator[str]:
    """Beside those of the list, which the other pages take too."""
    names = {
        "/": THE_LIST,
        "/map/": PanoramaFilter.base_filters.keys() - THE_LIST,
        "/relations/": RelationsFilter.base_filters.keys() - THE_LIST,
        "/changes/": ChangesFilter.base_filters.keys() - THE_LIST,
        "/feeds/": FollowFilter.base_filters.keys() - THE_LIST,
        "/compare/": question.LABELS.keys(),
        "/projects/<slug:slug>/history/": HistoryForm(QueryDict()).fields.keys(),
    }
    for address, taken in names.items():
        yield from (f"{address}?{name}=" for name in taken)


def test_no_public_address_and_no_parameter_disappears_or_appears_unseen():
    written = set(SAMPLE.read_text().splitlines())
    with translation.override("zh-hans"):
        there = {*addresses(get_resolver()), *parameters()}

    assert sorted(written - there) == [], "these are promised and no longer there"
    assert sorted(there - written) == [], f"write these down in {SAMPLE.name}"


@pytest.mark.django_db
def test_a_draft_is_told_at_none_of_them(client: Client):
    istio, lost = make_project("istio"), make_project("lost")
    secret = make_project("secret", name="Secret", name_zh="Secret", state=Project.State.DRAFT)
    Link.objects.create(project=secret, kind="homepage", url="https://secret.example.org/")
    OldSlug.objects.create(project=secret, slug="before")
    make_relation(secret, "fork-of", istio)
    make_relation(istio, "successor-of", secret)
    make_relation(lost, "renamed-to", secret)
    Project.objects.filter(pk=lost.pk).update(state=Project.State.WITHDRAWN)
    make_steward("ada", "owner", secret)

    for path in _paths("istio", "lost", "ada"):
        response = client.get(path)
        assert response.status_code < 500, path
        assert not re.search(b"secret", b"".join(response), re.IGNORECASE), path


def _paths(*slugs: str) -> set[str]:
    """Without pictures, which take long and are drawn from what is told elsewhere."""
    addresses = {line.partition("?")[0] for line in SAMPLE.read_text().splitlines()}
    paths = {re.sub("<[^>]+>", slug, address) for address in addresses for slug in slugs}
    return {path for path in paths if not path.endswith((".png", ".pdf"))}
