"""How often somebody wants mail, and the signed link by which they say so without logging in."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from directory.models import Account, Letter, MailPreference, Notice, Suggestion

SALT = "directory.mail"
Frequency = Suggestion.Frequency


@dataclass(frozen=True)
class OfEditor:
    account: Account

    @property
    def token(self) -> str:
        return _signed("editor", self.account.pk)

    @property
    def email(self) -> str:
        return str(self.account.email)

    @property
    def frequency(self) -> str:
        return preference_of(self.account).frequency

    def choose(self, frequency: str) -> None:
        preference = preference_of(self.account)
        preference.frequency = frequency
        preference.save()
        _withdraw(self.email, frequency)


@dataclass(frozen=True)
class OfContributor:
    """Of all suggestions with the same address."""

    suggestion: Suggestion

    @property
    def token(self) -> str:
        return _signed("contributor", self.suggestion.pk)

    @property
    def email(self) -> str:
        return self.suggestion.email

    @property
    def frequency(self) -> str:
        return self.suggestion.frequency

    def choose(self, frequency: str) -> None:
        Suggestion.objects.with_email(self.email).update(frequency=frequency)
        self.suggestion.frequency = frequency
        _withdraw(self.email, frequency)


Subscription = OfEditor | OfContributor


def preference_of(account: Account) -> MailPreference:
    """What they chose, or what holds for who has chosen nothing."""
    return getattr(account, "mail_preference", None) or MailPreference(user=account)


def address_of(subscription: Subscription) -> str:
    """For a mail, in the language that is active."""
    return f"{settings.SITE_URL}{page_of(subscription)}"


def page_of(subscription: Subscription) -> str:
    """Where the link leads, in the language that is active."""
    return reverse("directory:unsubscribe", args=[subscription.token])


def by_token(token: str) -> Subscription | None:
    """None for what was never given out, and where mail goes nowhere any more."""
    try:
        kind, pk = Signer(salt=SALT).unsign(token).split("-")
    except (BadSignature, ValueError):
        return None
    found: Subscription | None = None
    if kind == "editor" and (account := Account.objects.active(int(pk))):
        found = OfEditor(account)
    elif kind == "contributor" and (suggestion := Suggestion.objects.by_id(int(pk))):
        found = OfContributor(suggestion)
    return found if found and found.email else None


def _signed(kind: str, pk: int) -> str:
    return Signer(salt=SALT).sign(f"{kind}-{pk}")


def _withdraw(email: str, frequency: str) -> None:
    """Who wants no more gets nothing of what still waits for the server either."""
    if frequency == Frequency.NEVER:
        Letter.objects.digests_to(email).unsent().delete()
        Notice.objects.unwanted().delete()
