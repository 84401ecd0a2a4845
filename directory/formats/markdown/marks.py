"""Small signs behind an entry: licences and languages as code spans, and stars."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import Any

LONGEST_MARK = 100

# fmt: off
_LANGUAGES = [
    "Ada", "Assembly", "Ballerina", "C", "C#", "C++", "Clojure", "COBOL", "CoffeeScript",
    "Common Lisp", "Crystal", "CSS", "Cuda", "D", "Dart", "Delphi", "Elixir", "Elm", "Emacs Lisp",
    "Erlang", "F#", "Fortran", "Gleam", "Go", "Groovy", "Haskell", "Haxe", "HTML", "Java",
    "JavaScript", "Julia", "Kotlin", "Lean", "Lisp", "Lua", "MATLAB", "Nim", "Nix", "Objective-C",
    "OCaml", "Odin", "Pascal", "Perl", "PHP", "PowerShell", "Prolog", "Protocol Buffers",
    "PureScript", "Python", "R", "Racket", "Reason", "Ruby", "Rust", "Scala", "Scheme", "Shell",
    "Smalltalk", "Solidity", "SQL", "Starlark", "Swift", "Tcl", "TypeScript", "V", "Vala", "VHDL",
    "Zig",
]
_OTHER_SPELLINGS = {
    "nodejs": "JavaScript", "node.js": "JavaScript", "js": "JavaScript", "ts": "TypeScript",
    "golang": "Go", "cpp": "C++", "csharp": "C#", ".net": "C#", "bash": "Shell", "py": "Python",
}
# fmt: on
_BY_FOLDED = {name.casefold(): name for name in _LANGUAGES} | _OTHER_SPELLINGS
# SPDX has licences called Ruby, Vim, JSON and curl too; a mark of such a name is something else.
_LICENSE = re.compile(
    r"[A-Za-z]\w*(?:[-.]\w+)*[-.]\w+\+?|MIT|ISC|Unlicense|WTFPL|Zlib|Beerware|0BSD|BSL-1\.0"
    r"|(?:[\w.+-]+ (?:AND|OR|WITH) )+[\w.+-]+"
)
_LICENSE_LIKE = re.compile(
    r"(?:[AL]?GPL|Apache|BSD|MIT|MPL|EPL|EUPL|CC|ISC|Unlicense|WTFPL|Zlib)(?=$|[-v\d ])[-+.\w ]*",
    re.IGNORECASE,
)
_STAR = r"(?:⭐\ufe0f?|★|☆|🌟|:star2?:)"
_COUNT = r"\d[\d.,]*[kKmM万]?\+?"
_COUNTED = rf"{_STAR}+\s?(?:{_COUNT})?|{_COUNT}\s?{_STAR}+"
_STARS = re.compile(rf"(?:{_COUNTED}|[(\[（]\s?(?:{_COUNTED})\s?[)\]）])")
# Nobody has more stars than fit in here.
_LONGEST_STARS = 40


def leading_stars(text: str, begin: int) -> int:
    """Where a text goes on behind a count of stars at `begin`, and the spaces behind it."""
    found = _STARS.match(text, begin)
    if found is None:
        return begin
    return len(text) - len(text[found.end() :].lstrip())


def is_count_of_stars(text: str) -> bool:
    return len(text) <= _LONGEST_STARS and bool(_STARS.fullmatch(text.strip()))


def without_trailing_stars(text: str) -> str:
    """A text without spaces and a count of stars at its end."""
    text = text.rstrip()
    begin = max(0, len(text) - _LONGEST_STARS)
    for found in _STARS.finditer(text, begin):
        if found.end() == len(text):
            return text[: found.start()].rstrip()
    return text


@dataclass(slots=True)
class Marks:
    """What code spans say; `others` are those that have a word that is no language."""

    license: str = ""
    languages: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    def add(self, span: str) -> None:
        if license := license_of(span):
            self.license = f"{self.license} OR {license}" if self.license else license
            return
        names = [language_named(part) for part in span.split("/")]
        self.languages += [name for name in names if name and name not in self.languages]
        if not all(names):
            self.others.append(span)

    def __bool__(self) -> bool:
        return bool(self.license or self.languages)


def language_named(word: str) -> str:
    """A programming language by the name that the directory has for it, or nothing."""
    return _BY_FOLDED.get(word.strip().casefold(), "")


@lru_cache(maxsize=1000)
def license_of(span: str) -> str:
    """The SPDX expression that a mark is, or nothing: `AGPL-3.0` is AGPL-3.0-only."""
    parts = span.split("/")
    if len(span) > LONGEST_MARK or not all(_LICENSE.fullmatch(part.strip()) for part in parts):
        return ""
    try:
        expression = _spdx().parse(" OR ".join(parts), strict=True)
    except Exception:  # what the library raises is not documented, and is more than its own errors
        return ""
    return "" if _spdx().unknown_license_keys(expression) else str(expression.render())


def is_license_like(span: str) -> bool:
    """Whether a mark means to be a licence, as `GPLv3` does."""
    return bool(_LICENSE_LIKE.fullmatch(span)) and not license_of(span)


def is_license_for_sure(span: str) -> bool:
    """Whether a mark is a licence wherever it stands, as `GPLv3`; `Apache` may be a word."""
    return bool(license_of(span)) or (is_license_like(span) and any(map(str.isdigit, span)))


def license_meant(span: str) -> list[str]:
    """What SPDX calls a licence that is spelled otherwise, as far as one can guess."""
    known = {key.casefold(): key for key in _spdx().known_symbols if "LicenseRef" not in key}
    spaced = _spaced(span)
    near = [key for key in known if key.startswith(spaced)] or get_close_matches(spaced, known)
    return [known[key] for key in sorted(near, key=lambda key: (len(key), key))[:3]]


def _spaced(span: str) -> str:
    """`GPLv3` as `gpl-3`: nearer to what SPDX writes."""
    said = re.sub(r" (?:or|and|with)$", "", span.casefold())
    return re.sub(r"[\s_]*v?[\s_-]*(?=\d)", "-", said, count=1)


@cache
def _spdx() -> Any:
    from license_expression import get_spdx_licensing

    return get_spdx_licensing()
