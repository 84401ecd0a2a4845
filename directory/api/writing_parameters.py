"""What writing takes beside what is sent, as the description of the API has it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_noop

DRY_RUN = {
    "in": "query",
    "name": "dry_run",
    "required": False,
    "description": gettext_noop("Check and answer as if it were done, and keep nothing."),
    "schema": {"type": "boolean"},
}
IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "description": gettext_noop("The ETag of what was read, so that nobody is overwritten."),
    "schema": {"type": "string"},
}
# Of what needs no token, and is done in the name of its owner if there is one.
WITH_OR_WITHOUT_TOKEN: dict[str, Any] = {"security": [{}, {"Bearer": []}]}


def takes(*parameters: dict[str, Any]) -> dict[str, Any]:
    return {"parameters": list(parameters)}
