"""The one list that a site is."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .category import Category
from .provenance import Records
from .rules import (
    address_rule,
    list_rule,
    said_rule,
    validate_license,
    validate_said,
    validate_slug,
    validate_url,
)
from .translated import Translated


def _is_group(value: Any) -> bool:
    if not isinstance(value, dict) or value.keys() - {"slug", "zh", "en", "categories"}:
        return False
    texts = [value.get(key, "") for key in ("slug", "zh", "en")]
    categories = value.get("categories")
    return (
        all(isinstance(text, str) for text in texts)
        and bool(texts[1] or texts[2])
        and isinstance(categories, list)
        and all(isinstance(slug, str) for slug in categories)
    )


def _mistakes_in(slug: str, slugs: list[str]) -> Iterator[str]:
    try:
        validate_slug(slug)
    except ValidationError as error:
        yield from error.messages
    if slugs.count(slug) > 1:
        yield _("“%(slug)s” is there twice.") % {"slug": slug}


class Landscape(models.Model):
    """Title, introduction, community and licence of the list. One row, id 1."""

    title_zh = models.CharField(_("title (Chinese)"), max_length=120, blank=True)
    title_en = models.CharField(_("title (English)"), max_length=120, blank=True)
    introduction_zh = models.TextField(
        _("introduction (Chinese)"), blank=True, help_text=_("Markdown.")
    )
    introduction_en = models.TextField(
        _("introduction (English)"), blank=True, help_text=_("Markdown.")
    )
    about_zh = models.TextField(
        _("about the facts (Chinese)"),
        blank=True,
        help_text=_("Markdown. Shown on the About page: where facts come from, how to help."),
    )
    about_en = models.TextField(_("about the facts (English)"), blank=True)
    community_zh = models.CharField(_("community (Chinese)"), max_length=120, blank=True)
    community_en = models.CharField(_("community (English)"), max_length=120, blank=True)
    community_url = models.URLField(_("community's address"), blank=True, validators=[validate_url])
    source_url = models.URLField(
        _("address of the source code"), blank=True, validators=[validate_url]
    )
    license = models.CharField(
        _("license of the data"),
        max_length=200,
        blank=True,
        validators=[validate_license],
        help_text=_("An SPDX expression."),
    )
    attribution_zh = models.CharField(_("attribution (Chinese)"), max_length=300, blank=True)
    attribution_en = models.CharField(_("attribution (English)"), max_length=300, blank=True)
    groups = models.JSONField(
        _("groups of categories"),
        default=list,
        blank=True,
        help_text=_("Parts of the panorama, each with its own tab. Without any there is one."),
    )
    facts_as_of = models.DateField(_("facts as of"), null=True, blank=True)

    title = Translated()
    introduction = Translated()
    about = Translated()
    community = Translated()
    attribution = Translated()

    history = Records()

    class Meta:
        verbose_name = _("landscape")
        verbose_name_plural = _("landscape")
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="directory_landscape_only_one"),
            said_rule("title", "directory_landscape_has_a_title"),
            list_rule("groups", "directory_landscape_groups"),
            address_rule("community_url", "directory_landscape_community_http"),
            address_rule("source_url", "directory_landscape_source_http"),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def clean(self) -> None:
        self.clean_values()
        named = {slug for group in self.groups for slug in group["categories"]}
        known = {category.slug for category in Category.objects.of_first_level()}
        if unknown := sorted(named - known):
            says = _("There is no category “%(slug)s” of the first level.")
            raise ValidationError({"groups": [says % {"slug": slug} for slug in unknown]})

    def clean_values(self) -> None:
        """What can be told of the values alone, without asking the database."""
        validate_said(self, "title")
        self._clean_groups()

    def _clean_groups(self) -> None:
        """`[{"slug", "zh", "en", "categories": [slug, …]}, …]`."""
        if not isinstance(self.groups, list) or not all(map(_is_group, self.groups)):
            raise ValidationError(
                {"groups": _("Each group has a slug, a label in zh or en, and categories.")}
            )
        slugs = [group.get("slug", "") for group in self.groups]
        if told := [says for slug in dict.fromkeys(slugs) for says in _mistakes_in(slug, slugs)]:
            raise ValidationError({"groups": told})

    def save(self, *args: object, **kwargs: object) -> None:
        self.pk = 1
        super().save(*args, **kwargs)  # type: ignore[arg-type]
