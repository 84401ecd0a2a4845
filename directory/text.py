"""Text of two scripts: folding, segmenting for search, marking hits, slugs. Pure functions."""

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
TOKEN_LENGTH = 64

# Scripts written without spaces: Han, kana, hangul.
_CJK = (
    "\u3005\u3007\u3041-\u3096\u309d\u309e\u30a1-\u30fa\u30fc-\u30fe\u3400-\u4dbf"
    "\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003134f"
)
_LETTER = rf"[^\W_{_CJK}]"
_RUN = re.compile(
    rf"(?P<cjk>[{_CJK}]+)|(?P<word>(?:(?<!\w)\.)?{_LETTER}+(?:\.{_LETTER}+)*[+#]*)|(?P<joiner>[-_])|(?P<gap>.)",
    re.DOTALL,
)


class Phrase(NamedTuple):
    """Tokens that must follow one another; with `prefix` the last one may go on."""

    tokens: tuple[str, ...]
    prefix: bool
    written: str


def fold(text: str) -> str:
    """The form in which texts are compared: NFKC, lower case, Latin letters without accents."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return folded if folded.isascii() else "".join(map(_without_accent, folded))


def _without_accent(character: str) -> str:
    if character < "\u00c0" or character > "\u1eff":
        return character
    base = unicodedata.normalize("NFD", character)[0]
    return base if base.isascii() else character


def segment(text: str) -> list[str]:
    """Tokens of a text for the index.

    A Chinese run becomes its overlapping pairs and, last, its final character alone, so that
    phrases stay exact across runs and one character can be asked for as a prefix. A word with
    dots is kept whole and followed by its parts: `node.js js`.
    """
    tokens: list[str] = []
    for run in _RUN.finditer(fold(text)):
        if cjk := run["cjk"]:
            tokens += (cjk[i : i + 2] for i in range(len(cjk)))
        elif word := run["word"]:
            tokens.append(word[:TOKEN_LENGTH])
            if "." in word:
                tokens += (part[:TOKEN_LENGTH] for part in word.split(".")[1:])
    return tokens


def phrases(query: str) -> list[Phrase]:
    """What a query asks for, to be joined by AND; empty if nothing in it can be searched.

    A Chinese run is one phrase; a word is a prefix; words joined by a hyphen or underscore are
    a phrase whose last word is a prefix.
    """
    found: list[Phrase] = []
    words: list[str] = []

    def close() -> None:
        if words:
            found.append(Phrase(tuple(words), True, "-".join(words)))
            words.clear()

    joined = False
    for run in _RUN.finditer(fold(query)):
        if word := run["word"]:
            if not joined:
                close()
            words.append(word[:TOKEN_LENGTH])
        elif cjk := run["cjk"]:
            close()
            pairs = tuple(cjk[i : i + 2] for i in range(max(len(cjk) - 1, 1)))
            found.append(Phrase(pairs, len(cjk) == 1, cjk))
        joined = bool(run["joiner"]) and bool(words)
        if run["gap"]:
            close()
    close()
    return list(dict.fromkeys(found))


def words(text: str) -> list[str]:
    """The words in Latin and similar scripts of a text, folded: what a misspelling is compared with."""
    return [run["word"] for run in _RUN.finditer(fold(text)) if run["word"]]


def hits(text: str, wanted: Iterable[Phrase]) -> list[tuple[int, int]]:
    """Where the phrases stand in a text: (start, end) positions, in order, not overlapping."""
    pattern = _hit_pattern(wanted)
    if pattern is None:
        return []
    folded: list[str] = []
    origin: list[int] = []
    for position, character in enumerate(text):
        piece = fold(character)
        folded.append(piece)
        origin += [position] * len(piece)
    origin.append(len(text))
    found = pattern.finditer("".join(folded))
    return [
        (origin[m.start()], origin[m.end() - 1] + 1) for m in found if m.end() > m.start()
    ]


def _hit_pattern(wanted: Iterable[Phrase]) -> re.Pattern[str] | None:
    alternatives = []
    for phrase in sorted(wanted, key=lambda p: -len(p.written)):
        if re.match(rf"[{_CJK}]", phrase.written):
            alternatives.append(re.escape(phrase.written))
        else:
            joined = r"[-_]".join(re.escape(token) for token in phrase.tokens)
            alternatives.append(rf"(?<!{_LETTER}){joined}(?:{_LETTER}|[-+#])*")
    return re.compile("|".join(alternatives)) if alternatives else None


def monogram(name: str) -> str:
    """One or two characters that stand for a name in a box: `Is`, `AP`, `网`."""
    letters = re.findall(rf"[{_CJK}]|{_LETTER}+", unicodedata.normalize("NFKC", name))
    if not letters:
        return "·"
    first = letters[0]
    if re.match(rf"[{_CJK}]", first):
        return first
    if len(letters) > 1 and not re.match(rf"[{_CJK}]", letters[1]):
        return (first[0] + letters[1][0]).upper()
    return first[0].upper() + first[1:2]
