"""Whatever address is typed and whatever is sent to it: each changes what they look after."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client

from directory.models import Category, Link, Project, Stewardship
from tests.admin.helpers import add_row, address, errors, filled_in, send
from tests.admin.samples import make_capability, make_cell, make_one_of_each
from tests.admin.test_pages import CURATED
from tests.builders import make_category, make_project, make_relation, make_steward

# A change of each model that is right in every way but for who makes it.
TYPED = {
    "landscape": {"title_en": "Changed"},
    "category": {"name_en": "Changed"},
    "tag": {"name": "Changed"},
    "project": {"license": "MIT"},
    "projecttag": {},
    "link": {"text": "Changed"},
    "oldslug": {"slug": "changed"},
    "oldcategoryslug": {"slug": "changed"},
    "oldtagslug": {"slug": "changed"},
    "oldhandle": {"slug": "changed"},
    "relation": {"note_en": "Changed"},
    "capabilitygroup": {"label_en": "Changed"},
    "capability": {"label_en": "Changed"},
    "capabilityvalue": {"note_en": "Changed"},
    "maintainer": {"name": "Changed"},
    "stewardship": {"role": "reviewer"},
}


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def steward(name: str, role: str, *over: Category | Project) -> Client:
    return client_of(make_steward(name, role, *over))


def the_directory() -> dict[str, list[dict[str, Any]]]:
    models = (apps.get_model("directory", name) for name in CURATED)
    return {str(model): list(model._base_manager.order_by("pk").values()) for model in models}


def last_change(client: Client, path: str) -> str:
    """What its button sends that takes it back."""
    page = client.get(path).context["page"]
    return next(str(event.change) for event in page if event.change)


@pytest.fixture
def outsiders(db: None) -> list[Client]:
    carol = User.objects.create_user("carol", is_staff=True)
    return [steward("dora", "owner", make_category("gateway")), client_of(carol)]


@pytest.mark.parametrize("model", CURATED)
def test_nothing_is_changed_by_who_does_not_look_after_it(
    alice: Client, outsiders: list[Client], model: str
):
    pk = make_one_of_each()[model].pk
    change = address(model, "change", pk)
    form = filled_in(alice.get(change)) | {name: [text] for name, text in TYPED[model].items()}
    before = the_directory()

    for client in outsiders:
        client.post(change, form)
        client.post(change, form | {"_saveasnew": ["yes"]})
        client.post(address(model, "delete", pk), {"post": "yes"})
        chosen = {"action": "delete_selected", "_selected_action": pk, "post": "yes"}
        client.post(address(model), chosen)
        assert the_directory() == before
        assert client.get(change).status_code == 200, "everybody reads everything"

    if TYPED[model]:
        assert alice.post(change, form).status_code == 302
        assert the_directory() != before


# Of whose form nothing stands in the way of adding the same once more, but a slug.
ADDED = [model for model in CURATED if model not in ("landscape", "maintainer", "project")]
NEW = {"category": {"slug": "new"}, "tag": {"slug": "new", "name": "New", "label_zh": "新"}}


@pytest.mark.parametrize("model", ADDED)
def test_nothing_is_added_where_others_look_after_it(
    alice: Client, outsiders: list[Client], model: str
):
    made = make_one_of_each()[model]
    form = filled_in(alice.get(address(model, "change", made.pk)))
    form |= {name: [text] for name, text in NEW.get(model, {}).items()}
    if model not in NEW:
        made.delete()
    before = the_directory()

    # Tags are added by whoever looks after anything.
    for client in outsiders[1:] if model == "tag" else outsiders:
        client.post(address(model, "add"), form)
        assert the_directory() == before
    assert alice.post(address(model, "add"), form).status_code == 302
    assert the_directory() != before


@pytest.mark.parametrize("model", ["project", "link", "tag", "stewardship"])
def test_nothing_is_taken_back_by_who_may_not_do_it(
    alice: Client, outsiders: list[Client], model: str
):
    made = make_one_of_each()[model]
    send(alice, address(model, "change", made.pk), **TYPED[model])
    path = address(model, "history", made.pk)
    event = last_change(alice, path)
    before = the_directory()

    for client in outsiders:
        assert 'name="undo"' not in client.get(path).text
        assert client.post(path, {"undo": event}).status_code == 403
        assert the_directory() == before
    alice.post(path, {"undo": event})
    assert the_directory() != before


@pytest.mark.parametrize("role", ["owner", "reviewer"])
def test_a_relation_is_of_both_of_its_projects(role: str, db: None):
    istio, envoy = make_project("istio", "mesh"), make_project("envoy", "proxy")
    relation = make_relation(istio, "built-on", envoy)
    path = address("relation", "change", relation.pk)

    for project in (istio, envoy):
        client = steward(f"of-{project.slug}", role, project)
        assert send(client, path, note_en=project.slug).status_code == 302
        relation.refresh_from_db()
        assert relation.note_en == project.slug


def test_a_link_is_not_moved_to_a_project_of_others(db: None):
    istio, envoy = make_project("istio", "mesh"), make_project("envoy", "proxy")
    link = Link.objects.create(project=istio, kind="blog", url="https://istio.io/blog")
    dora = steward("dora", "owner", istio.category)

    page = send(dora, address("link", "change", link.pk), project=envoy.pk)

    assert errors(page) == {
        "project": ["“Envoy” is looked after by others. Choose what you look after yourself."]
    }


def test_a_project_is_not_put_into_a_category_of_others(db: None):
    istio = make_project("istio", "mesh")
    dora = steward("dora", "owner", istio.category)
    proxy = make_category("proxy")

    moved = send(dora, address("project", "change", istio.pk), category=proxy.pk)
    added = send(dora, address("project", "add"), name="New", slug="new", category=proxy.pk)

    assert list(errors(moved)) == list(errors(added)) == ["category"]


def test_an_owner_of_a_project_does_not_choose_its_category(db: None):
    istio = make_project("istio", "mesh")
    dora = steward("dora", "owner", istio)

    page = send(dora, address("project", "change", istio.pk), category=make_category("proxy").pk)

    assert list(errors(page)) == ["category"]


def test_a_category_is_not_put_below_one_of_others(db: None):
    mesh, proxy = make_category("mesh"), make_category("proxy")
    dora = steward("dora", "owner", mesh)

    page = send(dora, address("category", "change", mesh.pk), parent=proxy.pk)

    assert list(errors(page)) == ["parent"]


def test_in_a_list_only_ones_own_rows_can_be_edited(db: None):
    mesh, proxy = make_category("mesh"), make_category("proxy")
    dora = steward("dora", "owner", mesh)
    form = filled_in(dora.get(address("category")))

    sent = {name: ["7"] if name.endswith("-position") else was for name, was in form.items()}
    dora.post(address("category"), sent | {"_save": ["Save"], "action": [""]})

    positions = Category.objects.values_list("slug", "position")
    assert dict(positions) == {"mesh": 7, "proxy": proxy.position}


def test_an_action_leaves_alone_what_others_look_after_and_names_it(db: None):
    istio = make_project("istio", "mesh", state="draft")
    envoy = make_project("envoy", "proxy", state="draft")
    dora = steward("dora", "owner", istio.category)

    def act(action: str, **also: str) -> str:
        chosen = {"action": action, "_selected_action": [istio.pk, envoy.pk], **also}
        return dora.post(address("project"), chosen, follow=True).text

    told = "Left as they are, for others look after them: Envoy."
    assert told in act("publish")
    assert told in act("withdraw", confirmed="yes", reason_en="Gone.")
    states = Project.objects.values_list("slug", "state")
    assert dict(states) == {"istio": "withdrawn", "envoy": "draft"}
    make_project("kiali", "mesh", state="draft")
    assert told in act("delete_selected", post="yes")
    assert Project.objects.count() == 3


def test_in_the_matrix_columns_of_others_are_read_only(db: None):
    capability = make_capability()
    istio, linkerd = make_project("istio"), make_project("linkerd2")
    dora = steward("dora", "reviewer", istio)
    make_cell(linkerd, capability)
    path = address("capabilityvalue", "matrix", "service-mesh")
    page = dora.get(path)

    sent = filled_in(page)
    for project in (istio, linkerd):
        place = f"{project.pk}-{capability.pk}"
        said = {"value": "no", "source_url": "https://example.org/", "verified": "2026-08-01"}
        sent |= {f"{place}-{name}": [text] for name, text in said.items()}
    dora.post(path, sent)

    assert page.text.count("looked after by others") == 1
    assert istio.capability_values.get().value == ["no"]
    assert linkerd.capability_values.get().value == ["yes"]


def test_imports_and_downloads_are_for_owners_of_everything(outsiders: list[Client], alice: Client):
    pages = [address("import"), address("import", "add"), address("import", "export", "json")]

    for page in pages:
        assert [client.get(page).status_code for client in outsiders] == [403, 403]
        assert alice.get(page).status_code == 200


def test_a_reviewer_renames_drafts_only(bob: Client):
    public, draft = make_project("istio"), make_project("kiali", state="draft")

    for project in (public, draft):
        send(bob, address("project", "change", project.pk), slug=f"{project.slug}-2")

    assert {p.slug for p in Project.objects.all()} == {"istio", "kiali-2"}


def test_an_owner_appoints_within_their_category_and_nowhere_else(db: None):
    istio, envoy = make_project("istio", "mesh"), make_project("envoy", "proxy")
    dora = steward("dora", "owner", istio.category)
    erik = make_steward("erik", "reviewer", istio).maintainer

    def appoint(**scope: int) -> Any:
        typed = {"maintainer": erik.pk, "role": "owner", **scope}
        return send(dora, address("stewardship", "add"), **typed)

    assert errors(appoint(project=envoy.pk))
    assert errors(appoint(category=envoy.category_id))
    assert errors(appoint())
    assert appoint(category=istio.category_id).status_code == 302
    assert appoint(project=istio.pk).status_code == 302
    assert Stewardship.objects.filter(maintainer=erik, role="owner").count() == 2


def test_who_adds_a_draft_appoints_nobody_over_it(db: None):
    dora = make_steward("dora", "reviewer", make_category("mesh"))
    dora.maintainer.stewardships.create(role="owner", category=make_category("proxy"))
    new = {"name": "Istio", "slug": "istio", "category": make_category("mesh").pk}
    row = add_row("stewardships", maintainer=dora.maintainer.pk, role="owner")

    page = send(client_of(dora), address("project", "add"), **new, **row)

    assert page.status_code == 200
    assert not Project.objects.exists()


def test_nobody_raises_themselves(db: None):
    mesh = make_category("mesh")
    dora = make_steward("dora", "owner", mesh)
    own = dora.maintainer.stewardships.get()

    refused = send(client_of(dora), address("stewardship", "change", own.pk), category="")

    assert errors(refused)
    own.refresh_from_db()
    assert own.category == mesh


def test_a_wider_role_of_before_does_not_come_back_by_the_history(alice: Client):
    mesh = make_category("mesh")
    dora = make_steward("dora", "owner")
    own = dora.maintainer.stewardships.get()
    send(alice, address("stewardship", "change", own.pk), category=mesh.pk)
    path = address("stewardship", "history", own.pk)
    narrowed = last_change(alice, path)

    response = client_of(dora).post(path, {"undo": narrowed})

    assert response.status_code == 403
    own.refresh_from_db()
    assert own.category == mesh


LAST = "This is the last owner of the whole list who can log in. Appoint another first."


@pytest.mark.parametrize("way", ["change", "delete", "action", "maintainer"])
def test_the_last_owner_of_everything_stays(alice: Client, way: str):
    own = Stewardship.objects.get()
    pages: dict[str, tuple[str, dict[str, Any]]] = {
        "change": (address("stewardship", "change", own.pk), {"role": "reviewer"}),
        "delete": (address("stewardship", "delete", own.pk), {"post": "yes"}),
        "action": (address("stewardship"), {"action": "delete_selected", "post": "yes"}),
        "maintainer": (address("maintainer", "delete", own.maintainer_id), {"post": "yes"}),
    }
    path, sent = pages[way]
    form = filled_in(alice.get(path)) if way == "change" else {"_selected_action": [own.pk]}

    page = alice.post(path, form | sent, follow=True)

    assert LAST in page.text
    own.refresh_from_db()
    assert own.role == "owner"


def test_one_of_two_owners_can_go(alice: Client):
    other = make_steward("erik", "owner").maintainer.stewardships.get()

    alice.post(address("stewardship", "delete", other.pk), {"post": "yes"})

    assert Stewardship.objects.get().maintainer.handle == "alice"


def every_address(made: dict[str, Any]) -> list[str]:
    """Of the admin, but for one's own account: with the key of what there is of the model."""

    def paths(patterns: Iterable[Any], before: str) -> Iterator[str]:
        for pattern in patterns:
            path = before + re.sub(r"\^|\$|\(\?P<url>.*", "", str(pattern.pattern))
            if hasattr(pattern, "url_patterns"):
                yield from paths(pattern.url_patterns, path)
            else:
                yield path

    def filled(path: str) -> str:
        model = path.removeprefix("directory/").partition("/")[0]
        values = {"slug": "service-mesh", "format": "json", "app_label": "directory"}
        key = str(made[model].pk) if model in made else "1"
        return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: values.get(found[1], key), path)

    own = ("account", "log", "password", "jsi18n")
    found = paths(admin.site.get_urls(), "")
    return [f"/en/admin/{filled(path)}" for path in found if not path.startswith(own)]


def test_no_address_of_the_admin_lets_an_outsider_change_anything(outsiders: list[Client]):
    made = make_one_of_each()
    sent = {"post": "yes", "confirmed": "yes", "confirm": "yes", "action": "delete_selected"}
    sent |= {
        "_selected_action": str(made["stewardship"].pk),
        "undo": "link.1.text",
        "reason_en": "Gone.",
        "row": "1",
    }
    before = the_directory()

    for path in every_address(made):
        client = outsiders[0]
        assert client.get(path).status_code in {200, 301, 302, 400, 403, 404, 405}, path
        assert client.post(path, sent).status_code in {200, 301, 302, 400, 403, 404, 405}, path
    assert the_directory() == before


def test_maintainers_are_added_by_owners_of_the_whole_list(outsiders: list[Client], alice: Client):
    path = address("maintainer", "add")

    assert [client.get(path).status_code for client in (*outsiders, alice)] == [403, 403, 200]
