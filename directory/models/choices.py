"""What a project's state, status and maturity can be, its steps through a foundation, and which
of its facts can be doubted."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Status(models.TextChoices):
    ACTIVE = "active", _("Active")
    MAINTENANCE = "maintenance", _("Maintenance")
    INACTIVE = "inactive", _("Inactive")
    ARCHIVED = "archived", _("Archived")
    DISCONTINUED = "discontinued", _("Discontinued")
    RENAMED = "renamed", _("Renamed")
    MERGED = "merged", _("Merged")
    UNKNOWN = "unknown", _("Unknown")

    @property
    def meaning(self) -> str:
        return str(STATUS_MEANINGS[self])


STATUS_MEANINGS = {
    Status.ACTIVE: _("Commits or releases within about two years and no notice of an end."),
    Status.MAINTENANCE: _("Kept alive with fixes only, or with an announced end."),
    Status.INACTIVE: _("No sign of work for a long time, yet nobody has declared an end."),
    Status.ARCHIVED: _("Archived by its foundation or made read-only by its owner."),
    Status.DISCONTINUED: _("Ended by a public notice."),
    Status.RENAMED: _("Continues under another name."),
    Status.MERGED: _("Its work went into another project."),
    Status.UNKNOWN: _("The sources at hand do not tell."),
}


class Maturity(models.TextChoices):
    GRADUATED = "graduated", _("Graduated")
    INCUBATING = "incubating", _("Incubating")
    SANDBOX = "sandbox", _("Sandbox")
    ARCHIVED = "archived", _("Archived by the foundation")
    TOP_LEVEL = "top-level", _("Top-level project")
    PROJECT = "project", _("Project of the foundation")


# What a project has a date of in its foundation, and what each is called.
FOUNDATION_STEPS = {"accepted": _("Accepted"), **dict(Maturity.choices)}


class Fact(models.TextChoices):
    """What can be marked as not verified."""

    SUMMARY = "summary", _("summary")
    LICENSE = "license", _("license")
    LANGUAGES = "languages", _("programming languages")
    ORGANIZATION = "organization", _("organization")
    FOUNDATION = "foundation", _("foundation")
    STATUS = "status", _("status")
    STATUS_SINCE = "status_since", _("status since")
    NOTE = "note", _("reason for the status")
    STARTED = "started", _("started")
    FIRST_RELEASE = "first_release", _("first release")
    LAST_ACTIVITY = "last_activity", _("last activity")
    HOMEPAGE = "homepage", _("homepage")
    LINKS = "links", _("links")
    TAGS = "tags", _("tags")
