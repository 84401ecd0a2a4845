"""Which form of a page a request asks for, by its `Accept` (RFC 9110, 12.5.1).

Django's own reading forgets that `text/html;q=0` refuses HTML where `*/*` follows, and raises on
some headers that no browser sends.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

HTML = "text/html"
JSON = "application/json"
CSV = "text/csv"
MARKDOWN = "text/markdown"
ATOM = "application/atom+xml"
# All that a page may be given as, in the order in which the site itself prefers them.
KNOWN = (HTML, JSON, CSV, MARKDOWN, ATOM)

# Browsers send 200 characters; reading or keeping more would only be a burden to a server.
LONGEST = 1_000

_QUALITY = re.compile(r"0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?")


class Range(NamedTuple):
    """A part of the header: `text/*;q=0.5`."""

    pattern: str
    quality: float
    place: int


def rather_than_html(accept: str) -> tuple[str, ...]:
    """The known types that are wanted more than HTML, best first; none for a browser.

    Of types that are wanted equally that is best which is named, not meant by a `*`, then the one
    that is named first. Where nothing known is acceptable HTML is given all the same.
    """
    return _rather_than_html(accept) if len(accept) <= LONGEST else ()


@lru_cache(maxsize=1_024)
def _rather_than_html(accept: str) -> tuple[str, ...]:
    ranges = list(_ranges(accept))
    wanted = [(rank, known) for known in KNOWN if (rank := _rank(known, ranges))]
    ordered = [known for _rank, known in sorted(wanted, key=lambda found: found[0])]
    return tuple(ordered[: ordered.index(HTML)] if HTML in ordered else ordered)


def _ranges(accept: str) -> list[Range]:
    """Those that say what they mean. Other parameters than `q` do not narrow what is known."""
    found = []
    for place, part in enumerate(accept.split(",")):
        pattern, *parameters = (word.strip().lower() for word in part.split(";"))
        said = [word[2:] for word in parameters if word.startswith("q=")]
        if all(map(_QUALITY.fullmatch, said[:1])):
            found.append(Range(pattern, float(said[0]) if said else 1.0, place))
    return found


def _rank(known: str, ranges: list[Range]) -> tuple[float, int, int, int] | None:
    """Smallest for what is wanted most. The most precise range says how much that is."""
    for vague, pattern in enumerate((known, f"{known.partition('/')[0]}/*", "*/*")):
        for found in ranges:
            if found.pattern == pattern:
                rank = (-found.quality, vague, found.place, KNOWN.index(known))
                return rank if found.quality else None
    return None
