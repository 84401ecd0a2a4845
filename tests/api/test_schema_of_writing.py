"""Whatever a program makes of the description of writing is answered as it says."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi import checks

from directory.api.openapi import described
from directory.api.urls import api
from directory.services.accounts import tokens
from tests.api.described import answered_here
from tests.api.programs import ALL
from tests.builders import make_project, make_steward
from tests.services.suggesting import suggest

# With a body, or a condition; the others take nothing that these do not.
WRITING = ["get_record", "edit_record", "add_project", "withdraw", "decide", "suggest"]
load_all_checks()
# What a directory cannot know from the shape of a request alone: whether its content may be.
NOT_OF_SHAPE = [checks.positive_data_acceptance]


@pytest.fixture
def schema(db: None, settings: Any) -> Iterator[Any]:
    """With the names that there are in a small directory, where one is in the path."""
    for limit in (
        "API_SUGGESTIONS_PER_ADDRESS",
        "API_SUGGESTIONS_PER_HOUR",
        "API_WRITES_PER_TOKEN",
        "AXES_FAILURE_LIMIT",
    ):
        setattr(settings, limit, 1_000_000)
    istio = make_project("istio", tags=["sidecar"], license="Apache-2.0")
    make_project("draft", state="draft")
    suggestion = suggest(istio, license="MIT")
    description = described(api)
    for path in description["paths"].values():
        for operation in path.values():
            for parameter in operation["parameters"]:
                if parameter["name"] == "slug":
                    parameter["schema"] = {"type": "string", "enum": ["istio", "draft", "none"]}
                elif parameter["name"] == "number":
                    parameter["schema"] = {"type": "integer", "enum": [suggestion.pk, 1]}
    with answered_here(description) as found:
        yield found


@pytest.fixture
def headers(db: None) -> dict[str, str]:
    secret = tokens.issue(make_steward("olga"), "Robot", ALL).secret
    return {"Authorization": f"Bearer {secret}", "Accept-Encoding": "identity"}


@pytest.mark.parametrize("operation_id", WRITING)
def test_an_operation_answers_whatever_is_sent(
    schema: Any, headers: dict[str, str], operation_id: str
):
    operation = schema.find_operation_by_id(operation_id)
    cases = [operation.as_strategy(generation_mode=mode) for mode in GenerationMode]

    @examples(suppress_health_check=list(HealthCheck))
    @given(st.one_of(cases))
    def answers(case: Any) -> None:
        case.call_and_validate(headers=headers, excluded_checks=NOT_OF_SHAPE)

    answers()
