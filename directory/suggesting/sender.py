"""What a form carries beside what is suggested: when it was opened and with which values, a trap
for machines, and who wants to be credited or told."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.models import Suggestion
from directory.services.suggestions import harmless

from .columns import Typed

SALT = "directory.suggesting"
# Seconds. Nobody reads a form and types sooner; afterwards one may show what is no longer so.
SOONEST, LATEST = 3, 24 * 60 * 60
# A field that only machines see, and that they know from other sites.
TRAP = "website"


def digest(value: Any) -> str:
    """The same for values that mean the same, in whichever order a list is."""
    value = harmless.plain(value)
    if isinstance(value, list):
        value = sorted(json.dumps(item, sort_keys=True) for item in value)
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:12]


@dataclass
class Opened:
    """When a form was opened, in seconds, and digests of the values that it showed by field. What
    comes back as it was shown is no change, whatever the project has become meanwhile."""

    at: float = field(default_factory=time.time)
    digests: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, signed: str) -> Opened | None:
        try:
            at, digests = Signer(salt=SALT).unsign_object(signed[:20_000])
        except (BadSignature, ValueError, TypeError):
            return None
        return cls(at, digests)

    @property
    def signed(self) -> str:
        return Signer(salt=SALT).sign_object([self.at, self.digests], compress=True)

    def is_shown(self, name: str, value: Any) -> bool:
        return self.digests.get(name) == digest(value)

    def show(self, values: Mapping[str, Any]) -> None:
        """What was shown before stays as it was."""
        self.digests = {name: digest(value) for name, value in values.items()} | self.digests


def reopened(signed: str) -> tuple[Opened, str]:
    """A form that comes back, and why it has to be sent once more; nothing if it need not."""
    opened = Opened.read(signed)
    if opened is None:
        return Opened(), _("This form was not opened on this site. Look it over and send it again.")
    age = time.time() - opened.at
    if age > LATEST:
        opened.at = time.time()
        return opened, _(
            "This form was opened more than a day ago. Look over whether it is still right, and "
            "send it again."
        )
    if age < SOONEST:
        return opened, _(
            "That was quicker than anybody types. Look it over and send it again in a few seconds."
        )
    return opened, ""


class SenderForm(forms.Form):
    """Why, and who."""

    reason = Typed(
        label=gettext_lazy("Reason and evidence"),
        help_text=gettext_lazy(
            "With an address that can be opened, such as an announcement, a commit or a license."
        ),
        widget=forms.Textarea(attrs={"class": "input", "rows": 3, "required": True}),
    )
    contributor = Typed(
        label=gettext_lazy("Name to credit"),
        help_text=gettext_lazy("Public, in the history of the project. Empty: no credit."),
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "nickname"}),
    )
    email = Typed(
        label=gettext_lazy("Email"),
        help_text=gettext_lazy("Only to tell you what becomes of it. Never public."),
        widget=forms.EmailInput(attrs={"class": "input", "autocomplete": "email"}),
    )
    frequency = Typed(
        label=gettext_lazy("Mail"),
        initial=Suggestion.Frequency.IMMEDIATELY,
        widget=forms.Select(
            attrs={"class": "input"},
            choices=[each for each in Suggestion.Frequency.choices if each[0] != "never"],
        ),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)

    @property
    def is_trapped(self) -> bool:
        return bool(self.data.get(TRAP))

    def said(self) -> dict[str, str]:
        self.full_clean()
        said = {name: self.cleaned_data.get(name, "") for name in self.fields}
        return said | {"frequency": said["frequency"] or Suggestion.Frequency.IMMEDIATELY.value}
