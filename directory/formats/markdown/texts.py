"""Texts of the directory as Markdown of a list, and back.

The directory's texts are Markdown without HTML: in it `<b>` is text. A list's are Markdown with
HTML, where the same text is written `\\<b>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

from markdown_it.common.html_re import HTML_TAG_RE
from markdown_it.token import Token

from .commonmark import Env, inline_tokens
from .inline import LONGEST, is_badge, label_end, label_of

CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_WIDE = re.compile("[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U000323af]")
_LINE_BREAK = re.compile(r"\s*\n\s*")
_HTML_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_SIGNIFICANT_IN_A_NAME = re.compile(r"[\\\[\]`*<]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)|~(?=~)", re.ASCII)
_NEVER_IN_A_URL = re.compile(r"[\x00-\x20\x7f<>]")
_ENTITY = re.compile(r"&(?=#?\w+;)")


class Edit(NamedTuple):
    start: int
    end: int
    text: str


def language_of(text: str) -> str:
    return "zh" if CHINESE.search(text) else "en"


def edited(text: str, edits: list[Edit]) -> str:
    """A text after edits that do not overlap. Of several at one place the first stands first."""
    parts: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        parts += text[done : edit.start], edit.text
        done = edit.end
    return "".join([*parts, text[done:]])


# ---- from a list


def from_list(text: str, env: Env) -> str:
    """A piece of a list's text as the directory has it: on one line, without images and HTML."""
    text = text.strip()
    if len(text) > LONGEST or not _needs_work(text, env):
        return text
    return edited(text, list(_foreign(text, env))).strip()


def _needs_work(text: str, env: Env) -> bool:
    return any(sign in text for sign in ("<", "![", "\n")) or ("references" in env and "[" in text)


def _foreign(text: str, env: Env) -> Iterator[Edit]:
    tokens = iter(inline_tokens(text, env))
    for token in tokens:
        start, end = token.map or (0, 0)
        if token.type in ("softbreak", "hardbreak"):
            yield _joined(text, start, end)
        elif token.type == "image":
            yield _cut(text, start, end)
        elif token.type == "html_inline":
            is_break = _HTML_BREAK.fullmatch(token.content)
            yield Edit(start, end, " ") if is_break else _cut(text, start, end)
        elif token.type == "text_special" and token.markup == r"\<":
            if HTML_TAG_RE.match(text[start + 1 :]):
                yield Edit(start, end, "<")
        elif token.type == "link_open" and token.info != "auto":
            yield from _foreign_link(text, token, label_of(tokens))


def _foreign_link(text: str, link: Token, label: list[Token]) -> Iterator[Edit]:
    start, end = link.map or (0, 0)
    if is_badge(label):
        yield _cut(text, start, end)
        return
    behind = label_end(link, label)
    if not text.startswith("](", behind):
        yield Edit(behind, end, f"]({destination(str(link.attrs['href']))})")
    for token in label:
        if token.type in ("image", "html_inline") and token.map:
            yield Edit(token.map[0], token.map[1], "")
        elif token.type == "softbreak" and token.map:
            yield _joined(text, token.map[0], token.map[1])


def _joined(text: str, start: int, end: int) -> Edit:
    """Two lines as one: Chinese is written without spaces."""
    start = len(text[:start].rstrip(" "))
    return Edit(start, end, "" if _is_wide(text[start - 1 : start], text[end : end + 1]) else " ")


def _is_wide(before: str, after: str) -> bool:
    return bool(_WIDE.match(before) and _WIDE.match(after))


def _cut(text: str, start: int, end: int) -> Edit:
    """A piece taken out, and one of the spaces around it."""
    if text[start - 1 : start].isspace() and text[end : end + 1].isspace():
        return Edit(start, end + 1, "")
    return Edit(start, end, "")


# ---- into a list


def into_list(text: str) -> str:
    """A summary of the directory as Markdown with HTML, on one line."""
    text = _LINE_BREAK.sub(_line_break, text.strip())
    if len(text) > LONGEST or not ("<" in text or "![" in text):
        return text
    edits = []
    for token in inline_tokens(text, {}, html=False):
        start, end = token.map or (0, 0)
        if token.type == "image":
            edits.append(_cut(text, start, end))
        elif token.type == "text":
            edits += _escaped_tags(text, start, end)
    return edited(text, edits).strip()


def _line_break(found: re.Match[str]) -> str:
    before, after = found.string[found.start() - 1 :][:1], found.string[found.end() :][:1]
    return "" if _is_wide(before, after) else " "


def _escaped_tags(text: str, start: int, end: int) -> Iterator[Edit]:
    for found in re.finditer("<", text[start:end]):
        if HTML_TAG_RE.match(text[start + found.start() :]):
            yield Edit(start + found.start(), start + found.start(), "\\")


def name_in_list(name: str) -> str:
    """A name, which is plain text, as the label of a link."""
    return _SIGNIFICANT_IN_A_NAME.sub(lambda found: f"\\{found[0]}", " ".join(name.split()))


def destination(url: str) -> str:
    """An address as Markdown has it in parentheses."""
    url = _ENTITY.sub("&amp;", address(url).replace("\\", "%5C"))
    return url if _is_balanced(url) else f"<{url}>"


def _is_balanced(url: str) -> bool:
    depth = 0
    for sign in re.findall("[()]", url):
        depth += 1 if sign == "(" else -1
        if depth < 0:
            return False
    return depth == 0


def address(url: str) -> str:
    """An address without what no address has: spaces, control characters, angle brackets."""
    return _NEVER_IN_A_URL.sub(lambda found: quote(found[0], safe=""), url)
