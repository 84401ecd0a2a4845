"""Addresses below /admin/."""

from django.urls import path

from . import (
    addresses,
    factors,
    joining,
    login,
    mail,
    overview,
    passwords,
    second_step,
    tokens,
    with_passkey,
)

app_name = "account"
urlpatterns = [
    path("login/", login.login),
    path("password_change/", passwords.change),
    path("account/", overview.overview, name="overview"),
    path("account/with-passkey/", with_passkey.with_passkey, name="with_passkey"),
    path("account/second-step/", second_step.second_step, name="second_step"),
    path("account/sessions/end/", overview.end_sessions, name="end_sessions"),
    path("account/password/", passwords.change, name="password"),
    path("account/password/forgotten/", passwords.forgotten, name="forgotten"),
    path("account/password/forgotten/sent/", passwords.forgotten_sent, name="forgotten_sent"),
    path("account/password/new/<uidb64>/<token>/", passwords.choose, name="new_password"),
    path("account/address/", addresses.change, name="address"),
    path("account/address/<str:token>/", addresses.confirm, name="confirm_address"),
    path("account/mail/", mail.mail, name="mail"),
    path("account/app/", factors.add_app, name="add_app"),
    path("account/app/remove/", factors.remove_app, name="remove_app"),
    path("account/passkey/", factors.add_passkey, name="add_passkey"),
    path("account/passkey/<int:key>/remove/", factors.remove_passkey, name="remove_passkey"),
    path("account/recovery-codes/", factors.recovery_codes, name="recovery_codes"),
    path("account/tokens/add/", tokens.add_token, name="add_token"),
    path("account/tokens/<int:key>/revoke/", tokens.revoke_token, name="revoke_token"),
    path("account/invitation/<str:token>/", joining.join, name="join"),
]
