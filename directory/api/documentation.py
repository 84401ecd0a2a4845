"""The page that describes the API to people, made of the same description as openapi.json."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from directory.catalogue import Catalogue
from directory.models import Maintainer, Project
from directory.views.public import public
from directory.views.site import catalogue_of
from directory.wording import labelled

from .openapi import PREFIX, described
from .urls import api

# Values of a choice that are all named.
MOST_NAMED = 12
# Parameters with which an address shows what it can.
EXAMPLES = {
    "list_projects": "?q=mesh&limit=3&fields=slug,name,status&facets=status",
    "get_project": "",
    "get_history": "?limit=3",
    "list_categories": "",
    "get_category": "",
    "list_tags": "",
    "get_tag": "",
    "list_maintainers": "",
    "get_maintainer": "",
    "get_landscape": "",
    "get_statistics": "?status=active",
    "list_changes": "?limit=3",
}


class Type(NamedTuple):
    """In the words of JSON; `shape` is the name of the one that it has."""

    before: str
    shape: str
    after: str


class Field(NamedTuple):
    name: str
    types: list[Type]
    description: str
    required: bool


class Operation(NamedTuple):
    name: str
    method: str
    path: str
    summary: str
    parameters: list[Field]
    sent: str
    answered: str
    needs_token: bool
    example: str


class Shape(NamedTuple):
    """`extends` names another one, all of whose fields it has too."""

    name: str
    extends: str
    fields: list[Field]


@public
def documentation(request: HttpRequest) -> HttpResponse:
    description = described(api)
    operations = _operations(description, _names(catalogue_of(request)))
    by_name = {operation.name: operation for operation in operations}
    context = {
        "reading": [by_name.pop(name) for name in EXAMPLES],
        "writing": by_name.values(),
        "shapes": _shapes(description["components"]["schemas"]),
        "prefix": PREFIX,
    }
    return render(request, "directory/api.html", context)


def _names(known: Catalogue) -> dict[str, str]:
    """By operation, the name of something that is there."""
    found: dict[str, str | None] = {}
    first = known.page(known.published, "position", 0, 1)
    slugs = dict(Project.objects.published().among(first).slugs())
    found |= dict.fromkeys(("get_project", "get_history"), next(iter(slugs.values()), None))
    found["get_category"] = next(iter(known.taxonomy.category_by_slug), None)
    found["get_tag"] = next(iter(known.taxonomy.tag_by_slug), None)
    found["get_maintainer"] = next((each.handle for each in Maintainer.objects.in_order()), None)
    return {name: said for name, said in found.items() if said}


def _operations(description: dict[str, Any], names: dict[str, str]) -> Iterator[Operation]:
    for path, methods in description["paths"].items():
        for method, said in methods.items():
            name = said["operationId"]
            content = said.get("requestBody", {}).get("content", {}).get("application/json", {})
            yield Operation(
                name=name,
                method=method.upper(),
                path=path,
                summary=_(said["summary"]),
                parameters=[_parameter(each) for each in said["parameters"]],
                sent=_name_of(content.get("schema", {})),
                answered=_answered(said["responses"]),
                needs_token={} not in said.get("security", [{}]),
                example=_example(name, path, names),
            )


def _example(operation: str, path: str, names: dict[str, str]) -> str:
    """Where to see an answer; empty where there is none to see."""
    if operation not in EXAMPLES or ("{" in path and operation not in names):
        return ""
    return path.replace("{slug}", names.get(operation, "")) + EXAMPLES[operation]


def _answered(responses: dict[str, Any]) -> str:
    for status, said in responses.items():
        if status.startswith("2") and "content" in said:
            return _name_of(said["content"]["application/json"]["schema"])
    return ""


def _name_of(schema: dict[str, Any]) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]


def _parameter(said: dict[str, Any]) -> Field:
    return _field(said["name"], said | said["schema"], said["required"])


def _shapes(schemas: dict[str, Any]) -> Iterator[Shape]:
    for name, schema in schemas.items():
        if fields := schema.get("properties"):
            extended = [other for other in schemas if _extends(fields, schemas[other])]
            most = max(extended, key=lambda other: len(schemas[other]["properties"]), default="")
            known = schemas[most]["properties"] if most else ()
            yield Shape(name, most, list(_fields(schema, known)))


def _extends(fields: dict[str, Any], other: dict[str, Any]) -> bool:
    theirs = other.get("properties", {})
    return 3 < len(theirs) < len(fields) and theirs.items() <= fields.items()


def _fields(schema: dict[str, Any], known: Collection[str]) -> Iterator[Field]:
    required = schema.get("required", ())
    for name, said in schema["properties"].items():
        if name not in known:
            yield _field(name, said, name in required)


def _field(name: str, said: dict[str, Any], required: bool) -> Field:
    return Field(name, list(_types(said)), _in_words(said.get("description", "")), required)


def _in_words(description: str) -> str:
    """Paragraphs in a line; the first of a parameter is its label."""
    first, *others = [_(paragraph) for paragraph in description.split("\n\n") if paragraph] or [""]
    return labelled(first, " ".join(others)) if others else first


def _types(schema: dict[str, Any]) -> Iterator[Type]:
    if "$ref" in schema:
        yield Type("", _name_of(schema), "")
    elif "enum" in schema or "const" in schema:
        values = schema.get("enum") or [schema["const"]]
        said = " | ".join(f'"{value}"' for value in values)
        yield Type(said if len(values) <= MOST_NAMED else "string", "", "")
    elif "anyOf" in schema:
        for each in schema["anyOf"]:
            yield from _types(each)
    elif schema.get("type") == "array":
        for each in _types(schema.get("items", {})):
            yield each._replace(before=f"[{each.before}", after=f"{each.after}]")
    elif schema.get("type") == "object" and isinstance(schema.get("additionalProperties"), dict):
        for each in _types(schema["additionalProperties"]):
            yield each._replace(before=f"{{…: {each.before}", after=f"{each.after}}}")
    else:
        yield Type(schema.get("type", "any"), "", "")
