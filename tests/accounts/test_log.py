"""Everything that is done in the admin can be read by owners."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils.translation import override

from directory.models import Act, Project
from tests.accounts.test_joining import make_invitation
from tests.admin.conftest import login
from tests.admin.helpers import address, send
from tests.builders import make_project

MODELS = ["act", "account", "invitation"]


@pytest.fixture
def operator(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("operator"))
    return client


def last(client: Client) -> tuple[str, str, str, str]:
    client.get(address("act"))
    entry = Act.objects.first()
    assert entry
    return (str(entry.user), entry.what, entry.object_repr, entry.detail)


def do(client: Client, model: str, action: str, *objects: Project, **also: str) -> None:
    keys = [str(item.pk) for item in objects]
    client.post(address(model), {"action": action, "_selected_action": keys, **also})


def test_publishing_withdrawing_changing_and_taking_back_are_logged(carols: Client):
    istio = make_project("istio", state="draft")
    do(carols, "project", "publish", istio)
    assert last(carols) == ("carol", "Published", "Istio", "")

    do(carols, "project", "withdraw", istio, confirmed="yes", reason_en="It never was a mesh.")
    assert last(carols) == ("carol", "Withdrew", "Istio", "")

    send(carols, address("project", "change", istio.pk), license="MIT")
    assert last(carols)[:3] == ("carol", "Changed", "Istio")

    path = address("project", "history", istio.pk)
    event = next(event for event in carols.get(path).context["page"] if event.change)
    carols.post(path, {"undo": str(event.change)})
    assert last(carols)[:3] == ("carol", "Took a change back", "Istio")


def test_details_are_in_the_language_of_who_reads_the_log(carols: Client, carol: User):
    make_invitation(carol)
    invited = Act.objects.of_kind("invited").get()
    istio = make_project("istio", license="MIT")
    istio.license = "ISC"
    istio.save()
    path = address("project", "history", istio.pk)
    carols.post(path, {"undo": str(carols.get(path).context["page"][0].change)})
    taken_back = Act.objects.of_kind("took-back").get()

    with override("zh-hans"):
        assert (invited.detail, taken_back.detail) == ("审阅者 · 整个清单", "许可证")
    with override("en"):
        assert (invited.detail, taken_back.detail) == ("Reviewer · the whole list", "License")


def test_the_log_is_searched_and_narrowed(carols: Client, carol: User):
    make_invitation(carol)
    do(carols, "project", "publish", make_project("istio", state="draft"))

    for asked, found in (
        ("q=istio", ["Istio"]),
        ("what=invited", ["dave@example.org"]),
        ("what=published", ["Istio"]),
        ("what=deleted", []),
    ):
        page = carols.get(f"{address('act')}?{asked}")
        assert [entry.object_repr for entry in page.context["cl"].queryset] == found


def test_an_act_is_told_in_the_language_of_the_reader(carols: Client):
    assert "Logged in" in carols.get(address("act")).text
    assert carols.get(address("act").removeprefix("/en")).status_code == 200


def test_the_log_names_changed_fields_in_the_language_of_the_reader(carols: Client):
    istio = make_project("istio")
    send(carols, address("project", "change", istio.pk), summary_en="A mesh.")

    assert "Changed Summary (English)." in carols.get("/en/admin/directory/act/").text
    assert "简介（英文）。" in carols.get("/admin/directory/act/").text


def test_nobody_changes_the_log(carols: Client, operator: Client):
    entry = Act.objects.get()

    for client in (carols, operator):
        assert client.get(address("act", "add")).status_code == 403
        assert client.post(address("act", "delete", entry.pk), {"post": "yes"}).status_code == 403
        client.post(address("act", "change", entry.pk), {"object_repr": "nothing"})
    assert Act.objects.get(pk=entry.pk).object_repr == "carol"


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize(
    "asked", ["what=nope", "state=nope", "factor=nope", "p=x", "q=%00", "e=1", "id__gt=" + "9" * 40]
)
def test_a_filter_that_makes_no_sense_is_no_crash(carols: Client, model: str, asked: str):
    assert carols.get(f"{address(model)}?{asked}", follow=True).status_code == 200


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("page", ["change", "history", "delete"])
@pytest.mark.parametrize("key", ["9" * 40, "x", "0"])
def test_what_does_not_exist_is_no_crash(carols: Client, model: str, page: str, key: str):
    assert carols.get(address(model, page, key)).status_code in (302, 403, 404)


@pytest.mark.parametrize("model", MODELS)
def test_a_page_of_what_exists_is_no_crash(carols: Client, carol: User, model: str):
    make_invitation(carol)
    key = {"act": Act.objects.all()[0].pk, "account": carol.pk, "invitation": 1}[model]

    for page in ("change", "history", "delete"):
        assert carols.get(address(model, page, key)).status_code in (200, 302, 403)


def test_a_reviewer_is_logged_too_but_reads_no_log(db: None):
    bob = login("bob", "reviewer")
    istio = make_project("istio")
    send(bob, address("project", "change", istio.pk), license="MIT")

    assert Act.objects.get().user.username == "bob"
    assert bob.get(address("act")).status_code == 403
