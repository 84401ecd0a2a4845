"""What is written and taken in again is the same directory."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from directory import formats
from directory.formats.records import ListRecord
from directory.models import Project
from directory.services.exchange import imports, snapshot
from directory.services.exchange.exporting import export
from directory.services.exchange.plan import Options, Plan
from directory.services.exchange.terms import KINDS
from directory.services.fixtures import writing
from tests.builders import make_project
from tests.services.directories import directories

pytestmark = pytest.mark.django_db

LOSSLESS = ["json", "yaml"]


@contextmanager
def an_empty_directory() -> Iterator[None]:
    """For one example; everything is gone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def take_in(listing: ListRecord, text: str = "") -> Plan:
    source = imports.unsaved(text.encode(), "list", listing, Options())
    return imports.take_in(source, listing)


def take_in_text(text: str, format: str) -> Plan:
    return take_in(formats.read(text.encode(), "list", format), text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(directory=directories())
def test_any_directory_is_the_same_after_it_was_written_and_taken_in(
    db: None, directory: ListRecord
):
    for format in LOSSLESS:
        with an_empty_directory():
            take_in(directory)
            written, kept = export(format, "zh"), snapshot.take().listing
        with an_empty_directory():
            take_in_text(written, format)
            assert snapshot.take().listing == kept
            assert export(format, "zh") == written
            assert take_in_text(written, format).changes == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(directory=directories())
def test_what_is_taken_in_is_what_was_said(db: None, directory: ListRecord):
    with an_empty_directory():
        take_in(directory)
        taken = snapshot.take()

    for kind in KINDS.values():
        found = taken.fields(kind.name)
        for record in kind.records(directory):
            there = found[kind.key_of(record.fields)]
            for name, value in record.fields.items():
                default = kind.defaults.get(name, [])
                if name not in ("links", "tags", "relations", "capabilities"):
                    assert there.get(name, default) == value
                else:
                    assert len(there.get(name, [])) == len(value)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("format", LOSSLESS)
def test_the_real_directory_can_leave_and_come_back(format: str):
    call_command("loaddata", "landscape", verbosity=0)
    fixture = without_times(writing.text())
    written = export(format, "zh")
    assert take_in_text(written, format).changes == []
    call_command("flush", interactive=False, verbosity=0)

    take_in_text(written, format)

    assert export(format, "zh") == written
    assert without_times(writing.text()) == fixture


def without_times(fixture: str) -> str:
    """When a project last changed is no part of what is said about it."""
    return "\n".join(line for line in fixture.splitlines() if '"modified"' not in line)


def test_a_table_taken_in_changes_nothing():
    call_command("loaddata", "landscape", verbosity=0)

    assert take_in_text(export("csv", "zh"), "csv").changes == []


def test_what_is_asked_for_is_written_in_the_order_asked_for():
    istio, envoy = make_project("istio"), make_project("envoy")
    make_project("kong")

    (written,) = [formats.read(export("json", "zh", [envoy.pk, istio.pk]).encode(), "x.json")]

    assert [record.fields["slug"] for record in written.projects] == ["envoy", "istio"]


def test_the_directory_is_read_in_as_many_queries_however_large_it_is(
    django_assert_num_queries: Any,
):
    call_command("loaddata", "landscape", verbosity=0, stdout=io.StringIO())
    assert Project.objects.count() > 100

    with django_assert_num_queries(18):
        snapshot.take()
