"""What everybody may do through the API, with a token for everything."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User

from directory.models import Project
from tests.api.programs import ALL, PROJECTS, Program
from tests.builders import make_category, make_project, make_steward
from tests.services.suggesting import suggest

pytestmark = pytest.mark.django_db

HERE, ELSEWHERE = "service-mesh", "proxy"
PEOPLE: dict[str, Callable[[], User]] = {
    "an operator": lambda: User.objects.create_superuser("oscar"),
    "owner of all": lambda: make_steward("olga"),
    "owner here": lambda: make_steward("olga", "owner", make_category(HERE)),
    "owner of the project": lambda: make_steward(
        "olga", "owner", Project.objects.get(slug="istio")
    ),
    "owner elsewhere": lambda: make_steward("olga", "owner", make_category(ELSEWHERE)),
    "reviewer of all": lambda: make_steward("rita", "reviewer"),
    "reviewer here": lambda: make_steward("rita", "reviewer", make_category(HERE)),
    "reviewer elsewhere": lambda: make_steward("rita", "reviewer", make_category(ELSEWHERE)),
    "anybody in the admin": lambda: User.objects.create_user("carl", is_staff=True),
}
ACTIONS: dict[str, Callable[[Program], Any]] = {
    "read a draft": lambda program: program.get(f"{PROJECTS}/draft/record"),
    "edit": lambda program: program.edit("istio", license="MIT"),
    "rename": lambda program: program.edit("istio", slug="istio-mesh"),
    "move": lambda program: program.edit("istio", category=ELSEWHERE),
    "add": lambda program: program.post(PROJECTS, {"fields": {"name": "New", "category": HERE}}),
    "publish": lambda program: program.post(f"{PROJECTS}/draft/publish", {}),
    "withdraw": lambda program: program.post(f"{PROJECTS}/istio/withdraw", {"reason_en": "Gone."}),
    "decide": lambda program: program.post(
        f"/api/v1/desk/{suggest(istio(), organization='CNCF').pk}/decision", {"verdicts": "accept"}
    ),
}
EVERYTHING = dict.fromkeys(ACTIONS, 200) | {"add": 201}
NOTHING_HERE = {
    "read a draft": 200,
    # What they may not do becomes a suggestion.
    "edit": 202,
    "rename": 202,
    "move": 202,
    "add": 403,
    "publish": 403,
    "withdraw": 403,
    "decide": 403,
}
OF_A_REVIEWER = EVERYTHING | {"rename": 403, "publish": 403, "withdraw": 403}
EXPECTED = {
    "an operator": EVERYTHING,
    "owner of all": EVERYTHING,
    "owner here": EVERYTHING | {"move": 403},
    "owner of the project": EVERYTHING | {"move": 403, "add": 403, "publish": 403},
    "owner elsewhere": NOTHING_HERE,
    "reviewer of all": OF_A_REVIEWER,
    "reviewer here": OF_A_REVIEWER | {"move": 403},
    "reviewer elsewhere": NOTHING_HERE,
    "anybody in the admin": NOTHING_HERE,
}


def istio() -> Project:
    return Project.objects.get(slug="istio")


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("action", ACTIONS)
def test_a_program_may_do_what_its_owner_may_in_the_admin(who: str, action: str):
    make_project("istio", category=HERE)
    make_project("draft", category=HERE, state="draft")
    make_category(ELSEWHERE)

    response = ACTIONS[action](Program(PEOPLE[who](), *ALL))

    assert response.status_code == EXPECTED[who][action], response.content
