"""`manage.py loaddata`: all of a fixture or, if anything is wrong with it, nothing."""

import datetime
import gzip
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory import heartbeat
from directory.catalogue import current
from directory.heartbeat import Place
from directory.models import (
    Category,
    Landscape,
    Maintainer,
    OldSlug,
    Project,
    ProjectTag,
    Relation,
    Tag,
)
from directory.services.fixtures import KEYS, writing
from tests.builders import make_category, make_project, make_tag

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parent.parent
REAL = json.loads((ROOT / "fixtures" / "landscape.json").read_text(encoding="utf-8"))
REAL_PROJECTS = [entry for entry in REAL if entry["model"] == "directory.project"]
# Views of Django's own tables, which dumpdata warns of.
PROXIES = ["directory.account", "directory.act"]

Object = dict[str, Any]
Load = Callable[..., str]


def entry(model: str, **fields: Any) -> Object:
    return {"model": f"directory.{model}", "fields": fields}


def category(slug: str = "service-mesh", **fields: Any) -> Object:
    return entry("category", **{"slug": slug, "name_zh": "类", "name_en": "Kind"} | fields)


def tag(slug: str, **fields: Any) -> Object:
    return entry("tag", **{"slug": slug, "name": slug, "label_zh": slug} | fields)


def project(slug: str = "istio", **fields: Any) -> Object:
    return entry("project", **{"slug": slug, "name": slug, "category": ["service-mesh"]} | fields)


def tagged(project: str, tag: str) -> Object:
    return entry("projecttag", content_object=[project], tag=[tag])


def relation(source: str, kind: str, target: str) -> Object:
    return entry("relation", source=[source], kind=kind, target=[target])


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Loads objects, or a file's text, and gives back what the command says."""

    def load(*objects: Any, text: str | None = None, **options: Any) -> str:
        path = tmp_path / "data.json"
        path.write_text(text or json.dumps(objects, indent=2), encoding="utf-8")
        output = io.StringIO()
        call_command("loaddata", str(path), stdout=output, **options)
        return output.getvalue()

    return load


@pytest.fixture
def refusal(load: Load) -> Load:
    """What the command says when it refuses, after which everything is as it was."""

    def refusal(*objects: Any, text: str | None = None, **options: Any) -> str:
        before = content()
        with pytest.raises(CommandError) as caught:
            load(*objects, text=text, **options)
        assert content() == before
        said = str(caught.value)
        assert said.startswith("Nothing was loaded.")
        return said

    return refusal


def content() -> tuple[str, int]:
    """All that the directory holds, and how many changes of projects are on record."""
    try:
        return writing.text(), Project.history.count()
    except writing.Empty:
        return "", 0


def in_whole_milliseconds() -> None:
    """Django's dumpdata drops the rest."""
    moment = datetime.datetime(2026, 11, 22, 8, 30, tzinfo=datetime.UTC)
    Project.objects.update(created=moment, modified=moment)


# ---- what loading does


def test_a_new_site_has_everything_after_one_command():
    call_command("loaddata", "landscape", verbosity=0)

    assert Project.objects.count() == len(REAL_PROJECTS) >= 188
    assert ProjectTag.objects.filter(content_object__slug="istio").exists()
    assert Landscape.objects.get().title_zh == "服务网格全景图"
    assert len(current().published) == Project.objects.published().count()


@pytest.mark.django_db(transaction=True)
def test_loading_twice_changes_nothing_at_all():
    call_command("loaddata", "landscape", verbosity=0)
    version, history = heartbeat.version(), Project.history.count()
    output = io.StringIO()

    call_command("loaddata", "landscape", stdout=output)

    assert "0 added, 0 changed" in output.getvalue()
    assert heartbeat.version() == version
    assert Project.history.count() == history


@pytest.mark.django_db(transaction=True)
def test_only_what_differs_is_saved(load: Load):
    load(category(), project("istio"), project("envoy"))
    version = heartbeat.version()

    said = load(category(), project("istio", summary_en="A mesh."), project("envoy"))

    assert "0 added, 1 changed, 2 as before" in said
    changed = {change.project_id for change in heartbeat.changes_after(Place(version, 2**62), 10)}
    assert changed == {Project.objects.get(slug="istio").pk}


def test_an_object_may_refer_to_one_that_stands_further_down(load: Load):
    load(
        relation("envoy", "data-plane-of", "istio"),
        tagged("istio", "mesh"),
        project("istio", category=["meshes"]),
        category("meshes", parent=["service-mesh"]),
        project("envoy"),
        category(),
        tag("mesh"),
    )

    istio = Project.objects.select_related("category").get(slug="istio")
    assert istio.category.parent == Category.objects.get(slug="service-mesh")
    assert Relation.objects.get().target == istio


