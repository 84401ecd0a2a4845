"""The fonts of a picture, and where this machine has Chinese ones.

An SVG names what its readers may have. For pixels and PDF fonts must be here, and be named as they
are: a renderer that looks for one itself may take a Japanese one, whose characters look different.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from PIL import ImageFont

# Where systems keep their fonts; `FONT_DIRS` names more.
SYSTEM = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.fonts",
    "~/.local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "C:/Windows/Fonts",
)
_ENDINGS = {".ttf", ".otf", ".ttc", ".otc"}
# Files of a system that may be Chinese; in FONT_DIRS every file may.
_CHINESE_FILE = re.compile(
    r"cjk|han|hei|song|kai|ming|wqy|wenquanyi|yahei|msyh|simsun|deng|pingfang|fallback|"
    r"noto\w*(sc|cn)\b|lxgw|alibaba|misans",
    re.IGNORECASE,
)
# Faces of a family for mainland China come first.
_MAINLAND = re.compile(r"\b(SC|CN|GB)\b|Micro Hei|Zen Hei|YaHei|SimSun|SimHei|Heiti SC|Songti SC")
_SERIF = re.compile("Serif|Song|Ming|SimSun", re.IGNORECASE)
_FACES_IN_A_FILE = 40
_PROBE = "网"


class Faces(NamedTuple):
    """What `font-family` says for texts and for titles."""

    sans: str
    serif: str


# As site.css has them.
READERS = Faces(
    "-apple-system, 'Segoe UI', Roboto, 'Noto Sans', Arial, 'PingFang SC', 'HarmonyOS Sans SC', "
    "'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif",
    "Charter, 'Source Serif 4', 'Noto Serif', Cambria, Georgia, 'Songti SC', 'Noto Serif CJK SC', "
    "'Microsoft YaHei', serif",
)


class NoChineseFont(Exception):
    """This machine has no font for Chinese, or none was found."""


@cache
def installed() -> Faces:
    """The faces of this machine; raises NoChineseFont."""
    found = sorted(dict.fromkeys(_families()), key=lambda family: not _MAINLAND.search(family))
    if not found:
        raise NoChineseFont
    serif = [family for family in found if _SERIF.search(family)]
    sans = [family for family in found if family not in serif]
    return Faces(_quoted((sans or serif)[0]), _quoted((serif or sans)[0]))


def _quoted(family: str) -> str:
    return f"'{family}'"


def _families() -> Iterator[str]:
    for folder in settings.FONT_DIRS:
        for file in _files(folder):
            yield from _chinese(file)
    for folder in SYSTEM:
        for file in _files(folder):
            if _CHINESE_FILE.search(file.name):
                yield from _chinese(file)


def _files(folder: str) -> list[Path]:
    found = Path(folder).expanduser().rglob("*")
    return sorted(file for file in found if file.suffix.lower() in _ENDINGS)


def _chinese(file: Path) -> Iterator[str]:
    """The families in a file that have Chinese characters."""
    with suppress(OSError):
        for index in range(_FACES_IN_A_FILE):
            face = ImageFont.truetype(file, 16, index=index)
            family = face.getname()[0]
            if family and "Mono" not in family and _has(face, _PROBE):
                yield family


def _has(face: ImageFont.FreeTypeFont, character: str) -> bool:
    """A face draws what it does not have as it draws what nothing has."""
    return bytes(face.getmask(character)) != bytes(face.getmask("\uffff"))
