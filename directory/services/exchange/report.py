"""A plan in words and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.utils.translation import get_language

from directory.formats.records import LeftOut, Place, Problem

from .plan import Change, Item, Plan

LONGEST_VALUE = 100
SIGNS = {Change.NEW: "+", Change.CHANGED: "~", Change.WITHDRAWN: "-"}


def as_json(plan: Plan) -> dict[str, Any]:
    """Counts, everything that changes, problems and what was left out, in words of `language`."""
    return {
        "format": plan.format,
        "language": get_language(),
        "counts": plan.counts(),
        "changes": [_change(item) for item in plan.changes],
        "problems": [problem_as_json(problem) for problem in plan.problems],
        "left_out": [_left_out(left_out) for left_out in plan.left_out],
    }


def tells(told: dict[str, Any], plan: Plan) -> bool:
    """Whether a kept report is of these changes; problems are in the language of who saw them."""
    changes = [_change(item) for item in plan.changes]
    return told["changes"] == json.loads(json.dumps(changes))


def _change(item: Item) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "key": item.key,
        "change": item.change.value,
        "place": _place(item.place),
        "fields": {
            name: {"before": before, "after": after}
            for name, (before, after) in item.fields.items()
        },
    }


def problem_as_json(problem: Problem) -> dict[str, Any]:
    return {
        "place": _place(problem.place),
        "level": problem.level.value,
        "code": problem.code,
        "message": problem.message,
        "remedy": problem.remedy,
    }


def problem_line(problem: Problem) -> str:
    """`list.md:12:3: error: … What would be right. [code]`"""
    place = f"{problem.place}: " if str(problem.place) else ""
    said = f"{problem.message} {problem.remedy}".strip()
    return f"{place}{problem.level.value}: {said} [{problem.code}]"


def _left_out(left_out: LeftOut) -> dict[str, Any]:
    return {"place": _place(left_out.place), "text": left_out.text, "reason": left_out.reason}


def _place(place: Place) -> dict[str, Any]:
    return {"file": place.file, "line": place.line, "column": place.column}


def lines(plan: Plan, *, in_full: bool = False) -> Iterator[str]:
    """What changes, one line for each field: `~ kong  name: "kong" → "Kong"`; in full, what new
    objects say as well, shortened."""
    for item in plan.changes:
        head = f"{SIGNS[item.change]} {_named(item)}"
        if item.change == Change.CHANGED:
            for name, (before, after) in item.fields.items():
                yield from (f"{head}  {name}: {line}" for line in difference(before, after))
        else:
            yield f"{head}  {item.change.value}"
        if in_full and item.change == Change.NEW:
            yield from (f"{head}  {said}" for said in _said(item))


def _said(item: Item) -> Iterator[str]:
    for name, value in item.after.items():
        if value not in ("", None, [], {}, item.key):
            said = _json(value)
            yield f"{name}: {said if len(said) <= LONGEST_VALUE else f'{said[:LONGEST_VALUE]}…'}"


def _named(item: Item) -> str:
    return item.name if item.kind == "projects" else f"{_NOUNS[item.kind]} {item.name}"


_NOUNS = {
    "landscape": "landscape",
    "categories": "category",
    "tags": "tag",
    "capability_groups": "capability group",
    "capabilities": "capability",
    "maintainers": "maintainer",
    "stewardships": "stewardship",
}


def difference(before: Any, after: Any) -> Iterator[str]:
    """One line, or one for each item that a list gains or loses; or that it has a new order."""
    if not (isinstance(before, list) and isinstance(after, list)):
        yield f"{_json(before)} → {_json(after)}"
        return
    yield from (f"- {_json(item)}" for item in before if item not in after)
    yield from (f"+ {_json(item)}" for item in after if item not in before)
    if not any(item not in after for item in before) and len(before) == len(after):
        yield f"{_json(before)} → {_json(after)}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def summary(plan: Plan) -> str:
    """`projects: 12 new, 3 changed, 170 as before`, for each kind of which something changes."""
    if not plan.changes:
        return "Nothing changes."
    kinds = dict.fromkeys(item.kind for item in plan.changes)
    counts = plan.counts()
    return "\n".join(f"{kind.replace('_', ' ')}: {_counted(counts[kind])}" for kind in kinds)


def _counted(counts: dict[str, int]) -> str:
    words = {**{change.value: change.value for change in Change}, "unchanged": "as before"}
    return ", ".join(f"{count} {words[change]}" for change, count in counts.items() if count)
