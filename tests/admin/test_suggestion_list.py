"""The list of suggestions: one's own desk first, and what is done to many at once."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from directory.models import AnswerTemplate, Suggestion
from directory.services.suggestions.routing import reviewers_of, reviewers_of_each
from tests.admin.conftest import login
from tests.admin.helpers import address
from tests.builders import make_category, make_project, make_steward
from tests.services.suggesting import new_project, suggest

pytestmark = pytest.mark.django_db


def names(client: Client, query: str = "") -> list[str]:
    page = client.get(address("suggestion") + query)
    assert page.status_code == 200
    return [suggestion.name for suggestion in page.context["cl"].result_list]


def do(client: Client, action: str, *suggestions: Suggestion, **more: Any) -> Any:
    keys = [suggestion.pk for suggestion in suggestions]
    sent = {"action": action, "_selected_action": keys, **more}
    return client.post(address("suggestion") + "?state=all", sent, follow=True)


def states() -> dict[str, str]:
    return dict(Suggestion.objects.values_list("name", "state"))


def quarantine(suggestion: Suggestion) -> Suggestion:
    suggestion.state, suggestion.doubts = "quarantined", ["links"]
    suggestion.save()
    return suggestion


def test_what_waits_for_me_comes_first_and_the_oldest_of_it_at_the_top():
    proxy = make_category("proxy")
    make_steward("carol", "owner")
    dave = login("dave", "reviewer")
    User.objects.get(username="dave").maintainer.stewardships.update(category=proxy)
    suggest(make_project("istio"), license="MIT")
    suggest(make_project("envoy", "proxy"), license="MIT")
    suggest(make_project("kong", "proxy"), license="MIT")

    assert names(dave) == ["Envoy", "Kong", "Istio"]
    assert names(dave, "?state=mine") == ["Envoy", "Kong"]


def test_it_is_narrowed_by_state_kind_category_and_assignment(alice: Client):
    istio, envoy = make_project("istio"), make_project("envoy", "proxy")
    suggest(istio, license="MIT")
    given = suggest(envoy, license="MIT")
    given.assignee = User.objects.get(username="alice").maintainer
    given.save()
    quarantine(suggest(make_project("spam"), license="MIT"))
    suggest(None, "new", **new_project("Kuma"))

    assert names(alice) == ["Istio", "Envoy", "Kuma"]
    assert names(alice, "?state=quarantined") == ["Spam"]
    assert names(alice, "?state=all") == ["Istio", "Envoy", "Kuma", "Spam"]
    assert names(alice, "?kind__exact=new") == ["Kuma"]
    assert names(alice, "?category=service-mesh") == ["Istio", "Kuma"]
    assert names(alice, "?assigned=me") == ["Envoy"]
    assert names(alice, "?assigned=nobody") == ["Istio", "Kuma"]
    assert names(alice, "?q=envo") == ["Envoy"]


@pytest.mark.parametrize(
    "query", ["?state=nope", "?assigned=%00", "?q=%00", "?o=99", "?category=x"]
)
def test_a_filter_that_is_none_is_told(alice: Client, query: str):
    suggest(make_project("istio"), license="MIT")

    assert names(alice, query) in (["Istio"], [])


def test_a_row_says_who_decides_how_old_it_is_and_what_changes(alice: Client):
    make_steward("carol", "reviewer", make_category("service-mesh"))
    suggest(make_project("istio"), license="MIT", organization="Google")

    page = alice.get(address("suggestion")).text

    assert "carol" in page
    assert "<time " in page
    assert "License, Organization" in page


def test_50_rows_cost_as_many_queries_as_2(alice: Client):
    def rows(*numbers: int) -> int:
        for i in numbers:
            category = make_category(f"category-{i}", parent=make_category("root"))
            project = make_project(f"project-{i}", category.slug)
            make_steward(f"steward-{i}", "reviewer", category)
            suggest(project, license="MIT")
        alice.get(address("suggestion"))
        with CaptureQueriesContext(connection) as captured:
            assert alice.get(address("suggestion")).status_code == 200
        return len(captured)

    few = rows(0, 1)

    assert rows(*range(2, 50)) == few <= 15


def test_whose_turn_many_are_is_the_same_as_of_each():
    below = make_category("sidecar", parent=make_category("service-mesh"))
    istio, linkerd = make_project("istio"), make_project("linkerd", "sidecar")
    envoy = make_project("envoy", "proxy")
    make_steward("all")
    make_steward("mesh", "reviewer", istio.category)
    make_steward("side", "reviewer", below)
    make_steward("one", "reviewer", istio)
    made = [suggest(project, license="MIT") for project in (istio, linkerd, envoy)]
    made.append(suggest(None, "new", **new_project("Kuma", category="sidecar")))
    made[2].assignee = User.objects.get(username="one").maintainer

    found = reviewers_of_each(made)

    assert found == {each.pk: reviewers_of(each) for each in made}
    assert [str(found[each.pk][0]) for each in made] == ["one", "side", "one", "side"]


def test_many_are_declined_for_one_reason_each_in_its_own_language(alice: Client):
    usual = AnswerTemplate.objects.create(
        title_zh="重复", title_en="Twice", text_zh="已有。", text_en="It is here."
    )
    istio, kuma = (suggest(make_project(slug), license="MIT") for slug in ("istio", "kuma"))
    Suggestion.objects.filter(pk=kuma.pk).update(language="zh-hans")

    assert "Or in your own words" in do(alice, "decline", istio, kuma).text
    assert "Say why" in do(alice, "decline", istio, kuma, confirmed="yes").text
    assert set(states().values()) == {"waiting"}
    page = do(alice, "decline", istio, kuma, confirmed="yes", template=usual.pk)

    assert "Declined: Istio, Kuma." in page.text
    assert dict(Suggestion.objects.values_list("name", "answer")) == {
        "Istio": "It is here.",
        "Kuma": "已有。",
    }


def test_many_are_given_to_somebody(alice: Client):
    carol = make_steward("carol", "reviewer").maintainer
    istio, kuma = (suggest(make_project(slug), license="MIT") for slug in ("istio", "kuma"))

    do(alice, "assign", istio, kuma, confirmed="yes", assignee=carol.pk)

    assert Suggestion.objects.filter(assignee=carol).count() == 2


def test_what_is_not_mine_is_left_and_named(alice: Client):
    proxy = make_category("proxy")
    dave = login("dave", "reviewer")
    User.objects.get(username="dave").maintainer.stewardships.update(category=proxy)
    istio = suggest(make_project("istio"), license="MIT")
    envoy = suggest(make_project("envoy", "proxy"), license="MIT")

    page = do(dave, "decline", istio, envoy, confirmed="yes", answer="No.")

    assert "Declined: Envoy." in page.text
    assert "Left as they are: Istio" in page.text
    assert states() == {"Istio": "waiting", "Envoy": "declined"}


def test_junk_is_released_or_thrown_away_one_by_one(alice: Client):
    good, bad, open_one = (suggest(make_project(s), license="MIT") for s in ("good", "bad", "open"))
    quarantine(good), quarantine(bad)

    do(alice, "release", good, open_one)
    do(alice, "throw_away", bad, open_one)

    assert states() == {"Good": "waiting", "Open": "waiting"}


def test_the_quarantine_is_emptied_at_once_after_a_question(alice: Client):
    suggest(make_project("istio"), license="MIT")
    Suggestion.objects.bulk_create(
        Suggestion(kind="change", name=f"Junk {i}", state="quarantined", language="en")
        for i in range(10_000)
    )
    assert "In quarantine: 10,000" in alice.get(address("suggestion")).text

    assert "10,000" in alice.get(address("suggestion", "empty")).text
    assert Suggestion.objects.count() == 10_001
    page = alice.post(address("suggestion", "empty"), follow=True)

    assert "10,000 suggestions were thrown away." in page.text
    assert states() == {"Istio": "waiting"}
    assert "The quarantine is empty." in alice.get(address("suggestion", "empty")).text


def test_who_does_not_review_the_whole_list_empties_nothing(alice: Client):
    dave = login("dave", "reviewer")
    User.objects.get(username="dave").maintainer.stewardships.update(category=make_category())
    quarantine(suggest(make_project("istio"), license="MIT"))

    assert dave.post(address("suggestion", "empty")).status_code == 403
    assert Suggestion.objects.count() == 1


def test_usual_answers_are_written_by_owners_and_read_by_all(alice: Client, bob: Client):
    page = address("answertemplate", "add")
    sent = {
        "title_zh": "重复",
        "title_en": "Twice",
        "text_zh": "已有。",
        "text_en": "Here.",
        "position": "9",
    }

    assert bob.get(address("answertemplate")).status_code == 200
    assert bob.post(page, sent).status_code == 403
    assert alice.post(page, sent).status_code == 302
    assert AnswerTemplate.objects.filter(title_en="Twice").exists()
