"""Near spellings: which words are offered for a misspelt one, and which of them is the nearest."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import connection
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from directory import search, text
from directory.heartbeat import Place

# Each unknown word is compared with the whole vocabulary.
PHRASES_CORRECTED = 8
# Shorter words of running text are near to anything.
SHORTEST_OF_PROSE = 5
# In percent: a name that has half of its letters in common with another is like any other name.
ALIKE = 75
# The same of what is compared with more care afterwards, and how many of them at most.
PERHAPS_ALIKE = 60
COMPARED_WELL = 20
# Words that nobody looks for.
_STOP_WORDS = """
about above across after against along also among and another any are around because been
before being below between both but can could does doing down during each either else every
few for from further had has have having here how into its itself just like many may might
more most much must near neither nor not off once one only other our out over own per rather
same should since some such than that the their them themselves then there these they this
those three through thus too toward towards two under unless until upon use used uses using
very via was well were what when where whether which while who whom whose will with within
without would yet you your
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())

_known: tuple[Place, list[str]] | None = None


def words_of_label(written: str) -> frozenset[str]:
    """What is offered of a name or a tag."""
    runs = {run for run in text.runs(written) if 2 <= len(run) <= text.TOKEN_LENGTH}
    return _words(written, 3) | runs


def words_of_prose(texts: Iterable[str]) -> frozenset[str]:
    """What is offered of running text."""
    return frozenset().union(*(_words(part, SHORTEST_OF_PROSE) for part in texts))


def _words(part: str, shortest: int) -> frozenset[str]:
    found = {word for word in text.words(part) if shortest <= len(word) <= text.TOKEN_LENGTH}
    return frozenset(found - STOP_WORDS)


def nearest(query: str) -> str | None:
    """The query with each unknown word replaced by the nearest word of the index, or None."""
    if len(text.phrases(query)) > PHRASES_CORRECTED:
        return None
    corrected = text.with_words(query, _nearest_word)
    return corrected if corrected != text.fold(query) else None


def _nearest_word(word: str) -> str:
    """The word itself if it is known, too short, or too far from all others."""
    if len(word) < 2 or search.match(text.phrases(word)).ids:
        return word
    distance = max(1, len(word) // 3)
    # Of equally near ones the first: words of names come before those of tags and of text.
    found = process.extractOne(word, _vocabulary(), scorer=OSA.distance, score_cutoff=distance)
    return found[0] if found else word


def _vocabulary() -> list[str]:
    """Read once for each place up to which the index has followed the log, which never comes twice.
    Within a transaction anew: what it sees may never be committed."""
    global _known
    if connection.in_atomic_block:
        return search.vocabulary()
    place = search.position()
    if _known is None or _known[0] != place:
        _known = place, search.vocabulary()
    return _known[1]


def perhaps_alike(name: str, names: Sequence[str | None]) -> list[int]:
    """Places of those folded names that differ from a name in few letters. Takes some 40 ns a name,
    a twentieth of what comparing them well would take."""
    found = process.extract(
        name, names, scorer=fuzz.ratio, score_cutoff=PERHAPS_ALIKE, limit=COMPARED_WELL
    )
    return [place for _name, _score, place in found]


def most_alike(name: str, names: Mapping[int, str], limit: int) -> list[int]:
    """Keys of those folded names that are spelled much like a name or have it in them, nearest
    first."""
    found = process.extract(name, names, scorer=fuzz.WRatio, score_cutoff=ALIKE, limit=limit)
    return [key for _name, _score, key in found]
