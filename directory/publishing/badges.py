"""Badges: small pictures by which a project's own page says where it is listed, and how it is."""

from __future__ import annotations

import re

from django.db import models
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from directory.models import Landscape, Project
from directory.wording import labelled

from . import marks, words
from .faces import READERS
from .marks import INK, INK_2, PAPER
from .markup import SVG, box, element, text, title

_HEIGHT = 22.0
_SIZE = 11.5
_PADDING = 8.0
_LINE = 15.3
# No wider than a page of text on a phone.
_WIDEST = 24.0  # in ems, of either part


class BadgeKind(models.TextChoices):
    LISTED = "listed", gettext_lazy("Listed")
    STATUS = "status", gettext_lazy("Status")


def words_of(kind: str, project: Project, landscape: Landscape) -> tuple[str, str]:
    """What stands on the left and on the right."""
    name = words.clean(landscape.title) or _("Landscape")
    if kind == BadgeKind.STATUS:
        return name, str(project.get_status_display())
    if project.state != Project.State.PUBLISHED:
        return name, pgettext("badge", "no longer listed")
    if project.is_ended:
        status = str(project.get_status_display())
        return name, pgettext("badge", "listed (%(status)s)") % {"status": status}
    return name, pgettext("badge", "listed")


def draw(kind: str, project: Project, landscape: Landscape) -> str:
    left, right = (words.shortened(said, _WIDEST) for said in words_of(kind, project, landscape))
    sign = _SIZE if kind == BadgeKind.STATUS else 0.0
    before = words.width(left) * _SIZE + 2 * _PADDING
    after = words.width(right) * _SIZE + 2 * _PADDING + sign
    name = words.clean(project.display_name)
    hatched = project.is_ended or project.state != Project.State.PUBLISHED
    return element(
        "svg",
        title(labelled(name, f"{left} · {right}")),
        element("defs", marks.HATCH) if hatched else "",
        box(0.5, 0.5, before + after - 1, _HEIGHT - 1, fill=PAPER, stroke=INK),
        box(before, 1, after - 1.5, _HEIGHT - 2, fill="url(#hatch)") if hatched else "",
        box(before + 3, 3.5, after - 7, _HEIGHT - 7, fill=PAPER) if hatched else "",
        box(before - 0.5, 0, 1, _HEIGHT, fill=INK),
        _fitted(left, _PADDING, before - 2 * _PADDING, fill=INK_2),
        marks.status(project.status, before + _PADDING, _LINE, 8.5) if sign else "",
        _fitted(right, before + _PADDING + sign, after - 2 * _PADDING - sign, font_weight=600),
        xmlns=SVG,
        viewBox=f"0 0 {before + after:.2f} {_HEIGHT:.0f}",
        width=before + after,
        height=_HEIGHT,
        role="img",
        font_family=READERS.sans,
        fill=INK,
    )


def _fitted(said: str, x: float, width: float, **attributes: object) -> str:
    """As wide as there is room, whatever the reader's font."""
    return text(
        said, x, _LINE, _SIZE, textLength=width, lengthAdjust="spacingAndGlyphs", **attributes
    )


def markdown(said: str, picture: str, address: str) -> str:
    escaped = re.sub(r"([\\\[\]])", r"\\\1", said)
    return f"[![{escaped}]({picture})]({address})"


def html(said: str, picture: str, address: str) -> str:
    return format_html('<a href="{}"><img src="{}" alt="{}"></a>', address, picture, said)
