"""What taking a file in would do, and what stands in the way."""

from typing import Any

import pytest

from directory.formats import markdown
from directory.formats.records import Level, ListRecord, Problem
from directory.models import Link, Maintainer, OldSlug, Stewardship
from directory.services.exchange import report, snapshot
from directory.services.exchange.plan import Change, Options, Plan
from directory.services.exchange.planning import plan
from tests.builders import make_category, make_project, make_relation, make_tag
from tests.records import entry, listing, record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english(settings: Any) -> None:
    settings.LANGUAGE_CODE = "en"


def planned(of: ListRecord, **options: Any) -> Plan:
    return plan(of, snapshot.take(), Options(**options))


def changes(of: ListRecord, **options: Any) -> list[str]:
    """What would change, a line each; nothing stands in the way."""
    found = planned(of, **options)
    assert found.errors == []
    return list(report.lines(found))


def refusals(of: ListRecord, **options: Any) -> list[tuple[int, str, str]]:
    """(line, code, message) of all that stands in the way."""
    problems = planned(of, **options).errors
    return [(p.place.line, p.code, f"{p.message} {p.remedy}".strip()) for p in problems]


# ---- projects


def test_what_a_file_does_not_say_stays():
    make_project("istio", name="Istio", summary_en="A mesh.", license="Apache-2.0")

    assert changes(listing(entry("Istio"))) == []


def test_a_change_is_told_field_by_field():
    make_project("istio", name="Istio", summary_zh="旧", tags=["mesh"])
    make_tag("envoy-based")

    said = record(slug="istio", summary_zh="新", started="2017", tags=["envoy-based"])

    assert changes(listing(said)) == [
        '~ istio  summary_zh: "旧" → "新"',
        '~ istio  started: "" → "2017"',
        '~ istio  tags: - "mesh"',
        '~ istio  tags: + "envoy-based"',
    ]


def test_a_new_entry_gets_a_slug_a_category_and_the_last_place():
    make_project("istio", position=40)

    said = planned(listing(entry("网关 α", 7), entry("C++", 8)), category="service-mesh")

    assert said.errors == []
    first, second = (item.after for item in said.changes)
    assert (first["slug"], first["position"], first["state"]) == ("wang-guan-a", 50, "published")
    assert (second["slug"], second["position"]) == ("c-plus-plus", 60)
    assert first["category"] == second["category"] == "service-mesh"


def test_a_made_slug_is_nobody_elses():
    make_project("envoy", name="Something")
    OldSlug.objects.create(slug="istio", project=make_project("istio-mesh", name="Mesh"))
    file = listing(entry("Envoy"), entry("istio"), record(slug="istio-2", name="Two"))

    said = planned(file, category="service-mesh")

    assert [item.key for item in said.changes] == ["envoy-2", "istio-3", "istio-2"]


def test_a_slug_that_differs_is_a_new_address_and_the_old_one_redirects():
    make_project("istio", name="Istio")

    assert changes(listing(record(slug="istio-mesh", name="Istio"))) == [
        '~ istio  slug: "istio" → "istio-mesh"',
        '~ istio  old_slugs: + "istio"',
    ]


def test_an_old_slug_is_another_word_for_the_project():
    OldSlug.objects.create(slug="istio", project=make_project("istio-mesh", name="Istio"))

    assert changes(listing(record(slug="istio", name="Istio"))) == []


def test_relations_may_name_a_project_by_a_slug_that_it_once_had():
    istio = make_project("istio")
    OldSlug.objects.create(slug="envoy-proxy", project=(envoy := make_project("envoy")))
    make_relation(istio, "built-on", envoy)
    said = record(slug="istio", relations=[{"kind": "built-on", "project": "envoy-proxy"}])

    assert changes(listing(said)) == []


def test_a_project_that_was_withdrawn_stays_so_and_it_is_said():
    make_project("istio", name="Istio", state="withdrawn", summary_en="Old")

    (problem,) = planned(listing(entry("Istio", 4, summary_en="New"))).problems

    assert (problem.level, problem.code, problem.place.line) == (Level.WARNING, "withdrawn", 4)


def test_an_entry_that_is_there_twice_counts_once():
    said = planned(listing(entry("Istio", 1), entry("istio", 9)), category="meshes")

    assert [item.key for item in said.changes] == ["meshes", "istio"]
    assert said.entries == ["istio", "istio"]
    assert [(p.level, p.code, p.place.line) for p in said.problems] == [(Level.WARNING, "twice", 9)]


