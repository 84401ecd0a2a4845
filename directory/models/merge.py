"""Projects that went into others."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.querysets import MergeManager

from .project import Project


class Merge(models.Model):
    """A project that went into another: what history says of it is the other's for as long as that
    is not undone.

    Rows of history name the merge by which they were written. Those that undid it name it, too, and
    are younger than `undone`.
    """

    project = models.ForeignKey(
        Project,
        on_delete=models.CASCADE,
        related_name="merges",
        help_text="Where it is now: the winner, or what that went into since.",
    )
    merged = models.BigIntegerField(help_text="The id of the project that went.")
    winner = models.BigIntegerField(
        null=True, help_text="The id of what it went into; null if rows of history do not name it."
    )
    moved = models.JSONField(
        default=dict,
        help_text="What went along and has no history: by model, what tells its rows from others.",
    )
    undone = models.DateTimeField(null=True)

    objects: ClassVar[MergeManager] = MergeManager()

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        constraints = [
            models.UniqueConstraint(
                fields=["merged"], condition=models.Q(undone=None), name="directory_merge_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.merged} → {self.project_id}"
