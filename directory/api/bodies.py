"""What is sent to the API: JSON, read strictly and within bounds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.parser import Parser
from pydantic import BaseModel, ConfigDict

from directory.formats.json import Document
from directory.formats.records import Unreadable
from directory.representations import Wrong

from .refused import Refused, too_large
from .shapes import MOST_ERRORS

# Bytes; the texts of a suggestion are at most 50,000 characters.
LARGEST = 1024 * 1024
TYPE = "application/json"


class Sent(BaseModel):
    """Nothing is read as something else, and nothing unknown passed over."""

    model_config = ConfigDict(extra="forbid", strict=True)


class StrictJSON(Parser):
    def parse_body(self, request: HttpRequest) -> Any:
        """Raises Refused, which ninja hands on as the cause of an error of its own."""
        if request.content_type != TYPE:
            says = _("Send JSON, as %(type)s.") % {"type": TYPE}
            raise Refused(415, says, headers={"Accept": TYPE})
        if len(request.body) > LARGEST:
            raise Refused(413, too_large())
        try:
            text = request.body.decode()
        except UnicodeDecodeError:
            raise Refused(400, _("This is not UTF-8.")) from None
        try:
            document = Document(text, "body")
        except Unreadable as unreadable:
            raise _unreadable([unreadable.problem]) from None
        if problems := list(document.problems()):
            raise _unreadable(problems)
        return document.data


def _unreadable(problems: Iterable[Any]) -> Refused:
    errors = [
        Wrong(str(problem.place), f"{problem.message} {problem.remedy}") for problem in problems
    ]
    return Refused(400, _("What was sent cannot be read as JSON."), errors[:MOST_ERRORS])
