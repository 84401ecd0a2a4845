"""Tokens by which programs act in the name of an editor."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.querysets import ApiTokenQuerySet

from .rules import list_rule


class TokenScope(models.TextChoices):
    """What a token may do beside reading what its owner reads."""

    SUGGEST = "suggest", _("Suggest changes of what others look after")
    EDIT = "edit", _("Edit projects, and add drafts")
    DECIDE = "decide", _("Decide on suggestions")
    PUBLISH = "publish", _("Publish and withdraw projects")


class TokenState(models.TextChoices):
    ACTIVE = "active", pgettext_lazy("token", "Active")
    EXPIRED = "expired", pgettext_lazy("token", "Expired")
    REVOKED = "revoked", pgettext_lazy("token", "Revoked")
    ENDED = "ended", _("Ended with the login")


class ApiToken(models.Model):
    """Of the secret itself nothing is kept but how it begins, to recognise it by, and its SHA-256:
    of 256 random bits no slower hash is needed.

    `login` is what Django's sessions keep of the password, so that a token ends as they do when
    that is changed, by whatever way. `writes` are those since `hour_began`.
    """

    Scope = TokenScope

    State = TokenState

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("owner"),
        on_delete=models.CASCADE,
        related_name="api_tokens",
    )
    name = models.CharField(_("name"), max_length=80)
    beginning = models.CharField(_("begins with"), max_length=16, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    login = models.CharField(max_length=128, editable=False)
    scopes = models.JSONField(pgettext_lazy("token", "may"), default=list, blank=True)
    created = models.DateTimeField(pgettext_lazy("token", "added"), default=timezone.now)
    expires = models.DateTimeField(_("expires"))
    used = models.DateTimeField(_("last used"), null=True)
    revoked = models.DateTimeField(_("revoked"), null=True)
    hour_began = models.DateTimeField(default=timezone.now, editable=False)
    writes = models.PositiveIntegerField(default=0, editable=False)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        ordering = ["-created", "-id"]
        constraints = [list_rule("scopes", "directory_apitoken_scopes")]

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> TokenState:
        if self.revoked:
            return TokenState.REVOKED
        if self.expires <= timezone.now():
            return TokenState.EXPIRED
        return TokenState.ACTIVE if self.is_of_this_login else TokenState.ENDED

    @property
    def is_of_this_login(self) -> bool:
        """Whether the owner still has the login, and the password, with which it was made."""
        user: Any = self.user
        hashes = [user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()]
        return bool(user.is_active and user.is_staff and self.login in hashes)

    @property
    def scope_labels(self) -> list[str]:
        return [str(TokenScope(scope).label) for scope in self.scopes]
