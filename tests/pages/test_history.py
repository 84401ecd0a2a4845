"""The history of a project at /projects/…/history/, two versions of it, and its page on a day."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from directory.models import Link, Maintainer, Project, Suggestion
from directory.models.provenance import coming_from
from directory.services import history, renaming
from tests.builders import make_project, make_relation, make_tag

pytestmark = pytest.mark.django_db


def later() -> None:
    """Let an hour pass since all that is on record."""
    for each in (Project, *history.PARTS[Project]):
        for record in each.history.all():  # type: ignore[attr-defined]
            record.history_date -= timedelta(hours=1)
            record.save()


def plain(page: str) -> str:
    """The words of a page, what was removed in [-…-] and what was added in {+…+}."""
    main = page.partition('<main id="main"')[2].partition("</main>")[0]
    main = re.sub(r'<span class="vh">.*?</span>', "", main)
    main = re.sub(r"<del>(.*?)</del>", r"[-\1-]", main, flags=re.S)
    main = re.sub(r"<ins>(.*?)</ins>", r"{+\1+}", main, flags=re.S)
    return " ".join(re.sub("<.*?>", " ", main).split())


def read(client: Client, address: str = "/en/projects/istio/history/") -> str:
    response = client.get(address)
    assert response.status_code == 200, response.text
    return plain(response.text)


@pytest.fixture
def istio() -> Project:
    project = make_project("istio", license="MIT")
    later()
    return project


def change(project: Project, reason: str = "", user: User | None = None, **values: Any) -> None:
    for name, value in values.items():
        setattr(project, name, value)
    project._history_user = user  # type: ignore[attr-defined]
    history.because(project, reason).save()


class TestTheHistory:
    def test_says_what_changed_from_what_to_what_and_why(self, client: Client, istio: Project):
        change(istio, "Read the LICENSE file.", license="Apache-2.0")

        page = read(client)

        assert "License [-MIT-]{+Apache-2.0+}" in page
        assert "Reason: Read the LICENSE file." in page

    def test_says_sources_and_dates_as_people_write_them(self, client: Client, istio: Project):
        source = {"zh": "官网", "en": "Its site", "url": "https://istio.io/"}
        change(istio, sources=[source], foundation_dates={"incubating": "2022-09-28"})

        page = read(client)

        assert "{+官网 · Its site · https://istio.io/+}" in page
        assert "{+Incubating: 2022-09-28+}" in page

    def test_marks_only_what_is_different_in_a_text(self, client: Client, istio: Project):
        change(istio, summary_zh="服务网格的控制平面与数据平面。", summary_en="One mesh for all.")
        later()
        change(istio, summary_zh="服务网格的控制面与数据平面。", summary_en="One mesh for many.")

        page = read(client)

        assert "服务网格的控制[-平-]面与数据平面。" in page
        assert "One mesh for [-all-]{+many+}." in page

    def test_names_a_maintainer_and_leads_to_their_page(self, client: Client, istio: Project):
        alice = User.objects.create_user("alice.secret", email="alice@example.org")
        Maintainer.objects.create(handle="alice", name="Alice", user=alice)
        change(istio, user=alice, license="MPL-2.0")

        page = client.get("/en/projects/istio/history/").text

        assert '<a href="/en/maintainers/alice/">Alice</a>' in page
        assert "alice.secret" not in page
        assert "example.org" not in page

    def test_an_editor_who_is_no_maintainer_has_no_name(self, client: Client, istio: Project):
        change(istio, user=User.objects.create_user("bob.secret"), license="MPL-2.0")

        page = read(client)

        assert "an editor" in page
        assert "bob" not in page

    def test_credits_who_suggested_it_and_who_accepted_it(self, client: Client, istio: Project):
        alice = User.objects.create_user("alice")
        Maintainer.objects.create(handle="alice", name="Alice", user=alice)
        suggestion = Suggestion.objects.create(
            kind="change",
            name="Istio",
            project=istio,
            reason="Its LICENSE changed.",
            contributor="Charlie",
            email="c@example.org",
        )
        with coming_from(suggestion=suggestion.pk):
            change(istio, "suggestion 1", user=alice, license="MPL-2.0")

        page = read(client)

        assert re.search("suggested by Charlie ?, accepted by Alice", page)
        assert "Reason: Its LICENSE changed." in page
        assert "c@example.org" not in page

    def test_what_was_saved_at_once_is_one_entry(self, client: Client, istio: Project):
        change(istio, license="MPL-2.0", status="active")
        Link.objects.create(project=istio, kind="homepage", url="https://istio.io/")
        istio.tags.add(make_tag("envoy-based"))

        page = read(client)

        assert page.count("The page at the end of that day") == 2  # one is how it came
        assert "Homepage https://istio.io/" in page

    def test_begins_when_the_project_was_published(self, client: Client):
        draft = make_project("istio", state="draft", summary_en="A secret plan.")
        later()
        change(draft, summary_en="Another secret plan.")
        later()
        change(draft, state="published", summary_en="A service mesh.")

        page = read(client)

        assert "secret" not in page
        assert "{+Istio+}" in page

    def test_does_not_tell_of_drafts(self, client: Client, istio: Project):
        make_relation(istio, "built-on", make_project("secret-plan", state="draft"))

        assert "Secret" not in read(client)

    def test_of_a_draft_is_not_there(self, client: Client):
        make_project("istio", state="draft")

        assert client.get("/en/projects/istio/history/").status_code == 404

    def test_of_a_withdrawn_project_can_be_read(self, client: Client, istio: Project):
        change(istio, state="withdrawn", withdrawn_reason_en="A duplicate.")

        assert "A duplicate." in read(client)

    def test_of_what_was_loaded_says_so(self, client: Client, istio: Project):
        for model in (Project, *history.PARTS[Project]):
            model.history.all().delete()  # type: ignore[attr-defined]

        assert "Nothing was changed since this was loaded." in read(client)

    def test_says_what_a_wrong_address_should_have_been(self, client: Client, istio: Project):
        for query in (
            "from=x&to=y",
            "from=20261124T094512Z",
            "page=zero",
            "from=%00&to=99999999T000000Z",
        ):
            response = client.get(f"/en/projects/istio/history/?{query}")

            assert response.status_code == 400, query

    def test_follows_a_former_slug(self, client: Client, istio: Project):
        renaming.rename(istio, "istio-mesh", "")

        response = client.get("/en/projects/istio/history/2026-01-01/")

        assert response["Location"] == "/en/projects/istio-mesh/history/2026-01-01/"


def test_two_versions_are_compared_field_by_field(client: Client, istio: Project):
    change(istio, license="MPL-2.0")
    later()
    change(istio, license="Apache-2.0", status="active")
    Link.objects.create(project=istio, kind="homepage", url="https://istio.io/")
    page = client.get("/en/projects/istio/history/").text
    newest, *_others, oldest = re.findall(r'name="to" value="(\w+)"', page)

    compared = read(client, f"/en/projects/istio/history/?from={oldest}&to={newest}")

    assert "License [-MIT-]{+Apache-2.0+}" in compared
    assert "Status [-Unknown-]{+Active+}" in compared
    assert "{+Homepage https://istio.io/+}" in compared
    assert "MPL-2.0" not in compared


class TestThePageOnADay:
    def test_shows_what_it_showed_then(self, client: Client, istio: Project):
        Link.objects.create(project=istio, kind="homepage", url="https://old.example/")
        for _hour in range(48):
            later()
        change(istio, license="Apache-2.0")
        istio.links.get().delete()
        day = timezone.localdate() - timedelta(days=1)

        page = read(client, f"/en/projects/istio/history/{day}/")

        assert "MIT" in page
        assert "old.example" in page
        assert "Apache" not in page

    def test_is_not_there_before_the_project_was(self, client: Client, istio: Project):
        for day in ("2020-01-01", "2999-01-01", "yesterday", "2026-02-30", "20260101"):
            assert client.get(f"/en/projects/istio/history/{day}/").status_code == 404, day

    def test_of_what_was_loaded_is_the_present_one(self, client: Client, istio: Project):
        Link.objects.create(project=istio, kind="homepage", url="https://istio.io/")
        for model in (Project, *history.PARTS[Project]):
            model.history.all().delete()  # type: ignore[attr-defined]

        page = read(client, "/en/projects/istio/history/2020-01-01/")

        assert "istio.io" in page
