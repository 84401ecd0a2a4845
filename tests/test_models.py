"""What the database refuses whichever way a row comes, and what a form says about it."""

import datetime
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from directory.models import (
    Capability,
    CapabilityGroup,
    CapabilityValue,
    Category,
    Landscape,
    Link,
    Maintainer,
    OldSlug,
    Project,
    ProjectTag,
    Relation,
    Stewardship,
    Tag,
)
from directory.models.rules import (
    license_keys,
    validate_license,
    validate_partial_date,
    validate_slug,
    validate_url,
)
from tests.builders import make_category, make_project, make_relation, make_tag


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def refused(action: Callable[[], Any]) -> bool:
    try:
        with transaction.atomic():
            action()
    except IntegrityError:
        return True
    return False


# ---- rules of one column, by an update that no form sees


def project() -> Project:
    return make_project("istio")


def category() -> Category:
    return make_category("service-mesh")


def tag() -> Tag:
    return make_tag("ebpf")


def link() -> Link:
    return Link.objects.create(project=project(), kind="homepage", url="https://istio.io/")


def relation() -> Relation:
    return make_relation(project(), "built-on", make_project("envoy"))


def maintainer() -> Maintainer:
    return Maintainer.objects.create(handle="alice")


def stewardship() -> Stewardship:
    return Stewardship.objects.create(maintainer=maintainer(), role="owner")


def landscape() -> Landscape:
    return Landscape.objects.create(title_zh="图", title_en="Map")


def group() -> CapabilityGroup:
    return CapabilityGroup.objects.create(
        slug="security", category=category(), label_zh="安全", label_en="Security"
    )


def capability() -> Capability:
    return Capability.objects.create(
        slug="mtls", group=group(), kind="text", label_zh="双向 TLS", label_en="mTLS"
    )


def value() -> CapabilityValue:
    return CapabilityValue.objects.create(
        project=project(),
        capability=capability(),
        text_en="Yes",
        source_url="https://istio.io/",
        verified=datetime.date(2026, 1, 1),
    )


def old_slug() -> OldSlug:
    return OldSlug.objects.create(project=project(), slug="old")


SLUGS = {
    "good": ["a", "envoy-gateway", "3scale", "a-1-b"],
    "bad": ["", "-a", "a-", "a--b", "A", "网关", "a b", "a_b", "a\n", "é", "a/b"],
}
DATES = {
    "good": ["", "2017", "2017-05", "2017-05-24"],
    "bad": ["17", "2017-5", "2017-99", "2017-05-99", "May 2017", "2017-05-2", "2017\n"],
}
ADDRESSES = {
    "good": ["https://istio.io/", "http://istio.io/"],
    "bad": ["javascript:alert(1)", "ftp://istio.io/", "istio.io", "data:text/html,x"],
}
LISTS = {"good": [[], ["Go"]], "bad": [{}, "Go", 7, None]}

COLUMNS: list[tuple[Callable[[], Any], str, dict[str, list[Any]]]] = [
    (project, "slug", SLUGS),
    (category, "slug", SLUGS),
    (tag, "slug", SLUGS),
    (old_slug, "slug", SLUGS),
    (group, "slug", SLUGS),
    (capability, "slug", SLUGS),
    (maintainer, "handle", SLUGS),
    (project, "name", {"good": ["Istio"], "bad": [""]}),
    (project, "state", {"good": ["draft", "withdrawn"], "bad": ["", "deleted"]}),
    (project, "status", {"good": ["merged"], "bad": ["", "dead"]}),
    (project, "maturity", {"good": ["", "sandbox"], "bad": ["adult"]}),
    (project, "status_since", DATES),
    (project, "last_activity", DATES),
    (project, "started", DATES),
    (project, "first_release_date", DATES),
    (relation, "since", DATES),
    (project, "languages", LISTS),
    (project, "sources", LISTS),
    (project, "unverified", LISTS),
    (tag, "synonyms", LISTS),
    (capability, "terms", LISTS),
    (value, "value", LISTS),
    (link, "url", ADDRESSES),
    (value, "source_url", ADDRESSES),
    (relation, "evidence_url", ADDRESSES | {"good": ["", "https://istio.io/"]}),
    (maintainer, "profile_url", ADDRESSES | {"good": ["", "https://istio.io/"]}),
    (landscape, "community_url", ADDRESSES | {"good": ["", "https://istio.io/"]}),
    (landscape, "source_url", ADDRESSES | {"good": ["", "https://istio.io/"]}),
    (link, "kind", {"good": ["blog"], "bad": ["", "fax"]}),
    (relation, "kind", {"good": ["fork-of"], "bad": ["", "likes"]}),
    (capability, "kind", {"good": ["list"], "bad": ["", "number"]}),
    (stewardship, "role", {"good": ["reviewer"], "bad": ["", "king"]}),
    (category, "hue", {"good": [1, 8], "bad": [0, 9]}),
    (landscape, "id", {"good": [1], "bad": [2]}),
]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("make", "column", "values"),
    COLUMNS,
    ids=[f"{make.__name__}.{column}" for make, column, _values in COLUMNS],
)
def test_the_database_takes_what_is_right_and_refuses_what_is_wrong(
    make: Callable[[], Any], column: str, values: dict[str, list[Any]]
):
    row = make()
    table = type(row).objects if hasattr(type(row), "objects") else type(row)._base_manager

    def update(value: Any) -> None:
        table.filter(pk=row.pk).update(**{column: value})

    assert [good for good in values["good"] if refused(lambda good=good: update(good))] == []
    assert [bad for bad in values["bad"] if not refused(lambda bad=bad: update(bad))] == []


