"""Whatever a program makes of the description of the API is answered as it says."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from directory.api.openapi import described
from directory.api.urls import api
from tests.api.described import answered_here, with_values
from tests.builders import make_category, make_project, make_relation, make_steward

# As those that hypothesis finds by itself, so that -m finds these too.
pytestmark = pytest.mark.hypothesis
UNCOMPRESSED = {"Accept-Encoding": "identity"}
READING = [
    "list_projects",
    "get_project",
    "get_history",
    "list_categories",
    "get_category",
    "list_tags",
    "get_tag",
    "list_maintainers",
    "get_maintainer",
    "get_landscape",
    "get_statistics",
    "list_changes",
]


@pytest.fixture
def schema(db: None) -> Iterator[Any]:
    """Of a small directory."""
    istio = make_project("istio", tags=["sidecar"], license="Apache-2.0", status="active")
    envoy = make_project("envoy", "proxy", status="archived", foundation="CNCF")
    make_relation(istio, "built-on", envoy)
    make_project("osm", state="withdrawn", withdrawn_reason_en="A hoax.")
    make_steward("alice", "owner", make_category("proxy"))
    client = Client()
    values = with_values(described(api), lambda address: client.get(address).json())
    with answered_here(values) as found:
        yield found


def test_every_operation_of_reading_is_tried():
    description = described(api)
    plain = {
        operation["operationId"]
        for path in description["paths"].values()
        for method, operation in path.items()
        if method == "get" and "security" not in operation
    }

    assert plain - {"follow_suggestion"} == set(READING)


def test_links_lead_to_answers(schema: Any):
    machine = schema.include(method="GET").as_state_machine()

    class Following(machine):  # type: ignore[misc, valid-type]
        def get_call_kwargs(self, case: Any) -> dict[str, Any]:
            return {"headers": UNCOMPRESSED}

    Following.run(settings=settings(suppress_health_check=list(HealthCheck), stateful_step_count=4))


@pytest.mark.parametrize("operation_id", READING)
def test_an_operation_answers_whatever_is_asked(schema: Any, operation_id: str):
    operation = schema.find_operation_by_id(operation_id)
    cases = [operation.as_strategy(generation_mode=mode) for mode in GenerationMode]

    @settings(suppress_health_check=list(HealthCheck))
    @given(st.one_of(cases))
    def answers(case: Any) -> None:
        case.call_and_validate(headers=UNCOMPRESSED)

    answers()
