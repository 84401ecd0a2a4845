"""Owners of the whole list keep webhooks in the admin."""

import re
from typing import Any

import pytest
from django.test import Client

from directory.models import Act, Webhook, WebhookDelivery
from directory.webhooks import keeping, signing
from tests.admin.helpers import address, errors, send
from tests.builders import make_category, make_project, make_steward
from tests.webhooks.builders import gather, make_webhook

pytestmark = pytest.mark.django_db

TYPED: dict[str, Any] = {"name": "Mirror", "address": "https://example.org/hook"}
LISTS = (address("webhook"), address("webhookdelivery"))


def act(client: Client, model: str, action: str, *rows: Any) -> str:
    sent = {"action": action, "_selected_action": [str(row.pk) for row in rows]}
    return client.post(address(model), sent, follow=True).text


def secret_on(page: Any) -> str:
    found = re.search(r"<code>(whsec_[\w+/=]+)</code>", page.text)
    assert found
    return found[1]


def test_an_owner_adds_a_webhook_and_sees_its_secret_once(alice: Client):
    page = alice.post(address("webhook", "add"), TYPED | {"kinds": ["new", "ended"]}, follow=True)

    webhook = Webhook.objects.get()
    assert (webhook.kinds, webhook.state) == (["new", "ended"], "on")
    assert secret_on(page) == signing.secret_of(webhook)
    again = alice.get(address("webhook", "secret", webhook.pk), follow=True)
    assert "A secret is shown once." in again.text
    assert signing.secret_of(webhook) not in again.text


def test_a_new_secret_is_shown_once_and_logged(alice: Client):
    webhook = make_webhook()
    before = signing.secret_of(webhook)

    page = alice.post(address("webhook", "secret", webhook.pk), follow=True)

    assert secret_on(page) == signing.secret_of(Webhook.objects.get()) != before
    assert "signed with the former secret as well" in page.text
    assert Act.objects.of_kind(Act.Kind.SECRET_MADE).count() == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"address": "http://example.org/"}, "address"),
        ({"address": "https://name:word@example.org/"}, "address"),
        ({"address": "https://example.org:8443/"}, "address"),
        ({"address": "https://example.org:99999/"}, "address"),
        ({"address": "https://example.org/#part"}, "address"),
        ({"address": "https://127.0.0.1/"}, "address"),
        ({"address": "https://[::ffff:10.0.0.1]/"}, "address"),
        ({"address": "https://169.254.169.254/latest"}, "address"),
        ({"address": "javascript:alert(1)"}, "address"),
        ({"address": "https://example.org/\x00"}, "address"),
        ({"address": "https://example.org/" + "x" * 500}, "address"),
        ({"kinds": ["everything"]}, "kinds"),
        ({"kinds": []}, "kinds"),
        ({"category": "9" * 40}, "category"),
        ({"name": ""}, "name"),
    ],
)
def test_a_refusal_names_the_field(alice: Client, typed: Any, field: str):
    page = send(alice, address("webhook", "add"), **TYPED | typed)

    assert list(errors(page)) == [field]
    assert not Webhook.objects.exists()


def test_an_owner_changes_what_it_is_told_of_and_its_secret_stays(alice: Client):
    webhook = make_webhook()
    mesh = make_category()
    before = signing.secret_of(webhook)

    send(alice, address("webhook", "change", webhook.pk), kinds=["new"], category=mesh.pk)

    webhook = Webhook.objects.get()
    assert (webhook.kinds, webhook.category) == (["new"], mesh)
    assert signing.secret_of(webhook) == before


def test_an_owner_sends_a_test_and_switches_off_and_on(alice: Client):
    webhook = make_webhook()

    assert "1 test goes out" in act(alice, "webhook", "send_test", webhook)
    assert "1 webhook is off" in act(alice, "webhook", "switch_off", webhook)
    assert Webhook.objects.get().state == "off"
    assert "1 webhook is on" in act(alice, "webhook", "switch_on", webhook)
    assert Webhook.objects.get().state == "on"

    assert WebhookDelivery.objects.get().kind == "test"
    assert "Switched off" in alice.get(address("act")).text


