"""Maintainers, and what they look after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from directory.models import Maintainer, OldHandle, Stewardship

from .addresses import Origin
from .values import known

_STEWARDSHIP = ("maintainer", "role", "category", "project")


def maintainers(origin: Origin) -> list[dict[str, Any]]:
    """All of them, owners first; three queries."""
    after: dict[str, list[Any]] = defaultdict(list)
    for said in map(stewardship, Stewardship.objects.in_public()):
        after[said.pop("maintainer")].append(said)
    former: dict[int, list[str]] = defaultdict(list)
    for pk, handle in OldHandle.objects.pairs():
        former[pk].append(handle)
    return [
        {
            "id": person.pk,
            "handle": person.handle,
            **origin.pages("maintainer", person.handle),
            "name": known(person.name),
            "profile_url": known(person.profile_url),
            "stewardships": after[person.handle],
            "old_handles": former[person.pk],
        }
        for person in Maintainer.objects.in_order()
    ]


def stewardship(row: Sequence[Any]) -> dict[str, Any]:
    """Over a category or a project, or, with neither, over the whole list."""
    return dict(zip(_STEWARDSHIP, row, strict=True))
