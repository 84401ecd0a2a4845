"""The matrix of a category edited as a matrix."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from directory.models import Capability, CapabilityValue, Project
from tests.admin.helpers import filled_in
from tests.admin.samples import make_capability, make_cell
from tests.builders import make_category, make_project

PATH = "/en/admin/directory/capabilityvalue/matrix/service-mesh/"
SOURCE = "https://istio.io/docs/"


def named(project: Project, capability: Capability, **typed: Any) -> dict[str, Any]:
    return {f"{project.pk}-{capability.pk}-{name}": value for name, value in typed.items()}


def save(client: Client, typed: dict[str, Any], path: str = PATH) -> Any:
    """Open the page, type into some of its fields, press save."""
    return client.post(path, filled_in(client.get(path)) | typed)


def told(page: Any) -> list[str]:
    """What was refused, cell by cell."""
    assert page.status_code == 200, "everything was saved"
    return [f"{cell}: {says}" for cell, _anchor, says in page.context["page"].mistakes]


@pytest.fixture
def istio(db: None) -> Project:
    return make_project("istio")


@pytest.fixture
def mtls(db: None) -> Capability:
    return make_capability("mtls", label_en="Mutual TLS")


def test_a_cell_that_was_unknown_is_filled_in(bob: Client, istio: Project, mtls: Capability):
    typed = named(istio, mtls, value="yes", source_url=SOURCE, verified="2026-08-22")

    save(bob, typed | {"reason": "read the documentation"})

    cell = CapabilityValue.objects.get()
    assert (cell.value, cell.source_url, str(cell.verified)) == (["yes"], SOURCE, "2026-08-22")
    record = cell.history.get()
    assert record.history_change_reason == "read the documentation"
    assert record.history_user.username == "bob"


def test_each_field_beside_the_value_says_what_belongs_there(
    bob: Client, istio: Project, mtls: Capability
):
    page = bob.get(PATH).text

    for name, label in (("source_url", "Source"), ("verified", "Verified")):
        assert f'for="id_{istio.pk}-{mtls.pk}-{name}">{label}</label>' in page


def test_only_what_was_changed_is_saved(alice: Client, istio: Project, mtls: Capability):
    cell = make_cell(istio, mtls, note_en="on by default")
    untouched = make_cell(istio, make_capability("tracing"))

    save(alice, named(istio, mtls, value="no"))

    cell.refresh_from_db()
    assert (cell.value, cell.note_en, cell.source_url) == (
        ["no"],
        "on by default",
        "https://example.org/",
    )
    assert [record.value for record in cell.history.all()] == [["no"], ["yes"]]
    assert untouched.history.count() == 1


def test_an_emptied_cell_is_unknown_again(alice: Client, istio: Project, mtls: Capability):
    cell = make_cell(istio, mtls)

    save(alice, named(istio, mtls, value="", source_url="", verified=""))

    assert not CapabilityValue.objects.exists()
    assert CapabilityValue.history.filter(id=cell.pk).first().history_type == "-"


def test_words_and_several_terms_have_controls_of_their_own(alice: Client, istio: Project):
    words = make_capability("data-plane", kind="text", terms=[])
    some = make_capability("protocols", kind="list")
    typed = named(istio, words, text_zh="代理", text_en="Proxy", source_url=SOURCE)
    typed |= named(istio, some, value=["yes", "no"], source_url=SOURCE)
    typed |= named(istio, words, verified="2026-08-22") | named(istio, some, verified="2026-08-22")

    save(alice, typed)

    assert istio.capability_values.get(capability=words).text_zh == "代理"
    assert istio.capability_values.get(capability=some).value == ["yes", "no"]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"value": "yes"}, "Source: This field is required."),
        ({"value": "yes", "source_url": SOURCE}, "Verified: This field is required."),
        ({"value": "maybe"}, "Select a valid choice. maybe"),
        ({"source_url": SOURCE, "verified": "2026-08-22"}, "Choose one of: yes, no."),
        ({"value": "yes", "source_url": "javascript:alert(1)"}, "begins with http://"),
        ({"value": "yes", "source_url": SOURCE, "verified": "yesterday"}, "valid date"),
    ],
)
def test_a_wrong_cell_is_told_at_its_place_and_nothing_is_saved_or_lost(
    alice: Client, istio: Project, mtls: Capability, typed: dict[str, str], says: str
):
    tracing = make_capability("tracing")
    right = named(istio, tracing, value="no", source_url=SOURCE, verified="2026-08-22")

    page = save(alice, named(istio, mtls, **typed) | right | {"reason": "why"})

    assert says in " ".join(told(page))
    assert all(line.startswith("Istio, Mutual TLS: ") for line in told(page))
    assert not CapabilityValue.objects.exists()
    shown = filled_in(page)
    kept = named(istio, mtls, **{k: v for k, v in typed.items() if v != "maybe"}) | right
    assert {name: shown[name] for name in kept} == {name: [v] for name, v in kept.items()}
    assert shown["reason"] == ["why"]


def test_what_somebody_else_changed_meanwhile_is_left_alone(
    alice: Client, istio: Project, mtls: Capability
):
    theirs, tracing = make_cell(istio, mtls), make_capability("tracing")
    sent = filled_in(alice.get(PATH))
    theirs.value = ["no"]
    theirs.save()

    mine = named(istio, tracing, value="yes", source_url=SOURCE, verified="2026-08-22")
    alice.post(PATH, sent | mine)

    theirs.refresh_from_db()
    assert theirs.value == ["no"]
    assert CapabilityValue.objects.count() == 2


def test_what_two_have_changed_is_shown_to_the_second_who_may_insist(
    alice: Client, istio: Project, mtls: Capability
):
    cell = make_cell(istio, mtls)
    sent = filled_in(alice.get(PATH)) | named(istio, mtls, source_url=SOURCE)
    cell.value = ["no"]
    cell.save()

    refused = alice.post(PATH, sent)

    assert told(refused) == [
        "Istio, Mutual TLS: Somebody has changed this meanwhile. "
        "It is now: No, https://example.org/, 2026-08-01."
    ]
    alice.post(PATH, filled_in(refused))
    cell.refresh_from_db()
    assert (cell.value, cell.source_url) == (["yes"], SOURCE)


@pytest.mark.parametrize("opened", ["", "[]", "{", "[" * 100_000, '{"1-1": [1]}'])
def test_a_page_that_forgot_what_it_had_opened_changes_nothing(
    alice: Client, istio: Project, mtls: Capability, opened: str
):
    make_cell(istio, mtls)

    answer = save(alice, named(istio, mtls, value="no") | {"opened": opened})

    assert answer.status_code in (200, 302)
    assert CapabilityValue.objects.get().value == ["yes"]


def test_a_changed_cell_shows_on_the_site_at_once(
    alice: Client, client: Client, istio: Project, mtls: Capability
):
    before = istio.modified
    client.get("/en/projects/istio/")

    save(alice, named(istio, mtls, value="yes", source_url=SOURCE, verified="2026-08-22"))

    assert "Mutual TLS" in client.get("/en/projects/istio/").text
    istio.refresh_from_db()
    assert istio.modified > before


def test_projects_stand_eight_on_a_page_and_can_be_chosen_by_name(alice: Client, mtls: Capability):
    for number in range(10):
        make_project(f"p{number}", position=number)
    make_project("gone", state=Project.State.WITHDRAWN, withdrawn_reason_en="Was none.")
    make_project("envoy", category="proxy")

    def shown(query: str) -> list[str]:
        return [project.slug for project in alice.get(PATH + query).context["page"].projects]

    assert shown("") == [f"p{number}" for number in range(8)]
    assert shown("?page=2") == ["p8", "p9"]
    assert shown("?projects=P3,p7，nope") == ["p3", "p7"]
    assert shown("?projects=nope%00&page=zero") == []


def test_the_column_of_a_project_can_be_shown_alone_and_all_again(alice: Client, mtls: Capability):
    for slug in ("istio", "kuma"):
        make_project(slug)

    together, alone = alice.get(PATH).text, alice.get(PATH + "?projects=kuma").text

    assert 'href="?projects=kuma">Only this one' in together
    assert "Only this one" not in alone
    assert '<a href="?">All projects</a>' in alone


def test_a_large_matrix_has_fewer_columns_so_that_its_form_can_be_sent(alice: Client):
    for number in range(60):
        make_capability(f"c{number}")
    for number in range(8):
        make_project(f"p{number}", position=number)

    assert 1 <= len(alice.get(PATH).context["page"].projects) < 8
    assert save(alice, {}).status_code == 302


def test_the_list_of_cells_leads_to_each_matrix(alice: Client, mtls: Capability):
    make_category("proxy")

    page = alice.get("/en/admin/directory/capabilityvalue/").text

    assert f'href="{PATH}"' in page
    assert "matrix/proxy/" not in page


def test_who_may_not_edit_every_cell_does_not_see_the_page(client: Client, mtls: Capability):
    client.force_login(User.objects.create_user("carol", is_staff=True))

    assert client.get(PATH).status_code == 403


@pytest.mark.parametrize("slug", ["nope", "proxy"])
def test_a_category_without_a_matrix_has_a_page_that_says_so_or_none(alice: Client, slug: str):
    make_category("proxy")

    page = alice.get(PATH.replace("service-mesh", slug))

    assert page.status_code == (404 if slug == "nope" else 200)


def test_the_matrix_costs_as_many_queries_however_large_it_is(alice: Client):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert alice.get(PATH).status_code == 200
        return len(captured)

    def grow(start: int, end: int) -> None:
        for number in range(start, end):
            make_project(f"p{number}")
            make_capability(f"c{number}")
        for project in Project.objects.all():
            for capability in Capability.objects.exclude(values__project=project):
                make_cell(project, capability)

    grow(0, 2)
    queries()
    few = queries()
    grow(2, 7)

    assert queries() == few <= 12
    assert len(json.loads(alice.get(PATH).context["opened"])) == 49