# ---- categories


def headings(*names: str, **below: Any) -> list[Any]:
    return [record(line, key=name, name_zh=name) for line, name in enumerate(names, 1)]


def test_a_category_is_known_by_its_name_in_either_language():
    make_category("gateway", name_zh="网关", name_en="Gateways")
    file = listing(
        entry("Kong", category_key="网关"),
        entry("Tyk", category_key="GATEWAYS"),
        categories=[record(key="网关", name_zh="网关"), record(key="GATEWAYS", name_en="gateways")],
    )

    said = planned(file)

    assert {item.after["category"] for item in said.changes if item.kind == "projects"} == {
        "gateway"
    }


def test_new_categories_get_a_slug_a_place_and_a_colour():
    make_category("mesh", position=3, hue=1, name_en="Mesh")
    file = listing(
        entry("Kong", category_key="网关/开源"),
        categories=[
            record(2, key="网关/开源", parent_key="网关", name_zh="开源"),
            record(1, key="网关", name_zh="网关"),
            record(3, key="x", name_en="Mesh!"),
        ],
    )

    said = {item.key: item.after for item in planned(file).changes}

    assert said["wang-guan"] == {
        "slug": "wang-guan",
        "name_zh": "网关",
        "position": 4,
        "hue": 2,
    }
    assert (said["kai-yuan"]["parent"], said["kai-yuan"]["hue"]) == ("wang-guan", 2)
    assert said["wang-guan-mesh" if "wang-guan-mesh" in said else "mesh-2"]["position"] == 5
    assert said["kong"]["category"] == "kai-yuan"


def test_subcategories_of_the_same_name_are_told_apart_by_their_parents():
    file = listing(
        entry("A", category_key="a/o"),
        entry("B", category_key="b/o"),
        categories=[
            record(key="a", name_en="Alpha"),
            record(key="b", name_en="Beta"),
            record(key="a/o", parent_key="a", name_en="Other"),
            record(key="b/o", parent_key="b", name_en="Other"),
        ],
    )

    said = {item.key: item.after for item in planned(file).changes}

    assert said["other"]["parent"] == "alpha"
    assert said["beta-other"]["parent"] == "beta"
    assert (said["a"]["category"], said["b"]["category"]) == ("other", "beta-other")


def test_a_name_that_a_category_has_in_the_other_language_is_no_change():
    make_category("kubernetes", name_zh="Kubernetes", name_en="")
    file = listing(categories=[record(key="k", name_en="Kubernetes")])

    assert changes(file) == []


def test_a_category_for_entries_without_one_is_found_or_made():
    make_category("gateway", name_zh="网关", name_en="Gateways")

    assert changes(listing(entry("Kong")), category="网关") == ["+ kong  new"]
    assert changes(listing(entry("Kong")), category="代理") == [
        "+ category dai-li  new",
        "+ kong  new",
    ]


def test_entries_without_a_category_are_told_once_and_how_to_help():
    ((line, code, said),) = refusals(listing(entry("A", 3), entry("B", 4)))[-1:]

    assert (line, code) == (3, "no-category")
    assert "2" in said


# ---- tags


def test_a_tag_may_be_said_by_its_label_or_a_synonym():
    make_tag("ebpf", name="eBPF", label_zh="内核", synonyms=["BPF"])
    make_project("cilium", tags=["ebpf"])

    assert changes(listing(record(slug="cilium", tags=["bpf", "内核"]))) == []


def test_an_unknown_tag_is_refused_and_the_nearest_one_named():
    make_tag("envoy-based")
    make_project("istio")

    ((line, code, said),) = refusals(
        listing(record(5, slug="istio", tags=["envoy-basd"]), format="json")
    )

    assert (line, code) == (5, "unknown-tag")
    assert "Did you mean “envoy-based”?" in said


def test_a_table_makes_the_categories_and_tags_that_it_names():
    make_tag("ebpf", name="eBPF")
    file = listing(
        record(slug="cilium", name="Cilium", category="网络", tags=["eBPF", "内核"]),
        record(slug="calico", name="Calico", category="网络", tags=["内核"]),
        format="csv",
    )

    assert changes(file) == [
        "+ category wang-luo  new",
        "+ tag nei-he  new",
        "+ cilium  new",
        "+ calico  new",
    ]


