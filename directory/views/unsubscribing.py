"""The page behind the link of each mail: less of it, or no more."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.models import Suggestion
from directory.services.notifying import subscriptions
from directory.services.notifying.subscriptions import Subscription
from directory.views.errors import explain
from directory.views.posted import open_to_all

Frequency = Suggestion.Frequency


class FrequencyForm(forms.Form):
    frequency = forms.ChoiceField(
        label=gettext_lazy("How often?"), choices=Frequency, widget=forms.RadioSelect
    )


@open_to_all
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """The link is what allows it, for whoever gets the mail. Programs that look at the links in a
    mail only GET them, which changes nothing."""
    subscription = subscriptions.by_token(token)
    if subscription is None:
        response = explain(
            request,
            404,
            _("No mail comes from this link"),
            _("It is incomplete, or your address is no longer known here, so nothing is sent."),
        )
    elif request.method == "POST":
        response = _chosen(request, subscription)
    else:
        response = _page(request, subscription)
    patch_cache_control(response, private=True, no_store=True)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


def _chosen(request: HttpRequest, subscription: Subscription) -> HttpResponse:
    """The button of a mail program says nothing but that it was pressed (RFC 8058)."""
    one_click = "List-Unsubscribe" in request.POST
    form = FrequencyForm({"frequency": Frequency.NEVER} if one_click else request.POST)
    if not form.is_valid():
        return _page(request, subscription, form, status=400)
    subscription.choose(form.cleaned_data["frequency"])
    return _page(request, subscription, FrequencyForm(form.cleaned_data), changed=True)


def _page(
    request: HttpRequest,
    subscription: Subscription,
    form: FrequencyForm | None = None,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    frequency = Frequency(subscription.frequency)
    context |= {
        "form": form or FrequencyForm(initial={"frequency": frequency}),
        "address": _masked(subscription.email),
        "frequency": frequency,
    }
    return render(request, "directory/unsubscribe.html", context, status=status)


def _masked(email: str) -> str:
    """For its owner to know it again, and nobody else."""
    name, _at, host = email.rpartition("@")
    return f"{name[:1]}…@{host}"
