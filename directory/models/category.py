"""Categories and, one level below, subcategories."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directory.querysets import CategoryManager

from .provenance import Records
from .rules import said_rule, slug_rule, validate_not_former, validate_said, validate_slug
from .translated import Translated


class Category(models.Model):
    """A category, or a subcategory if it has a parent. `hue` 1 to 8 is a colour of the palette."""

    parent = models.ForeignKey(
        "self",
        verbose_name=_("parent category"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="subcategories",
        limit_choices_to={"parent": None},
    )
    slug = models.CharField(_("slug"), max_length=80, unique=True, validators=[validate_slug])
    name_zh = models.CharField(_("name (Chinese)"), max_length=120, blank=True)
    name_en = models.CharField(_("name (English)"), max_length=120, blank=True)
    description_zh = models.TextField(_("description (Chinese)"), blank=True)
    description_en = models.TextField(_("description (English)"), blank=True)
    position = models.PositiveIntegerField(_("position"), default=0)
    hue = models.PositiveSmallIntegerField(
        _("hue"), default=1, validators=[MinValueValidator(1), MaxValueValidator(8)]
    )

    name = Translated()
    description = Translated()

    objects = CategoryManager()
    history = Records()

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["position", "slug"]
        constraints = [
            slug_rule("directory_category_slug"),
            said_rule("name", "directory_category_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(hue__range=(1, 8)), name="directory_category_hue"
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def get_absolute_url(self) -> str:
        return reverse("directory:category", args=[self.slug])

    def clean(self) -> None:
        self.clean_values()
        validate_not_former(self)
        if self.parent is None:
            return
        if self.parent == self or self.parent.parent_id:
            raise ValidationError(
                {"parent": _("A subcategory's parent must be a category of the first level.")}
            )
        if self.pk and self.subcategories.exists():
            raise ValidationError(
                {"parent": _("This category has subcategories, so it cannot become one itself.")}
            )

    def clean_values(self) -> None:
        """What can be told of the values alone, without asking the database."""
        validate_said(self, "name")
