"""How often an editor wants mail about suggestions, and in which language all of it is."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from directory.models import Account, MailPreference
from directory.services.notifying.subscriptions import OfEditor, preference_of

from .pages import private, render


class MailForm(forms.ModelForm):
    class Meta:
        model = MailPreference
        fields = ["frequency", "language"]
        labels = {"frequency": gettext_lazy("Frequency")}
        help_texts = {"frequency": gettext_lazy("Weekly mail comes on Mondays.")}


@private
@require_http_methods(["GET", "HEAD", "POST"])
def mail(request: HttpRequest) -> HttpResponseBase:
    account = Account.objects.get(pk=request.user.pk)
    form = MailForm(request.POST or None, instance=preference_of(account))
    if form.is_valid():
        form.save()
        OfEditor(account).choose(form.cleaned_data["frequency"])
        messages.success(request, _("Saved."))
        return redirect("account:overview")
    return render(
        request,
        "confirm",
        _("Mail"),
        form=form,
        says=_(
            "What is suggested for the part of the list that you look after, and what becomes of "
            "your own suggestions. Mail about your account always comes."
        ),
        button=_("Save"),
    )
