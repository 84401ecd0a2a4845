"""What happens to suggestions is told by mail: to whom, how often, in which words."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.models import (
    Letter,
    MailPreference,
    Maintainer,
    Notice,
    Stewardship,
    SuggestedChange,
    Suggestion,
)
from directory.services.notifying import digest, moments, subscriptions
from directory.services.notifying.gathering import gather
from directory.services.notifying.subscriptions import OfContributor, OfEditor
from directory.services.suggestions import deciding, erasing, handling
from directory.services.suggestions.deciding import accepted, declined, on_all
from tests.builders import make_category, make_project, make_steward
from tests.services.suggesting import change_of, suggest

pytestmark = pytest.mark.django_db

AT_ONCE, DAILY, WEEKLY, NEVER = "immediately", "daily", "weekly", "never"


def make_editor(name: str, frequency: str = AT_ONCE, language: str = "en", **held: object) -> User:
    user = make_steward(name, "owner", *held.values())
    User.objects.filter(pk=user.pk).update(email=f"{name}@example.org")
    MailPreference.objects.create(user=user, frequency=frequency, language=language)
    return User.objects.get(pk=user.pk)


def make_suggestion(name: str = "Istio", **fields: object) -> Suggestion:
    fields = {"kind": "change", "language": "en", "reason": "It moved to MIT.", **fields}
    return Suggestion.objects.create(name=name, **fields)


def make_notice(suggestion: Suggestion, user: User | None = None, **fields: object) -> Notice:
    fields = {"kind": "suggested" if user else "decided", **fields}
    return Notice.objects.create(suggestion=suggestion, user=user, **fields)


def tell() -> list[Letter]:
    """What is due now, letter by letter."""
    gather(timezone.now())
    return list(Letter.objects.filter(kind="digest").order_by("to"))


def test_the_subject_says_what_there_is_to_do_if_that_is_one_thing():
    alice, bob = make_editor("alice"), make_editor("bob")
    for name, kind in (("Istio", "suggested"), ("Linkerd", "assigned")):
        make_notice(make_suggestion(name), alice, kind="assigned")
        make_notice(make_suggestion(name), bob, kind=kind)

    assert [letter.subject for letter in tell()] == [
        "Assigned to you: 2 suggestions, such as Istio",
        "News of 2 suggestions, such as Linkerd",
    ]


def test_an_editor_gets_one_letter_of_all_that_is_due():
    alice = make_editor("alice")
    for name in ("Istio", "Linkerd"):
        make_notice(make_suggestion(name), alice)

    (letter,) = tell()

    assert letter.to == "alice@example.org"
    assert letter.subject == "Waiting for review: 2 suggestions, such as Istio"
    for part in (letter.text, letter.html):
        assert "Waiting for review" in part
        assert "Istio · Change" in part
        assert "Linkerd · Change" in part
        assert "It moved to MIT." in part
        assert "http://localhost:8000/en/admin/directory/suggestion/" in part
        assert letter.unsubscribe in part
    assert not Notice.objects.exists()


def test_nothing_is_told_twice():
    make_notice(make_suggestion(), make_editor("alice"))

    assert len(tell()) == 1
    assert len(tell()) == 1


def test_what_cannot_be_written_down_is_not_forgotten(monkeypatch: pytest.MonkeyPatch):
    make_notice(make_suggestion(), make_editor("alice"))
    monkeypatch.setattr(digest, "compose", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        tell()

    assert Notice.objects.count() == 1


@pytest.mark.parametrize(
    ("language", "subject", "address"),
    [
        ("zh-hans", "有建议待审", "http://localhost:8000/admin/directory/suggestion/"),
        ("en", "A suggestion is waiting: Istio", "http://localhost:8000/en/admin/"),
    ],
)
def test_a_letter_is_in_the_language_of_its_reader(language: str, subject: str, address: str):
    make_notice(make_suggestion(), make_editor("alice", language=language))

    (letter,) = tell()

    assert letter.subject.startswith(subject)
    assert address in letter.text


def test_who_has_not_said_how_often_is_told_daily():
    alice = make_editor("alice")
    MailPreference.objects.all().delete()
    make_notice(make_suggestion(), alice, created=timezone.now() - timedelta(days=2))
    make_notice(make_suggestion("Linkerd"), alice)

    (letter,) = tell()

    assert "Istio" in letter.text
    assert "Linkerd" not in letter.text


@pytest.mark.parametrize(
    ("now", "daily", "weekly"),
    [
        ("2026-11-24 07:59", "2026-11-23 08:00", "2026-11-23 08:00"),
        ("2026-11-24 08:00", "2026-11-24 08:00", "2026-11-23 08:00"),
        ("2026-11-23 07:59", "2026-11-22 08:00", "2026-11-16 08:00"),
    ],
)
def test_mail_is_due_at_eight_and_on_mondays(now: str, daily: str, weekly: str):
    def at(text: str) -> datetime:
        return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Shanghai"))

    due = moments.last(at(now))

    assert due == {AT_ONCE: at(now), DAILY: at(daily), WEEKLY: at(weekly)}


@pytest.mark.parametrize("frequency", [DAILY, WEEKLY])
def test_what_happened_since_waits_for_the_next_moment(frequency: str):
    make_notice(make_suggestion(), make_editor("alice", frequency))

    assert tell() == []
    assert Notice.objects.count() == 1


def test_who_wants_no_mail_is_told_nothing():
    make_notice(make_suggestion(), make_editor("alice", NEVER))
    make_notice(make_suggestion(email="li@example.org", frequency=NEVER))

    assert tell() == []
    assert not Notice.objects.exists()


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}, {"email": ""}])
def test_who_is_no_editor_any_more_is_told_nothing(change: dict[str, object]):
    alice = make_editor("alice")
    make_notice(make_suggestion(), alice)
    User.objects.filter(pk=alice.pk).update(**change)

    assert tell() == []
    assert not Notice.objects.exists()


def test_who_may_no_longer_decide_is_told_nothing():
    mesh, proxy = make_category("service-mesh"), make_category("proxy")
    alice = make_editor("alice", over=mesh)
    make_notice(make_suggestion(category=mesh), alice)
    Stewardship.objects.update(category=proxy)

    assert tell() == []


def test_what_somebody_else_took_care_of_is_no_news():
    alice, bob = make_editor("alice"), make_editor("bob")
    bobs = Maintainer.objects.get(handle="bob")
    make_notice(make_suggestion(state="declined"), alice)
    make_notice(make_suggestion(state="asked"), alice)
    make_notice(make_suggestion(assignee=bobs), alice)
    make_notice(make_suggestion("Kuma", assignee=bobs), bob, kind="assigned")

    (letter,) = tell()

    assert letter.to == "bob@example.org"
    assert "Assigned to you" in letter.text


def test_a_contributor_is_told_what_was_decided_and_why():
    alice = make_steward("alice")
    istio = make_project("istio")
    suggestion = make_suggestion(project=istio, email="li@example.org")
    suggestion.changes.create(field="license", was="Apache-2.0", now="MIT")

    deciding.decide(suggestion, on_all(suggestion, declined()), alice, "It is\nApache-2.0.")

    (letter,) = tell()
    assert letter.to == "li@example.org"
    assert letter.subject == "A suggestion was decided on: Istio"
    assert "  Declined\n  License: MIT · Declined\n  It is\n  Apache-2.0.\n" in letter.text
    assert "http://localhost:8000/en/suggestions/" in letter.text


def test_a_contributor_reads_why_a_single_field_was_declined():
    suggestion = make_suggestion(project=make_project("istio"), email="li@example.org")
    license_ = suggestion.changes.create(field="license", was="Apache-2.0", now="MIT")
    suggestion.changes.create(field="organization", was="", now="CNCF")
    verdicts = {**on_all(suggestion, accepted()), license_.pk: declined("Its file says Apache.")}

    deciding.decide(suggestion, verdicts, make_steward("alice"))

    (letter,) = tell()
    assert "MIT · Declined\n  Its file says Apache.\n" in letter.text


def test_a_contributor_is_asked_in_the_words_of_the_editor_unless_they_answered_already():
    suggestion = make_suggestion(project=make_project("istio"), email="li@example.org")
    handling.ask(suggestion, "Where does it say so?", make_steward("alice"))
    assert "Where does it say so?" in tell()[0].text

    Letter.objects.all().delete()
    handling.ask(suggestion, "On which page?", User.objects.get())
    handling.reply(suggestion, "On the first.")
    assert tell() == []


def test_one_address_gets_one_letter_of_all_its_suggestions_in_each_language():
    for name, email in [("Istio", "li@example.org"), ("Kuma", "LI@example.org")]:
        make_notice(make_suggestion(name, email=email))
    make_notice(make_suggestion("Higress", email="li@example.org", language="zh-hans"))

    texts = [letter.text for letter in tell()]

    assert len(texts) == 2
    assert any("Istio" in text and "Kuma" in text for text in texts)


def test_of_each_suggestion_is_told_once_what_asks_most_of_the_reader():
    alice, suggestion = make_editor("alice"), make_suggestion()
    for kind in ("suggested", "replied", "replied"):
        make_notice(suggestion, alice, kind=kind)

    (letter,) = tell()

    assert letter.text.count("* Istio") == 1
    assert "Your questions, answered" in letter.text


def test_thousands_of_news_are_one_short_letter():
    alice = make_editor("alice")
    many = [Suggestion(kind="change", name=f"P{n}", language="en") for n in range(2_000)]
    Suggestion.objects.bulk_create(many)
    Notice.objects.bulk_create(Notice(kind="suggested", suggestion=s, user=alice) for s in many)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        (letter,) = tell()

    assert "and 1,950 more: http://localhost:8000/en/admin/directory/suggestion/" in letter.text
    assert len(letter.text) < 10_000
    assert len(queries) < 40


def test_no_name_gets_into_the_headers_or_the_markup():
    name = "Istio\r\nBcc: eve@example.org <script>"
    make_notice(make_suggestion(name, reason="<b>bold</b>\n-- \nfaked"), make_editor("alice"))

    (letter,) = tell()

    assert letter.subject == "A suggestion is waiting: Istio Bcc: eve@example.org <script>"
    assert "&lt;script&gt;" in letter.html
    assert "&lt;b&gt;" in letter.html
    assert "\n-- \nfaked" not in letter.text


def test_whom_mail_goes_to_no_more_takes_what_waits_along():
    li, alice = make_suggestion(email="li@example.org"), make_editor("alice")
    for subscription in (OfContributor(li), OfEditor(alice)):
        make_notice(li, getattr(subscription, "account", None))
        tell()
        make_notice(li, getattr(subscription, "account", None))

        subscription.choose(NEVER)

        assert not Letter.objects.exists()
        assert not Notice.objects.exists()


def test_who_is_forgotten_is_forgotten_by_the_outbox_too():
    suggestion = make_suggestion(email="li@example.org")
    make_notice(suggestion)
    tell()

    erasing.erase_contributor(suggestion)

    assert not Letter.objects.exists()
    assert subscriptions.by_token(OfContributor(suggestion).token) is None


def test_a_letter_says_what_would_change_and_what_became_of_each_change():
    orange, alice = make_project("orange", name="Orange", license="MIT"), make_editor("alice")
    li = suggest(orange, license="Apache-2.0", languages=["Lua"])
    Suggestion.objects.update(email="li@example.org")
    license, languages = (change_of(li, name) for name in ("license", "languages"))
    (to_editor,) = tell()
    assert "License: MIT → Apache-2.0" in to_editor.text
    assert "Programming languages: Lua" in to_editor.text

    verdicts = {license.pk: declined("Its LICENSE says MIT."), languages.pk: accepted()}
    deciding.decide(li, verdicts, alice, "Thank you.")

    (to_li,) = (letter for letter in tell() if letter.to == "li@example.org")
    for says in ("Apache-2.0 · Declined\n  Its LICENSE says MIT.", "Lua · Accepted", "Thank you."):
        assert says in to_li.text


def test_a_suggestion_with_much_in_it_is_told_in_short():
    li = make_suggestion()
    SuggestedChange.objects.bulk_create(
        SuggestedChange(suggestion=li, field="description_en", was="a\n" * 900, now="b " * 900)
        for _each in range(20)
    )
    make_notice(li, make_editor("alice"))

    (letter,) = tell()

    assert "and 12 more changes" in letter.text
    assert len(letter.text) < 5_000
