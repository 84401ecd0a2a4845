"""Whatever a record says, there is a plan, and in words what is wrong with it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.formats.records import ListRecord, Place, Record
from directory.services.exchange import report
from directory.services.exchange.plan import Options
from directory.services.exchange.planning import plan
from directory.services.exchange.problems import of_file
from directory.services.exchange.snapshot import Snapshot
from directory.services.exchange.terms import KINDS, PARTS, Kind

pytestmark = pytest.mark.django_db

EMPTY = Snapshot(ListRecord("json"), {name: {} for name in KINDS})
WORDS = st.sampled_from(["", "a", "istio", "-", "2017", "x" * 130, "https://a.example/", "kind"])
SIMPLE = st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats() | WORDS
VALUES = st.recursive(
    SIMPLE,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["kind", "url", "project", "capability", "value", "a"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


def records(kind: Kind) -> st.SearchStrategy[list[Record]]:
    names = [*kind.columns, *(PARTS if kind.name == "projects" else ())]
    fields = st.dictionaries(st.sampled_from(names), VALUES, max_size=6)
    return st.lists(fields.map(lambda said: Record(said, Place("file", 1))), max_size=3)


@st.composite
def listings(draw: Any) -> ListRecord:
    made = ListRecord(draw(st.sampled_from(["json", "csv", "markdown"])))
    for kind in KINDS.values():
        found = draw(records(kind))
        if kind.name != "landscape":
            setattr(made, kind.name, found)
        elif found:
            made.landscape = found[0]
    return made


@given(listing=listings(), missing=st.booleans())
def test_any_record_has_a_plan(listing: ListRecord, missing: bool):
    planned = plan(listing, EMPTY, Options(withdraw_missing=missing, category="rest"))

    list(report.lines(planned))
    report.as_json(planned)


@given(listing=listings())
def test_any_record_can_be_checked(listing: ListRecord):
    of_file(listing)
