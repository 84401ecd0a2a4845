"""What is wrong with a text that is no YAML, in words that say what would be right."""

from __future__ import annotations

import re
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from yaml import YAMLError
from yaml.error import MarkedYAMLError

from directory.formats.places import Lines
from directory.formats.records import Place, Problem, Unreadable

# YAML 1.2, production 1, without the mark of a byte order.
_UNPRINTABLE = re.compile(
    "[^\\t\\n\\r\\x20-\\x7e\\x85\\xa0-\\ud7ff\\ue000-\\ufefe\\uff00-\\ufffd\\U00010000-\\U0010ffff]"
)


class _Fault(NamedTuple):
    """A parser's own words (libyaml's, or those of PyYAML's parser in Python), and ours for them.
    With `where_it_began` the place is that of what the parser was busy with."""

    problem: str
    context: str
    code: str
    message: Promise
    remedy: Promise
    where_it_began: bool = False


_TAB = _Fault(
    "",
    "",
    "tab",
    _("A tab indents this line; YAML takes spaces only."),
    _("Indent with spaces."),
)
_UNCLOSED_QUOTE = _("This quote is not closed.")
_CLOSE_QUOTE = _("Write the same quote again at the end of the text.")
_MARKED = _("Put a text that begins with & or * in quotes.")
_INDENT_LIKE_NEIGHBOURS = _("Indent it as its neighbours are, and put texts with “: ” in quotes.")
_FAULTS = [
    _Fault(
        "mapping values are not allowed",
        "",
        "syntax",
        _("A colon cannot stand here."),
        _(
            "Put a text with “: ” in it in quotes; if this is a key, indent it as its neighbours "
            "are."
        ),
    ),
    _Fault(
        "block sequence entries are not allowed|sequence entries are not allowed",
        "",
        "syntax",
        _("A dash cannot stand here."),
        _("Begin a line with it, or put the text in quotes."),
    ),
    _Fault(
        "found unexpected end of stream|found unexpected document indicator",
        "quoted scalar",
        "unclosed",
        _UNCLOSED_QUOTE,
        _CLOSE_QUOTE,
        True,
    ),
    _Fault(
        "could not find expected ':'",
        "",
        "syntax",
        _("This line has no colon, so it is no key."),
        _(
            "Write “key: value”; indent the lines of a longer text deeper than its key; close "
            "quotes that were opened above."
        ),
        True,
    ),
    _Fault(
        "unknown escape character",
        "",
        "escape",
        _("A backslash in double quotes cannot be followed by this character."),
        _("Write two backslashes, or use single quotes."),
    ),
    _Fault(
        "hexdecimal|expected escape sequence|invalid Unicode character",
        "",
        "escape",
        _("These digits name no character."),
        _("Write the character itself."),
    ),
    _Fault(
        "tab character",
        "",
        "tab",
        _TAB.message,
        _TAB.remedy,
    ),
    _Fault(
        "expected alphabetic or numeric character",
        "alias|anchor",
        "syntax",
        _("No name follows the & or *."),
        _MARKED,
        True,
    ),
    _Fault(
        "expected (a )?comment or (a )?line break|expected chomping or indentation",
        "block scalar",
        "syntax",
        _("A text cannot follow | or > in the same line."),
        _("Begin the text in the next line, indented, or put it in quotes."),
    ),
    _Fault(
        "expected ',' or '[]}]'",
        "flow",
        "unclosed",
        _("This bracket is not closed, or a comma is missing in it."),
        _(
            "Write a comma between items and the closing bracket at the end; put a text that "
            "begins with [ or { in quotes."
        ),
        True,
    ),
    _Fault(
        "expected '-' indicator|expected <block end>",
        "collection|block sequence",
        "indent",
        _("This line belongs neither to the list above nor to what is around it."),
        _("Begin it with “- ”, or indent it as its neighbours are."),
    ),
    _Fault(
        "did not find expected key|expected <block end>",
        "block mapping",
        "indent",
        _("This line is no key of the mapping above, and no mapping around it is indented so."),
        _INDENT_LIKE_NEIGHBOURS,
    ),
    _Fault(
        "expected '?<document start>",
        "",
        "indent",
        _("The document has ended before this line."),
        _INDENT_LIKE_NEIGHBOURS,
    ),
    _Fault(
        "undefined tag handle|incompatible YAML|duplicate %YAML|%TAG|directive",
        "",
        "syntax",
        _("This directive or tag is not understood."),
        _("Delete it; put a text that begins with % or ! in quotes."),
    ),
]
_RESERVED = _Fault(
    "",
    "",
    "syntax",
    _("A text cannot begin with this character."),
    _("Put the text in quotes."),
)
_BEHIND_QUOTE = _Fault(
    "",
    "",
    "syntax",
    _("More text follows behind the closing quote."),
    _("Put all of the text in quotes; write a single quote within single quotes twice."),
)


def refuse_unprintable(text: str, file: str) -> None:
    if match := _UNPRINTABLE.search(text):
        message = _("The character U+%(code)04X, which YAML does not allow.")
        raise Unreadable(
            Problem(
                Lines(text, file).place(match.start()),
                "character",
                message % {"code": ord(match[0])},
                str(_("Delete it.")),
            )
        )


def unreadable(error: YAMLError, text: str, lines: Lines) -> Unreadable:
    """A parser's error as a problem, at the place where one would look for it."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return Unreadable(Problem(Place(lines.file), "syntax", str(error)))
    offset = min(error.problem_mark.index, len(text))
    fault = _fault(error, text, offset)
    if fault is None:
        words = str(_("This is no YAML: %(reason)s.")) % {"reason": error.problem}
        return Unreadable(Problem(lines.place(offset), "syntax", words))
    if fault.where_it_began and error.context_mark is not None:
        offset = error.context_mark.index
    return Unreadable(
        Problem(lines.place(offset), fault.code, str(fault.message), str(fault.remedy))
    )


def _fault(error: MarkedYAMLError, text: str, offset: int) -> _Fault | None:
    problem, context = error.problem or "", error.context or ""
    before = text[text.rfind("\n", 0, offset) + 1 : offset]
    if ("\t" in before and not before.strip()) or text[offset : offset + 1] == "\t":
        return _TAB
    if "cannot start any token" in problem or "node content" in problem:
        return _RESERVED
    if before.rstrip()[-1:] in ("'", '"') and "block mapping" in context:
        return _BEHIND_QUOTE
    return next(
        (
            fault
            for fault in _FAULTS
            if re.search(fault.problem, problem) and re.search(fault.context, context)
        ),
        None,
    )