@pytest.mark.django_db
def test_plain_sql_is_refused_too():
    make_project("istio")

    def rename() -> None:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE directory_project SET slug = '网关'")

    assert refused(rename)


# ---- rules of several rows


@pytest.mark.django_db
@pytest.mark.parametrize(
    "twice",
    [
        lambda: Project(slug="istio", name="Other", category=category()),
        lambda: Category(slug="service-mesh", name_zh="x", name_en="x"),
        lambda: Tag(slug="ebpf", name="Other", label_zh="x"),
        lambda: Tag(slug="other", name="Ebpf", label_zh="x"),
        lambda: ProjectTag(content_object=project_of(), tag=tag()),
        lambda: Link(project=project_of(), kind="homepage", url="https://istio.io/"),
        lambda: OldSlug(project=project_of(), slug="old"),
        lambda: Relation(
            source=project_of(), kind="built-on", target=Project.objects.get(slug="envoy")
        ),
        lambda: Maintainer(handle="alice"),
        lambda: Stewardship(maintainer=Maintainer.objects.get(), role="owner"),
        lambda: Landscape(title_zh="x", title_en="x"),
    ],
)
def test_nothing_is_there_twice(twice: Callable[[], Any]):
    istio = make_project("istio", tags=["ebpf"])
    Link.objects.create(project=istio, kind="homepage", url="https://istio.io/")
    OldSlug.objects.create(project=istio, slug="old")
    make_relation(istio, "built-on", make_project("envoy"))
    stewardship()
    landscape()

    assert refused(lambda: type(twice())._base_manager.bulk_create([twice()]))


def project_of() -> Project:
    return Project.objects.get(slug="istio")


@pytest.mark.django_db
def test_a_stewardship_is_over_everything_a_category_or_a_project():
    alice, istio = maintainer(), project()

    def steward(**scope: Any) -> Callable[[], Any]:
        return lambda: Stewardship.objects.create(maintainer=alice, role="owner", **scope)

    assert refused(steward(category=category(), project=istio))
    for scope in ({}, {"category": category()}, {"project": istio}):
        assert not refused(steward(**scope))
        assert refused(steward(**scope))


@pytest.mark.django_db
def test_a_project_has_no_relation_to_itself():
    istio = project()

    assert refused(lambda: make_relation(istio, "fork-of", istio))
    with pytest.raises(ValidationError, match="itself"):
        Relation(source=istio, kind="fork-of", target=istio).full_clean()


# ---- two levels of categories


@pytest.mark.django_db
def test_there_is_no_third_level_of_categories():
    root = make_category("gateway")
    below = make_category("api-gateway", parent=root)
    other = make_category("proxy")

    def move(moved: Category, parent: Category) -> Callable[[], Any]:
        return lambda: Category.objects.filter(pk=moved.pk).update(parent=parent)

    assert refused(lambda: make_category("deep", parent=below))
    assert refused(move(other, below))
    assert refused(move(root, other)), "it has a subcategory"
    assert refused(move(other, other))
    assert not refused(move(below, other))


