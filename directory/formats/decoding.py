"""Bytes of a file into text. What is not UTF-8 is told by what it looks like."""

from __future__ import annotations

import codecs
import re
from typing import NoReturn

from django.utils.translation import gettext as _

from .records import Place, Problem, Unreadable

LARGEST = 50_000_000
# What is enough to tell one encoding from another.
_SAMPLE = 65_536

_SIGNATURES = {
    b"PK\x03\x04": "ZIP, Excel, OpenDocument",
    b"\xd0\xcf\x11\xe0": "Excel 97",
    b"\x1f\x8b": "gzip",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"%PDF-": "PDF",
    b"SQLite format 3\0": "SQLite",
    b"\x7fELF": "ELF",
}
# The longer mark first: that of UTF-32-LE begins with that of UTF-16-LE.
_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
# Each is tried only after those that a text in it would rarely pass for.
_LEGACY = (("gb2312", "GBK"), ("big5", "Big5"), ("gb18030", "GB18030"))
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode(data: bytes, file: str) -> str:
    """The text of a file, line ends as they are, without a byte order mark.

    Raises Unreadable for what is no UTF-8 and for characters that no database keeps.
    """
    if len(data) > LARGEST:
        _refuse_size(len(data), file)
    _refuse_signatures(data, file)
    data = data.removeprefix(codecs.BOM_UTF8)
    if b"\0" in data:
        _refuse_nul(data, file)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        _refuse_byte(data, error.start, file)


def _refuse(place: Place, code: str, message: str, remedy: str) -> NoReturn:
    raise Unreadable(Problem(place, code, message, remedy))


def _refuse_size(size: int, file: str) -> NoReturn:
    message = _("The file has %(size).1f MB; at most %(largest)d MB are read.") % {
        "size": size / 1e6,
        "largest": LARGEST / 1e6,
    }
    _refuse(Place(file), "too-large", message, _("Split it into several files."))


def _refuse_signatures(data: bytes, file: str) -> None:
    for signature, kind in _SIGNATURES.items():
        if data.startswith(signature):
            _refuse_binary(file, kind)
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            _refuse_encoding(Place(file, 1, 1), encoding)


def _refuse_binary(file: str, kind: str = "") -> NoReturn:
    message = (
        _("This is no text but a binary file (%(kind)s).") % {"kind": kind}
        if kind
        else _("This is no text but a binary file.")
    )
    _refuse(Place(file), "binary", message, _("Export it as text, in UTF-8."))


def _refuse_encoding(place: Place, encoding: str) -> NoReturn:
    _refuse(
        place,
        "encoding",
        _("This looks like %(encoding)s.") % {"encoding": encoding},
        _("Save the file as UTF-8."),
    )


def _refuse_nul(data: bytes, file: str) -> NoReturn:
    """Texts in UTF-16 have many NUL bytes, at even or at odd positions, not at both."""
    sample = data[:_SAMPLE]
    for encoding, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
        many = max(len(sample) / 32, 9 * sample[1 - offset :: 2].count(0), 1)
        if sample[offset::2].count(0) > many and _decodes(sample, encoding):
            _refuse_encoding(Place(file, 1, 1), "UTF-16")
    if len(sample) / 2 < sample.count(0) < len(sample) * 0.9:
        for encoding in ("utf-32-le", "utf-32-be"):
            if _decodes(sample, encoding):
                _refuse_encoding(Place(file, 1, 1), "UTF-32")
    if len(_CONTROL.findall(sample)) > 1 + len(sample) / 100 or not _decodes(sample, "utf-8"):
        _refuse_binary(file)
    _refuse(
        _place(data, data.index(0), file),
        "character",
        _("A NUL character, which no database keeps."),
        _("Delete it."),
    )


def _refuse_byte(data: bytes, position: int, file: str) -> NoReturn:
    """`position` is that of the first byte that is no UTF-8."""
    place = _place(data, position, file)
    if data[position] == 0xED and data[position + 1 : position + 2] >= b"\xa0":
        _refuse(
            place,
            "character",
            _("Half of a character (a surrogate), which no database keeps."),
            _("Write the whole character again."),
        )
    sample = data[max(position - 1000, 0) :][:_SAMPLE]
    if len(_CONTROL.findall(sample)) > 1 + len(sample) / 100:
        _refuse_binary(file)
    if _is_mostly_utf8(data[:_SAMPLE] + sample):
        _refuse(
            place,
            "encoding",
            _("Byte 0x%(byte)02X is not UTF-8, though the text around it is.")
            % {"byte": data[position]},
            _("Write this character again and save the file as UTF-8."),
        )
    _refuse_encoding(place, _legacy_encoding(data[position:][:_SAMPLE]))


def _is_mostly_utf8(sample: bytes) -> bool:
    """Whether more characters beyond ASCII are UTF-8 than are not."""
    text = sample.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    return sum(not character.isascii() for character in text) > 2 * wrong


def _legacy_encoding(sample: bytes) -> str:
    """What a text that is no UTF-8 looks like: `GBK`. The sample begins with a byte beyond ASCII.

    Accented letters stand alone among ASCII, the bytes of Chinese texts in runs.
    """
    runs = [len(run) for run in _HIGH_RUN.findall(sample)]
    if runs.count(1) <= len(runs) * 0.8:
        for encoding, name in _LEGACY:
            if _decodes(sample, encoding):
                return name
    return "Latin-1 (Windows-1252)"


def _decodes(sample: bytes, encoding: str) -> bool:
    """Whether it is text in that encoding, perhaps cut off within its last character."""
    try:
        codecs.getincrementaldecoder(encoding)().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def _place(data: bytes, position: int, file: str) -> Place:
    before = data[data.rfind(b"\n", 0, position) + 1 : position].decode("utf-8", "replace")
    return Place(file, data.count(b"\n", 0, position) + 1, len(before) + 1)
