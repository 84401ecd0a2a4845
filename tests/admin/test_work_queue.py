"""The admin's first page, and the lists behind it."""

import datetime
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.admin.work.forms import FORMS
from directory.models import CapabilityValue, Link, Project, Suggestion
from directory.services import history
from directory.services.chores import KINDS, Desk
from directory.services.chores.kinds import COMPARED
from tests.admin.helpers import filled_in
from tests.admin.samples import make_capability, make_cell, make_many
from tests.builders import make_category, make_project, make_relation, make_steward

HTMX = {"HX-Request": "true"}


def path_of(slug: str) -> str:
    return f"/en/admin/work/{slug}/"


def listed(slug: str, user: Any = None) -> list[str]:
    """What stands in a list for a user, or in that of all."""
    rows = KINDS[slug].rows(Desk(user, is_whole=user is None))
    return [str(row) for row in rows[:50]]


def opened(client: Client, slug: str) -> dict[str, Any]:
    """What the form of the only row of a list would send."""
    return {name: values[-1] for name, values in filled_in(client.get(path_of(slug))).items()}


def save(client: Client, slug: str, sent: dict[str, Any], *, htmx: bool = False, **typed: Any):
    typed = {f"row-{sent['row']}-{name}": value for name, value in typed.items()}
    return client.post(path_of(slug), sent | typed, headers=HTMX if htmx else {})


def rewrite(project: Project, days_ago: int, **texts: str) -> None:
    """Another text, on record as of some days ago."""
    history.begin(project)
    for name, text in texts.items():
        setattr(project, name, text)
    project._history_date = timezone.now() - datetime.timedelta(days=days_ago)  # type: ignore[attr-defined]
    project.save()


def test_the_first_page_tells_what_waits_and_leads_there(alice: Client):
    project = make_project("istio", summary_en="A mesh.", unverified=["license"])

    page = alice.get("/en/admin/")

    counts = {summary.chore.slug: summary.count for summary in page.context["waiting"]}
    assert counts == {"translations": 1, "unverified": 1, "without-links": 1}
    assert f'href="{path_of("translations")}#row-{project.pk}"' in page.text
    assert "Tags used once" in page.text.partition("Nothing to do:")[2]
    assert "Projects" in page.text.partition("Everything that can be edited")[2]


def test_suggestions_are_on_the_desk_of_whose_turn_it_is_and_all_in_that_of_all(alice: Client):
    project = make_project("istio")
    make_steward("carol", "reviewer", project.category)
    common = {"project": project, "name": "Istio", "language": "en"}
    Suggestion.objects.create(kind="change", **common)
    dead = Suggestion.objects.create(kind="dead-link", **common)
    Suggestion.objects.create(kind="change", state="quarantined", **common)

    def counts(whose: str) -> dict[str, int]:
        page = alice.get("/en/admin/", {"whose": whose})
        kinds = {summary.chore.slug: summary.count for summary in page.context["waiting"]}
        return {slug: n for slug, n in kinds.items() if slug != "without-links"}

    assert counts("mine") == {"quarantine": 1}
    assert counts("all") == {"suggestions": 2, "quarantine": 1, "dead-links": 1}
    page = alice.get("/en/admin/", {"whose": "all"})
    assert f"/en/admin/directory/suggestion/{dead.pk}/change/" in page.text
    assert alice.get("/en/admin/directory/suggestion/?kind__exact=dead-link").status_code == 200


def test_one_sees_the_work_in_what_one_looks_after_and_all_if_asked(db: None):
    category = make_category("service-mesh")
    below = make_category("sidecarless", parent=category)
    for slug, place in (("istio", "service-mesh"), ("ambient", below.slug), ("envoy", "proxy")):
        make_project(slug, place)
    user = make_steward("carol", "reviewer", category)
    client = Client()
    client.force_login(user)

    assert listed("without-links", user) == ["Istio", "Ambient"]
    (unlinked,) = client.get("/en/admin/").context["waiting"]
    assert unlinked.count == 2
    for slug in (*FORMS, "duplicates", "tags"):
        assert client.get(path_of(slug)).status_code == 200
    page = client.get(path_of("without-links"), {"whose": "all"})
    assert [(row.title, row.form is not None) for row in page.context["rows"]] == [
        ("Istio", True),
        ("Ambient", True),
        ("Envoy", False),
    ]


