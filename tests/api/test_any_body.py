"""Whatever a program sends, it gets an answer, and nothing is half done."""

from typing import Any

from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from directory.formats.own import fields as own
from directory.models import Project
from tests.api.programs import ALL, PROJECTS, Program
from tests.builders import make_project, make_relation, make_steward, make_tag
from tests.services.suggesting import suggest

NAMES = sorted({*own.PROJECT.fields, "inverse_relations"})
WORDS = ["istio", "linkerd", "service-mesh", "homepage", "alternative-to", "MIT", "2020-02", "kind"]
KEYS = st.sampled_from(["kind", "url", "project", "capability", "value", "zh", "en", "former"])
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20)
    | st.sampled_from([*WORDS, "https://istio.io/", "", "a\0b", "\u202e"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)
FIELDS = st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=4)


class TestAnyBody(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        cls.istio = make_project("istio", tags=["sidecar"], license="MIT")
        make_relation(make_project("linkerd"), "alternative-to", cls.istio)
        make_tag("ambient")
        cls.program = Program(make_steward("olga"), *ALL)

    @given(FIELDS)
    def test_fields_of_a_project(self, fields: dict[str, Any]) -> None:
        before = Project.objects.values().get(pk=self.istio.pk)

        with transaction.atomic():
            response = self.program.edit(Project.objects.get(pk=self.istio.pk).slug, **fields)

        assert response.status_code in (200, 422), response.content
        if response.status_code == 422:
            assert response.json()["errors"]
            assert Project.objects.values().get(pk=self.istio.pk) == before

    @given(FIELDS)
    def test_a_new_project(self, fields: dict[str, Any]) -> None:
        said = {"name": "Kuma", "category": "service-mesh"} | fields

        response = self.program.post(PROJECTS, {"fields": said})

        assert response.status_code in (201, 422), response.content

    @given(FIELDS, st.sampled_from(["new", "change", "successor", "dead-link", "removal"]))
    def test_a_suggestion(self, fields: dict[str, Any], kind: str) -> None:
        said = {"kind": kind, "fields": fields, "reason": "See."}
        said |= {} if kind == "new" else {"project": "istio"}

        response = self.program.post("/api/v1/suggestions", said)

        assert response.status_code in (201, 422), response.content

    @given(st.sampled_from(["license", "tags", "links"]), VALUES, st.booleans())
    def test_a_verdict(self, field: str, value: Any, accept: bool) -> None:
        suggested = {
            "license": "ISC",
            "tags": ["sidecar", "ambient"],
            "links": [{"kind": "homepage", "url": "https://istio.io/"}],
        }
        change = suggest(self.istio, **{field: suggested[field]}).changes.get()
        verdict = {"change": change.pk, "accept": accept, "value": value, "answer": "So."}

        response = self.program.post(
            f"/api/v1/desk/{change.suggestion_id}/decision", {"verdicts": [verdict]}
        )

        assert response.status_code in (200, 409, 422), response.content
