"""What the address of a form asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from django.http import QueryDict
from django.utils.translation import gettext as _

from directory.formats.own.codes import LINK_KINDS
from directory.formats.records import Fields
from directory.models import Suggestion
from directory.services.suggestions.proposals import FIELDS

Kind = Suggestion.Kind

KINDS = (Kind.CHANGE, Kind.DEAD_LINK, Kind.SUCCESSOR, Kind.REMOVAL)
# What pages call a group of fields, and the fields.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "name_zh"),
    "summary": ("summary_zh", "summary_en"),
    "description": ("description_zh", "description_en"),
    "status": ("status", "status_since", "status_note_zh", "status_note_en"),
    "status_note": ("status_note_zh", "status_note_en"),
    "last_activity": ("last_activity", "last_activity_note_zh", "last_activity_note_en"),
    "started": ("started", "started_note_zh", "started_note_en"),
    "first_release": ("first_release", "first_release_date"),
    "organization": (
        "organization",
        "organization_zh",
        "organization_note_zh",
        "organization_note_en",
    ),
    "foundation": ("foundation", "foundation_via", "maturity", "foundation_dates"),
    "maturity": ("maturity", "foundation_dates"),
    "inverse_relations": ("relations",),
}
# What pages call a kind of link; “organization” is a fact.
LINKS: Mapping[str, str] = {
    "organization-page" if kind == "organization" else kind: kind for kind in LINK_KINDS
}
# What stands open where no field is asked about.
_OPEN: Mapping[str, tuple[str, ...]] = {
    Kind.NEW: ("name", "category", "summary_zh", "summary_en", "links"),
    Kind.DEAD_LINK: ("links",),
    Kind.SUCCESSOR: ("relations", *GROUPS["status"]),
    Kind.REMOVAL: ("withdrawn_reason_zh", "withdrawn_reason_en"),
}


class Asked(NamedTuple):
    """`about` is a field, a group of fields, a kind of link or a capability; `former` is whether it
    is the former link of that kind."""

    kind: str
    about: str = ""
    former: bool = False

    @property
    def open(self) -> tuple[str, ...]:
        if self.about:
            return ("links",) if self.about in LINKS else GROUPS.get(self.about, (self.about,))
        return _OPEN.get(self.kind, ())

    @property
    def link_kind(self) -> str:
        """The kind of link that comes first."""
        return LINKS.get(self.about, "")


class Unknown(Exception):
    """The address asks for what there is not; the text says what there is."""


def of_change(query: QueryDict, capabilities: Mapping[str, object]) -> Asked:
    """Raises Unknown."""
    kind, about = query.get("kind", Kind.CHANGE), query.get("about", "")
    if kind not in KINDS:
        raise Unknown(
            _("“kind” is one of: %(kinds)s.") % {"kinds": ", ".join(each.value for each in KINDS)}
        )
    asked = Asked(kind, about, query.get("former") == "1")
    if about and about not in capabilities and not FIELDS[kind].issuperset(asked.open):
        raise Unknown(_("“about” names no field of a project: %(about)s") % {"about": about[:60]})
    return asked


def of_new(query: QueryDict) -> tuple[Asked, Fields]:
    """And the name with which the form begins."""
    return Asked(Kind.NEW), {"name": query.get("name", "")[:120].replace("\0", "")}