def test_an_object_may_refer_to_what_the_database_has(load: Load):
    make_project("envoy")
    make_tag("proxy")

    load(project("istio"), tagged("istio", "proxy"), relation("envoy", "data-plane-of", "istio"))

    assert Relation.objects.get().source.slug == "envoy"


def test_objects_may_be_numbered_as_dumpdata_does(load: Load):
    make_project("envoy", tags=["proxy"])
    in_whole_milliseconds()
    dump = io.StringIO()
    call_command("dumpdata", "directory", exclude=PROXIES, stdout=dump)
    before = writing.text()
    ProjectTag.objects.all().delete()
    Project.objects.all().delete()

    load(text=dump.getvalue())

    assert writing.text() == before
    assert make_project("istio").pk > Project.objects.get(slug="envoy").pk


def test_a_dump_with_natural_keys_can_be_loaded(load: Load):
    make_project("envoy", tags=["proxy"])
    in_whole_milliseconds()
    dump = io.StringIO()
    call_command(
        "dumpdata",
        "directory",
        exclude=PROXIES,
        natural_foreign=True,
        natural_primary=True,
        stdout=dump,
    )
    before = writing.text()
    Project.objects.all().delete()

    load(text=dump.getvalue())

    assert writing.text() == before


def test_fields_that_are_left_out_get_their_default(load: Load):
    make_project("istio", summary_zh="旧", state="published")

    load(project("istio", state="published"))

    assert Project.objects.get().summary_zh == ""


def test_a_login_stays_though_no_fixture_speaks_of_it(load: Load):
    alice = User.objects.create_user("alice")
    Maintainer.objects.create(handle="alice", user=alice)

    load(entry("maintainer", handle="alice", name="Alice"))

    maintainer = Maintainer.objects.get()
    assert (maintainer.name, maintainer.user) == ("Alice", alice)


def test_an_entry_without_times_keeps_when_a_project_was_added_and_says_that_it_changed(load: Load):
    before = make_project("istio")

    load(project("istio", state="published"))

    after = Project.objects.get()
    assert after.created == before.created
    assert after.modified > before.modified


def test_times_are_as_the_fixture_says(load: Load):
    load(
        category(), project(created="2020-01-02T03:04:05Z", modified="2021-01-02T03:04:05.678901Z")
    )

    istio = Project.objects.get()
    assert istio.created.isoformat() == "2020-01-02T03:04:05+00:00"
    assert istio.modified.isoformat() == "2021-01-02T03:04:05.678901+00:00"


def test_history_says_that_something_was_loaded(load: Load):
    make_project("envoy", "service-mesh", state="published")

    load(project("istio"), project("envoy", name="Envoy", state="published", summary_en="A proxy."))

    told = Project.history.filter(history_change_reason="loaddata data.json")
    assert {(row.slug, row.history_type) for row in told} == {("istio", "+"), ("envoy", "~")}


def test_old_slugs_and_stewards_of_parts_are_found_again(load: Load):
    objects = [
        category(),
        project(),
        entry("oldslug", slug="istio-io", project=["istio"]),
        entry("maintainer", handle="alice"),
        entry("stewardship", maintainer=["alice"], role="owner"),
        entry("stewardship", maintainer=["alice"], role="owner", category=["service-mesh"]),
        entry("stewardship", maintainer=["alice"], role="reviewer", project=["istio"]),
    ]
    load(*objects)

    assert "0 added, 0 changed, 7 as before" in load(*objects)
    assert OldSlug.objects.get().project.slug == "istio"


def test_objects_of_other_apps_are_loaded_as_ever(load: Load):
    load(
        entry("maintainer", handle="alice", user=["alice-login"]),
        {"model": "auth.user", "fields": {"username": "alice-login", "password": "!"}},
    )

    assert Maintainer.objects.get().user == User.objects.get(username="alice-login")


def test_compressed_files_and_standard_input_can_be_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = tmp_path / "data.json.gz"
    path.write_bytes(gzip.compress(json.dumps([category()]).encode()))
    call_command("loaddata", str(path), verbosity=0)
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps([tag("mesh")])))
    call_command("loaddata", "-", format="json", verbosity=0)

    assert Category.objects.count() == Tag.objects.count() == 1


def test_models_can_be_excluded(load: Load):
    load(category(), tag("mesh"), exclude=["directory.tag"])

    assert (Category.objects.count(), Tag.objects.count()) == (1, 0)


