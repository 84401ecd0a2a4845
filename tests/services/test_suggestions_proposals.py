"""What would change is told before anything is kept, and everything that stands in the way."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import translation
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from directory.models import CapabilityValue, Link, Project
from directory.services import renaming
from directory.services.suggestions import harmless, subject
from directory.services.suggestions.proposals import FIELDS, Proposal, by_editor_who_saves, examine
from tests.builders import make_category, make_project, make_relation, make_tag
from tests.services.suggesting import new_project, proposed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def changes(project: Project | None, kind: str = "change", **fields: Any) -> list[Any]:
    examined = examine(proposed(project, kind, **fields))
    assert examined.mistakes == []
    return [(c.field, c.item, c.was, c.now) for c in examined.changes]


def mistakes(project: Project | None, kind: str = "change", **fields: Any) -> dict[str, str]:
    told: dict[str, str] = {}
    for field, message, _ in examine(proposed(project, kind, **fields)).mistakes:
        told[field] = f"{told.get(field, '')}{message} "
    return told


def test_a_form_that_comes_back_as_it_was_shown_would_change_nothing():
    istio = make_project("istio", tags=["mtls"], license="MIT", organization="Google")
    Link.objects.create(project=istio, kind="homepage", url="https://istio.io")
    make_relation(make_project("osm"), "successor-of", istio)
    shown = {n: v for n, v in subject.fields_of(istio).items() if n in FIELDS["change"]}

    assert "already" in mistakes(istio, **shown)[""]


def test_only_what_differs_is_a_change():
    istio = make_project("istio", license="MIT", organization="Google")

    assert changes(istio, license="Apache-2.0", organization="Google") == [
        ("license", None, "MIT", "Apache-2.0")
    ]


def test_items_of_lists_are_changes_of_their_own():
    istio = make_project("istio", tags=["mtls", "sidecar"])
    make_tag("ambient")

    assert changes(istio, tags=["ambient", "mtls"]) == [
        ("tags", ["ambient"], None, "ambient"),
        ("tags", ["sidecar"], "sidecar", None),
    ]


def test_a_dead_link_becomes_a_former_one():
    osm = make_project("osm")
    Link.objects.create(project=osm, kind="homepage", url="https://osm.dev")
    alive = {"kind": "homepage", "url": "https://osm.dev"}

    dead = alive | {"former": True}
    assert changes(osm, "dead-link", links=[dead]) == [
        ("links", ["homepage", "https://osm.dev"], alive, dead)
    ]


def test_order_of_links_and_empty_texts_say_nothing():
    istio = make_project("istio")
    for number in range(2):
        Link.objects.create(project=istio, kind="other", url=f"https://istio.io/{number}")

    fields = subject.fields_of(istio)["links"]
    assert "" in mistakes(istio, links=[link | {"text": ""} for link in reversed(fields)])


def test_a_new_project_gets_a_free_slug_of_its_name():
    make_project("kuma")

    examined = examine(proposed(None, "new", **new_project("Kuma!")))

    assert examined.after["slug"] == "kuma-2"


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"license": "Apache 2"}, "license", "SPDX"),
        ({"status": "actve"}, "status", "Did you mean “active”?"),
        ({"name": ""}, "name", "empty"),
        ({"name": "x" * 121}, "name", "121 characters"),
        ({"started": "2017-13"}, "started", "2017"),
        ({"tags": ["mtl"]}, "tags", "Did you mean “mtls”?"),
        ({"tags": ["mtls", "mtls"]}, "tags", "second time"),
        ({"category": "nope"}, "category", "There is no category “nope”"),
        ({"links": [{"kind": "homepage", "url": "kuma.io"}]}, "links", "https://"),
        ({"links": [{"kind": "homepage", "url": "https://a"}]}, "links", "https://"),
        ({"links": [{"kind": "homepage"}]}, "links", "url"),
        ({"links": "https://istio.io"}, "links", "list"),
        ({"relations": [{"kind": "fork-of", "project": "nope"}]}, "relations", "no project"),
        ({"relations": [{"kind": "fork-of", "project": "istio"}]}, "relations", "to itself"),
        ({"capabilities": [{"capability": "x"}]}, "capabilities", "source_url"),
        ({"unverified": ["weather"]}, "unverified", "weather"),
        ({"sources": [{"url": "https://u:p@host.example/"}]}, "sources", "zh"),
        ({"state": "withdrawn"}, "state", "cannot be suggested"),
        ({"slug": "other"}, "slug", "cannot be suggested"),
        ({"nonsense": 1}, "nonsense", "cannot be suggested"),
    ],
)
def test_every_rule_of_the_directory_is_told_beforehand(
    fields: dict[str, Any], field: str, words: str
):
    istio = make_project("istio", tags=["mtls"])

    told = mistakes(istio, **fields)

    assert list(told) == [field]
    assert words in told[field]


@pytest.mark.parametrize(
    "url",
    [
        "https://user:secret@istio.io/",
        "https://localhost/",
        "http://127.0.0.1/",
        "http://10.0.0.1:8000/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://printer.local/",
    ],
)
def test_addresses_that_lead_inside_or_hide_something_are_refused(url: str):
    istio = make_project("istio")

    assert set(mistakes(istio, links=[{"kind": "homepage", "url": url}])) == {"links"}


def test_bidirectional_overrides_and_controls_are_refused_with_their_name():
    istio = make_project("istio")

    told = mistakes(istio, summary_en="Good \u202egnihton", organization="Bad\x00")

    assert "U+202E" in told["summary_en"]
    assert "“Good ”" in told["summary_en"]
    assert "U+0000" in told["organization"]
    assert changes(istio, summary_en="Two\r\nlines\tand a tab. ")[0][3] == "Two\nlines\tand a tab."


def test_a_megabyte_is_refused_before_anything_is_asked_of_the_database(
    django_assert_num_queries: Any,
):
    istio = make_project("istio")

    with django_assert_num_queries(0):
        told = mistakes(istio, summary_en="x" * 1_000_000)

    assert str(harmless.MOST_CHARACTERS) in told["summary_en"]


def test_a_suggestion_needs_a_reason_and_an_email_that_is_one():
    istio = make_project("istio")
    proposal = Proposal("change", istio, {"license": "MIT"}, " ", email="nobody", language="en")

    assert {each.field for each in examine(proposal).mistakes} == {"reason", "email"}


def test_a_removal_says_why():
    istio = make_project("istio")

    assert "withdrawn_reason_zh" in mistakes(istio, "removal", state="withdrawn")
    assert "state" in mistakes(istio, "removal", state="draft", withdrawn_reason_en="Gone.")
    assert changes(istio, "removal", state="withdrawn", withdrawn_reason_en="Gone.") == [
        ("state", None, "published", "withdrawn"),
        ("withdrawn_reason_en", None, "", "Gone."),
    ]


def test_drafts_cannot_be_named_by_strangers():
    istio, _draft = make_project("istio"), make_project("draft", state=Project.State.DRAFT)

    assert "relations" in mistakes(istio, relations=[{"kind": "fork-of", "project": "draft"}])


def test_examining_costs_as_many_queries_with_much_as_with_little(
    django_assert_max_num_queries: Any,
):
    make_category("service-mesh")
    istio = make_project("istio", tags=[f"tag-{number}" for number in range(30)])
    for number in range(30):
        make_relation(istio, "fork-of", make_project(f"p-{number}"))

    with django_assert_max_num_queries(21):
        assert mistakes(istio, tags=[], relations=[], license="MIT") == {}


def test_what_an_editor_would_save_is_found_out_and_not_saved():
    istio, kuma = make_project("istio", tags=["mtls"]), make_project("kuma")
    mallory, wasm = User.objects.create_user("mallory", is_staff=True), make_tag("wasm")

    def save() -> None:
        renaming.rename(istio, "istio-mesh")
        istio.license = "Apache-2.0"
        istio.save()
        istio.tags.set([wasm])
        make_relation(kuma, "fork-of", istio)

    examined = examine(by_editor_who_saves(istio, save, mallory))

    assert examined.mistakes == []
    assert {(c.field, str(c.was), str(c.now)) for c in examined.changes} == {
        ("slug", "istio", "istio-mesh"),
        ("license", "", "Apache-2.0"),
        ("tags", "mtls", "None"),
        ("tags", "None", "wasm"),
        ("inverse_relations", "None", "{'project': 'kuma', 'kind': 'fork-of'}"),
    }
    assert Project.objects.get(pk=istio.pk).license == ""
    assert kuma.relations.count() == 0


# With halves of characters, which no page could show.
TEXT = st.text(st.characters(exclude_categories=[]), max_size=10)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            TEXT | st.sampled_from(["kind", "url", "project", "capability", "zh"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)
NAMES = sorted({name for names in FIELDS.values() for name in names})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kind=st.sampled_from([*FIELDS, "nonsense"]),
    is_new=st.booleans(),
    fields=st.dictionaries(st.sampled_from(NAMES) | TEXT, JSON, max_size=5),
    reason=TEXT,
)
@example(kind="change", is_new=False, fields={"\ud800": "\u202e"}, reason="x")
@example(kind="change", is_new=False, fields={"\ud800": [[[[[[[[1]]]]]]]]}, reason="x")
def test_whatever_is_proposed_there_are_changes_or_mistakes(
    kind: str, is_new: bool, fields: dict[str, Any], reason: str
):
    project = None if is_new else Project.objects.by_slug("istio") or make_project("istio")

    examined = examine(Proposal(kind, project, fields, reason, language="en"))

    assert examined.mistakes or examined.changes
    "".join(map("".join, examined.mistakes)).encode()
    json.dumps([[c.item, c.was, c.now] for c in examined.changes])
    assert CapabilityValue.objects.count() == 0
