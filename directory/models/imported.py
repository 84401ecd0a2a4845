"""What was imported: the files, as they were, and what became of them."""

from __future__ import annotations

import zlib

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.querysets import ImportQuerySet

from .rules import list_rule, one_of


class ImportFormat(models.TextChoices):
    MARKDOWN = "markdown", _("Awesome list (Markdown)")
    LANDSCAPE = "landscape", _("landscape2 (YAML)")
    CSV = "csv", _("Table (CSV)")
    JSON = "json", _("The directory's own JSON")
    YAML = "yaml", _("The directory's own YAML")


class ImportState(models.TextChoices):
    PREPARED = "prepared", _("Shown, not confirmed")
    DONE = "done", _("Done")


class Import(models.Model):
    """A file that was taken in, or is about to be. An export into the same format is its text with
    what people changed since spliced in."""

    Format = ImportFormat

    State = ImportState

    file = models.CharField(_("file"), max_length=200)
    format = models.CharField(_("format"), max_length=9, choices=Format)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.PREPARED)
    compressed = models.BinaryField(_("text, compressed"))
    options = models.JSONField(_("options"), default=dict, blank=True)
    entries = models.JSONField(
        _("entries"),
        default=list,
        blank=True,
        help_text=_("The id of the project of each entry, in the order of the file."),
    )
    categories = models.JSONField(
        _("categories"),
        default=dict,
        blank=True,
        help_text=_("The id of the category of each heading, by its key in the file."),
    )
    report = models.JSONField(_("report"), default=dict, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="imports",
    )
    created = models.DateTimeField(_("when"), default=timezone.now)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created", "-id"]
        constraints = [
            one_of("format", ImportFormat.values, "directory_import_format"),
            one_of("state", ImportState.values, "directory_import_state"),
            list_rule("entries", "directory_import_entries"),
        ]

    def __str__(self) -> str:
        return self.file

    @property
    def text(self) -> str:
        """The file's text as it was decoded, line ends included."""
        return zlib.decompress(bytes(self.compressed)).decode()

    @text.setter
    def text(self, text: str) -> None:
        self.compressed = zlib.compress(text.encode())
