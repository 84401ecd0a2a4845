"""What the projects of a category can do: a matrix with a source and a date in every cell."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.querysets import CapabilityManager, CapabilityValueManager, SlugManager

from .category import Category
from .project import Project
from .provenance import Records
from .rules import is_http, list_rule, one_of, slug_rule, validate_slug, validate_url
from .translated import Translated, column_language


class CapabilityGroup(models.Model):
    """A heading of the matrix of one category."""

    category = models.ForeignKey(
        Category,
        verbose_name=_("category"),
        on_delete=models.CASCADE,
        related_name="capability_groups",
    )
    slug = models.CharField(_("slug"), max_length=80, unique=True, validators=[validate_slug])
    label_zh = models.CharField(_("label (Chinese)"), max_length=120)
    label_en = models.CharField(_("label (English)"), max_length=120)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    label = Translated()

    objects = SlugManager()
    history = Records()

    class Meta:
        verbose_name = _("capability group")
        verbose_name_plural = _("capability groups")
        ordering = ["position", "slug"]
        constraints = [slug_rule("directory_capabilitygroup_slug")]

    def __str__(self) -> str:
        return str(self.label)

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    natural_key.dependencies = ["directory.category"]  # type: ignore[attr-defined]


def _is_term(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    texts = [value.get(key) for key in ("slug", "zh", "en")]
    return all(isinstance(text, str) and text for text in texts)


class CapabilityKind(models.TextChoices):
    CHOICE = "choice", _("One of the terms")
    LIST = "list", _("Some of the terms")
    TEXT = "text", _("Text")


class Capability(models.Model):
    """A row of the matrix: one of its terms (choice), some of them (list), or words (text)."""

    Kind = CapabilityKind

    group = models.ForeignKey(
        CapabilityGroup,
        verbose_name=_("group"),
        on_delete=models.CASCADE,
        related_name="capabilities",
    )
    slug = models.CharField(_("slug"), max_length=80, unique=True, validators=[validate_slug])
    kind = models.CharField(_("kind"), max_length=6, choices=Kind)
    terms = models.JSONField(
        _("terms"),
        default=list,
        blank=True,
        help_text=_('A list of {"slug": "…", "zh": "…", "en": "…"}.'),
    )
    label_zh = models.CharField(_("label (Chinese)"), max_length=120)
    label_en = models.CharField(_("label (English)"), max_length=120)
    explanation_zh = models.TextField(_("explanation (Chinese)"), blank=True)
    explanation_en = models.TextField(_("explanation (English)"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    label = Translated()
    explanation = Translated()

    objects = CapabilityManager()
    history = Records()

    class Meta:
        verbose_name = _("capability")
        verbose_name_plural = _("capabilities")
        ordering = ["group__position", "position", "slug"]
        constraints = [
            slug_rule("directory_capability_slug"),
            one_of("kind", CapabilityKind.values, "directory_capability_kind"),
            list_rule("terms", "directory_capability_terms"),
        ]

    def __str__(self) -> str:
        return str(self.label)

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    natural_key.dependencies = ["directory.capabilitygroup"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        wrong = _("Each term has a slug and a label in zh and en.")
        if not isinstance(self.terms, list):
            raise ValidationError({"terms": wrong})
        if not all(_is_term(term) for term in self.terms):
            raise ValidationError({"terms": wrong})
        if self.kind != self.Kind.TEXT and not self.terms:
            raise ValidationError({"terms": _("A choice or a list needs terms.")})


class CapabilityValue(models.Model):
    """A cell of the matrix. `value` holds term slugs (a list) for a choice or a list, and is empty
    for a text, whose words are in the paired columns. No cell means unknown, never no."""

    project = models.ForeignKey(
        Project,
        verbose_name=_("project"),
        on_delete=models.CASCADE,
        related_name="capability_values",
    )
    capability = models.ForeignKey(
        Capability, verbose_name=_("capability"), on_delete=models.CASCADE, related_name="values"
    )
    value = models.JSONField(_("value"), default=list, blank=True)
    text_zh = models.CharField(_("text (Chinese)"), max_length=300, blank=True)
    text_en = models.CharField(_("text (English)"), max_length=300, blank=True)
    note_zh = models.CharField(_("note (Chinese)"), max_length=300, blank=True)
    note_en = models.CharField(_("note (English)"), max_length=300, blank=True)
    source_url = models.CharField(_("source"), max_length=500, validators=[validate_url])
    verified = models.DateField(_("verified"), help_text=_("Date of the source that was read."))

    text = Translated()
    note = Translated()

    objects = CapabilityValueManager()
    history = Records()

    class Meta:
        verbose_name = _("capability of a project")
        verbose_name_plural = _("capabilities of projects")
        ordering = ["capability__group__position", "capability__position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "capability"], name="directory_capabilityvalue_once"
            ),
            models.CheckConstraint(
                condition=is_http("source_url"), name="directory_capabilityvalue_http"
            ),
            list_rule("value", "directory_capabilityvalue_value"),
        ]

    def __str__(self) -> str:
        return f"{self.capability}: {self.display}"

    @property
    def answer(self) -> str:
        """`yes`, `partial` or `no`, if the value is one of these."""
        return next((slug for slug in self.value if slug in ("yes", "partial", "no")), "")

    @property
    def display(self) -> str:
        """The value in words, in the language on display."""
        if self.capability.kind == Capability.Kind.TEXT:
            return self.text
        labels = {term["slug"]: term[column_language()] for term in self.capability.terms}
        separator = "、" if column_language() == "zh" else ", "
        return separator.join(labels.get(slug, slug) for slug in self.value)

    def natural_key(self) -> tuple[tuple[str], tuple[str]]:
        return (self.project.natural_key(), self.capability.natural_key())

    natural_key.dependencies = ["directory.project", "directory.capability"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        if self.capability_id:
            self.clean_value(self.capability)

    def clean_value(self, capability: Capability) -> None:
        """Whether the value is one that the capability can have."""
        kind = capability.kind
        if kind == Capability.Kind.TEXT:
            wrong = {}
            if not (self.text_zh or self.text_en):
                wrong["text_en"] = _("This capability is described in words.")
            if self.value:
                wrong["value"] = _("This capability has no terms, but words in its texts.")
            if wrong:
                raise ValidationError(wrong)
            return
        known: list[Any] = [term["slug"] for term in capability.terms]
        one = kind == Capability.Kind.CHOICE
        if (
            not isinstance(self.value, list)
            or not self.value
            or any(slug not in known for slug in self.value)
            or (one and len(self.value) != 1)
        ):
            choose = _("Choose one of: %(terms)s.") if one else _("Choose among: %(terms)s.")
            raise ValidationError({"value": choose % {"terms": ", ".join(known)}})
