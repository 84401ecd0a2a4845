"""The description of the API with the values that there are in a directory, where only these are
accepted, so that what is made of it can be answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from directory.catalogue import FACETS

Ask = Callable[[str], Any]
# What only an answer before can say: tests of their own follow it.
FROM_BEFORE = {"before", "cursor", "since"}


@contextmanager
def answered_here(description: dict[str, Any]) -> Iterator[Any]:
    """For schemathesis, asking this process, whose connection has the test's transaction."""
    found = schemathesis.openapi.from_dict(description)
    found.app = WSGIHandler()
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield found
    for signal in signals:
        signal.connect(close_old_connections)


def with_values(description: dict[str, Any], ask: Ask) -> dict[str, Any]:
    """`ask` has the JSON of an address."""
    answer = ask(f"/api/v1/projects?limit=1&facets={','.join(FACETS)}")
    values = {
        name: [each["value"] for each in facet["values"]]
        for name, facet in answer["facets"].items()
    }
    for path in description["paths"].values():
        for operation in path.values():
            kept = [each for each in operation["parameters"] if each["name"] not in FROM_BEFORE]
            operation["parameters"] = kept
            for parameter in kept:
                _narrow(parameter, values)
    return description


# What there is beside facets and is told by no answer.
_MISSING = ["summary_en", "sources", "license"]
_FACTS = ["license", "status"]


def _narrow(parameter: dict[str, Any], values: dict[str, list[str]]) -> None:
    schema, name = parameter["schema"], parameter["name"]
    known = {**values, "without": _MISSING, "unverified": _FACTS}
    if schema.get("type") == "array" and known.get(name):
        schema["items"] = {"type": "string", "enum": known[name]}
    elif schema.get("type") == "array" and name in values:
        schema["maxItems"] = 0
