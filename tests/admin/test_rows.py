"""Sources, dates by step and terms, each a row of fields and none of them JSON."""

from typing import Any

import pytest
from django.test import Client

from directory.models import Capability, Landscape, Project
from tests.admin.helpers import address, errors, filled_in, send
from tests.admin.samples import make_capability
from tests.builders import make_category, make_project

DOCS = {"zh": "文档", "en": "Documentation", "url": "https://istio.io/docs/"}
NOTICE = {"zh": "公告"}


def form_of(project: Project) -> str:
    return address("project", "change", project.pk)


def row(field: str, number: int, **typed: Any) -> dict[str, Any]:
    return {f"{field}__{number}__{key}": value for key, value in typed.items()}


def test_each_source_is_a_row_and_empty_rows_wait_for_more(alice: Client):
    project = make_project("istio", sources=[DOCS, NOTICE])

    shown = filled_in(alice.get(form_of(project)))

    assert [shown[f"sources-0-{key}"] for key in DOCS] == [[text] for text in DOCS.values()]
    assert shown["sources-1-zh"] == ["公告"]
    assert shown["sources-4-zh"] == [""]


def test_rows_are_added_changed_and_emptied_without_javascript(alice: Client):
    project = make_project("istio", sources=[DOCS, NOTICE], foundation_dates={"accepted": "2022"})

    send(
        alice,
        form_of(project),
        **row("sources", 0, zh="", en=" ", url=""),
        **row("sources", 3, en="Blog", url="https://istio.io/blog/"),
        **row("foundation_dates", 0, date="2022-09"),
        **row("foundation_dates", 2, step="graduated", date="2023-07-12"),
    )

    project.refresh_from_db()
    assert project.sources == [NOTICE, {"en": "Blog", "url": "https://istio.io/blog/"}]
    assert project.foundation_dates == {"accepted": "2022-09", "graduated": "2023-07-12"}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (row("sources", 1, url="https://istio.io/"), "Row 2, text (Chinese): Write it in one"),
        (row("sources", 0, zh="网", url="javascript:alert(1)"), "Row 1, address: Enter an address"),
        (row("sources", 0, zh="x" * 501), "Row 1, text (Chinese): Ensure this value has at most"),
        (row("sources", 0, zh="a\0b"), "Row 1, text (Chinese): Null characters"),
        (row("foundation_dates", 0, step="accepted"), "Row 1, date: This is needed."),
        (row("foundation_dates", 2, date="2017"), "Row 3, step: This is needed."),
        (
            row("foundation_dates", 0, step="nope", date="2017"),
            "Row 1, step: Select a valid choice",
        ),
        (row("foundation_dates", 0, step="accepted", date="23.1.2017"), "Row 1, date: “23.1.2017”"),
    ],
)
def test_a_mistake_is_told_at_its_row_and_what_was_typed_stays(
    alice: Client, typed: dict[str, Any], told: str
):
    page = send(alice, form_of(make_project("istio")), **typed)

    (messages,) = errors(page).values()
    assert messages[0].startswith(told)
    assert 'aria-invalid="true"' in page.text
    shown = filled_in(page)
    for name, value in typed.items():
        if "\0" not in value and value != "nope":
            assert shown[name.replace("__", "-")] == [value]


def test_all_mistakes_of_all_rows_are_told_at_once(alice: Client):
    project = make_project("istio")
    typed = row("sources", 0, url="x") | row("sources", 2, zh="网", url="y")

    page = send(alice, form_of(project), **typed, **row("foundation_dates", 0, step="accepted"))

    assert {field: len(texts) for field, texts in errors(page).items()} == {
        "sources": 3,
        "foundation_dates": 1,
    }


def test_a_step_stands_once(alice: Client):
    typed = row("foundation_dates", 0, step="accepted", date="2017")
    typed |= row("foundation_dates", 1, step="accepted", date="2018")

    page = send(alice, form_of(make_project("istio")), **typed)

    assert errors(page)["foundation_dates"] == ["Row 2, step: A row above has this."]


def test_terms_of_a_capability_are_rows(alice: Client):
    capability = make_capability()
    path = address("capability", "change", capability.pk)

    wrong = send(alice, path, **row("terms", 2, slug="partial", zh="部分"))
    send(alice, path, **row("terms", 2, slug="partial", zh="部分支持", en="Partly"))

    assert errors(wrong)["terms"] == ["Row 3, label (English): This is needed."]
    terms = Capability.objects.get().terms
    assert [term["slug"] for term in terms] == ["yes", "no", "partial"]


@pytest.mark.parametrize("typed", ["", "9" * 40, "-1", "abc"])
def test_a_row_without_a_number_is_no_row(alice: Client, typed: str):
    project = make_project("istio", sources=[DOCS])
    values: dict[str, Any] = filled_in(alice.get(form_of(project)))

    alice.post(form_of(project), values | {f"sources-{typed}-zh": ["网"]})

    project.refresh_from_db()
    assert project.sources == [DOCS]


def landscape_with(**group: Any) -> str:
    said = {"slug": "data", "zh": "数据面", "en": "Data plane", "categories": ["proxy"]} | group
    make_category("proxy")
    make_category("gateway")
    Landscape.objects.create(pk=1, title_en="Landscape", groups=[said])
    return address("landscape", "change", 1)


def test_the_categories_of_a_group_are_chosen_among_those_that_there_are(alice: Client):
    path = landscape_with()

    shown = filled_in(alice.get(path))
    send(alice, path, **row("groups", 0, categories=["proxy", "gateway"]))

    assert shown["groups-0-categories"] == ["proxy"]
    assert Landscape.objects.get().groups[0]["categories"] == ["proxy", "gateway"]


def test_all_mistakes_in_groups_are_told_at_once(alice: Client):
    path = landscape_with()
    wrong = row("groups", 0, categories=["nope", "neither"]) | row("groups", 1, zh="空")

    page = send(alice, path, **wrong)

    assert errors(page)["groups"] == [
        "Row 1, categories: There is no category “nope” of the first level. "
        "There is no category “neither” of the first level.",
        "Row 2, slug: This is needed.",
        "Row 2, categories: This is needed.",
    ]
