"""“Did you mean …?”"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

_LONGEST = 100


class Suggestions:
    """Gives up after a hundred: a file with so many words to guess at is wrong in another way."""

    def __init__(self) -> None:
        self.left = 100

    def remedy(self, word: str, words: Iterable[str]) -> str:
        """Empty if no word is like it."""
        if not self.left or len(word) > _LONGEST:
            return ""
        self.left -= 1
        close = process.extractOne(word, list(words), scorer=fuzz.ratio, score_cutoff=75)
        return _("Did you mean “%(word)s”?") % {"word": close[0]} if close else ""
