"""What people suggest: differences by field, who decides on them, and what became of them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.querysets import (
    SuggestedChangeQuerySet,
    SuggestionMessageManager,
    SuggestionQuerySet,
)

from .category import Category
from .maintainer import Maintainer
from .project import Project
from .rules import list_rule, one_of
from .translated import Translated


class SuggestionKind(models.TextChoices):
    NEW = "new", _("New project")
    CHANGE = "change", _("Change")
    SUCCESSOR = "successor", _("Successor")
    DEAD_LINK = "dead-link", _("Dead link")
    REMOVAL = "removal", _("Removal")


class SuggestionState(models.TextChoices):
    QUARANTINED = "quarantined", _("In quarantine")
    WAITING = "waiting", _("Waiting for review")
    ASKED = "asked", _("Asked back")
    ACCEPTED = "accepted", pgettext_lazy("suggestion", "Accepted")
    PARTLY = "partly", _("Accepted in part")
    DECLINED = "declined", _("Declined")
    RETRACTED = "retracted", _("Taken back")


class Frequency(models.TextChoices):
    """How often somebody wants mail about what happens."""

    IMMEDIATELY = "immediately", _("At once")
    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week")
    NEVER = "never", _("Never")


class Doubt(models.TextChoices):
    """Why a suggestion is taken for junk until somebody looked at it."""

    TRAP = "trap", _("A field was filled in that people do not see.")
    LINKS = "links", _("It has many addresses in its texts.")
    MARKUP = "markup", _("It has HTML in its texts.")
    PROGRAM = "program", _("A program sent it through the API, without a token.")


class Suggestion(models.Model):
    """One thing that somebody would have different. `changes` are the differences.

    `contributor`, `email` and `address_key` are personal: erasing empties them, and only the
    first is ever shown, to credit who wished to be.
    """

    Kind = SuggestionKind

    State = SuggestionState

    Frequency = Frequency

    Doubt = Doubt

    OPEN = (State.WAITING, State.ASKED)

    DECIDED = (State.ACCEPTED, State.PARTLY, State.DECLINED)

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    state = models.CharField(
        pgettext_lazy("of a suggestion", "state"),
        max_length=11,
        choices=State,
        default=State.WAITING,
    )
    project = models.ForeignKey(
        Project,
        verbose_name=_("project"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="suggestions",
        help_text=_("The project that it is about; of a new one, once it is accepted."),
    )
    name = models.CharField(_("name of the project"), max_length=120)
    category = models.ForeignKey(
        Category,
        verbose_name=_("category"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Whose stewards are asked."),
    )
    assignee = models.ForeignKey(
        Maintainer,
        verbose_name=_("assigned to"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="assigned_suggestions",
        help_text=_("In place of the stewards whose turn it is."),
    )
    reason = models.TextField(_("reason and evidence"), blank=True)
    contributor = models.CharField(
        _("name to credit"), max_length=80, blank=True, help_text=_("Public. Empty: no credit.")
    )
    email = models.EmailField(
        _("email"), blank=True, help_text=_("Only for the answer, never public.")
    )
    frequency = models.CharField(
        _("mail"), max_length=11, choices=Frequency, default=Frequency.IMMEDIATELY
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("editor"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="suggestions",
        help_text=_("Who suggested it in the admin, where they may not change it themselves."),
    )
    address_key = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    doubts = models.JSONField(
        _("why it is in quarantine"), default=list, blank=True, editable=False
    )
    created = models.DateTimeField(_("suggested"), default=timezone.now, db_index=True)
    decided = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    answer = models.TextField(_("answer"), blank=True, help_text=_("Why it was decided so."))

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        ordering = ["created", "id"]
        indexes = [models.Index(fields=["state", "created"], name="directory_suggestion_queue")]
        constraints = [
            one_of("kind", SuggestionKind.values, "directory_suggestion_kind"),
            one_of("state", SuggestionState.values, "directory_suggestion_state"),
            one_of("frequency", Frequency.values, "directory_suggestion_frequency"),
            list_rule("doubts", "directory_suggestion_doubts"),
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.get_kind_display()}"

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def why_in_quarantine(self) -> list[str]:
        return [str(Doubt(doubt).label) for doubt in self.doubts]


class Decision(models.TextChoices):
    PENDING = "pending", _("Not decided")
    ACCEPTED = "accepted", pgettext_lazy("suggestion", "Accepted")
    DECLINED = "declined", _("Declined")


class SuggestedChange(models.Model):
    """The difference of one field, in the terms of directory/formats/records.py.

    A column has no `item`, and `was` and `now` are its values. Of the lists within a project (tags,
    links, relations, capabilities) each item is a change of its own: `item` is what tells it from
    the others (`["homepage", "https://…"]`, `["envoy-based"]`), `was` and `now` are the whole item,
    or null where there was or will be none.
    """

    Decision = Decision

    suggestion = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="changes")
    field = models.CharField(_("field"), max_length=40)
    item = models.JSONField(null=True, blank=True)
    was = models.JSONField(_("as it was"), null=True, blank=True)
    now = models.JSONField(_("as suggested"), null=True, blank=True)
    applied = models.JSONField(
        _("as accepted"), null=True, blank=True, help_text=_("If it was edited before accepting.")
    )
    edited = models.BooleanField(_("edited"), default=False)
    decision = models.CharField(
        _("decision"), max_length=8, choices=Decision, default=Decision.PENDING
    )
    answer = models.TextField(_("answer"), blank=True)

    objects = SuggestedChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggested change")
        verbose_name_plural = _("suggested changes")
        ordering = ["id"]
        constraints = [one_of("decision", Decision.values, "directory_suggestedchange_decision")]

    def __str__(self) -> str:
        return " ".join([self.field, *map(str, self.key)])

    @property
    def key(self) -> list[Any]:
        """What tells an item of a list from the others; nothing for a column."""
        return self.item or []

    @property
    def outcome(self) -> Any:
        """What the field has once the change is accepted."""
        return self.applied if self.edited else self.now


class SuggestionMessage(models.Model):
    """What editors ask and contributors answer; a message without an author is a contributor's."""

    suggestion = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("author"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    by_contributor = models.BooleanField(default=False)
    text = models.TextField(_("text"))
    created = models.DateTimeField(_("when"), default=timezone.now)

    objects = SuggestionMessageManager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["created", "id"]

    def __str__(self) -> str:
        return self.text[:80]


class AnswerTemplate(models.Model):
    """A usual reason for declining, in both languages, so that none has to be written twice."""

    title_zh = models.CharField(_("title (Chinese)"), max_length=80)
    title_en = models.CharField(_("title (English)"), max_length=80)
    text_zh = models.TextField(_("text (Chinese)"))
    text_en = models.TextField(_("text (English)"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    title = Translated()
    text = Translated()

    class Meta:
        verbose_name = _("answer template")
        verbose_name_plural = _("answer templates")
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return str(self.title)
