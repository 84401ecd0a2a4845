"""How words stand beside one another in the language on display."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_noop, pgettext

# What Django puts after the label of a control. Its own Chinese leaves it half as wide as the other
# punctuation, so that the catalogue here translates it, too.
AFTER_A_LABEL = gettext_noop(":")


def listed(words: Iterable[Any], most: int | None = None) -> str:
    """One after another; of more than `most` the first, with a sign that there are others."""
    said = [str(word) for word in words]
    text = pgettext("between the items of a list", ", ").join(said[:most])
    if most is not None and len(said) > most:
        text += pgettext("after the items of a list", ", …")
    return text


def labelled(label: Any, says: Any) -> str:
    """Something with what it is called before it."""
    return f"{label}{pgettext('between label and name', ': ')}{says}"
