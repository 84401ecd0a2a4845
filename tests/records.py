"""Records of a list, with the least said."""

from typing import Any

from directory.formats.records import ListRecord, Place, Record

FILE = "list.md"


def record(line: int = 1, **fields: Any) -> Record:
    return Record(fields, Place(FILE, line))


def entry(name: str, line: int = 1, *urls: str, **fields: Any) -> Record:
    """An entry as a foreign format has it: without a slug, addresses are repositories."""
    links = [{"kind": "repository", "url": url} for url in urls]
    return record(line, **({"name": name} | ({"some_links": links} if links else {}) | fields))


def listing(*projects: Record, format: str = "markdown", **kinds: Any) -> ListRecord:
    found = ListRecord(format, **kinds)
    found.projects = list(projects)
    return found
