"""Which fields stand together in the form, and below which heading."""

from __future__ import annotations

from typing import NamedTuple

from django import forms
from django.utils.translation import gettext as _

from .asked import GROUPS
from .cells import Cells
from .rows import Rows


class Section(NamedTuple):
    """Fields that belong together; `is_open` where one of them changes or is wrong."""

    title: str
    parts: list[Part]
    is_open: bool


class Part(NamedTuple):
    """A field: its controls, or the rows of a list."""

    name: str
    controls: list[forms.BoundField]
    rows: Rows | Cells | None = None
    is_required: bool = False


def sections() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (
        (_("What it is"), (*GROUPS["name"], "category", *GROUPS["summary"], "tags")),
        (_("Links"), ("links",)),
        (
            _("How it is going"),
            (*GROUPS["status"], *GROUPS["last_activity"]),
        ),
        (
            _("Facts"),
            (
                "license",
                "languages",
                *GROUPS["organization"],
                *GROUPS["started"],
                *GROUPS["first_release"],
            ),
        ),
        (_("Foundation"), GROUPS["foundation"]),
        (_("Description"), GROUPS["description"]),
        (_("Relations"), ("relations",)),
        (_("Capabilities"), ("capabilities",)),
        (_("Sources"), ("sources", "unverified")),
        (_("Removal"), ("withdrawn_reason_zh", "withdrawn_reason_en")),
    )
