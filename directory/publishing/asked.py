"""What the query string of a picture asks: the panorama's, on what, and how many pixels."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directory.filters import PanoramaFilter, one_of
from directory.panorama import PanoramaBrowse

from .kinds import PAPER, SLIDE, Kind


class Scale(models.TextChoices):
    """Pixels a unit, each way."""

    ONCE = "1"
    TWICE = "2"


class Sheet(models.TextChoices):
    PAPER = "paper", _("Paper")
    SLIDE = "slide", _("Slide (16:9)")


KINDS = {Sheet.PAPER: PAPER, Sheet.SLIDE: SLIDE}


class PictureFilter(PanoramaFilter):
    sheet = one_of(Sheet, _("Sheet"))
    scale = one_of(Scale, _("Scale"))


class PictureBrowse(PanoramaBrowse):
    """What the panorama is asked for, to take away."""

    filters = PictureFilter
    parameters = (*PanoramaBrowse.parameters, "sheet", "scale")

    @property
    def kind(self) -> Kind:
        return KINDS[Sheet(self.asked.get("sheet", Sheet.PAPER))]

    @property
    def scale(self) -> int:
        return int(self.asked.get("scale", Scale.ONCE))

    @property
    def page(self) -> str:
        """The path of the page that shows the same."""
        query = self.query(sheet=None, scale=None, size=None)
        return reverse("directory:map") + (f"?{query}" if query else "")