def test_who_looks_after_nothing_is_told_so(db: None):
    client = Client()
    client.force_login(User.objects.create_user("eve", is_staff=True))

    assert "no part of the list" in client.get("/en/admin/").text


def test_a_translation_is_written_beside_the_other_language(alice: Client):
    project = make_project("istio", summary_en="A mesh.")
    other = make_project("linkerd", summary_zh="网格。")
    page = alice.get(path_of("translations"))
    assert [row.title for row in page.context["rows"]] == ["Istio", "Linkerd"]
    first = page.context["rows"][0]

    sent = {"row": project.pk, "seen": first.form.digest, "next": first.next}
    answer = save(alice, "translations", sent, summary_zh="一个网格。")

    assert answer["Location"] == f"{path_of('translations')}#row-{other.pk}"
    project.refresh_from_db()
    assert (project.summary_zh, project.summary_en) == ("一个网格。", "A mesh.")
    assert project.history.latest().history_change_reason == "Translated"
    assert LogEntry.objects.get().object_repr == "Istio"
    assert listed("translations") == ["Linkerd"]


def test_with_javascript_only_the_row_comes_back(alice: Client):
    make_project("istio", summary_en="A mesh.")
    sent = opened(alice, "translations")

    refused = save(alice, "translations", sent, htmx=True)
    saved = save(alice, "translations", sent, htmx=True, summary_zh="一个网格。")

    assert "Write the text first." in refused.text
    assert "Saved: Istio." in saved.text
    assert "<html" not in refused.text + saved.text


def test_who_saves_second_is_told_and_nothing_typed_is_lost(alice: Client):
    project = make_project("istio", summary_en="A mesh.")
    sent = opened(alice, "translations")
    Project.objects.filter(pk=project.pk).update(summary_zh="别人写的。")

    page = save(alice, "translations", sent, summary_zh="一个网格。")

    assert "Somebody has changed this meanwhile" in page.text
    assert "别人写的。" in page.text
    assert "一个网格。" in page.text
    row = page.context["refused"]
    save(alice, "translations", sent | {"seen": row.form.digest}, summary_zh="一个网格。")
    project.refresh_from_db()
    assert project.summary_zh == "一个网格。"


def test_a_text_that_was_rewritten_in_one_language_makes_the_other_old(alice: Client):
    project = make_project("istio", summary_zh="网格。", summary_en="A mesh.")
    Project.history.all().delete()
    assert listed("older-translations") == []

    rewrite(project, 3, summary_zh="新的网格。")
    assert listed("older-translations") == ["Istio"]

    page = alice.get(path_of("older-translations"))
    assert list(page.context["rows"][0].form.fields) == ["summary_en"]
    save(alice, "older-translations", opened(alice, "older-translations"), summary_en="A new mesh.")
    assert listed("older-translations") == []
    assert project.history.latest().history_change_reason == COMPARED


def test_both_may_say_the_same_as_they_are(alice: Client):
    project = make_project("istio", summary_zh="网格。", summary_en="A mesh.")
    Project.history.all().delete()
    rewrite(project, 3, summary_en="A service mesh.")

    save(alice, "older-translations", opened(alice, "older-translations"))
    assert listed("older-translations") == []

    rewrite(project, -30, summary_en="A mesh, again.")
    assert listed("older-translations") == ["Istio"]


def test_what_came_with_the_project_is_older_than_what_was_rewritten(db: None):
    project = make_project("istio", summary_zh="网格。", summary_en="A mesh.")

    rewrite(project, 0, summary_en="A service mesh.")

    assert listed("older-translations") == ["Istio"]


