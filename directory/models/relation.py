"""Typed relations between projects."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.querysets import RelationManager

from .project import Project
from .provenance import Records
from .rules import address_rule, one_of, partial_date_rule, validate_partial_date, validate_url
from .translated import Translated


class RelationKind(models.TextChoices):
    SUCCESSOR_OF = "successor-of", _("Successor of")
    MERGED_INTO = "merged-into", _("Merged into")
    RENAMED_TO = "renamed-to", _("Renamed to")
    FORK_OF = "fork-of", _("Fork of")
    BUILT_ON = "built-on", _("Built on")
    DATA_PLANE_OF = "data-plane-of", _("Data plane of")
    DISTRIBUTION_OF = "distribution-of", _("Distribution of")
    EXTENSION_OF = "extension-of", _("Extension of")
    IMPLEMENTS = "implements", _("Implements")
    ALTERNATIVE_TO = "alternative-to", _("Alternative to")


class Relation(models.Model):
    """Read as: source, kind, target. `INVERSE` says it from the target's side."""

    Kind = RelationKind

    INVERSE = {
        Kind.SUCCESSOR_OF: _("Succeeded by"),
        Kind.MERGED_INTO: _("Took in"),
        Kind.RENAMED_TO: _("Formerly"),
        Kind.FORK_OF: _("Forked as"),
        Kind.BUILT_ON: _("Basis of"),
        Kind.DATA_PLANE_OF: _("Has as its data plane"),
        Kind.DISTRIBUTION_OF: _("Distributed as"),
        Kind.EXTENSION_OF: _("Extended by"),
        Kind.IMPLEMENTS: _("Implemented by"),
        Kind.ALTERNATIVE_TO: _("Alternative to"),
    }

    source = models.ForeignKey(
        Project, verbose_name=_("project"), on_delete=models.CASCADE, related_name="relations"
    )
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    target = models.ForeignKey(
        Project,
        verbose_name=_("related project"),
        on_delete=models.CASCADE,
        related_name="inverse_relations",
    )
    since = models.CharField(
        _("since"), max_length=10, blank=True, validators=[validate_partial_date]
    )
    note_zh = models.CharField(_("note (Chinese)"), max_length=300, blank=True)
    note_en = models.CharField(_("note (English)"), max_length=300, blank=True)
    evidence_zh = models.CharField(_("source (Chinese)"), max_length=300, blank=True)
    evidence_en = models.CharField(_("source (English)"), max_length=300, blank=True)
    evidence_url = models.CharField(
        _("address of the source"), max_length=500, blank=True, validators=[validate_url]
    )

    note = Translated()
    evidence = Translated()

    objects = RelationManager()
    history = Records()

    class Meta:
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        ordering = ["kind", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "kind", "target"], name="directory_relation_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(source=models.F("target")), name="directory_relation_not_itself"
            ),
            one_of("kind", RelationKind.values, "directory_relation_kind"),
            partial_date_rule("since", "directory_relation_since"),
            address_rule("evidence_url", "directory_relation_http"),
        ]

    def __str__(self) -> str:
        return f"{self.source} — {self.get_kind_display()} — {self.target}"

    @property
    def phrase(self) -> str:
        """What the target is to the source."""
        return self.get_kind_display()

    @property
    def inverse_phrase(self) -> str:
        """What the source is to the target."""
        return str(self.INVERSE[RelationKind(self.kind)])

    def natural_key(self) -> tuple[tuple[str], str, tuple[str]]:
        return (self.source.natural_key(), self.kind, self.target.natural_key())

    natural_key.dependencies = ["directory.project"]  # type: ignore[attr-defined]

    def clean(self) -> None:
        if self.source_id and self.source_id == self.target_id:
            raise ValidationError({"target": _("A project has no relation to itself.")})