def test_what_the_file_defines_may_be_referred_to_wherever_it_stands():
    file = listing(
        record(
            slug="istio",
            name="Istio",
            category="meshes",
            tags=["sidecar"],
            relations=[{"kind": "built-on", "project": "envoy"}],
        ),
        record(slug="envoy", name="Envoy", category="meshes"),
        tags=[record(slug="sidecar", name="Sidecar")],
        categories=[record(slug="meshes", name_en="Meshes")],
        stewardships=[record(maintainer="alice", role="owner", project="istio")],
        maintainers=[record(handle="alice")],
    )

    assert refusals(file) == []


def test_groups_of_the_landscape_name_categories_of_the_file_or_the_directory():
    make_category("gateway")
    group = {"slug": "edge", "en": "Edge", "categories": ["gateway", "proxy"]}
    landscape = record(3, title_en="List", groups=[group])
    file = listing(landscape=landscape, categories=[record(slug="proxy", name_en="Proxies")])

    assert refusals(file) == []
    ((line, code, said),) = refusals(listing(landscape=landscape))
    assert (line, code) == (3, "unknown-category")
    assert "“proxy”" in said


# ---- what the models would refuse


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"license": "Apache 2"}, "istio, license: “Apache 2” is no SPDX license expression"),
        ({"status": "dead"}, "istio, status: "),
        ({"status": "dead"}, "Choose among: active, maintenance"),
        ({"started": "yesterday"}, "istio, started: “yesterday” is no date."),
        ({"name": ""}, "istio, name: This field cannot be blank."),
        ({"name": None}, "istio, name: null is not allowed."),
        ({"name": 5}, "istio, name: Write a text in quotes"),
        ({"name": "x" * 121}, "istio, name: Ensure this value has at most 120 characters"),
        ({"position": -1}, "istio, position: Ensure this value is greater than or equal to 0"),
        ({"position": 2**70}, "istio, position: Ensure this value is less than or equal to"),
        ({"languages": "Go"}, "istio, languages: Write a list of texts"),
        ({"unverified": ["x"]}, "istio, unverified: “x” names no fact."),
        ({"created": "2020"}, "istio, created: Write a time"),
        ({"category": "nowhere"}, "istio, category: there is no category “nowhere”."),
        ({"links": [{"kind": "home", "url": "https://a.example"}]}, "istio, links: kind: "),
        ({"links": [{"kind": "homepage", "url": "ftp://a"}]}, "istio, links: url: Enter an addr"),
        ({"links": [{"kind": "homepage"}]}, "istio, links: url: This field cannot be blank."),
        ({"links": [{"kind": "blog", "url": "https://a.example", "x": 1}]}, "There is no “x”"),
        ({"links": [{"kind": "blog", "url": "https://a.example"}] * 2}, "is there twice."),
        ({"links": ["https://a.example"]}, "istio, links: Write an object"),
        ({"links": "https://a.example"}, "istio, links: Write a list."),
        ({"relations": [{"kind": "built-on", "project": "x"}]}, "there is no project “x”"),
        ({"relations": [{"kind": "built-on", "project": "istio"}]}, "no relation to itself"),
        ({"capabilities": [{"capability": "mtls"}]}, "there is no capability “mtls”"),
        ({"old_slugs": ["envoy"]}, "the slug “envoy” leads to “envoy”"),
        ({"old_slugs": ["Istio"]}, "istio, old_slugs: slug: Use lower-case"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(fields: Any, said: str):
    make_project("istio")
    make_project("envoy")

    found = refusals(listing(record(12, slug="istio", **fields), format="json"))

    assert {line for line, _, _ in found} == {12}
    assert any(said in message for _, _, message in found), found


def test_all_that_is_wrong_is_said_at_once():
    file = listing(
        record(1, slug="a", name="A", category="x", license="Foo"),
        record(2, slug="B b", name="B", category="y", started="?"),
        categories=[record(3, slug="deep", name_en="D", parent="below")],
        format="json",
    )
    make_category("below", parent=make_category("above"))

    assert {(line, code) for line, code, _ in refusals(file)} == {
        (1, "invalid"),
        (1, "unknown-category"),
        (2, "invalid"),
        (2, "unknown-category"),
        (3, "third-level"),
    }


def test_a_new_object_needs_what_no_object_can_be_without():
    codes = refusals(listing(record(slug="a"), tags=[record(slug="t")], format="json"))

    assert [code for _, code, _ in codes] == ["missing", "missing", "no-category"]


def broken(format: str) -> ListRecord:
    file = listing(entry("Kong"), format=format)
    file.problems.append(Problem(record(3).place, "unclosed", "Unclosed."))
    return file


def test_what_is_not_understood_of_our_own_documents_stands_in_the_way():
    assert refusals(broken("json"), category="all") == [(3, "unclosed", "Unclosed.")]


def test_what_other_peoples_lists_make_wrong_is_only_told():
    said = planned(broken("markdown"), category="all")

    assert [problem.level for problem in said.problems] == [Level.WARNING]
    assert said.problems[0].message == "Unclosed. The rest of the file is imported."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "# L\n\n## A\n\n- [a](htps://a.example) - Alpha.\n- [b](http://b.example) - Beta.\n",
            "“htps://a.example” is no address of the web. It is imported without this address.",
        ),
        (
            "---\nowners: [1]\n---\n\n# L\n\n## A\n\n- [b](http://b.example) - Beta.\n",
            "“1” is no login name. The list is imported without this person.",
        ),
    ],
)
def test_of_what_is_wrong_it_is_told_what_is_done_with_it(text: str, message: str):
    said = planned(markdown.read(text, "list.md"))

    assert said.errors == []
    assert message in [problem.message for problem in said.problems]


