"""Who decides on what."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied

from directory.models import OldSlug, Project
from directory.services.suggestions.deciding import (
    Unacceptable,
    accepted,
    decide,
    declined,
    on_all,
)
from directory.services.suggestions.proposals import Proposal, by_editor
from directory.services.suggestions.submitting import Sender, submit
from tests.builders import make_category, make_project, make_steward
from tests.services.suggesting import new_project, suggest

pytestmark = pytest.mark.django_db


def test_declining_needs_a_reason():
    suggestion = suggest(make_project("istio"), license="MIT", organization="CNCF")
    alice = make_steward("alice")

    with pytest.raises(Unacceptable) as refusal:
        decide(suggestion, on_all(suggestion, declined()), alice)
    assert len(refusal.value.mistakes) == 2


def test_stewards_of_something_else_decide_nothing():
    suggestion = suggest(make_project("istio"), license="MIT")
    stranger = User.objects.create_user("mallory", is_staff=True)
    of_gateways = make_steward("greta", "owner", make_category("gateway"))

    for user in (stranger, of_gateways):
        with pytest.raises(PermissionDenied):
            decide(suggestion, on_all(suggestion, declined("No.")), user)


def test_a_reviewer_decides_but_only_an_owner_withdraws():
    istio = make_project("istio")
    reviewer = make_steward("rita", "reviewer", istio.category)
    removal = suggest(istio, "removal", state="withdrawn", withdrawn_reason_en="Gone.")
    change = suggest(istio, license="MIT")

    decide(change, on_all(change, accepted()), reviewer)
    with pytest.raises(PermissionDenied, match=r"owner|负责人"):
        decide(removal, on_all(removal, accepted()), reviewer)
    decide(removal, on_all(removal, declined("It is there.")), reviewer)


def test_a_new_project_that_a_reviewer_accepts_is_a_draft_for_an_owner_to_publish():
    mesh = make_category("service-mesh")
    suggestion = suggest(None, "new", **new_project("Kuma"))

    outcome = decide(
        suggestion, on_all(suggestion, accepted()), make_steward("r", "reviewer", mesh)
    )

    assert outcome.is_draft


def test_nobody_accepts_their_own_new_project_where_there_is_a_second():
    mesh = make_category("service-mesh")
    alice = make_steward("alice", "owner", mesh)
    suggestion = submit(Proposal("new", None, new_project("Kuma"), user=alice), Sender())
    bob = make_steward("bob", "reviewer", mesh)

    with pytest.raises(PermissionDenied):
        decide(suggestion, on_all(suggestion, accepted()), alice)
    bob.is_active = False
    bob.save()
    decide(suggestion, on_all(suggestion, accepted()), alice)

    assert Project.objects.get().slug == "kuma"


def test_an_editor_renames_through_a_suggestion_and_the_old_address_stays_known():
    istio = make_project("istio")
    mallory = User.objects.create_user("mallory", is_staff=True)
    suggestion = submit(by_editor(istio, {"slug": "istio-mesh"}, mallory), Sender())

    decide(suggestion, on_all(suggestion, accepted()), make_steward("alice"))

    assert Project.objects.get().slug == "istio-mesh"
    assert [old.slug for old in OldSlug.objects.all()] == ["istio"]
