"""What editors' programs send and get, and what a suggestion looks like."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.utils.translation import gettext_noop as _
from pydantic import Field

from directory.models import Project, SuggestedChange, Suggestion
from directory.models.api_token import TokenScope

from .bodies import Sent
from .language import CODES
from .schemas import Exact, Moment, Url, UrlEn

Fields = Annotated[
    dict[str, Any],
    Field(description=_("In the terms of docs/formats.md; lists are said whole.")),
]
Reason = Annotated[str, Field(description=_("Public: it stands in the history."))]
Changed = Annotated[list[str], Field(description=_("The fields that are otherwise now."))]


def place_of(field: str, sent: type[Sent]) -> str:
    """Where a mistake stands in what was sent: facts within `fields`, all else beside them."""
    return field if field in sent.model_fields else f"fields.{field}".rstrip(".")


class Edit(Sent):
    fields: Fields
    reason: Reason = ""


class Publication(Sent):
    reason: Reason = ""


class Withdrawal(Publication):
    reason_zh: Annotated[str, Field(max_length=500, description=_("For the page."))] = ""
    reason_en: Annotated[str, Field(max_length=500, description=_("For the page."))] = ""


class VerdictIn(Sent):
    change: Annotated[int, Field(description=_("Its id."))]
    accept: bool
    value: Annotated[Any, Field(description=_("Another value than was suggested."))] = None
    seen: Annotated[Any, Field(description=_("The present value that is overwritten."))] = None
    answer: str = ""


class Decision(Sent):
    verdicts: Annotated[
        list[VerdictIn] | Literal["accept", "decline"],
        Field(description=_("On each change by itself, or one word for all.")),
    ]
    answer: Annotated[str, Field(description=_("Why; whoever suggested it reads it."))] = ""


class SuggestionIn(Sent):
    kind: Literal[tuple(Suggestion.Kind.values)]  # type: ignore[valid-type]
    project: Annotated[str | None, Field(description=_("Slug; none for a new project."))] = None
    fields: Fields
    reason: Annotated[str, Field(description=_("Why, and where it can be read."))] = ""
    contributor: Annotated[
        str, Field(description=_("A name to credit in public; without a token only."))
    ] = ""
    email: Annotated[
        str, Field(description=_("For the answer, never public; without a token only."))
    ] = ""
    frequency: Literal[tuple(Suggestion.Frequency.values)] = (  # type: ignore[valid-type]
        Suggestion.Frequency.IMMEDIATELY.value
    )
    language: Annotated[
        Literal[tuple(CODES)] | None,  # type: ignore[valid-type]
        Field(description=_("Of the answer; that of the request unless told.")),
    ] = None


class TokenOut(Exact):
    name: str
    owner: str
    scopes: list[Literal[tuple(TokenScope.values)]]  # type: ignore[valid-type]
    created: Moment
    expires: Moment


class RecordOut(Exact):
    id: int
    slug: str
    state: Literal[tuple(Project.State.values)]  # type: ignore[valid-type]
    fields: Fields
    may: Annotated[list[str], Field(description=_("What this token may do to it."))]


class SavedOut(RecordOut):
    changed: Changed


class ChangeOut(Exact):
    id: int
    field: str
    item: Annotated[
        list[Any] | None, Field(description=_("Of a list, what tells the item from the others."))
    ]
    was: Any
    now: Any
    decision: Literal[tuple(SuggestedChange.Decision.values)]  # type: ignore[valid-type]
    applied: Annotated[Any, Field(description=_("What it became, if it was accepted otherwise."))]
    answer: str


class MessageOut(Exact):
    by_contributor: bool
    text: str
    created: Moment


class SuggestionOut(Exact):
    id: int
    kind: Literal[tuple(Suggestion.Kind.values)]  # type: ignore[valid-type]
    state: Literal[tuple(Suggestion.State.values)]  # type: ignore[valid-type]
    project: Annotated[str | None, Field(description=_("Its slug, once there is one."))]
    name: str
    reason: str
    contributor: str
    created: Moment
    decided: Moment | None
    answer: str
    changes: list[ChangeOut]
    messages: list[MessageOut]


class FollowedOut(SuggestionOut):
    url: Url
    url_en: UrlEn
    api_url: Annotated[str, Field(description=_("Private: who has it can follow it."))]


class SuggestedOut(Exact):
    suggestion: FollowedOut


class DeskOut(Exact):
    count: int
    suggestions: list[SuggestionOut]
