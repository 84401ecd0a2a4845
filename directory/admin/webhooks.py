"""Webhooks for owners: whom to tell, the secret shown once, and the log of what was sent."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from directory.models import Webhook, WebhookDelivery
from directory.querysets import WebhookDeliveryQuerySet, WebhookQuerySet
from directory.webhooks import keeping, signing
from directory.wording import listed

from .filters import StateFilter
from .lists import ListAdmin, WithoutDetours
from .rights import ObjectRights, ReadOnly

# In the session: the webhook whose secret the next page shows.
SHOWN_ONCE = "webhook-secret"


class WebhookForm(forms.ModelForm):
    kinds = forms.MultipleChoiceField(
        label=_("Tells of"),
        choices=Webhook.Kind.choices,
        initial=Webhook.Kind.values,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Webhook
        fields = ["name", "address", "kinds", "category"]
        widgets = {"address": forms.URLInput(attrs={"class": "vURLField"})}


@admin.register(Webhook)
class WebhookAdmin(ObjectRights, WithoutDetours, ListAdmin):
    form = WebhookForm
    list_display = ["name", "address", "told", "category", "state"]
    search_fields = ["name", "address"]
    autocomplete_fields = ["category"]
    fields = ["name", "address", "kinds", "category"]
    readonly_fields = ["state", "secret", "deliveries", "created_by", "created"]
    actions = ["send_test", "switch_on", "switch_off", "delete_selected"]
    change_form_template = "admin/directory/webhook.html"

    class Media:
        css = {"all": ["directory/webhooks.css"]}

    def get_queryset(self, request: HttpRequest) -> WebhookQuerySet:
        return Webhook.objects.for_admin_list()

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.fields + (self.readonly_fields if obj else [])

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.secret_page)
        return [
            path("<int:pk>/secret/", view, name="directory_webhook_secret"),
            *super().get_urls(),
        ]

    @admin.display(description=_("tells of"))
    def told(self, webhook: Webhook) -> str:
        labels = dict(Webhook.Kind.choices)
        return listed(labels.get(kind, kind) for kind in webhook.kinds)

    @admin.display(description=pgettext_lazy("of a webhook", "state"))
    def state(self, webhook: Webhook) -> str:
        return str(webhook.state.label)

    @admin.display(description=_("secret"))
    def secret(self, webhook: Webhook) -> str:
        return f"{webhook.secret_begins}…"

    @admin.display(description=_("deliveries"))
    def deliveries(self, webhook: Webhook) -> str:
        page = reverse("admin:directory_webhookdelivery_changelist")
        told = gettext("What was sent to it")
        return format_html('<a href="{}?webhook__id__exact={}">{}</a>', page, str(webhook.pk), told)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change:
            obj.save(update_fields=form.changed_data)
        else:
            keeping.add(obj, request.user)

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kw: Any) -> Any:
        """One way on: to the secret, or to the list."""
        context |= {"show_save_and_add_another": False, "show_save_and_continue": False}
        return super().render_change_form(request, context, *args, **kw)

    def response_add(self, request: HttpRequest, obj: Any, *args: Any) -> HttpResponse:
        return self._show_secret(request, obj)

    def secret_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Shows it once; by POST there is a new one first."""
        webhook = self.get_object(request, str(pk))
        if webhook is None:
            raise Http404
        if not self.has_change_permission(request, webhook):
            raise PermissionDenied
        if request.method == "POST":
            keeping.renew_secret(webhook, request.user)
            return self._show_secret(request, webhook)
        if request.session.pop(SHOWN_ONCE, None) != webhook.pk:
            told = gettext("A secret is shown once. Make a new one if it is lost.")
            self.message_user(request, told, messages.WARNING)
            return redirect("admin:directory_webhook_change", webhook.pk)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("The secret of “%(name)s”") % {"name": webhook},
            "opts": self.opts,
            "webhook": webhook,
            "secret": signing.secret_of(webhook),
            "overlaps": bool(webhook.former_nonce),
        }
        return TemplateResponse(request, "admin/directory/webhook_secret.html", context)

    def _show_secret(self, request: HttpRequest, webhook: Webhook) -> HttpResponseRedirect:
        request.session[SHOWN_ONCE] = webhook.pk
        return redirect("admin:directory_webhook_secret", webhook.pk)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Deliveries go with their webhook, though nobody deletes one alone."""
        listed, counts, _lacking, protected = super().get_deleted_objects(objs, request)
        return listed, counts, set(), protected

    @admin.action(description=_("Send a test to the selected webhooks"), permissions=["change"])
    def send_test(self, request: HttpRequest, queryset: WebhookQuerySet) -> None:
        for webhook in queryset:
            keeping.send_test(webhook)
        told = ngettext(
            "%(count)d test goes out with the next run, within a minute or so.",
            "%(count)d tests go out with the next run, within a minute or so.",
            len(queryset),
        )
        self._tell(request, told, len(queryset))

    @admin.action(description=_("Switch the selected webhooks on"), permissions=["change"])
    def switch_on(self, request: HttpRequest, queryset: WebhookQuerySet) -> None:
        for webhook in queryset:
            keeping.switch_on(webhook, request.user)
        told = ngettext(
            "%(count)d webhook is on, and is told of all that it has missed.",
            "%(count)d webhooks are on, and are told of all that they have missed.",
            len(queryset),
        )
        self._tell(request, told, len(queryset))

    @admin.action(description=_("Switch the selected webhooks off"), permissions=["change"])
    def switch_off(self, request: HttpRequest, queryset: WebhookQuerySet) -> None:
        for webhook in queryset:
            keeping.switch_off(webhook, request.user)
        told = ngettext(
            "%(count)d webhook is off. What changes is kept for when it is on again.",
            "%(count)d webhooks are off. What changes is kept for when they are on again.",
            len(queryset),
        )
        self._tell(request, told, len(queryset))

    def _tell(self, request: HttpRequest, told: str, count: int) -> None:
        self.message_user(request, told % {"count": count}, messages.SUCCESS)


class DeliveryStateFilter(StateFilter):
    title = pgettext_lazy("of a delivery", "state")


@admin.register(WebhookDelivery)
class WebhookDeliveryAdmin(ReadOnly, ObjectRights, ListAdmin):
    list_display = ["created", "webhook", "kind", "count", "state", "attempts", "why", "status"]
    list_filter = [DeliveryStateFilter, "kind", "webhook"]
    search_fields = ["message_id", "webhook__name", "answer"]
    fields = [
        "webhook",
        "kind",
        "message_id",
        "created",
        "state",
        "attempts",
        "delivered",
        "not_before",
        "why",
        "status",
        "answer",
        "tries",
        "content",
    ]
    readonly_fields = ["state", "why", "tries", "content"]
    ordering = ["-created", "-id"]
    actions = ["send_again"]
    change_form_template = "admin/directory/webhook_delivery.html"

    class Media:
        css = {"all": ["directory/webhooks.css"]}

    def get_queryset(self, request: HttpRequest) -> WebhookDeliveryQuerySet:
        return WebhookDelivery.objects.for_admin_list()

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """When it is tried next only while it is."""
        state = WebhookDelivery.State
        if obj and obj.state in (state.DELIVERED, state.GIVEN_UP):
            return [name for name in self.fields if name != "not_before"]
        return self.fields

    @admin.display(description=pgettext_lazy("of a delivery", "state"))
    def state(self, delivery: WebhookDelivery) -> str:
        return str(delivery.state.label)

    @admin.display(description=_("why not"))
    def why(self, delivery: WebhookDelivery) -> str:
        return str(delivery.get_failure_display())

    @admin.display(description=_("each attempt"))
    def tries(self, delivery: WebhookDelivery) -> str:
        """Newest first."""
        failures = dict(WebhookDelivery.Failure.choices)
        attempts = [
            each
            | {
                "ended": datetime.fromisoformat(each["ended"]),
                "came_of_it": failures.get(each["failure"], WebhookDelivery.State.DELIVERED.label),
            }
            for each in reversed(delivery.log)
        ]
        return render_to_string("admin/directory/webhook_log.html", {"attempts": attempts})

    @admin.display(description=_("content"))
    def content(self, delivery: WebhookDelivery) -> str:
        """With line breaks, which are not in what is sent and signed."""
        readable = json.dumps(json.loads(delivery.body), ensure_ascii=False, indent=2)
        return format_html('<pre tabindex="0">{}</pre>', readable)

    @admin.action(description=_("Send the selected deliveries again"), permissions=["view"])
    def send_again(self, request: HttpRequest, queryset: WebhookDeliveryQuerySet) -> None:
        count = keeping.send_again(queryset, request.user)
        told = ngettext(
            "%(count)d delivery goes out again with the next run; what still waits is left alone.",
            "%(count)d deliveries go out again with the next run; what still waits is left alone.",
            count,
        )
        level = messages.SUCCESS if count else messages.WARNING
        self.message_user(request, told % {"count": count}, level)
