"""What the query string of a picture asks: the panorama's, and how many pixels."""

from __future__ import annotations

import django_filters
from django.db import models
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from directory.filters import PanoramaFilter
from directory.panorama import PanoramaBrowse


class Scale(models.TextChoices):
    ONCE = "1"
    TWICE = "2"


class PictureFilter(PanoramaFilter):
    scale = django_filters.ChoiceFilter(
        label=_("Scale"),
        choices=Scale.choices,
        error_messages={
            "invalid_choice": format_lazy(
                _("Choose one of: {choices}."), choices=", ".join(Scale.values)
            )
        },
    )


class PictureBrowse(PanoramaBrowse):
    """What the panorama is asked for, to take away."""

    filters = PictureFilter
    parameters = (*PanoramaBrowse.parameters, "scale")

    @property
    def scale(self) -> int:
        return int(self.asked.get("scale", Scale.ONCE))

    @property
    def page(self) -> str:
        """The path of the page that shows the same."""
        query = self.query(scale=None, size=None)
        return reverse("directory:map") + (f"?{query}" if query else "")
