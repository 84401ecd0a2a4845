"""Addresses of a project elsewhere."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from directory.querysets import LinkManager

from .project import Project
from .provenance import Records
from .rules import is_http, one_of, validate_url


class LinkKind(models.TextChoices):
    HOMEPAGE = "homepage", _("Homepage")
    REPOSITORY = "repository", _("Repository")
    DOCUMENTATION = "documentation", _("Documentation")
    DOWNLOAD = "download", _("Download")
    BLOG = "blog", _("Blog")
    CHAT = "chat", _("Chat")
    ORGANIZATION = "organization", _("Organization page")
    OTHER = "other", _("Other")


class Link(models.Model):
    """An address of a project; `former` if it is where the project once was."""

    Kind = LinkKind

    project = models.ForeignKey(
        Project, verbose_name=_("project"), on_delete=models.CASCADE, related_name="links"
    )
    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    url = models.CharField(_("address"), max_length=500, validators=[validate_url])
    text = models.CharField(_("text"), max_length=120, blank=True)
    former = models.BooleanField(
        _("former"), default=False, help_text=_("Where the project once was.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = LinkManager()
    history = Records()

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["former", "position", "id"]
        indexes = [models.Index(Lower("url"), name="directory_link_lower_url")]
        constraints = [
            models.UniqueConstraint(fields=["project", "kind", "url"], name="directory_link_once"),
            models.CheckConstraint(condition=is_http("url"), name="directory_link_http"),
            one_of("kind", LinkKind.values, "directory_link_kind"),
        ]

    def __str__(self) -> str:
        return self.url

    def natural_key(self) -> tuple[tuple[str], str, str]:
        return (self.project.natural_key(), self.kind, self.url)

    natural_key.dependencies = ["directory.project"]  # type: ignore[attr-defined]
