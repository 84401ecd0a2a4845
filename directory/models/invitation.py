"""Invitations: who is asked to keep part of the list, and what became of it."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.querysets import InvitationQuerySet

from .category import Category
from .maintainer import Maintainer, Role
from .project import Project
from .rules import one_of


class InvitationState(models.TextChoices):
    OPEN = "open", pgettext_lazy("invitation state", "Open")
    ACCEPTED = "accepted", pgettext_lazy("invitation state", "Accepted")
    EXPIRED = "expired", pgettext_lazy("invitation state", "Expired")
    REVOKED = "revoked", pgettext_lazy("invitation state", "Revoked")


class Invitation(models.Model):
    """An editor-to-be. The link in the mail is signed and names `issue`, so that only the one sent
    last opens anything."""

    State = InvitationState

    email = models.EmailField(_("email"))
    role = models.CharField(_("role"), max_length=8, choices=Role)
    category = models.ForeignKey(
        Category,
        verbose_name=_("category"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="invitations",
    )
    project = models.ForeignKey(
        Project,
        verbose_name=_("project"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="invitations",
        help_text=_("Neither category nor project: the whole list."),
    )
    maintainer = models.ForeignKey(
        Maintainer,
        verbose_name=_("maintainer"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="invitations",
        help_text=_("If the list names this person already; empty for somebody new."),
    )
    language = models.CharField(
        _("language"),
        max_length=10,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("invited by"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="invitations_made",
    )
    created = models.DateTimeField(_("when"), default=timezone.now)
    issue = models.PositiveSmallIntegerField(_("times sent"), default=1)
    expires = models.DateTimeField(_("expires"))
    accepted = models.DateTimeField(_("accepted"), null=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("account"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="invitations_accepted",
    )
    revoked = models.DateTimeField(_("revoked"), null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(category=None) | Q(project=None), name="directory_invitation_one_scope"
            ),
            one_of("role", Role.values, "directory_invitation_role"),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def scope(self) -> str:
        return str(self.project or self.category or _("the whole list"))

    @property
    def state(self) -> InvitationState:
        if self.accepted:
            return InvitationState.ACCEPTED
        if self.revoked:
            return InvitationState.REVOKED
        expired = self.expires <= timezone.now()
        return InvitationState.EXPIRED if expired else InvitationState.OPEN

    def clean(self) -> None:
        if self.category_id and self.project_id:
            raise ValidationError(_("Choose a category or a project, not both."))
        if self.maintainer and self.maintainer.user_id:
            raise ValidationError({"maintainer": _("This maintainer has a login already.")})