def test_what_no_longer_exists_can_be_ignored(load: Load):
    load(category(colour="red"), entry("colour", slug="red"), ignore=True)

    assert Category.objects.count() == 1


def test_the_example_of_the_documentation_can_be_loaded(load: Load):
    text = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```json\n(.*?)```", text, re.DOTALL)
    make_category("service-mesh")
    make_tag("sidecar")

    assert "3 added" in load(text=f"[{example}]")


# ---- mistakes in what the objects say


def test_an_unknown_tag(refusal: Load):
    said = refusal(category(), project(), tag("envoy-based"), tagged("istio", "envoy-basd"))

    assert "data.json, line 28, directory.projecttag “istio / envoy-basd”, tag: " in said
    assert "no tag “envoy-basd”" in said
    assert "Did you mean “envoy-based”?" in said


def test_an_unknown_category(refusal: Load):
    assert "“istio”, category: There is no category “mesh”" in refusal(
        category(), project(category=["mesh"])
    )


def test_a_license_that_spdx_does_not_know(refusal: Load):
    said = refusal(category(), project(license="Apache 2"))

    assert "directory.project “istio”, license: " in said
    assert "Apache-2.0 OR MIT" in said


def test_a_license_that_is_spelled_otherwise(refusal: Load):
    assert "Spell “apache-2.0” as SPDX does: Apache-2.0." in refusal(
        category(), project(license="apache-2.0")
    )


def test_a_slug_that_is_in_the_file_twice(refusal: Load):
    said = refusal(category(), project("istio"), project("istio", name="Other"))

    assert (
        "data.json, line 20, directory.project “istio”: is in the file twice, see line 10" in said
    )


def test_an_object_that_is_on_the_same_line_twice(refusal: Load):
    text = json.dumps([category(), category(name_en="Other")])

    assert "is in the file twice, see line 1 too" in refusal(text=text)


def test_a_number_that_is_in_the_file_twice(refusal: Load):
    assert "directory.tag “b”: is in the file twice" in refusal(
        tag("a") | {"pk": 1}, tag("b") | {"pk": 1}
    )


def test_a_slug_that_is_none(refusal: Load):
    assert "“Istio Mesh”, slug: Use lower-case ASCII" in refusal(category(), project("Istio Mesh"))


def test_a_slug_that_redirects_to_another_project(refusal: Load):
    OldSlug.objects.create(slug="istio-io", project=make_project("istio"))

    assert "“istio-io”, slug: This slug redirects" in refusal(project("istio-io"))


def test_a_missing_field(refusal: Load):
    nameless = {"model": "directory.project", "fields": {"slug": "istio"}}

    said = refusal(category(), nameless)

    assert "“istio”, name: is missing." in said
    assert "“istio”, category: is missing." in said


def test_an_unknown_field(refusal: Load):
    said = refusal(category(), project(licence="MIT"))

    assert "“istio”, licence: There is no such field. Did you mean license?" in said


@pytest.mark.parametrize(
    ("field", "value", "right"),
    [
        ("tags", ["mesh"], "of the model directory.projecttag"),
        ("links", [], "of the model directory.link"),
        ("id", 5, "as pk"),
        ("category_id", 5, "Did you mean category?"),
    ],
)
def test_a_field_that_has_its_place_elsewhere(refusal: Load, field: str, value: Any, right: str):
    assert right in refusal(category(), project(**{field: value}))


@pytest.mark.parametrize(
    ("field", "value", "right"),
    [
        ("started", 2017, 'Write a text in quotes, such as "2017", not a number.'),
        ("name", ["Istio"], "Write a text in quotes"),
        ("name", None, "null is not allowed"),
        ("position", "10", "Write a whole number, such as 10, not a text."),
        ("position", True, "Write a whole number"),
        ("position", 1.5, "Write a whole number"),
        ("position", -1, "greater than or equal to 0"),
        ("position", 10**30, "less than or equal to"),
        ("category", "service-mesh", 'Name one category, as ["slug"].'),
        ("category", None, "null is not allowed"),
        ("category", 99, "no category with the id 99"),
        ("languages", "Go", "Write a list of texts"),
        ("extra", None, "null is not allowed"),
        ("status", "alive", "Choose among: active, maintenance,"),
        ("started", "May 2017", "Write a year, a month or a day"),
        ("unverified", ["price"], "Choose among: summary,"),
        ("created", "yesterday", "Write a time"),
        ("created", "2026-11-22T08:00:00", "with Z at its end"),
        ("summary_zh", "网\x00格", "cannot be stored"),
        ("extra", {"a": ["\ud800"]}, "cannot be stored"),
        ("name", "x" * 121, "at most 120 characters"),
    ],
)
def test_a_value_that_a_field_cannot_have(refusal: Load, field: str, value: Any, right: str):
    said = refusal(category(), project(**{field: value}))

    assert right in said
    assert "data.json, line 10, directory.project" in said


