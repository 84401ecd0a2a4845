"""The JSON Schema (2020-12) of the directory's own documents."""

from __future__ import annotations

from .fields import DOCUMENT, FORMAT
from .kinds import Schema


def schema() -> Schema:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": FORMAT,
        **DOCUMENT.schema(),
    }
