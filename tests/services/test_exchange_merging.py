"""What a project is after a record."""

from typing import Any

from directory.services.exchange.merging import merged

REPO = {"kind": "repository", "url": "https://github.com/istio/istio"}
HOME = {"kind": "homepage", "url": "https://istio.io/"}
DOCS = {"kind": "documentation", "url": "https://istio.io/docs"}
OLD = {"kind": "homepage", "url": "http://istio.example/", "former": True}


def links(some: list[Any], known: list[Any]) -> list[Any]:
    return merged({"some_links": some}, {"links": known})["links"]


def test_what_is_not_said_is_not_there():
    assert merged({"name": "Istio"}, {"links": [REPO], "extra": {"a": 1}}) == {"name": "Istio"}


def test_a_new_address_of_the_kind_that_there_is_one_of_replaces_the_old():
    moved = {"kind": "repository", "url": "https://github.com/istio/istio2"}

    assert links([moved], [HOME, REPO, DOCS]) == [HOME, moved, DOCS]


def test_an_address_of_another_kind_is_added():
    assert links([DOCS], [REPO]) == [REPO, DOCS]


def test_addresses_that_lead_to_the_same_place_change_nothing():
    alike = {"kind": "homepage", "url": "http://www.istio.io"}

    assert links([alike], [HOME]) == [HOME]


def test_an_address_that_a_project_once_had_is_not_brought_back():
    assert links([{"kind": "homepage", "url": OLD["url"]}], [HOME, OLD]) == [HOME, OLD]


def test_what_a_format_kept_stays_beside_what_others_did():
    said = {"some_extra": {"landscape": {"logo": "b.svg"}}}
    known = {"extra": {"landscape": {"logo": "a.svg"}, "seed_line": 3}}

    assert merged(said, known)["extra"] == {"landscape": {"logo": "b.svg"}, "seed_line": 3}


def test_lists_are_compared_whatever_their_order_but_links_are_shown_in_it():
    said = {"tags": ["b", "a"], "links": [OLD, HOME, REPO | {"text": "", "former": False}]}

    assert merged(said, {}) == {"tags": ["a", "b"], "links": [HOME, REPO, OLD]}
