"""Forgetting a person, so that no page, export or table has them afterwards."""

import io

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from directory import heartbeat
from directory.models import Account, Invitation, Letter, Maintainer, Suggestion, SuggestionMessage
from directory.models.provenance import coming_from
from directory.services import acts, erasure, history, renaming
from directory.services.appointing import NoOwnerLeft
from tests.builders import make_project, make_steward

pytestmark = pytest.mark.django_db


def everything() -> str:
    """All rows of all tables."""
    tables = [model._meta.db_table for model in apps.get_models()]
    rows = []
    with connection.cursor() as cursor:
        for table in sorted(set(tables) & set(connection.introspection.table_names())):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows += [repr(row) for row in cursor.fetchall()]
    return "\n".join(rows).lower()


def erase(who: str) -> str:
    out = io.StringIO()
    call_command("erase_person", who, stdout=out)
    return out.getvalue()


@pytest.fixture
def suggestion() -> Suggestion:
    istio = make_project("istio")
    made = Suggestion.objects.create(
        kind="change",
        name="Istio",
        project=istio,
        contributor="Charlie Brown",
        email="charlie@example.org",
        language="en",
        address_key="c0ffee",
    )
    SuggestionMessage.objects.create(suggestion=made, by_contributor=True, text="Charlie here.")
    with coming_from(suggestion=made.pk):
        istio.license = "MIT"
        istio.save()
    return made


@pytest.mark.parametrize("who", ["charlie@example.org", "Charlie Brown", "CHARLIE@example.org"])
def test_nothing_is_left_of_a_contributor(client: Client, suggestion: Suggestion, who: str):
    assert "Charlie Brown" in client.get("/en/projects/istio/history/").text

    assert "Suggestions without a name now: 1." in erase(who)

    assert "charlie" not in everything()
    assert "c0ffee" not in everything()
    page = client.get("/en/projects/istio/history/").text
    assert "Charlie" not in page
    assert "suggested by a reader" in page


def test_nothing_is_left_of_an_editor(client: Client):
    make_steward("bob")
    alice = make_steward("alice-w")
    alice.email, alice.first_name = "alice@example.org", "Alice"
    alice.last_name = "Wonder"
    alice.save()
    maintainer = Maintainer.objects.get(user=alice)
    maintainer.name, maintainer.profile_url = "Alice Wonder", "https://alice-w.example/"
    maintainer.save()
    renaming.rename(maintainer, "alice-wonder", "")
    istio = make_project("istio")
    istio._history_user = alice  # type: ignore[attr-defined]
    istio.license = "MIT"
    history.because(istio, "alice-w read it.").save()
    acts.record(alice, "joined", alice, "alice@example.org")
    assert "Alice Wonder" in client.get("/en/projects/istio/history/").text

    erase("alice@example.org")

    assert "alice" not in everything()
    assert "Alice" not in client.get("/en/projects/istio/history/").text
    assert "Alice" not in client.get("/en/changes/").text
    assert client.get("/en/maintainers/alice-w/").status_code == 404
    account = Account.objects.get(pk=alice.pk)
    assert not account.is_active
    assert not account.has_usable_password()


def test_what_they_did_stays_on_record(client: Client):
    make_steward("bob")
    alice = make_steward("alice")
    istio = make_project("istio", license="MIT")
    istio._history_user = alice  # type: ignore[attr-defined]
    istio.license = "Apache-2.0"
    istio.save()

    neutral = erasure.erase_editor(alice)

    assert neutral in client.get("/en/projects/istio/history/").text
    assert history.of(istio)[0].user == neutral


def test_letters_and_invitations_go_too():
    make_steward("bob")
    alice = make_steward("alice")
    alice.email = "alice@example.org"
    alice.save()
    Letter.objects.create(kind="invitation", to="alice@example.org", subject="Hello Alice")
    Invitation.objects.create(email="Alice@example.org", role="owner", expires=timezone.now())

    erasure.erase_editor(alice)

    assert not Letter.objects.exists()
    assert not Invitation.objects.exists()


def test_a_kept_page_does_not_show_them_any_more(suggestion: Suggestion):
    before = heartbeat.version()
    erasure.erase_contributor("Charlie Brown")

    assert heartbeat.version() > before


def test_the_last_owner_cannot_be_erased():
    alice = make_steward("alice")

    with pytest.raises(NoOwnerLeft):
        erasure.erase_editor(alice)

    assert User.objects.get(pk=alice.pk).username == "alice"


def test_where_the_name_still_stands_is_told(suggestion: Suggestion):
    make_project("envoy", summary_en="Charlie Brown wrote it.")

    assert "directory.Project" in erase("Charlie Brown")


def test_whom_nobody_knows_is_said():
    with pytest.raises(CommandError, match="Nobody here is known as “nobody”"):
        erase("nobody")
    with pytest.raises(CommandError, match="Say whom"):
        erase(" ")
