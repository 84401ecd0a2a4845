"""What some parameters choose among."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Sort(models.TextChoices):
    RELEVANCE = "relevance", _("Relevance")
    NAME = "name", _("Name")
    POSITION = "position", _("List order")
    MODIFIED = "modified", _("Recently changed")
    CREATED = "created", _("Newest")
    STARTED = "started", _("Started")


class View(models.TextChoices):
    CARDS = "cards", _("Cards")
    TABLE = "table", _("Table")


class Show(models.TextChoices):
    """What becomes of the projects on the panorama that were not asked for."""

    FADE = "fade", _("faded")
    ONLY = "only", _("left out")


class Size(models.TextChoices):
    SMALL = "s", pgettext_lazy("size", "small")
    MEDIUM = "m", pgettext_lazy("size", "medium")
    LARGE = "l", pgettext_lazy("size", "large")


class ChangeKind(models.TextChoices):
    """What a change is about."""

    NEW = "new", pgettext_lazy("changes", "New projects")
    STATUS = "status", pgettext_lazy("changes", "Status and end")
    TEXT = "text", pgettext_lazy("changes", "Names and texts")
    FACTS = "facts", _("Facts")
    LINKS = "links", _("Links")
    TAGS = "tags", _("Tags")
    RELATIONS = "relations", _("Relations")
    CAPABILITIES = "capabilities", _("Capabilities")
    MERGES = "merges", pgettext_lazy("changes", "Merges")
