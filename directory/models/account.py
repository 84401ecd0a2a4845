"""What an editor's account has beside a name and a password."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.querysets import AccountQuerySet, BrowserSessionQuerySet, PasskeyQuerySet


class Account(User):
    """A user as owners see one."""

    objects = AccountQuerySet.as_manager()  # type: ignore[assignment, misc]

    class Meta:
        proxy = True
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ["username"]


class Passkey(models.Model):
    """A WebAuthn credential: a second factor that no imitation of this site can ask for."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="passkeys"
    )
    name = models.CharField(_("name"), max_length=80)
    credential_id = models.BinaryField(max_length=1023, unique=True)
    # As the authenticator attested it: its model, the id, and the public key in COSE.
    credential = models.BinaryField()
    sign_count = models.PositiveBigIntegerField(default=0)
    created = models.DateTimeField(_("added"), default=timezone.now)
    used = models.DateTimeField(_("last used"), null=True)

    objects = PasskeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("passkey")
        verbose_name_plural = _("passkeys")
        ordering = ["created", "id"]

    def __str__(self) -> str:
        return self.name


class BrowserSession(models.Model):
    """A browser in which somebody is logged in. The session itself is Django's."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="browser_sessions"
    )
    session_key = models.CharField(max_length=40, unique=True)
    began = models.DateTimeField(_("began"), default=timezone.now)
    seen = models.DateTimeField(_("last seen"), default=timezone.now)
    address = models.GenericIPAddressField(_("address"), null=True)
    user_agent = models.CharField(max_length=300, blank=True)

    objects = BrowserSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["-seen", "-id"]

    def __str__(self) -> str:
        return f"{self.user}: {self.address}"
