"""What editors do to one row of their work, each with its history."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from directory.models import Link, Project
from directory.models.translated import column_language
from directory.services import curation, history
from directory.wording import listed


@transaction.atomic
def save(row: Any, reason: str) -> None:
    history.begin(row)
    history.because(row, reason).save()


@transaction.atomic
def add_link(link: Link, reason: str) -> None:
    """Its project counts as changed."""
    history.because(link, reason).save()
    curation.touch(link.project, reason)


@transaction.atomic
def verify(project: Project, facts: Collection[str], url: str, says: str, reason: str) -> None:
    """The facts are no longer marked, and the sources say where they were read today."""
    project.unverified = [fact for fact in project.unverified if fact not in facts]
    project.sources = [*project.sources, {**_in_both_languages(facts, says), "url": url}]
    save(project, reason)


def _in_both_languages(facts: Collection[str], says: str) -> dict[str, str]:
    """What somebody wrote, in their language; else what was read on which day, in both."""
    if says:
        return {column_language(): says}
    told = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            names = listed(Project.Fact(fact).label for fact in facts)
            told[column_language()] = _("%(facts)s: read on %(date)s") % {
                "facts": capfirst(names),
                "date": date_format(timezone.localdate(), "DATE_FORMAT"),
            }
    return told
