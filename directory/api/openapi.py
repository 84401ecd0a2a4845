"""The API described as OpenAPI 3.1 has it, from its own code."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext_noop
from ninja import NinjaAPI
from ninja.operation import Operation

from directory.catalogue import ALL_OF, FACETS
from directory.filters.fields import FacetField, MomentField, PeriodField, QueryField
from directory.representations import MEDIA_TYPE

from .language import CODES, PARAMETER
from .parameters import NamesField, SinceField
from .schemas import Problem

PREFIX = "/api/v1/"
_PROBLEM = {"$ref": "#/components/schemas/Problem"}
_PROBLEMS = {MEDIA_TYPE: {"schema": _PROBLEM}}
_TEXT = {"type": "string"}
_HEADERS = {
    "RateLimit-Policy": {
        "description": "How many requests may write within how many seconds.",
        "schema": _TEXT,
        "example": '"writes";q=3600;w=3600',
    },
    "RateLimit": {
        "description": "How many are left, and after how many seconds there are more.",
        "schema": _TEXT,
        "example": '"writes";r=3599;t=3600',
    },
}
_ROOM = {name: {"$ref": f"#/components/headers/{name}"} for name in _HEADERS}
_TOO_MANY = {
    "description": "As many requests wrote within the hour as may: see Retry-After, in seconds.",
    "headers": _ROOM | {"Retry-After": {"schema": {"type": "integer"}}},
    "content": _PROBLEMS,
}
_LANGUAGE = {
    "in": "query",
    "name": PARAMETER,
    "required": False,
    "description": gettext_noop("Language of what is told in words; else that of Accept-Language."),
    "schema": {"type": "string", "enum": list(CODES)},
}
# Paragraphs are translated one by one.
_ALL = gettext_noop("Of several values all have to be there.")
_ANY = gettext_noop("Of several values any will do.")
_COUNTED = gettext_noop("Its values are those that facets counts in the list.")
_FIXED = gettext_noop("A value that there is not is refused with those that there are.")
_YEARS = gettext_noop("A year such as 2017, or ..2017 for 2017 and all before.")
_MONTHS = gettext_noop("A year, a month such as 2017-05, or ..2017 for 2017 and all before.")
_MOVED = {"description": "What was asked for has another name now: see Location."}


class DescribedAPI(NinjaAPI):
    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name of the function, which generated clients call theirs by."""
        return str(operation.view_func.__name__)


def takes(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What an operation says of its parameters, which forms or filters check."""
    with translation.override("en"):
        return {"parameters": [_parameter(name, _field(each)) for name, each in fields.items()]}


def leads_to(operation: str, **parameters: str) -> dict[str, Any]:
    """A link from what an operation answers to another one."""
    return {operation: {"operationId": operation, "parameters": parameters}}


def links(*some: dict[str, Any]) -> dict[str, Any]:
    found = {name: link for each in some for name, link in each.items()}
    return {"responses": {200: {"links": found}}}


def _field(said: Any) -> forms.Field:
    # Filters keep the field that they make, which is then everybody's.
    return said if isinstance(said, forms.Field) else copy.deepcopy(said).field


def _parameter(name: str, field: forms.Field) -> dict[str, Any]:
    says = str(field.label or "")
    if isinstance(field, FacetField):
        says = "\n\n".join([says, _values(name, field), _ALL if name in ALL_OF else _ANY])
    schema = _schema(field)
    found: dict[str, Any] = {"in": "query", "name": name, "required": False}
    found |= {"description": says, "schema": schema}
    if schema["type"] == "array":
        found |= {"style": "form", "explode": not isinstance(field, NamesField)}
    return found


def _values(name: str, field: FacetField) -> str:
    if isinstance(field, PeriodField):
        return _YEARS if field.pattern.pattern == field.year else _MONTHS
    return _COUNTED if name in FACETS else _FIXED


def _schema(field: Any) -> dict[str, Any]:
    match field:
        case PeriodField():
            pattern = f"^({field.pattern.pattern})$"
            return {"type": "array", "items": {"type": "string", "pattern": pattern}}
        case FacetField():
            return {"type": "array", "items": {"type": "string"}}
        case NamesField():
            items = {"type": "string", "enum": [*field.known]}
            return {"type": "array", "items": items, "minItems": 1}
        case forms.ChoiceField():
            choices: Any = field.choices
            return {"type": "string", "enum": [value for value, _label in choices if value]}
        case forms.IntegerField():
            return {"type": "integer", "minimum": field.min_value, "maximum": field.max_value}
        case MomentField():
            return {"type": "string", "pattern": "^[12][0-9]{7}T[0-9]{6}[.][0-9]{6}Z$"}
        case SinceField():
            return {"type": "string", "pattern": "^[0-9]{1,18}(-[0-9]{1,18})?$"}
        case QueryField():
            return {"type": "string", "maxLength": 200, "pattern": "^[^\\u0000]+$"}
        case _:
            return {"type": "string", "pattern": "^[A-Za-z0-9_-]+$"}


def described(api: NinjaAPI) -> dict[str, Any]:
    found: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=PREFIX))
    del found["servers"]
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    found["components"]["schemas"] |= {**problem.pop("$defs"), "Problem": problem}
    found["components"]["headers"] = _HEADERS
    for path in found["paths"].values():
        for method, operation in path.items():
            _complete(method, operation)
    found["paths"] = dict(sorted(found["paths"].items()))
    found["components"]["schemas"] = dict(sorted(found["components"]["schemas"].items()))
    # Keys of responses are numbers until they are written.
    return dict(json.loads(json.dumps(found)))


def _complete(method: str, operation: dict[str, Any]) -> None:
    operation["parameters"].append(_LANGUAGE)
    if method == "get":
        operation["responses"][301] = _MOVED
    else:
        for response in operation["responses"].values():
            response["headers"] = _ROOM
        operation["responses"][429] = _TOO_MANY
    operation["responses"]["default"] = {
        "description": "What is wrong, and what would be right.",
        "content": _PROBLEMS,
    }


@cache
def written(api: NinjaAPI) -> str:
    """As it is kept in docs/api/openapi.json."""
    return json.dumps(described(api), ensure_ascii=False, indent=2) + "\n"
