"""Projects."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from directory.querysets import ProjectQuerySet

from .category import Category
from .choices import FOUNDATION_STEPS, Fact, Maturity, State, Status
from .provenance import Records
from .rules import (
    list_rule,
    one_of,
    partial_date_rule,
    slug_rule,
    validate_license,
    validate_not_former,
    validate_partial_date,
    validate_slug,
    validate_texts,
    validate_url,
)
from .tag import ProjectTag
from .translated import Translated


def _is_source(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    texts = [value.get(key) or "" for key in ("zh", "en", "url")]
    return all(isinstance(text, str) for text in texts) and any(texts[:2])


class Project(models.Model):
    """An entry of the list. Dates in text columns are a year, a month or a day, as far as known."""

    State = State

    Status = Status

    Maturity = Maturity

    Fact = Fact
    FOUNDATION_STEPS = FOUNDATION_STEPS

    ENDED = (Status.ARCHIVED, Status.DISCONTINUED, Status.RENAMED, Status.MERGED)

    slug = models.CharField(
        _("slug"),
        max_length=80,
        unique=True,
        validators=[validate_slug],
        help_text=_("Part of the address. A change leaves a redirect behind."),
    )
    name = models.CharField(_("name"), max_length=120)
    name_zh = models.CharField(_("Chinese name"), max_length=120, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    withdrawn_reason_zh = models.CharField(
        _("reason for the withdrawal (Chinese)"), max_length=500, blank=True
    )
    withdrawn_reason_en = models.CharField(
        _("reason for the withdrawal (English)"), max_length=500, blank=True
    )
    position = models.PositiveIntegerField(_("position in the list"), default=0, db_index=True)
    featured = models.BooleanField(
        _("featured"), default=False, help_text=_("Large on the panorama.")
    )
    category = models.ForeignKey(
        Category, verbose_name=_("category"), on_delete=models.PROTECT, related_name="projects"
    )
    summary_zh = models.TextField(
        _("summary (Chinese)"), blank=True, help_text=_("One or two sentences; Markdown links.")
    )
    summary_en = models.TextField(_("summary (English)"), blank=True)
    description_zh = models.TextField(
        _("description (Chinese)"), blank=True, help_text=_("Markdown.")
    )
    description_en = models.TextField(
        _("description (English)"), blank=True, help_text=_("Markdown.")
    )

    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.UNKNOWN)
    status_since = models.CharField(
        _("status since"), max_length=10, blank=True, validators=[validate_partial_date]
    )
    status_note_zh = models.TextField(_("reason for the status (Chinese)"), blank=True)
    status_note_en = models.TextField(_("reason for the status (English)"), blank=True)
    last_activity = models.CharField(
        _("last activity"), max_length=10, blank=True, validators=[validate_partial_date]
    )
    last_activity_note_zh = models.CharField(
        _("evidence of the activity (Chinese)"), max_length=200, blank=True
    )
    last_activity_note_en = models.CharField(
        _("evidence of the activity (English)"), max_length=200, blank=True
    )
    started = models.CharField(
        _("started"), max_length=10, blank=True, validators=[validate_partial_date]
    )
    started_note_zh = models.CharField(
        _("evidence of the start (Chinese)"), max_length=200, blank=True
    )
    started_note_en = models.CharField(
        _("evidence of the start (English)"), max_length=200, blank=True
    )
    first_release = models.CharField(_("oldest tag in the repository"), max_length=80, blank=True)
    first_release_date = models.CharField(
        _("date of the oldest tag"), max_length=10, blank=True, validators=[validate_partial_date]
    )

    license = models.CharField(
        _("license"),
        max_length=200,
        blank=True,
        validators=[validate_license],
        help_text=_("An SPDX expression, such as Apache-2.0 OR MIT. Empty: unknown."),
    )
    languages = models.JSONField(_("programming languages"), default=list, blank=True)
    organization = models.CharField(
        _("organization"),
        max_length=120,
        blank=True,
        help_text=_("Its own name, in Latin letters."),
    )
    organization_zh = models.CharField(_("organization (Chinese)"), max_length=120, blank=True)
    organization_note_zh = models.CharField(
        _("about the organization (Chinese)"), max_length=200, blank=True
    )
    organization_note_en = models.CharField(
        _("about the organization (English)"), max_length=200, blank=True
    )
    foundation = models.CharField(_("foundation"), max_length=120, blank=True)
    foundation_via = models.CharField(
        _("subproject of"),
        max_length=120,
        blank=True,
        help_text=_("The project of the foundation that carries the dates."),
    )
    maturity = models.CharField(_("maturity"), max_length=12, choices=Maturity, blank=True)
    foundation_dates = models.JSONField(
        _("dates in the foundation"),
        default=dict,
        blank=True,
        help_text=_(
            'Dates by step, such as {"accepted": "2017-01-23", "graduated": "2021-07-28"}.'
        ),
    )

    sources = models.JSONField(
        _("sources"),
        default=list,
        blank=True,
        help_text=_('A list of {"zh": "…", "en": "…", "url": "https://…"}.'),
    )
    unverified = models.JSONField(_("not verified"), default=list, blank=True)
    extra = models.JSONField(
        _("extra"),
        default=dict,
        blank=True,
        help_text=_("What a foreign format said and the directory does not model."),
    )
    created = models.DateTimeField(_("added"), default=timezone.now)
    modified = models.DateTimeField(_("changed"), auto_now=True)

    tags = TaggableManager(through=ProjectTag, blank=True)
    display_name = Translated(of="name", otherwise="name")
    summary = Translated()
    description = Translated()
    status_note = Translated()
    last_activity_note = Translated()
    started_note = Translated()
    organization_note = Translated()
    withdrawn_reason = Translated()

    objects = ProjectQuerySet.as_manager()
    history = Records()

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["position", "slug"]
        permissions = [("publish_project", "Can publish and withdraw projects")]
        constraints = [
            slug_rule("directory_project_slug"),
            one_of("state", State.values, "directory_project_state"),
            one_of("status", Status.values, "directory_project_status"),
            one_of("maturity", ["", *Maturity.values], "directory_project_maturity"),
            models.CheckConstraint(
                condition=~models.Q(name=""), name="directory_project_has_a_name"
            ),
            *(
                partial_date_rule(field, f"directory_project_{field}")
                for field in ("status_since", "last_activity", "started", "first_release_date")
            ),
            *(
                list_rule(field, f"directory_project_{field}")
                for field in ("languages", "sources", "unverified")
            ),
        ]

    def __str__(self) -> str:
        return str(self.display_name)

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    natural_key.dependencies = ["directory.category"]  # type: ignore[attr-defined]

    def get_absolute_url(self) -> str:
        return reverse("directory:project", args=[self.slug])

    @property
    def is_ended(self) -> bool:
        return self.status in self.ENDED

    def clean(self) -> None:
        self.clean_values()
        validate_not_former(self)

    def clean_values(self) -> None:
        """What can be told of the values alone, without asking the database."""
        validate_texts(self.languages, "languages")
        validate_texts(self.unverified, "unverified")
        if unknown := set(self.unverified) - set(self.Fact.values):
            raise ValidationError(
                {
                    "unverified": _("“%(unknown)s” names no fact. Choose among: %(facts)s.")
                    % {
                        "unknown": ", ".join(sorted(unknown)),
                        "facts": ", ".join(self.Fact.values),
                    }
                }
            )
        self._clean_foundation_dates()
        self._clean_sources()

    def _clean_foundation_dates(self) -> None:
        dates = self.foundation_dates
        if not isinstance(dates, dict) or not all(isinstance(d, str) for d in dates.values()):
            raise ValidationError(
                {"foundation_dates": _('Write dates by step, such as {"accepted": "2017-01-23"}.')}
            )
        for step, date in dates.items():
            if step not in FOUNDATION_STEPS:
                raise ValidationError(
                    {
                        "foundation_dates": _("“%(step)s” is no step. Choose among: %(steps)s.")
                        % {"step": step, "steps": ", ".join(FOUNDATION_STEPS)}
                    }
                )
            try:
                validate_partial_date(date)
            except ValidationError as error:
                raise ValidationError({"foundation_dates": error.messages}) from error

    def _clean_sources(self) -> None:
        wrong = _("Each source is a text in zh and en and, if there is one, an address in url.")
        if not isinstance(self.sources, list):
            raise ValidationError({"sources": wrong})
        for source in self.sources:
            if not _is_source(source):
                raise ValidationError({"sources": wrong})
            if source.get("url"):
                try:
                    validate_url(source["url"])
                except ValidationError as error:
                    raise ValidationError({"sources": error.messages}) from error
