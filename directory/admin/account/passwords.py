"""Changing a password, and choosing a new one by mail when it is forgotten."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm, PasswordResetForm, SetPasswordForm
from django.contrib.auth.views import PasswordResetConfirmView, PasswordResetView
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from directory.models import Act, Letter
from directory.services import outbox
from directory.services.accounts import sessions
from directory.services.accounts.events import happened

from .login import note_session
from .pages import check_password, private, render, secret


class ChangeForm(PasswordChangeForm):
    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.request = request
        super().__init__(request.user, *args, **kwargs)  # type: ignore[arg-type]

    def clean_old_password(self) -> str:
        return check_password(self.request, self.cleaned_data["old_password"])


@private
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest) -> HttpResponseBase:
    """Every other session ends."""
    form = ChangeForm(request, request.POST or None)
    if not form.is_valid():
        return render(request, "password", _("Change password"), form=form)
    user = form.save()
    # This one too: it goes on with another key.
    sessions.end_all(user)
    update_session_auth_hash(request, user)
    note_session(request)
    happened(Act.Kind.PASSWORD_CHANGED, user)
    messages.success(request, _("Your password was changed. All other sessions were ended."))
    return redirect("account:overview")


class ForgottenForm(PasswordResetForm):
    """Puts the mail into the outbox, where no second one follows at once. The page says the same
    whether the address is known or not."""

    def send_mail(
        self,
        subject_template_name: str,
        email_template_name: str,
        context: dict[str, Any],
        from_email: str | None,
        to_email: str,
        html_email_template_name: str | None = None,
    ) -> None:
        if not outbox.posted_lately(to_email, Letter.Kind.PASSWORD):
            text = render_to_string(email_template_name, context)
            outbox.post(Letter.Kind.PASSWORD, to_email, _("Choose a new password"), text)


class Forgotten(PasswordResetView):
    form_class = ForgottenForm
    template_name = "admin/account/forgotten.html"
    email_template_name = "admin/account/mail/password.txt"
    success_url = reverse_lazy("account:forgotten_sent")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        title = _("Forgotten password")
        return (
            super().get_context_data(**kwargs)
            | admin.site.each_context(self.request)
            | {"title": title}
        )


forgotten = secret(Forgotten.as_view())


@secret
@require_safe
def forgotten_sent(request: HttpRequest) -> HttpResponseBase:
    return render(request, "forgotten_sent", _("Forgotten password"))


class ChooseForm(SetPasswordForm):
    def save(self, commit: bool = True) -> Any:
        """All sessions end."""
        user = super().save(commit)
        sessions.end_all(user)
        happened(Act.Kind.PASSWORD_RESET, user)
        return user


class Choose(PasswordResetConfirmView):
    form_class = ChooseForm
    template_name = "admin/account/new_password.html"
    success_url = reverse_lazy("admin:login")

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, _("Your password was changed. Log in with the new one."))
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        title = _("Choose a new password")
        return (
            super().get_context_data(**kwargs)
            | admin.site.each_context(self.request)
            | {"title": title}
        )


choose = secret(Choose.as_view())
