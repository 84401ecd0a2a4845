"""What addresses of pages for other sites ask, and those of the page that makes them."""

from __future__ import annotations

from collections.abc import Iterator

import django_filters
from django.db import models
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.browse import Browse
from directory.catalogue import FILTERS
from directory.filters import PanoramaFilter, ProjectFilter, one_of
from directory.models import Project
from directory.models.translated import column_language
from directory.panorama import PanoramaBrowse


class Theme(models.TextChoices):
    AUTO = "auto", _("As the reader's system")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class Kind(models.TextChoices):
    MAP = "map", _("Panorama")
    LIST = "list", _("List")
    PROJECT = "project", _("One project")
    BADGE = "badge", _("Badge")


class Language(models.TextChoices):
    ZH = "zh-hans", "中文"
    EN = "en", "English"


class FramedListFilter(ProjectFilter):
    theme = one_of(Theme, _("Colours"))


class FramedMapFilter(PanoramaFilter):
    theme = one_of(Theme, _("Colours"))


class FramedList(Browse):
    filters = FramedListFilter
    parameters = (*Browse.parameters, "theme")


class FramedMap(PanoramaBrowse):
    filters = FramedMapFilter
    parameters = (*PanoramaBrowse.parameters, "theme")


class BuilderFilter(FramedMapFilter):
    what = one_of(Kind, pgettext_lazy("embedding", "What"))
    project = django_filters.CharFilter(label=_("Project"), max_length=120)
    lang = one_of(Language, pgettext_lazy("spoken", "Language"))
    height = django_filters.NumberFilter(
        label=_("Height"),
        decimal_places=0,
        min_value=80,
        max_value=4000,
    )


class Builder(PanoramaBrowse):
    """What the page that makes addresses for other sites is asked for."""

    filters = BuilderFilter
    own = ("what", "project", "lang", "theme", "height")
    parameters = (*PanoramaBrowse.parameters, *own)

    @property
    def what(self) -> Kind:
        return Kind(self.asked.get("what", Kind.MAP))

    @property
    def theme(self) -> Theme:
        return Theme(self.asked.get("theme", Theme.AUTO))

    @property
    def lang(self) -> Language:
        here = Language.EN if column_language() == "en" else Language.ZH
        return Language(self.asked.get("lang", here))

    @property
    def height(self) -> int:
        usual = {Kind.PROJECT: 380}.get(self.what, 640)
        return int(self.asked.get("height", usual))

    @property
    def narrowing(self) -> Iterator[tuple[str, str]]:
        """Filters and search, as the form sends them along."""
        return self.pairs("q", *FILTERS, "group", "show", "sort", "view")

    def path_of(self, project: Project | None) -> str:
        """Where what is embedded is, in the language that was chosen."""
        with translation.override(self.lang):
            if self.what == Kind.PROJECT and project:
                path = reverse("directory:embed_project", args=[project.slug])
            elif self.what == Kind.LIST:
                path = reverse("directory:embed_list")
            else:
                path = reverse("directory:embed_map")
        query = self._framed_query()
        return f"{path}?{query}" if query else path

    def _framed_query(self) -> str:
        others = {
            Kind.MAP: ("sort", "view"),
            Kind.LIST: ("group", "show", "size"),
        }.get(self.what, tuple(name for name in self.parameters if name != "theme"))
        left_out = dict.fromkeys((*others, "what", "project", "lang", "height"))
        if self.theme == Theme.AUTO:
            left_out["theme"] = None
        return self.query(**left_out)


def frame(address: str, title: str, height: int) -> str:
    """What is pasted into another site."""
    return format_html(
        '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy" '
        'style="border: 0"></iframe>',
        address,
        title,
        height,
    )
