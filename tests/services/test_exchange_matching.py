"""Which project an entry is."""

import pytest

from directory.services.exchange.matching import meet, twins
from tests.records import entry, record

ISTIO = {"slug": "istio", "name": "Istio"}
ENVOY = {"slug": "envoy", "name": "Envoy", "name_zh": "信使"}


def repository(url: str, **fields: object) -> dict[str, object]:
    return {"kind": "repository", "url": url} | fields


def met(*records, ways=("slug", "repo", "name"), projects=(ISTIO, ENVOY)):
    return meet(records, {project["slug"]: project for project in projects}, ways)


# ---- by slug


def test_a_slug_is_the_projects_own():
    assert met(record(slug="istio", name="Something else")) == {0: "istio"}


def test_a_slug_that_a_project_once_had_is_its_too():
    renamed = ISTIO | {"slug": "istio-mesh", "old_slugs": ["istio"]}

    assert met(record(slug="istio", name="X"), projects=[renamed]) == {0: "istio-mesh"}


def test_an_entry_that_once_had_the_slug_of_a_project_is_that_project():
    assert met(record(slug="istio-mesh", old_slugs=["istio"], name="X")) == {0: "istio"}


# ---- by address


@pytest.mark.parametrize(
    "url",
    [
        "https://github.com/istio/istio",
        "http://github.com/istio/istio/",
        "https://www.github.com/Istio/Istio.git",
        "HTTPS://GitHub.com/istio/istio",
    ],
)
def test_a_repository_is_the_same_however_its_address_is_written(url: str):
    istio = ISTIO | {"links": [repository("https://github.com/istio/istio")]}

    assert met(entry("Some mesh", 1, url), projects=[istio]) == {0: "istio"}


def test_a_former_repository_counts_if_nobody_has_it_now():
    istio = ISTIO | {"links": [repository("https://github.com/old/istio", former=True)]}

    assert met(entry("X", 1, "https://github.com/old/istio"), projects=[istio]) == {0: "istio"}


def test_present_repositories_come_before_former_ones():
    url = "https://github.com/a/b"
    was = ISTIO | {"links": [repository(url, former=True)]}
    has = ENVOY | {"links": [repository(url)]}

    assert met(entry("X", 1, url), projects=[was, has]) == {0: "envoy"}


def test_an_address_that_two_projects_share_tells_nothing_but_names_do():
    url = "https://github.com/emissary-ingress/emissary"
    projects = [
        {"slug": "ambassador", "name": "Ambassador", "links": [repository(url)]},
        {"slug": "emissary", "name": "Emissary-ingress", "links": [repository(url)]},
    ]
    entries = [entry("emissary-ingress", 1, url), entry("Third", 2, url)]

    assert met(*entries, projects=projects) == {0: "emissary"}


def test_of_two_entries_with_the_address_of_one_project_the_namesake_is_it():
    url = "https://github.com/linkerd/linkerd2"
    linkerd = {"slug": "linkerd", "name": "Linkerd", "links": [repository(url)]}

    assert met(entry("Conduit", 1, url), entry("linkerd", 2, url), projects=[linkerd]) == {
        1: "linkerd"
    }


def test_a_homepage_tells_only_where_there_is_no_repository():
    linkerd = {
        "slug": "linkerd",
        "name": "Linkerd",
        "links": [{"kind": "homepage", "url": "https://linkerd.io"}],
    }
    home = {"kind": "homepage", "url": "https://linkerd.io/"}
    with_repository = record(
        name="Linkerd CNI", some_links=[home, repository("https://github.com/linkerd/cni")]
    )

    assert met(record(name="X", some_links=[home]), projects=[linkerd]) == {0: "linkerd"}
    assert met(with_repository, projects=[linkerd]) == {}


# ---- by name


@pytest.mark.parametrize("name", ["ISTIO", "Ｉｓｔｉｏ", "istio"])
def test_a_name_is_the_same_however_it_is_written(name: str):
    assert met(entry(name)) == {0: "istio"}


def test_either_name_will_do():
    assert met(entry("信使")) == {0: "envoy"}


def test_a_name_that_two_projects_have_tells_nothing():
    assert met(entry("istio"), projects=[ISTIO, {"slug": "istio-2", "name": "Istio"}]) == {}


# ---- in which order


def test_ways_are_tried_in_the_order_asked_for():
    url = "https://github.com/a/b"
    projects = [ISTIO, ENVOY | {"links": [repository(url)]}]

    assert met(entry("Istio", 1, url), projects=projects, ways=["repo", "name"]) == {0: "envoy"}
    assert met(entry("Istio", 1, url), projects=projects, ways=["name", "repo"]) == {0: "istio"}
    assert met(entry("Istio", 1, url), projects=projects, ways=["slug"]) == {}


def test_who_is_surely_meant_is_not_taken_by_a_likeness():
    """Whichever of the two stands first in the file."""
    entries = [record(name="Istio"), record(slug="istio", name="Renamed")]

    assert met(*entries) == {1: "istio"}


# ---- twice in a file


def test_entries_with_the_same_name_and_address_are_the_same():
    url = "https://github.com/istio/istio"
    entries = [entry("istio", 1, url), entry("envoy", 2), entry("Istio", 3, url + ".git")]

    assert twins(entries) == {2: 0}


def test_entries_that_differ_in_name_or_address_are_not_the_same():
    url = "https://github.com/emissary-ingress/emissary"

    assert twins([entry("Ambassador", 1, url), entry("Emissary", 2, url)]) == {}
    assert twins([entry("gateway", 1, url), entry("gateway", 2, url + "-2")]) == {}