def test_text_without_entries_is_no_list_and_leaves_everything_as_it_is():
    assert refusals(markdown.read("# Notes\n\nJust prose.\n", "list.md")) == [
        (
            1,
            "no-entries",
            "The list has no entries. "
            "Write a list of links, such as - [Istio](https://istio.io/) - A service mesh.",
        )
    ]


def test_but_the_whole_truth_must_be_understood():
    refused = refusals(broken("markdown"), category="all", withdraw_missing=True)

    assert [code for _, code, _ in refused] == ["unclosed"]


def test_the_same_slug_twice_is_told_at_the_second_place():
    file = listing(tags=[record(1, slug="a", name="A"), record(2, slug="a", name="B")])

    ((line, code, said),) = refusals(file)

    assert (line, code) == (2, "twice")
    assert "list.md:1" in said


# ---- options


def test_only_new_and_only_changed():
    make_project("istio", name="Istio")
    file = listing(entry("Istio", summary_en="New."), entry("Kong"))

    assert changes(file, only=Change.CHANGED, category="new") == [
        '~ istio  summary_en: "" → "New."'
    ]
    assert changes(file, only=Change.NEW, category="new") == ["+ category new  new", "+ kong  new"]


def test_a_chosen_project_brings_the_category_that_it_needs():
    file = listing(
        entry("Kong", category_key="a/b"),
        entry("Istio", category_key="c"),
        categories=[
            record(key="a", name_en="A"),
            record(key="c", name_en="C"),
            record(key="a/b", parent_key="a", name_en="B"),
        ],
    )

    chosen = planned(file).limited([("projects", "kong")])

    assert list(report.lines(chosen)) == [
        "+ category a  new",
        "+ category b  new",
        "+ kong  new",
    ]


def test_what_is_missing_from_the_whole_truth_is_withdrawn():
    make_project("istio", name="Istio")
    make_project("gone")
    make_project("draft", state="draft")

    said = planned(listing(entry("Istio")), withdraw_missing=True)

    (item,) = said.changes
    assert (item.key, item.change) == ("gone", Change.WITHDRAWN)
    assert item.after["withdrawn_reason_en"] == "No longer in list.md."


def test_an_empty_file_withdraws_nothing():
    make_project("istio")

    ((_, code, _),) = refusals(listing(), withdraw_missing=True)

    assert code == "nothing"


# ---- people


def test_stewards_are_added_once():
    alice = Maintainer.objects.create(handle="alice")
    Stewardship.objects.create(maintainer=alice, role="owner")
    file = listing(
        maintainers=[record(handle="alice"), record(handle="bob")],
        stewardships=[
            record(maintainer="alice", role="owner"),
            record(maintainer="bob", role="reviewer"),
        ],
    )

    assert changes(file) == ["+ maintainer bob  new", "+ stewardship bob reviewer  new"]


# ---- reading


def test_a_plan_takes_as_many_queries_for_one_project_as_for_many(
    django_assert_num_queries: Any,
):
    for number in range(30):
        project = make_project(f"p{number}", tags=["a", "b"])
        Link.objects.create(project=project, kind="homepage", url=f"https://{number}.example/")
    file = listing(*(entry(f"P{number}") for number in range(30)))

    with django_assert_num_queries(16 + 2):
        planned(file)
