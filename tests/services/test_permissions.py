"""Who may do what, written out: every action for every role over every scope."""

from itertools import product

import pytest
from django.contrib.auth.models import AnonymousUser, User

from directory.models import Category, Project, Stewardship
from directory.services.permissions import Action, Role, may, may_somewhere
from tests.builders import make_category, make_project, make_steward

pytestmark = pytest.mark.django_db

STEWARDS = {"owner", "reviewer"}
MAY = {
    Action.READ: {"owner", "reviewer", "contributor"},
    Action.SUGGEST: {"owner", "reviewer", "contributor"},
    Action.EDIT: STEWARDS,
    Action.DECIDE: STEWARDS,
    Action.ADD: STEWARDS,
    Action.PUBLISH: {"owner"},
    Action.DELETE: {"owner"},
    Action.MERGE: {"owner"},
    Action.APPOINT: {"owner"},
    Action.ADD_TAGS: STEWARDS,
    Action.EDIT_TAGS: STEWARDS,
    Action.EDIT_TAXONOMY: {"owner"},
    Action.EDIT_LANDSCAPE: {"owner"},
    Action.IMPORT: {"owner"},
    Action.INVITE: {"owner"},
    Action.ERASE: {"owner"},
    Action.AUDIT: {"owner"},
    Action.CONNECT: {"owner"},
}
# What somebody looks after, and over which of all targets their role then holds.
HOLDS = {
    "everything": {"everything", "proxy", "edge", "mesh", "envoy", "contour", "istio"},
    "proxy": {"proxy", "edge", "envoy", "contour"},
    "edge": {"edge", "contour"},
    "envoy": {"envoy"},
}
OF_ANY_STEWARD = {Action.ADD_TAGS}
OF_EVERYBODY = {Action.READ, Action.SUGGEST}


@pytest.fixture
def targets() -> dict[str, Category | Project | None]:
    proxy, mesh = make_category("proxy"), make_category("mesh")
    edge = make_category("edge", parent=proxy)
    return {
        "everything": None,
        "proxy": proxy,
        "edge": edge,
        "mesh": mesh,
        "envoy": make_project("envoy", category="proxy"),
        "contour": make_project("contour", category="edge"),
        "istio": make_project("istio", category="mesh"),
    }


@pytest.mark.parametrize(("role", "scope"), [*product(["owner", "reviewer"], HOLDS)])
def test_a_role_holds_where_it_was_given_and_nowhere_else(targets, role: str, scope: str):
    over = targets[scope]
    user = make_steward("bob", role, *([over] if over else []))

    for action, (name, target) in product(Action, targets.items()):
        everywhere = action in OF_EVERYBODY | OF_ANY_STEWARD
        expected = role in MAY[action] and (everywhere or name in HOLDS[scope])
        assert may(user, action, target) is expected, (action, name)


@pytest.mark.parametrize("action", Action)
def test_a_contributor_reads_and_suggests(targets, action: Action):
    user = User.objects.create_user("carol", is_staff=True)

    assert may_somewhere(user, action) is ("contributor" in MAY[action])
    for target in targets.values():
        assert may(user, action, target) is ("contributor" in MAY[action])


@pytest.mark.parametrize("action", Action)
def test_an_operator_may_do_everything_and_a_stranger_nothing(targets, action: Action):
    operator = User.objects.create_superuser("operator")
    strangers = [
        AnonymousUser(),
        User.objects.create_user("mallory"),
        User.objects.create_user("gone", is_staff=True, is_superuser=True, is_active=False),
    ]

    for target in targets.values():
        assert may(operator, action, target)
        assert not any(may(stranger, action, target) for stranger in strangers)


def test_two_roles_of_one_person_add_up(targets):
    user = make_steward("bob", "reviewer")
    Stewardship.objects.create(maintainer=user.maintainer, role="owner", project=targets["envoy"])

    assert may(user, Action.PUBLISH, targets["envoy"])
    assert may(user, Action.EDIT, targets["istio"])
    assert not may(user, Action.PUBLISH, targets["istio"])
    assert may_somewhere(user, Action.PUBLISH)


def test_what_somebody_may_do_is_asked_of_the_database_once(targets, django_assert_num_queries):
    user = make_steward("bob", "reviewer", targets["proxy"])

    with django_assert_num_queries(1):
        for action, target in product(Action, targets.values()):
            may(user, action, target)


def test_every_role_has_a_place_in_the_table():
    assert set(MAY) == set(Action)
    assert {role for roles in MAY.values() for role in roles} == set(Role)