@pytest.mark.django_db
def test_a_form_says_why_a_category_cannot_have_a_parent():
    root = make_category("gateway")
    below = make_category("api-gateway", parent=root)

    with pytest.raises(ValidationError, match="first level"):
        Category(slug="deep", name_zh="x", name_en="x", parent=below).full_clean()
    root.parent = make_category("proxy")
    with pytest.raises(ValidationError, match="has subcategories"):
        root.full_clean()


@pytest.mark.django_db
def test_a_category_with_projects_stays():
    project()

    assert refused(Category.objects.all().delete)


# ---- slugs and old slugs


@pytest.mark.django_db
def test_a_slug_leads_to_one_project_only():
    istio = make_project("istio")
    OldSlug.objects.create(project=istio, slug="istio-mesh")

    with pytest.raises(ValidationError, match="redirects to “"):
        Project(slug="istio-mesh", name="x", category=category()).full_clean()
    with pytest.raises(ValidationError, match="has this slug now"):
        OldSlug(slug="istio", project=make_project("kuma")).full_clean()


# ---- what forms say


@pytest.mark.parametrize("slug", SLUGS["good"])
def test_a_slug_of_ascii_letters_digits_and_hyphens_is_taken(slug: str):
    validate_slug(slug)


@pytest.mark.parametrize("slug", SLUGS["bad"])
def test_any_other_slug_is_told_the_rule(slug: str):
    with pytest.raises(ValidationError, match="such as envoy-gateway"):
        validate_slug(slug)


@pytest.mark.parametrize("date", ["2017", "2017-05", "2017-05-24", "2020-02-29"])
def test_a_date_is_a_year_a_month_or_a_day(date: str):
    validate_partial_date(date)


@pytest.mark.parametrize(
    "date", ["2017-13", "2017-00", "2019-02-29", "0000", "17", "２０１７", "2017-05-24 ", "today"]
)
def test_any_other_date_is_told_the_rule(date: str):
    with pytest.raises(ValidationError, match="2017, 2017-05 or 2017-05-24"):
        validate_partial_date(date)


@pytest.mark.parametrize("url", ADDRESSES["good"])
def test_an_address_begins_with_http_or_https(url: str):
    validate_url(url)


@pytest.mark.parametrize("url", [*ADDRESSES["bad"], "https://", "http://a b"])
def test_any_other_address_is_told_the_rule(url: str):
    with pytest.raises(ValidationError, match="begins with http:// or https://"):
        validate_url(url)


@pytest.mark.parametrize(
    ("expression", "keys"),
    [
        ("Apache-2.0", ("Apache-2.0",)),
        ("MIT OR Apache-2.0", ("MIT", "Apache-2.0")),
        ("MIT AND (MIT OR ISC)", ("MIT", "ISC")),
        ("Apache-2.0 WITH LLVM-exception", ("Apache-2.0",)),
        ("LicenseRef-proprietary", ("LicenseRef-proprietary",)),
        ("BUSL-1.1 OR LicenseRef-a", ("BUSL-1.1", "LicenseRef-a")),
    ],
)
def test_a_license_is_an_expression_of_the_spdx_list(expression: str, keys: tuple[str, ...]):
    validate_license(expression)
    assert license_keys(expression) == keys


@pytest.mark.parametrize(
    "expression",
    [
        "Apache",
        "MIT AND",
        "MIT/X11",
        "()",
        "AND",
        "LLVM-exception",
        "MIT WITH ISC",
        "LicenseRef-",
        " ",
    ],
)
def test_anything_else_is_told_where_the_list_is(expression: str):
    with pytest.raises(ValidationError, match=r"spdx\.org/licenses"):
        validate_license(expression)


@pytest.mark.parametrize(
    ("expression", "spelled"),
    [
        ("apache-2.0", "Apache-2.0"),
        ("MIT or ISC", "MIT OR ISC"),
        ("(MIT)", "MIT"),
        ("GPL-2.0", "GPL-2.0-only"),
    ],
)
def test_a_license_is_spelled_as_spdx_does(expression: str, spelled: str):
    with pytest.raises(ValidationError, match=f"as SPDX does: {spelled}"):
        validate_license(expression)


