"""What there is none of, and what would be right in its place."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from django.utils.translation import gettext as _

from directory import text
from directory.services.spelling import most_alike

# Among more of them nobody chooses from a sentence.
NAMED_AT_MOST = 25
EXAMPLES = 5
NEAR = 3
# Of what was asked, so that there is room for what would be right.
QUOTED = 60


def unknown(names: Collection[str], known: Collection[str]) -> Iterator[tuple[str, str]]:
    """(name, what would be right) of those that are not known."""
    for name in names:
        if name not in known:
            yield printable(name), right_for(name, known)


def right_for(value: str, known: Collection[str]) -> str:
    """What is said of a value that is not among those known: those spelled much like it, else
    all, or some of them where there are many."""
    said = {"value": printable(value, QUOTED), "number": len(known), "known": ", ".join(known)}
    if near := _near(value, list(known)):
        return _("There is no “%(value)s” here. Near to it: %(near)s.") % {**said, "near": near}
    if not known:
        return _("There is no “%(value)s” here. Leave it out.") % said
    if len(known) <= NAMED_AT_MOST:
        return _("There is no “%(value)s” here. Choose among: %(known)s.") % said
    said["known"] = ", ".join(list(known)[:EXAMPLES])
    return _("There is no “%(value)s” here. There are %(number)d, such as %(known)s.") % said


def _near(value: str, known: Sequence[str]) -> str:
    # A single letter is in every other word.
    folded = {number: text.fold(each) for number, each in enumerate(known) if len(each) > 1}
    return ", ".join(known[number] for number in most_alike(value, folded, NEAR))


def printable(message: str, longest: int = 300) -> str:
    """A message that may quote anything, fit for a page."""
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in message)
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"
