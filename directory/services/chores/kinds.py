"""The kinds of work, in the order in which they are shown."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models import CapabilityValue, Project, Suggestion, Tag, Webhook
from directory.querysets import ProjectQuerySet, chores
from directory.services.permissions import Action, may
from directory.services.suggestions import routing

from .desk import Desk
from .duplicates import suspected

# The texts of a project that stand in both languages.
TEXTS = (
    "summary",
    "description",
    "status_note",
    "last_activity_note",
    "started_note",
    "organization_note",
)
# Who writes in both languages seldom saves them at once.
TOGETHER = datetime.timedelta(days=7)
# The reason of rows of history by which somebody says that both languages say the same.
COMPARED = "both languages say the same"
# An active project is one with work within two years: half of that leaves time to look.
ACTIVITY_DAYS = 365
# A capability seldom changes within a release or two, and often within two years.
SOURCE_DAYS = 730


@dataclass(frozen=True)
class Chore:
    """`since` is the attribute that says how long a row has waited."""

    slug: str
    title: Any
    basis: Any
    action: Action
    rows: Callable[[Desk], QuerySet | Sequence[Any]]
    since: str = "created"


def _kept(desk: Desk, projects: ProjectQuerySet | None = None) -> QuerySet:
    """With what a row shows, of these projects or of all."""
    found = Project.objects.all() if projects is None else projects
    return desk.of(chores.kept(found.for_page()))


def _waiting(desk: Desk) -> QuerySet:
    return Suggestion.objects.open() if desk.is_whole else routing.waiting_for(desk.user)


def _quarantined(desk: Desk) -> QuerySet:
    return desk.of_suggestions(Suggestion.objects.quarantined())


def _untranslated(desk: Desk) -> QuerySet:
    return chores.lacking_a_translation(_kept(desk), TEXTS).order_by("created", "pk")


def _behind(desk: Desk) -> QuerySet:
    found = chores.behind(_kept(desk), TEXTS, TOGETHER, COMPARED)
    return found.order_by("modified", "pk")


def _unverified(desk: Desk) -> QuerySet:
    found = chores.with_unverified_facts(_kept(desk)).prefetch_related("links")
    return found.order_by("modified", "pk")


def _not_seen(desk: Desk) -> QuerySet:
    found = chores.alive_but_not_seen_since(_kept(desk), days_ago(ACTIVITY_DAYS).isoformat())
    return found.prefetch_related("links").order_by("last_activity", "pk")


def _old_cells(desk: Desk) -> QuerySet:
    cells = CapabilityValue.objects.select_related("project__category__parent", "capability")
    cells = desk.of(chores.of_kept_projects(cells), "project__")
    return chores.read_before(cells, days_ago(SOURCE_DAYS)).order_by("verified", "pk")


def _dead_links(desk: Desk) -> QuerySet:
    return chores.of_dead_links(_waiting(desk))


def _unlinked(desk: Desk) -> QuerySet:
    return _kept(desk, Project.objects.lacking("links")).order_by("created", "pk")


def _tags(desk: Desk) -> QuerySet:
    """Tags belong to the whole list."""
    tags = chores.used_once(Tag.objects.in_use()).order_by("slug")
    return tags if desk.has_everything else tags.none()


def _webhooks(desk: Desk) -> QuerySet:
    """They are nobody else's business, whosever work is looked at."""
    found = Webhook.objects.without_hope()
    return found if may(desk.user, Action.CONNECT) else found.none()


def days_ago(days: int) -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=days)


KINDS = {
    chore.slug: chore
    for chore in (
        Chore(
            "suggestions",
            _("Suggestions waiting"),
            _("What people suggested and nobody has decided on."),
            Action.DECIDE,
            _waiting,
        ),
        Chore(
            "quarantine",
            _("Suggestions in quarantine"),
            _("What looks like junk. Now and then one of them is not."),
            Action.DECIDE,
            _quarantined,
        ),
        Chore(
            "dead-links",
            _("Links reported dead"),
            _("What readers reported. The site itself does not visit links."),
            Action.DECIDE,
            _dead_links,
        ),
        Chore(
            "translations",
            _("Translations missing"),
            _("Texts in one language alone: half of the readers see the other one."),
            Action.EDIT,
            _untranslated,
        ),
        Chore(
            "older-translations",
            _("Translations older than the other language's text"),
            _(
                "One language was rewritten, and the other was not within a week. This is known "
                "from the history, so nothing is listed that was rewritten before there was one."
            ),
            Action.EDIT,
            _behind,
            "modified",
        ),
        Chore(
            "unverified",
            _("Facts not verified"),
            _("What is marked as without a good source, on the site too."),
            Action.EDIT,
            _unverified,
            "modified",
        ),
        Chore(
            "activity",
            _("Not looked at for a year"),
            _(
                "Said to be active or maintained, and the last activity on record is more than a "
                "year ago or unknown. Active means work within two years."
            ),
            Action.EDIT,
            _not_seen,
            "last_activity",
        ),
        Chore(
            "cells",
            _("Capabilities with an old source"),
            _("Cells of the matrix whose source is more than two years old."),
            Action.EDIT,
            _old_cells,
            "verified",
        ),
        Chore(
            "duplicates",
            _("Perhaps listed twice"),
            _(
                "Projects with the same repository or homepage in any spelling, or the same name. "
                "Those with a relation between them are known to differ and left out."
            ),
            Action.EDIT,
            suspected,
        ),
        Chore(
            "without-links",
            _("Projects without links"),
            _("Readers cannot go on from there, and nobody can check what is said."),
            Action.EDIT,
            _unlinked,
        ),
        Chore(
            "tags",
            _("Tags used once"),
            _("A tag of one project groups nothing. It may be a misspelt one, or a synonym."),
            Action.EDIT_TAGS,
            _tags,
            "",
        ),
        Chore(
            "webhooks",
            _("Webhooks given up"),
            _("What changed did not arrive for days, and nothing more is sent."),
            Action.CONNECT,
            _webhooks,
            "given_up",
        ),
    )
}