@given(
    st.one_of(
        st.text(),
        st.lists(st.sampled_from(["MIT", "AND", "OR", "WITH", "(", ")", "x"])).map(" ".join),
    )
)
def test_any_text_is_a_license_or_is_refused(expression: str):
    assert license_keys(expression)
    with suppress(ValidationError):
        validate_license(expression)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"languages": "Go"}, "list of texts"),
        ({"languages": [""]}, "list of texts"),
        ({"unverified": ["colour"]}, "colour.*names no fact"),
        ({"foundation_dates": {"accepted": "May"}}, "is no date"),
        ({"foundation_dates": {"born": "2017"}}, "born.*is no step"),
        ({"foundation_dates": []}, "by step"),
        ({"sources": [{"fr": "x"}]}, "in zh and en"),
        ({"sources": [{"en": "x", "url": "javascript:x"}]}, "begins with http"),
        ({"sources": ["x"]}, "in zh and en"),
        ({"license": "Apache"}, "spdx.org"),
        ({"started": "2017-13"}, "is no date"),
    ],
)
def test_a_form_says_what_is_wrong_with_a_project(fields: dict[str, Any], message: str):
    wrong = Project(slug="x", name="X", category=category(), **fields)

    with pytest.raises(ValidationError) as told:
        wrong.full_clean()
    assert set(told.value.message_dict) == set(fields)
    told.match(message)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "said", "wrong"),
    [
        ("text", {}, "text_en"),
        ("text", {"text_en": "x", "value": ["yes"]}, "value"),
        ("choice", {}, "value"),
        ("choice", {"value": ["yes", "no"]}, "value"),
        ("choice", {"value": ["maybe"]}, "value"),
        ("choice", {"value": "yes"}, "value"),
        ("choice", {"value": [{}]}, "value"),
        ("list", {"value": []}, "value"),
        ("list", {"value": ["yes", "no"]}, None),
        ("choice", {"value": ["no"]}, None),
        ("text", {"text_zh": "有"}, None),
    ],
)
def test_a_cell_of_the_matrix_has_what_its_row_allows(
    kind: str, said: dict[str, Any], wrong: str | None
):
    row = capability()
    row.kind = kind
    row.terms = [{"slug": s, "zh": s, "en": s} for s in ("yes", "no")] if kind != "text" else []
    row.save()
    cell = CapabilityValue(
        project=project(),
        capability=row,
        source_url="https://istio.io/",
        verified=datetime.date(2026, 1, 1),
        **said,
    )
    told = {}
    try:
        cell.full_clean()
    except ValidationError as error:
        told = error.message_dict
    assert list(told) == ([wrong] if wrong else [])


# ---- two languages


@pytest.mark.parametrize(
    ("language", "zh", "en", "text", "lang", "borrowed"),
    [
        ("zh-hans", "网格", "mesh", "网格", "zh-Hans", False),
        ("en", "网格", "mesh", "mesh", "en", False),
        ("zh-hans", "", "mesh", "mesh", "en", True),
        ("en", "网格", "", "网格", "zh-Hans", True),
        ("en", "", "", "", "zh-Hans", False),
        ("fr", "网格", "mesh", "网格", "zh-Hans", False),
    ],
)
def test_a_text_that_is_missing_is_borrowed_from_the_other_language(
    language: str, zh: str, en: str, text: str, lang: str, borrowed: bool
):
    with translation.override(language):
        summary = Project(summary_zh=zh, summary_en=en).summary

    assert (summary, summary.lang, summary.borrowed) == (text, lang, borrowed)


def test_a_name_is_the_same_in_both_languages_unless_it_has_a_chinese_one():
    with translation.override("zh-hans"):
        assert str(Project(name="Envoy")) == "Envoy"
        assert not Project(name="Envoy").display_name.borrowed
        assert str(Project(name="Envoy", name_zh="恩沃伊")) == "恩沃伊"
    with translation.override("en"):
        assert str(Project(name="Envoy", name_zh="恩沃伊")) == "Envoy"


@pytest.mark.django_db
def test_groups_of_the_panorama_name_categories_that_there_are():
    make_category("proxy")
    group = {"slug": "data", "zh": "数据平面", "en": "Data plane", "categories": ["proxy"]}
    wrong = [
        [group | {"categories": ["nope"]}],
        [group, group],
        [group | {"slug": "数据"}],
        [{"slug": "data", "categories": []}],
        [group | {"colour": "red"}],
        "data",
    ]

    Landscape(title_zh="图", groups=[group]).full_clean(exclude=["id"])
    for groups in wrong:
        with pytest.raises(ValidationError) as error:
            Landscape(title_zh="图", groups=groups).full_clean(exclude=["id"])
        assert list(error.value.error_dict) == ["groups"]