def test_a_link_that_is_no_web_address(refusal: Load):
    link = entry("link", project=["istio"], kind="homepage", url="javascript:alert(1)")

    assert ", url: Enter an address that begins with http:// or https://" in refusal(
        category(), project(), link
    )


def test_a_relation_to_itself(refusal: Load):
    assert "target: A project has no relation to itself." in refusal(
        category(), project(), relation("istio", "fork-of", "istio")
    )


@pytest.mark.parametrize(
    "categories",
    [
        [category("a"), category("b", parent=["a"]), category("c", parent=["b"])],
        [category("c", parent=["b"]), category("b", parent=["a"]), category("a")],
        [category("a", parent=["a"])],
        [category("a", parent=["b"]), category("b", parent=["a"])],
    ],
    ids=["in order", "backwards", "its own parent", "each other's parents"],
)
def test_a_third_level_of_categories(refusal: Load, categories: list[Object]):
    assert "parent: A subcategory's parent must be a category of the first level." in refusal(
        *categories
    )


def test_a_third_level_under_a_subcategory_of_the_database(refusal: Load):
    make_category("b", parent=make_category("a"))

    assert "parent: A subcategory's parent" in refusal(category("c", parent=["b"]))
    assert "parent: This category has subcategories" in refusal(
        category("d"), category("a", parent=["d"])
    )


def test_something_that_only_the_database_notices(refusal: Load):
    said = refusal(tag("mesh", name="Mesh"), tag("meshes", name="Mesh"))

    assert "directory.tag “meshes”: the database refuses it: " in said


def test_a_second_landscape(refusal: Load):
    second = entry("landscape", title_zh="二", title_en="Two") | {"pk": 2}

    assert "directory.landscape: the database refuses it" in refusal(second)


@pytest.mark.parametrize("pk", [0, -1, "5", [], 2**63, True])
def test_a_number_that_is_none(refusal: Load, pk: Any):
    assert "pk: Write a whole number above 0" in refusal(category() | {"pk": pk})


def test_all_mistakes_of_a_kind_are_told_at_once(refusal: Load):
    said = refusal(category(), *[project(f"p-{n}", license="x y") for n in range(25)])

    assert said.count("license:") == 20
    assert said.endswith("… and 5 more.")


def test_a_mistake_anywhere_leaves_what_came_before_it_unloaded(refusal: Load):
    make_project("envoy", summary_en="Old.")

    refusal(project("envoy", summary_en="New."), project("istio"), tagged("istio", "nothing"))

    assert Project.objects.get().summary_en == "Old."


# ---- mistakes in the file


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[\n  {"model": "directory.tag" "fields": {}}\n]', "line 2, column 29: not valid JSON"),
        ('[\n{"model": "directory.tag", "fields": {}},\n]', "line 3, column 1: not valid JSON"),
        ('[{"model": "directory.tag", "fields": {}}', "a comma or ] is missing"),
        ("[] []", "there is more after the end"),
        ('{"model": "directory.tag"}', "line 1: a fixture is a list"),
        ("", "a fixture is a list"),
        ("null", "a fixture is a list"),
        ("[[]]", "is expected, not a list"),
        ("[7]", "is expected, not a number"),
        ("[{}]", "the object has no model"),
        ('[{"model": 5, "fields": {}}]', "the object has no model"),
        ('[{"model": "directory.tag"}]', "the object has no fields"),
        ('[{"model": "directory.tag", "fields": []}]', "the object has no fields"),
        ('[{"model": "directory.tga", "fields": {}}]', "there is no model “directory.tga”"),
        ('[{"model": "tag", "fields": {}}]', "there is no model “tag”"),
        ('[{"model": "directory.tag", "fields": {}, "key": 1}]', "“key” is not part"),
        ('[{"model": "a.b", "model": "a.b"}]', "“model” is given twice"),
        ('[{"model": "directory.tag", "fields": {"slug": NaN}}]', "NaN is no JSON value"),
        ('[{"model": "directory.tag", "fields": {"slug": 1e999}}]', "a number is too large"),
        ("[" * 100_000, "nested too deeply"),
        (
            '[{"model": "directory.tag", "fields": {"a": ' + "[" * 30 + "]" * 30 + "}}]",
            "too deeply",
        ),
        ("[" + "1" * 5_000 + "]", "line 1: Exceeds the limit"),
    ],
)
def test_a_file_that_is_no_fixture(refusal: Load, text: str, said: str):
    refused = refusal(text=text or " ")

    assert said in refused
    assert "data.json" in refused


