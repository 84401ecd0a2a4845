"""How much a program may still send, told as draft-ietf-httpapi-ratelimit-headers-10 has it."""

from __future__ import annotations

from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import ngettext

from directory.models import ApiToken
from directory.services.accounts import tokens

from .refused import Refused


class Room(NamedTuple):
    """Of `most` within an hour `left` are left, and in `seconds` there are more."""

    policy: str
    most: int
    left: int
    seconds: int


def note(request: HttpRequest, room: Room) -> None:
    """To be told with the answer, whatever that will be."""
    request.room = room  # type: ignore[attr-defined]


def tell(request: HttpRequest, response: HttpResponseBase) -> None:
    room: Room | None = getattr(request, "room", None)
    if room:
        response["RateLimit-Policy"] = f'"{room.policy}";q={room.most};w=3600'
        response["RateLimit"] = f'"{room.policy}";r={room.left};t={room.seconds}'


def no_room(request: HttpRequest, room: Room, says: str) -> Refused:
    """To be raised. `says` has a place for the minutes."""
    note(request, room)
    words = {"minutes": minutes_of(room.seconds)}
    return Refused(429, says % words, headers={"Retry-After": str(room.seconds)})


def minutes_of(seconds: int) -> int:
    return -(-seconds // 60)


def take_turn(request: HttpRequest, token: ApiToken) -> None:
    """Of a program that writes. Raises Refused."""
    turn = tokens.take_turn(token)
    room = Room("writes", settings.API_WRITES_PER_TOKEN, turn.left, turn.seconds)
    note(request, room)
    if not turn.is_taken:
        says = ngettext(
            "This token has written enough for this hour. Try again in %(minutes)d minute.",
            "This token has written enough for this hour. Try again in %(minutes)d minutes.",
            minutes_of(turn.seconds),
        )
        raise no_room(request, room, says)
