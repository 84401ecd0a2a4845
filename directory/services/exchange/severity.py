"""How grave a mistake in a file is for an import.

What other people's lists make wrong is no obstacle to what they make right: it is told what is done
with it. Of our own documents all must be understood, and of a list that is the whole truth.
"""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from directory.formats import FORMATS
from directory.formats.records import Level, Problem

# Of a file with such a mistake there is nothing to take over.
NOTHING_LEFT = ("no-entries",)


def weighed(problem: Problem, format: str, is_whole_truth: bool) -> Problem:
    if problem.level == Level.WARNING or problem.code in NOTHING_LEFT:
        return problem
    if FORMATS[format].lossless or is_whole_truth:
        return problem
    message = f"{problem.message} {_consequence(problem.code)}"
    return replace(problem, level=Level.WARNING, message=message)


def _consequence(code: str) -> str:
    """What an import does, by the code of a mistake in a Markdown list or a landscape."""
    match code:
        case "address":
            return _("It is imported without this address.")
        case "url" | "date" | "wrong-type" | "marker":
            return _("It is imported without this value.")
        case "missing-key" | "empty":
            return _("It is imported without; but what has no name is left out.")
        case "duplicate-name":
            return _("If they are the same project, the first one counts.")
        case "handle":
            return _("The list is imported without this person.")
        case "unclosed-front-matter" | "front-matter-type":
            return _("The list is imported without owners and reviewers.")
        case "too-deep":
            return _("The list is imported without it.")
    return _("The rest of the file is imported.")
