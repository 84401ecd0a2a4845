"""Records as a document of the directory's own: in a stable order, a field a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from directory.formats import yaml
from directory.formats.records import ListRecord, Record

from .compound import Items, Shape
from .fields import DOCUMENT, FORMAT, SECTIONS
from .kinds import Kind

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def write_json(listing: ListRecord) -> str:
    """Every record is a block with a field a line; of a list of objects, each has a line."""
    sections = [f'  "format": {_encode(FORMAT)}']
    for name, value in _sections(listing):
        if isinstance(value, dict):
            sections.append(f'  "{name}": {_block(value, "  ")}')
        else:
            records = ",\n".join(f"    {_block(fields, '    ')}" for fields in value)
            sections.append(f'  "{name}": [\n{records}\n  ]')
    return "{\n" + ",\n".join(sections) + "\n}\n"


def write_yaml(listing: ListRecord) -> str:
    return yaml.dump({"format": FORMAT} | dict(_sections(listing)))


def _sections(listing: ListRecord) -> Iterator[tuple[str, Any]]:
    """What there is, its fields in the order in which they are declared."""
    if listing.landscape:
        yield "landscape", _ordered(listing.landscape.fields, DOCUMENT.fields["landscape"])
    for name in SECTIONS:
        records: list[Record] = getattr(listing, name)
        if records:
            kind = DOCUMENT.fields[name]
            yield name, _ordered([record.fields for record in records], kind)


def _ordered(value: Any, kind: Kind) -> Any:
    """A value with the fields of its objects in order, and without those that have no place."""
    if isinstance(kind, Items):
        return [_ordered(item, kind.of) for item in value]
    if isinstance(kind, Shape) and value is not None:
        return {
            name: _ordered(value[name], part) for name, part in kind.fields.items() if name in value
        }
    return value


def _block(fields: dict[str, Any], indent: str) -> str:
    if not fields:
        return "{}"
    lines = ",\n".join(
        f'{indent}  "{name}": {_value(value, indent + "  ")}' for name, value in fields.items()
    )
    return f"{{\n{lines}\n{indent}}}"


def _value(value: Any, indent: str) -> str:
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        items = ",\n".join(f"{indent}  {_encode(item)}" for item in value)
        return f"[\n{items}\n{indent}]"
    return _encode(value)