def test_a_file_that_is_not_utf8(tmp_path: Path):
    path = tmp_path / "data.json"
    path.write_bytes('[{"model": "服务"}]'.encode("gbk"))

    with pytest.raises(CommandError, match=r"data\.json: byte 13 is not UTF-8"):
        call_command("loaddata", str(path))


def test_a_file_that_is_not_there():
    with pytest.raises(CommandError, match="No fixture named 'nowhere' found"):
        call_command("loaddata", "nowhere")


def test_a_compressed_file_that_is_broken(tmp_path: Path):
    path = tmp_path / "data.json.gz"
    path.write_bytes(b"no gzip")

    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("loaddata", str(path))


def test_the_directory_is_loaded_from_json_only(tmp_path: Path):
    path = tmp_path / "data.xml"
    path.write_text(
        '<django-objects version="1.0"><object model="directory.tag">'
        '<field name="slug" type="CharField">mesh</field></object></django-objects>'
    )

    with pytest.raises(CommandError, match="loaded from JSON only"):
        call_command("loaddata", str(path))


def test_a_mistake_in_an_object_of_another_app(refusal: Load):
    assert "line 2, auth.user" in refusal({"model": "auth.user", "fields": {"is_staff": "perhaps"}})


# ---- anything at all


def answer(path: Path) -> str:
    """Why the command refuses a file, or nothing."""
    try:
        call_command("loaddata", str(path), verbosity=0)
    except CommandError as error:
        return str(error)
    return ""


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
LIKELY = st.sampled_from(
    ["istio", "envoy", "service-mesh", "MIT", "active", "owner", "fork-of", "2017", "https://a.b/"]
)
VALUE = LIKELY | LIKELY.map(lambda word: [word]) | st.integers(0, 9) | JSON


@st.composite
def anything(draw: st.DrawFn) -> Any:
    """An object that may well be right, or just wrong."""
    model: Any = draw(st.sampled_from([*KEYS, User]))
    names = [field.name for field in model._meta.get_fields()]
    fields = draw(st.dictionaries(st.sampled_from(names) | st.text(max_size=5), VALUE, max_size=8))
    for field in model._meta.concrete_fields:
        if field.is_relation and draw(st.booleans()):
            fields[field.name] = [draw(LIKELY)]
        elif field.name in ("slug", "name", "handle", "name_en", "name_zh", "url", "kind", "role"):
            fields.setdefault(field.name, draw(LIKELY))
    drawn: Any = {"model": model._meta.label_lower, "fields": fields}
    if draw(st.integers(0, 9)) == 0:
        drawn["pk"] = draw(VALUE)
    return drawn


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(objects=JSON | st.lists(anything() | JSON, max_size=4))
def test_whatever_a_file_says_all_of_it_is_loaded_or_nothing(tmp_path: Path, objects: Any):
    path = tmp_path / "anything.json"
    path.write_text(json.dumps(objects), encoding="utf-8")
    with transaction.atomic():
        make_project("envoy", tags=["proxy"])
        before = content()
        refused, after = answer(path), content()
        if refused:
            assert after == before
        else:
            assert not answer(path)  # again
            assert content() == after
        transaction.set_rollback(True)


@settings(suppress_health_check=list(HealthCheck))
@given(text=st.text(alphabet='[]{},:" \n\t\\u0az1-.eE"' + "网", max_size=40) | st.text())
def test_whatever_a_text_is_the_answer_is_in_words(tmp_path: Path, text: str):
    path = tmp_path / "anything.json"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))

    assert answer(path)[:19] in ("", "Nothing was loaded.")


# ---- a new site


def test_an_empty_directory_is_filled():
    output = io.StringIO()

    call_command("load_if_empty", stdout=output)

    assert Project.objects.count() == len(REAL_PROJECTS)
    assert f"loaded {len(REAL_PROJECTS)} projects" in output.getvalue()


@pytest.mark.parametrize(
    "make",
    [
        lambda: Landscape.objects.create(title_zh="我的", title_en="Mine"),
        lambda: make_category("mine"),
        lambda: make_tag("mine"),
        lambda: make_project("mine", state="draft"),
    ],
    ids=["landscape", "category", "tag", "project"],
)
def test_a_directory_with_anything_in_it_is_left_alone(make: Callable[[], Any]):
    make()
    before = writing.text()

    call_command("load_if_empty", stdout=io.StringIO())

    assert writing.text() == before
