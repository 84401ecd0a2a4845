"""Whatever is suggested and however it is decided: what was accepted is done, and nothing else."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.formats.records import Fields
from directory.models import Project, Suggestion
from directory.services.suggestions import differences, subject
from directory.services.suggestions.deciding import accepted, decide, declined
from directory.services.suggestions.proposals import examine
from directory.services.suggestions.subject import LISTS
from directory.services.suggestions.submitting import Sender, submit
from tests.builders import make_project, make_steward, make_tag
from tests.services.suggesting import proposed

pytestmark = pytest.mark.django_db

OTHERS = ["kuma", "linkerd", "osm"]
TAGS = ["ambient", "mtls", "sidecar", "wasm"]
TEXTS = st.sampled_from(["", "A mesh.", "两种\n语言", "=1+1", "< 5 ms & > 10"])


def relations(kinds: list[str]) -> Any:
    relation = st.fixed_dictionaries(
        {"kind": st.sampled_from(kinds), "project": st.sampled_from(OTHERS)},
        optional={"since": st.sampled_from(["2017", "2023-05"]), "note_zh": TEXTS},
    )
    return st.lists(relation, max_size=3, unique_by=lambda r: (r["kind"], r["project"]))


FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "license": st.sampled_from(["", "MIT", "Apache-2.0"]),
        "summary_zh": TEXTS,
        "started": st.sampled_from(["", "2017", "2017-05"]),
        "languages": st.lists(st.sampled_from(["Go", "Rust"]), max_size=2),
        "sources": st.lists(st.fixed_dictionaries({"zh": st.just("源")}), max_size=2),
        "tags": st.lists(st.sampled_from(TAGS), unique=True),
        "links": st.lists(
            st.fixed_dictionaries(
                {
                    "kind": st.sampled_from(["homepage", "repository"]),
                    "url": st.sampled_from([f"https://a.example/{n}" for n in range(4)]),
                },
                optional={"former": st.booleans(), "text": TEXTS},
            ),
            max_size=4,
            unique_by=lambda link: (link["kind"], link["url"]),
        ),
        "relations": relations(["fork-of", "built-on"]),
        "inverse_relations": relations(["successor-of", "fork-of"]),
    },
)


def suggested(project: Project, fields: Fields) -> Any:
    """The suggestion, if there is anything to suggest."""
    proposal = proposed(project, **fields)
    return submit(proposal, Sender()) if examine(proposal).changes else None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(first=FIELDS, second=FIELDS, verdicts=st.lists(st.booleans(), min_size=30, max_size=30))
def test_what_was_accepted_is_done_and_nothing_else(
    first: Fields, second: Fields, verdicts: list[bool]
):
    for model in (Suggestion, Project):
        model.objects.all().delete()
    istio, *_others = [make_project(slug) for slug in ("istio", *OTHERS)]
    for tag in TAGS:
        make_tag(tag)
    alice = make_steward(f"alice-{istio.pk}")
    for fields, choices in ((first, [True] * 30), (second, verdicts)):
        suggestion = suggested(istio, fields)
        if suggestion is None:
            continue
        before = subject.fields_of(istio)
        changes = list(suggestion.changes.all())
        wanted = dict(zip(changes, choices, strict=False))
        decide(
            suggestion,
            {c.pk: accepted() if wanted[c] else declined("No.") for c in changes},
            alice,
        )
        after = subject.fields_of(istio)

        expected = before | differences.together(before, [c for c in changes if wanted[c]])
        assert in_any_order(after) == in_any_order(expected)
        if all(wanted.values()):
            assert examine(proposed(istio, **fields)).changes == []


def in_any_order(fields: Fields) -> Fields:
    lists = {name: sorted(map(str, map(sorted_items, fields[name]))) for name in LISTS}
    return fields | lists


def sorted_items(item: Any) -> Any:
    return sorted(item.items()) if isinstance(item, dict) else item