@pytest.mark.parametrize("days", [0, 5])
def test_what_was_rewritten_in_both_languages_within_a_week_is_not_old(db: None, days: int):
    project = make_project("istio", summary_zh="网格。", summary_en="A mesh.")
    Project.history.all().delete()

    rewrite(project, 20 + days, summary_zh="新的网格。")
    rewrite(project, 20, summary_en="A new mesh.")

    assert listed("older-translations") == []


def test_a_first_translation_makes_nothing_old(db: None):
    project = make_project("istio", summary_zh="网格。")
    Project.history.all().delete()

    rewrite(project, 3, summary_en="A mesh.")

    assert listed("older-translations") == []


def test_a_fact_is_verified_with_a_source(alice: Client):
    project = make_project("istio", license="MIT", unverified=["license", "started"])
    sent = opened(alice, "unverified")

    refused = save(alice, "unverified", sent, facts="license", url="javascript:alert(1)")
    save(alice, "unverified", sent, facts="license", url="https://istio.io/license")

    assert "Enter an address that begins with http" in refused.text
    project.refresh_from_db()
    assert project.unverified == ["started"]
    (source,) = project.sources
    assert source["url"] == "https://istio.io/license"
    assert source["en"].startswith("License: read on")
    assert source["zh"]


def test_what_is_said_to_be_alive_is_looked_at_once_a_year(alice: Client):
    today = timezone.localdate()
    make_project("istio", status="active", last_activity=str(today.year - 3))
    make_project("envoy", status="active", last_activity=today.isoformat())
    make_project("nginmesh", status="archived", last_activity="2018")
    assert listed("activity") == ["Istio"]
    sent = opened(alice, "activity")

    assert "for which this is listed" in save(alice, "activity", sent).text
    assert "is no date" in save(alice, "activity", sent, last_activity="soon").text
    save(alice, "activity", sent, last_activity=today.isoformat())

    assert listed("activity") == []


def test_a_cell_gets_the_date_of_a_newer_source(alice: Client):
    cell = make_cell(make_project("istio"), make_capability())
    CapabilityValue.objects.update(verified=datetime.date(2019, 1, 1))
    sent = opened(alice, "cells")

    assert "Give the date" in save(alice, "cells", sent).text
    save(alice, "cells", sent, verified="2026-11-01")

    cell.refresh_from_db()
    assert cell.verified == datetime.date(2026, 11, 1)
    assert cell.history.count() == 2


def test_a_project_without_links_gets_one(alice: Client):
    project = make_project("istio")

    save(
        alice,
        "without-links",
        opened(alice, "without-links"),
        kind="homepage",
        url="https://istio.io/",
    )

    assert Link.objects.get().project == project
    assert listed("without-links") == []


def test_sending_a_link_twice_is_told(alice: Client):
    make_project("istio")
    sent = opened(alice, "without-links") | {"kind": "homepage"}

    for _twice in range(2):
        page = save(alice, "without-links", sent, kind="homepage", url="https://istio.io/")

    assert "already exists" in page.text
    assert Link.objects.count() == 1


def test_what_is_wrong_with_a_cell_beside_its_source_is_told(alice: Client):
    cell = make_cell(make_project("istio"), make_capability(), value=["gone"])
    CapabilityValue.objects.update(verified=datetime.date(2019, 1, 1))

    page = save(alice, "cells", opened(alice, "cells"), verified="2026-11-01")

    assert "Value: Choose one of: yes, no." in page.text
    assert cell.history.count() == 1


@pytest.mark.parametrize("text", ["\0", "x" * 100_000])
@pytest.mark.parametrize("slug", FORMS)
def test_no_text_brings_a_row_down(alice: Client, slug: str, text: str):
    project = make_project("istio", unverified=["license"])
    row = make_cell(project, make_capability()) if slug == "cells" else project
    names = (*FORMS[slug].base_fields, "facts", "url", "says")
    sent = {f"row-{row.pk}-{name}": text for name in names}

    page = alice.post(path_of(slug), sent | {"row": row.pk, "seen": text, "next": text})

    assert page.status_code == 200
    assert "Nothing was saved yet" in page.text


