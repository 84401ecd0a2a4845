"""Slugs that something once had."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, ClassVar

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.querysets import OldSlugManager

from .category import Category
from .maintainer import Maintainer
from .project import Project
from .provenance import Records
from .rules import slug_rule, validate_slug
from .tag import Tag


class FormerSlug(models.Model):
    """A slug that something once had; its address redirects for ever. `OWNER` is the foreign key to
    what has another slug now."""

    OWNER: ClassVar[str]

    slug = models.CharField(_("slug"), max_length=80, unique=True, validators=[validate_slug])

    objects: ClassVar[OldSlugManager] = OldSlugManager()

    class Meta:
        abstract = True
        ordering = ["slug"]
        constraints = [slug_rule("%(app_label)s_%(class)s_slug")]

    def __str__(self) -> str:
        return self.slug

    @classmethod
    def owners(cls) -> Any:
        """All that can have such a slug."""
        return cls._meta.get_field(cls.OWNER).related_model._default_manager  # type: ignore[union-attr]

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    natural_key.dependencies = [  # type: ignore[attr-defined]
        "directory.project",
        "directory.category",
        "directory.tag",
        "directory.maintainer",
    ]

    def clean(self) -> None:
        with suppress(ObjectDoesNotExist):
            holder = self.owners().get_by_natural_key(self.slug)
            raise ValidationError(
                {"slug": _("“%(holder)s” has this slug now.") % {"holder": holder}}
            )


class OldSlug(FormerSlug):
    """A slug that a project once had."""

    OWNER = "project"

    project = models.ForeignKey(
        Project, verbose_name=_("project"), on_delete=models.CASCADE, related_name="old_slugs"
    )
    history = Records()

    class Meta(FormerSlug.Meta):
        verbose_name = _("old slug")
        verbose_name_plural = _("old slugs")


class OldCategorySlug(FormerSlug):
    """A slug that a category once had."""

    OWNER = "category"

    category = models.ForeignKey(
        Category, verbose_name=_("category"), on_delete=models.CASCADE, related_name="old_slugs"
    )
    history = Records()

    class Meta(FormerSlug.Meta):
        verbose_name = _("old slug of a category")
        verbose_name_plural = _("old slugs of categories")


class OldTagSlug(FormerSlug):
    """A slug that a tag once had, or one that was merged into it."""

    OWNER = "tag"

    tag = models.ForeignKey(
        Tag, verbose_name=_("tag"), on_delete=models.CASCADE, related_name="old_slugs"
    )
    history = Records()

    class Meta(FormerSlug.Meta):
        verbose_name = _("old slug of a tag")
        verbose_name_plural = _("old slugs of tags")


class OldHandle(FormerSlug):
    """A handle that a maintainer once had."""

    OWNER = "maintainer"

    maintainer = models.ForeignKey(
        Maintainer, verbose_name=_("maintainer"), on_delete=models.CASCADE, related_name="old_slugs"
    )
    history = Records()

    class Meta(FormerSlug.Meta):
        verbose_name = _("old handle")
        verbose_name_plural = _("old handles")
