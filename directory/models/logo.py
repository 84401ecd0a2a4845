"""The logo of a project, cleaned."""

from __future__ import annotations

import hashlib
from pathlib import PurePath

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directory.logos import ENDINGS, Picture
from directory.querysets import LogoQuerySet

from .project import Project
from .rules import one_of

NAME_LENGTH = 120


class Logo(models.Model):
    """History keeps none of it: a logo is large, and its file is easily found again."""

    project = models.OneToOneField(
        Project, verbose_name=_("project"), on_delete=models.CASCADE, related_name="logo"
    )
    name = models.CharField(_("file"), max_length=NAME_LENGTH)
    media_type = models.CharField(_("media type"), max_length=20)
    digest = models.CharField(_("SHA-256"), max_length=64)
    # Last, for SQLite reads through a row from its beginning to what was asked for.
    data = models.BinaryField(_("content"))

    objects = LogoQuerySet.as_manager()

    class Meta:
        verbose_name = _("logo")
        verbose_name_plural = _("logos")
        constraints = [one_of("media_type", list(ENDINGS), "directory_logo_media_type")]

    def __str__(self) -> str:
        return self.name

    def take(self, picture: Picture, name: str) -> None:
        """Become this picture, from a file of this name."""
        self.media_type, self.data = picture
        self.digest = hashlib.sha256(picture.data).hexdigest()
        path = PurePath(name).with_suffix("")
        self.name = f"{path.name[: NAME_LENGTH - 5]}.{self.ending}"

    @property
    def ending(self) -> str:
        return ENDINGS[self.media_type]

    @property
    def short_digest(self) -> str:
        return self.digest[:12]

    def get_absolute_url(self) -> str:
        """Another one for another picture, so that each may be kept for ever."""
        return reverse("logo", args=[self.project.slug, self.short_digest, self.ending])
