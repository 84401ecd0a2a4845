"""Tags, and which project carries which. Only this module and the admin's form know taggit."""

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase

from directory.querysets import ProjectTagManager, TagManager

from .provenance import Records
from .rules import list_rule, slug_rule, validate_not_former, validate_slug, validate_texts
from .translated import Translated


class Tag(TagBase):
    """A tag with a label in each language. `name` is taggit's own: the English label, unique."""

    name = models.CharField(_("label (English)"), max_length=100, unique=True)
    slug = models.CharField(_("slug"), max_length=80, unique=True, validators=[validate_slug])
    label_zh = models.CharField(_("label (Chinese)"), max_length=100, blank=True)
    synonyms = models.JSONField(
        _("synonyms"),
        default=list,
        blank=True,
        help_text=_("Other words that people search for, in either language."),
    )
    description_zh = models.TextField(_("description (Chinese)"), blank=True)
    description_en = models.TextField(_("description (English)"), blank=True)

    label = Translated(otherwise="name")
    description = Translated()

    objects: ClassVar[TagManager] = TagManager()
    history = Records()

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["slug"]
        constraints = [
            slug_rule("directory_tag_slug"),
            list_rule("synonyms", "directory_tag_synonyms"),
        ]

    def __str__(self) -> str:
        return str(self.label)

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def get_absolute_url(self) -> str:
        return reverse("directory:tag", args=[self.slug])

    def clean(self) -> None:
        self.clean_values()
        validate_not_former(self)

    def clean_values(self) -> None:
        """What can be told of the values alone, without asking the database."""
        validate_texts(self.synonyms, "synonyms")


class ProjectTag(ItemBase):
    """A tag on a project."""

    tag = models.ForeignKey(
        Tag, verbose_name=_("tag"), on_delete=models.CASCADE, related_name="project_tags"
    )
    content_object = models.ForeignKey(
        "directory.Project",
        verbose_name=_("project"),
        on_delete=models.CASCADE,
        related_name="project_tags",
        db_column="project_id",
    )

    objects: ClassVar[ProjectTagManager] = ProjectTagManager()
    history = Records()

    class Meta:
        verbose_name = _("tag of a project")
        verbose_name_plural = _("tags of projects")
        constraints = [
            models.UniqueConstraint(
                fields=["content_object", "tag"], name="directory_projecttag_once"
            )
        ]

    def natural_key(self) -> tuple[tuple[str], tuple[str]]:
        return (self.content_object.natural_key(), self.tag.natural_key())

    natural_key.dependencies = ["directory.project", "directory.tag"]  # type: ignore[attr-defined]
