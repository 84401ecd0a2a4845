"""Deciding on a suggestion in the admin: what one sees, what the buttons do, what stands in the
way."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from directory.models import AnswerTemplate, Link, Project, Suggestion
from directory.services import acts
from directory.services.suggestions import deciding
from directory.services.suggestions.handling import reply
from tests.admin.conftest import login
from tests.admin.helpers import Values, address, filled_in
from tests.builders import make_category, make_project, make_steward, make_tag
from tests.services.suggesting import change_of, new_project, suggest

pytestmark = pytest.mark.django_db


def page_of(suggestion: Suggestion) -> str:
    return address("suggestion", "change", suggestion.pk)


def press(client: Client, suggestion: Suggestion, button: str, **typed: Any) -> Any:
    """What a browser sends of the page, with what was typed, when a button is pressed."""
    values: Values = filled_in(client.get(page_of(suggestion)))
    return client.post(page_of(suggestion), {**values, **typed, "do": button})


def told(response: Any) -> str:
    """The messages on the page that comes next."""
    return " ".join(map(str, response.context["messages"]))


def verdict(change: Any, choice: str) -> dict[str, str]:
    return {f"verdict-{change.pk}": choice}


def reload(suggestion: Suggestion) -> Suggestion:
    return Suggestion.objects.get(pk=suggestion.pk)


def test_now_and_suggested_stand_side_by_side_with_differences_marked(alice: Client):
    istio = make_project("istio", summary_en="A mesh for everybody.", summary_zh="一个网格")
    suggestion = suggest(istio, summary_en="A mesh for Kubernetes.", summary_zh="一个服务网格")

    page = alice.get(page_of(suggestion)).text

    assert "A mesh for <del>everybody</del>." in page
    assert "A mesh for <ins>Kubernetes</ins>." in page
    assert "一个<ins>服务</ins>网格" in page


def test_one_field_is_accepted_and_another_declined_with_a_reason(alice: Client):
    istio = make_project("istio", license="MIT")
    suggestion = suggest(istio, license="Apache-2.0", organization="Google")
    license, organization = (change_of(suggestion, name) for name in ("license", "organization"))

    press(
        alice,
        suggestion,
        "decide",
        **verdict(license, "accept"),
        **verdict(organization, "decline"),
        **{f"answer-{organization.pk}": "It is the CNCF's."},
    )

    istio.refresh_from_db()
    assert (istio.license, istio.organization) == ("Apache-2.0", "")
    assert reload(suggestion).state == "partly"
    assert change_of(suggestion, "organization").answer == "It is the CNCF's."
    row = istio.history.latest()
    assert (row.history_user.username, row.from_suggestion) == ("alice", suggestion.pk)


def test_all_of_it_is_accepted_by_one_button(alice: Client):
    istio = make_project("istio")
    suggestion = suggest(istio, license="MIT", organization="Google")

    press(alice, suggestion, "accept")

    istio.refresh_from_db()
    assert (istio.license, istio.organization) == ("MIT", "Google")
    assert reload(suggestion).state == "accepted"


def test_what_is_left_for_later_still_waits(alice: Client):
    istio = make_project("istio")
    suggestion = suggest(istio, license="MIT", organization="Google")

    press(alice, suggestion, "decide", **verdict(change_of(suggestion, "license"), "accept"))

    assert reload(suggestion).state == "waiting"
    assert change_of(suggestion, "organization").decision == "pending"
    page = alice.get(page_of(suggestion)).text
    assert f"verdict-{change_of(suggestion, 'organization').pk}" in page
    assert f"verdict-{change_of(suggestion, 'license').pk}" not in page


@pytest.mark.parametrize(
    ("before", "suggested", "typed", "after"),
    [
        ({}, {"license": "MIT"}, {"value": "Apache-2.0"}, {"license": "Apache-2.0"}),
        ({}, {"languages": ["Go"]}, {"value": "Go, Rust"}, {"languages": ["Go", "Rust"]}),
        ({}, {"status": "active"}, {"value": "archived"}, {"status": "archived"}),
        ({}, {"unverified": ["license"]}, {"value": ["summary"]}, {"unverified": ["summary"]}),
        (
            {},
            {"foundation_dates": {"accepted": "2017"}},
            {"value-0-date": "2017-05"},
            {"foundation_dates": {"accepted": "2017-05"}},
        ),
        (
            {},
            {"sources": [{"en": "Blog", "url": "https://istio.io/"}]},
            {"value-0-en": "The blog"},
            {"sources": [{"en": "The blog", "url": "https://istio.io/"}]},
        ),
    ],
)
def test_a_value_is_edited_before_it_is_accepted(
    alice: Client, before: Any, suggested: Any, typed: Any, after: Any
):
    istio = make_project("istio", **before)
    suggestion = suggest(istio, **suggested)
    (change,) = suggestion.changes.all()

    press(
        alice,
        suggestion,
        "accept",
        **{f"edit-{change.pk}-{name}": value for name, value in typed.items()},
    )

    istio.refresh_from_db()
    assert {name: getattr(istio, name) for name in after} == after
    change.refresh_from_db()
    assert change.edited


def test_an_address_is_edited_before_it_is_accepted(alice: Client):
    istio = make_project("istio")
    suggestion = suggest(istio, links=[{"kind": "homepage", "url": "http://istio.io/"}])
    (change,) = suggestion.changes.all()

    press(alice, suggestion, "accept", **{f"edit-{change.pk}-url": "https://istio.io/"})

    assert [link.url for link in istio.links.all()] == ["https://istio.io/"]


def test_a_tag_is_replaced_by_another_before_it_is_accepted(alice: Client):
    istio = make_project("istio")
    make_tag("mtls"), make_tag("wasm")
    suggestion = suggest(istio, tags=["mtls"])
    (change,) = suggestion.changes.all()

    press(alice, suggestion, "accept", **{f"edit-{change.pk}-value": "wasm"})

    assert [tag.slug for tag in istio.tags.all()] == ["wasm"]


def test_what_nobody_edited_is_accepted_exactly_as_it_was_suggested(alice: Client):
    istio = make_project("istio")
    kong = make_project("kong")
    suggestion = suggest(
        istio,
        description_en="One.\n\nTwo.",
        sources=[{"zh": "博客", "url": "https://istio.io/"}],
        relations=[{"kind": "alternative-to", "project": "kong", "note_en": "Both do."}],
    )

    press(alice, suggestion, "accept")

    assert not any(change.edited for change in suggestion.changes.all())
    istio.refresh_from_db()
    assert istio.description_en == "One.\n\nTwo."
    assert istio.relations.get().target == kong


def test_a_mistake_in_what_was_edited_names_the_field_and_keeps_it(alice: Client):
    suggestion = suggest(make_project("istio"), license="MIT")
    change = change_of(suggestion, "license")

    page = press(alice, suggestion, "accept", **{f"edit-{change.pk}-value": "No license <b>"})

    assert "Nothing was done yet." in page.text
    assert f'href="#change-{change.pk}"' in page.text
    assert "No license &lt;b&gt;" in page.text
    assert reload(suggestion).state == "waiting"


def test_nothing_is_declined_without_saying_why_and_what_was_typed_stays(alice: Client):
    suggestion = suggest(make_project("istio"), license="MIT", organization="Google")
    license, organization = (change_of(suggestion, name) for name in ("license", "organization"))

    page = press(
        alice,
        suggestion,
        "decide",
        **verdict(license, "decline"),
        **verdict(organization, "decline"),
        **{f"answer-{license.pk}": "It is Apache."},
    )

    assert "Say why it is declined." in page.text
    assert "It is Apache." in page.text
    assert reload(suggestion).state == "waiting"


def test_a_usual_answer_alone_is_enough_in_the_language_of_who_reads_it(alice: Client):
    usual = AnswerTemplate.objects.create(
        title_zh="重复", title_en="Twice", text_zh="已有。", text_en="It is here."
    )
    suggestion = suggest(make_project("istio"), license="MIT")

    press(alice, suggestion, "decline", **{"template-answer": str(usual.pk)})

    assert reload(suggestion).state == "declined"
    assert reload(suggestion).answer == "It is here."


def test_after_deciding_one_lands_on_the_next_that_waits(alice: Client):
    first, second, third = (
        suggest(make_project(slug), license="MIT") for slug in ("istio", "kuma", "kong")
    )

    assert press(alice, second, "accept").url == page_of(third)
    assert press(alice, third, "accept").url == page_of(first)
    assert press(alice, first, "accept").url == address("suggestion")


def test_what_changed_meanwhile_is_shown_and_nothing_overwritten(alice: Client):
    istio = make_project("istio", license="MIT")
    suggestion = suggest(istio, license="Apache-2.0", organization="Google")
    license, organization = (change_of(suggestion, name) for name in ("license", "organization"))
    values = filled_in(alice.get(page_of(suggestion)))
    Project.objects.filter(pk=istio.pk).update(license="BSD-3-Clause")
    values |= verdict(license, "accept") | verdict(organization, "accept")

    page = alice.post(page_of(suggestion), {**values, "do": "decide"})

    istio.refresh_from_db()
    assert (istio.license, istio.organization) == ("BSD-3-Clause", "")
    assert all(each in page.text for each in ("MIT", "BSD-3-Clause", "Apache-2.0"))
    assert "Accept nevertheless" in page.text
    assert filled_in(page)[f"verdict-{license.pk}"] == [""]
    assert filled_in(page)[f"verdict-{organization.pk}"] == ["accept"]

    press(alice, suggestion, "decide", **verdict(license, "accept"))

    istio.refresh_from_db()
    assert istio.license == "Apache-2.0"


def test_accepting_all_at_once_overwrites_nothing_that_changed_meanwhile(alice: Client):
    istio = make_project("istio", license="MIT")
    suggestion = suggest(istio, license="Apache-2.0", organization="Google")
    Project.objects.filter(pk=istio.pk).update(license="BSD-3-Clause")

    page = press(alice, suggestion, "accept")

    istio.refresh_from_db()
    assert (istio.license, istio.organization) == ("BSD-3-Clause", "")
    assert "Accept nevertheless" in page.text

    license = change_of(suggestion, "license")
    press(alice, suggestion, "accept", **verdict(license, "accept"))

    istio.refresh_from_db()
    assert (istio.license, istio.organization) == ("Apache-2.0", "Google")


def test_what_is_decided_is_in_the_log_or_not_done_at_all(
    alice: Client, monkeypatch: pytest.MonkeyPatch
):
    istio = make_project("istio", license="MIT")
    suggestion = suggest(istio, license="Apache-2.0")
    monkeypatch.setattr(acts, "record", killed)

    with pytest.raises(KeyboardInterrupt):
        press(alice, suggestion, "accept")

    istio.refresh_from_db()
    assert (istio.license, reload(suggestion).state) == ("MIT", "waiting")


def killed(*args: Any) -> None:
    raise KeyboardInterrupt


def test_who_is_second_is_told_who_decided_and_keeps_what_they_wrote(alice: Client):
    suggestion = suggest(make_project("istio"), license="MIT")
    values = filled_in(alice.get(page_of(suggestion)))
    carol = make_steward("carol")
    deciding.decide(suggestion, deciding.on_all(suggestion, deciding.accepted()), carol)

    page = alice.post(
        page_of(suggestion), {**values, "answer": "I would rather not.", "do": "decline"}
    )

    assert "carol has decided on it while you had it open: Accepted." in page.text
    assert "I would rather not." in page.text


def test_what_was_thrown_away_meanwhile_is_told(alice: Client):
    suggestion = suggest(make_project("istio"), license="MIT")
    values = filled_in(alice.get(page_of(suggestion)))
    Suggestion.objects.all().delete()

    page = alice.post(page_of(suggestion), {**values, "answer": "Better not.", "do": "decline"})

    assert "Somebody else has thrown it away" in page.text
    assert "Better not." in page.text
    assert alice.post(page_of(suggestion), {"do": "accept"}, follow=True).status_code == 200


def test_editors_ask_back_and_read_the_answer(alice: Client):
    suggestion = suggest(make_project("istio"), license="MIT")

    press(alice, suggestion, "ask", question="Where did you read it?")
    reply(reload(suggestion), "At https://istio.io/license.")

    page = alice.get(page_of(suggestion)).text
    assert "Where did you read it?" in page
    assert 'href="https://istio.io/license"' in page


def test_a_reason_in_the_other_language_is_marked_as_such(alice: Client):
    path = page_of(suggest(make_project("istio"), license="MIT"))

    assert '<p class="said">See' in alice.get(path).text
    assert '<p class="said" lang="en">See' in alice.get(path.removeprefix("/en")).text


def test_an_empty_question_is_not_sent(alice: Client):
    suggestion = suggest(make_project("istio"), license="MIT")

    page = press(alice, suggestion, "ask", question="  ")

    assert "Write something." in page.text
    assert reload(suggestion).state == "waiting"


def test_it_is_given_to_somebody_else_and_back(alice: Client):
    suggestion = suggest(make_project("istio"), license="MIT")
    carol = make_steward("carol", "reviewer").maintainer

    press(alice, suggestion, "assign", assignee=str(carol.pk))
    assert reload(suggestion).assignee == carol
    press(alice, suggestion, "assign", assignee="")
    assert reload(suggestion).assignee is None


def test_it_is_given_only_to_who_may_decide_on_it(alice: Client):
    suggestion = suggest(make_project("istio"), license="MIT")
    make_steward("carol", "reviewer", suggestion.project)
    make_steward("greta", "owner", make_category("proxy"))

    page = alice.get(page_of(suggestion)).text

    assert ">carol</option>" in page
    assert ">greta</option>" not in page


@pytest.mark.parametrize("key", ["0", "-1", "x", "9" * 30, "\0"])
def test_a_choice_that_is_none_is_refused(alice: Client, key: str):
    suggestion = suggest(make_project("istio"), license="MIT")

    page = press(alice, suggestion, "assign", assignee=key)

    assert "Nothing was done yet." in page.text


def test_who_may_not_decide_sees_no_buttons_but_why(bob: Client):
    reviewer = login("carol", "reviewer")
    make_steward("dave", "owner", make_category("proxy"))
    carol = User.objects.get(username="carol")
    carol.maintainer.stewardships.update(category=make_category("proxy"))
    suggestion = suggest(make_project("istio"), license="MIT")

    page = reviewer.get(page_of(suggestion)).text

    assert "is looked after by others" in page
    assert 'name="do"' not in page
    sent = reviewer.post(page_of(suggestion), {"do": "accept"})
    assert "is looked after by others" in sent.text
    assert reload(suggestion).state == "waiting"


def test_a_contributor_sees_only_what_they_suggested(client: Client):
    client.force_login(User.objects.create_user("carol", is_staff=True))
    suggestion = suggest(make_project("istio"), license="MIT")

    assert client.get(page_of(suggestion), follow=True).redirect_chain
    assert "Istio" not in client.get(address("suggestion")).text


def test_a_new_project_is_shown_with_what_it_may_be_already(alice: Client):
    make_category("service-mesh")
    make_project("kuma", name="Kuma")
    links = [{"kind": "homepage", "url": "https://kuma.io/"}]
    suggestion = suggest(None, "new", **new_project("Kuma", slug="kuma-2", links=links))

    page = alice.get(page_of(suggestion)).text

    assert "As it would look" in page
    assert "Perhaps it is here already" in page
    assert "is called so" in page


def test_nobody_accepts_their_own_new_project_where_there_is_a_second(alice: Client):
    make_category("service-mesh")
    make_steward("carol")
    suggestion = suggest(None, "new", **new_project("Kuma"))
    user = User.objects.get(username="alice")
    Suggestion.objects.filter(pk=suggestion.pk).update(user=user)

    page = alice.get(page_of(suggestion)).text

    assert "You suggested this project yourself." in page
    assert 'value="accept"' not in page
    assert "You suggested" in press(alice, suggestion, "accept").text


def test_of_a_decided_one_stays_what_was_decided_and_the_way_to_the_history(alice: Client):
    istio = make_project("istio")
    suggestion = suggest(istio, license="MIT")
    press(alice, suggestion, "accept")

    page = alice.get(page_of(suggestion)).text

    assert "Accepted" in page
    assert address("project", "history", istio.pk) in page
    assert 'value="decide"' not in page


def test_addresses_lead_out_safely_and_show_how_machines_spell_them(alice: Client):
    istio = make_project("istio")
    Link.objects.create(project=istio, kind="homepage", url="https://istio.io/")
    suggestion = suggest(istio, links=[{"kind": "homepage", "url": "https://іstio.io/"}])

    page = alice.get(page_of(suggestion)).text

    assert 'href="https://іstio.io/" rel="noopener noreferrer nofollow"' in page
    assert "xn--" in page


def test_a_script_is_text(alice: Client):
    suggestion = suggest(make_project("istio"), summary_en="<script>alert(1)</script>")

    assert "<script>alert" not in alice.get(page_of(suggestion)).text


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"do": "destroy"},
        {"do": "decide"},
        {"do": "accept", "seen-1": "{", "shown-1": "x"},
        {"do": "decide", "verdict-1": "\0", "answer": "\0"},
        {"do": "decline", "answer": "x" * 100_000},
        {"do": "decline", "template-answer": "9" * 40},
        {"do": "ask", "question": "\u202e"},
        {"do": "forget"},
        {"do": "release"},
        {"do": "throw-away"},
    ],
)
def test_whatever_is_sent_gets_a_page(bob: Client, sent: dict[str, str]):
    istio = make_project("istio")
    suggestion = suggest(istio, license="MIT")
    (change,) = suggestion.changes.all()
    named = {key.replace("-1", f"-{change.pk}"): value for key, value in sent.items()}

    response = bob.post(page_of(suggestion), named, follow=True)

    assert response.status_code in (200, 403)


def test_a_removal_gives_its_reason_in_both_languages(alice: Client):
    istio = make_project("istio")
    suggestion = suggest(istio, "removal", state="withdrawn", withdrawn_reason_en="It never was.")

    press(alice, suggestion, "accept", **{"besides-withdrawn_reason_zh": "从未发布。"})

    istio.refresh_from_db()
    assert istio.state == "withdrawn"
    assert (istio.withdrawn_reason_zh, istio.withdrawn_reason_en) == ("从未发布。", "It never was.")
    assert change_of(suggestion, "withdrawn_reason_zh").edited


def test_of_a_removal_that_is_declined_nothing_is_written(alice: Client):
    istio = make_project("istio")
    suggestion = suggest(istio, "removal", state="withdrawn", withdrawn_reason_en="It never was.")

    press(
        alice, suggestion, "decline", answer="It is.", **{"besides-withdrawn_reason_zh": "从未。"}
    )

    istio.refresh_from_db()
    assert (istio.state, istio.withdrawn_reason_zh) == ("published", "")
    assert suggestion.changes.count() == 2