def test_the_log_shows_what_was_sent_and_why_it_did_not_arrive(alice: Client):
    make_webhook()
    make_project("istio", name="<Istio>")
    gather()
    log = [
        {
            "ended": "2026-11-20T08:30:00+00:00",
            "seconds": 15.0,
            "failure": "too-slow",
            "status": None,
            "answer": "",
        },
        {
            "ended": "2026-11-20T08:31:00+00:00",
            "seconds": 0.25,
            "failure": "refused",
            "status": 1234,
            "answer": "<b>no</b>",
        },
    ]
    WebhookDelivery.objects.update(failure="refused", status=500, answer="<b>no</b>", log=log)
    delivery = WebhookDelivery.objects.get()

    listed = alice.get(address("webhookdelivery"))
    page = alice.get(address("webhookdelivery", "change", delivery.pk))

    assert "Refused" in listed.text
    assert "To be tried again" in listed.text
    for shown in ("&lt;Istio&gt;", "&lt;b&gt;no&lt;/b&gt;", delivery.message_id):
        assert shown in page.text
    assert page.text.index("0.25 s") < page.text.index("15.00 s"), "newest first"
    for shown in ("Refused (1234)", "Too slow", 'datetime="2026-11-20T'):
        assert shown in page.text
    assert "Not before" in page.text
    WebhookDelivery.objects.update(given_up=delivery.created)
    page = alice.get(address("webhookdelivery", "change", delivery.pk))
    assert "Not before" not in page.text, "it is not tried again"


def test_what_was_given_up_is_sent_again(alice: Client):
    webhook = make_webhook()
    keeping.send_test(webhook)
    delivery = WebhookDelivery.objects.get()

    assert "0 deliveries go out again" in act(alice, "webhookdelivery", "send_again", delivery)
    WebhookDelivery.objects.update(given_up=webhook.created, failure="refused")
    assert "1 delivery goes out again" in act(alice, "webhookdelivery", "send_again", delivery)

    assert WebhookDelivery.objects.get().state == "waiting"


def test_a_webhook_is_deleted_with_its_log(alice: Client):
    webhook = make_webhook()
    keeping.send_test(webhook)

    alice.post(address("webhook", "delete", webhook.pk), {"post": "yes"})

    assert not Webhook.objects.exists()


@pytest.mark.parametrize(("role", "over"), [("reviewer", ()), ("owner", ("proxy",))])
def test_nobody_else_sees_or_makes_one(role: str, over: tuple[str, ...]):
    webhook = make_webhook()
    keeping.send_test(webhook)
    client = Client()
    client.force_login(make_steward("dave", role, *map(make_category, over)))
    pages = [
        *LISTS,
        address("webhook", "add"),
        address("webhook", "change", webhook.pk),
        address("webhookdelivery", "change", WebhookDelivery.objects.get().pk),
        address("webhook", "secret", webhook.pk),
    ]

    for page in pages:
        assert client.get(page).status_code == 403, page
    assert client.post(address("webhook", "secret", webhook.pk)).status_code == 403


def test_nobody_deletes_or_changes_what_was_sent(operator: Client):
    keeping.send_test(make_webhook())
    delivery = WebhookDelivery.objects.get()

    for page in ("add", "delete"):
        keys = [delivery.pk] if page == "delete" else []
        assert operator.get(address("webhookdelivery", page, *keys)).status_code == 403
    operator.post(address("webhookdelivery", "change", delivery.pk), {"status": "200"})

    assert WebhookDelivery.objects.get().status is None


@pytest.mark.parametrize("query", ["", "?q=%00", "?state=nope", "?webhook__id__exact=x", "?q=mir"])
@pytest.mark.parametrize("path", LISTS)
def test_lists_open_in_both_languages_whatever_is_asked(alice: Client, path: str, query: str):
    keeping.send_test(make_webhook())

    assert alice.get(path + query).status_code == 200
    assert alice.get(path.removeprefix("/en") + query).status_code == 200


def test_what_was_given_up_is_work_for_owners_of_the_whole_list_until_it_is_off(alice: Client):
    webhook = make_webhook(name="Mirror of Dave")
    Webhook.objects.give_up(webhook, webhook.created)
    page_of_it = address("webhook", "change", webhook.pk)

    assert page_of_it in alice.get("/en/admin/").text
    assert "Mirror of Dave" in alice.get("/en/admin/work/webhooks/").text
    dave = Client()
    dave.force_login(make_steward("dave", "owner", make_category("proxy")))
    for query in ("", "?whose=all"):
        assert page_of_it not in dave.get(f"/en/admin/{query}").text
        assert "Mirror of Dave" not in dave.get(f"/en/admin/work/webhooks/{query}").text

    act(alice, "webhook", "switch_off", webhook)

    assert page_of_it not in alice.get("/en/admin/").text
    assert Webhook.objects.get().state == "off"