def test_projects_with_one_place_or_one_name_may_be_one(alice: Client):
    one, two = make_project("istio"), make_project("istio-mesh")
    make_project("envoy", name="Open Mesh"), make_project("mesh", name="open-mesh")
    Link.objects.create(project=one, kind="repository", url="https://github.com/istio/istio")
    Link.objects.create(project=two, kind="homepage", url="http://www.GitHub.com/Istio/Istio.git/")

    assert listed("duplicates") == ["Istio · Istio Mesh", "Open Mesh · open-mesh"]
    assert f"project/{two.pk}/merge/?into={one.pk}" in alice.get(path_of("duplicates")).text

    make_relation(two, "fork-of", one)
    assert listed("duplicates") == ["Open Mesh · open-mesh"]


def test_an_address_of_many_projects_makes_them_no_duplicates(db: None):
    for number in range(6):
        project = make_project(f"project-{number}")
        Link.objects.create(project=project, kind="homepage", url="https://example.org/")

    assert listed("duplicates") == []


def test_tags_of_one_project_are_listed_with_it(alice: Client):
    make_project("istio", tags=["envoy-based", "mtls"])
    make_project("linkerd", tags=["mtls"])

    page = alice.get(path_of("tags"))

    assert [row.title for row in page.context["rows"]] == ["Envoy based"]
    assert "Istio" in page.text


@pytest.mark.parametrize("slug", FORMS)
def test_nobody_saves_what_others_look_after(db: None, slug: str):
    project = make_project("istio", "proxy", unverified=["license"])
    cell = make_cell(project, make_capability())
    client = Client()
    client.force_login(make_steward("carol", "owner", make_category("service-mesh")))

    answer = client.post(path_of(slug), {"row": cell.pk if slug == "cells" else project.pk})

    assert answer.status_code == 403


@pytest.mark.parametrize("slug", ["nope", "suggestions", "quarantine"])
def test_there_is_no_list_of_that_kind(alice: Client, slug: str):
    assert alice.get(path_of(slug)).status_code == 404


@pytest.mark.parametrize("key", ["", "0", "nope", "9" * 30, "\0", "-1"])
@pytest.mark.parametrize("slug", [*FORMS, "duplicates", "tags"])
def test_a_row_that_is_not_there_is_told(alice: Client, slug: str, key: str):
    assert alice.post(path_of(slug), {"row": key}).status_code == 404


@pytest.mark.parametrize("query", ["whose=nobody", "whose=\0", "page=nope", "page=" + "9" * 30])
def test_an_address_that_makes_no_sense_gets_no_error(alice: Client, query: str):
    assert alice.get(f"{path_of('tags')}?{query}").status_code in (200, 404)
    assert alice.get(f"/en/admin/?{query}").status_code in (200, 404)


def test_the_work_costs_as_many_queries_for_30_projects_as_for_6(operator: Client):
    pages = ["/en/admin/", *(path_of(slug) for slug in KINDS if slug in [*FORMS, "tags"])]

    def each() -> dict[str, int]:
        counts = {}
        for page in pages:
            operator.get(page)
            with CaptureQueriesContext(connection) as captured:
                assert operator.get(page).status_code == 200
            counts[page] = len(captured)
        return counts

    def make(*numbers: int) -> None:
        make_many(*numbers)
        Project.objects.update(unverified=["license"], summary_en="A mesh.", status="active")
        Project.objects.update(last_activity="2018")
        CapabilityValue.objects.update(verified=datetime.date(2019, 1, 1))

    make(*range(6))
    few = each()
    make(*range(6, 30))

    assert each() == few
    assert few["/en/admin/"] <= 36, few
