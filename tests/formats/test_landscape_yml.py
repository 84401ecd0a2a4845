"""The data file of landscape2, in and out."""

import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.formats import landscape_yml, yaml
from directory.formats.landscape_yml.keys import EXTRA
from directory.formats.landscape_yml.keys import ITEM as ITEM_KEYS
from directory.formats.landscape_yml.links import into_item, of_item
from directory.formats.records import Fields, Level, ListRecord, Place, Problem, Record, Unreadable
from tests.formats.landscapes import directory_of, large_landscape, sample

ITEM = """\
landscape:
  - name: Mesh
    subcategories:
      - name: Control planes
        items:
          - name: Istio
            homepage_url: https://istio.io/
            logo: istio.svg
"""
MARGIN = " " * 12


def read(text: str, language: str | None = None) -> ListRecord:
    return landscape_yml.read(text, "landscape.yml", language)


def item(*lines: str) -> str:
    """A landscape of one item that has these lines more."""
    return ITEM + "".join(f"{MARGIN}{line}\n" for line in lines)


def project(*lines: str, language: str | None = None) -> Fields:
    (record,) = read(item(*lines), language).projects
    return record.fields


def told(text: str) -> list[str]:
    return [f"{it.place.line}:{it.place.column} {it.code}" for it in read(text).problems]


def the_problem(text: str) -> Problem:
    (problem,) = read(text).problems
    return problem


# ---- reading


def test_categories_are_records_that_projects_refer_to():
    listing = read(sample("foundation"))

    assert [record.fields for record in listing.categories[:2]] == [
        {"key": "Orchestration & Management", "name_en": "Orchestration & Management"},
        {
            "key": "Orchestration & Management/Service Mesh",
            "name_en": "Service Mesh",
            "parent_key": "Orchestration & Management",
        },
    ]
    assert listing.projects[0].fields["category_key"] == "Orchestration & Management/Service Mesh"
    assert str(listing.categories[1].place) == "landscape.yml:6:9"


def test_a_subcategory_named_as_its_category_is_the_category_itself():
    listing = read(sample("community"))

    assert [record.fields["key"] for record in listing.categories] == [
        "服务网格",
        "服务网格/控制平面",
        "网关",
        "网关/入口",
    ]
    assert listing.projects[2].fields["category_key"] == "服务网格"


def test_an_item_says_all_that_a_project_has_a_field_for():
    istio = read(sample("foundation")).projects[2].fields

    assert istio["name"] == "Istio"
    assert istio["summary_en"].startswith("A mesh that connects, secures, controls and observes")
    assert istio["maturity"] == "graduated"
    assert istio["foundation_dates"] == {
        "accepted": "2022-09-28",
        "incubating": "2022-09-28",
        "graduated": "2023-07-12",
    }
    assert [tuple(link.values()) for link in istio["some_links"]] == [
        ("homepage", "https://istio.io/"),
        ("repository", "https://github.com/istio/istio"),
        ("other", "https://github.com/istio/ztunnel"),
        ("other", "https://github.com/istio/api"),
        ("blog", "https://istio.io/latest/blog/"),
        ("chat", "https://slack.istio.io/", "Slack"),
        ("other", "https://groups.google.com/forum/#!forum/istio-users", "Mailing list"),
        ("other", "https://stackoverflow.com/questions/tagged/istio", "Stack Overflow"),
        ("other", "https://www.youtube.com/channel/UCPVqmVaiYrLiPFpBK2XJgfQ", "YouTube"),
        ("other", "https://github.com/istio/community", "Governance"),
    ]


def test_what_has_no_field_is_kept_by_its_key_and_in_its_order():
    nacos = read(sample("foundation")).projects[4].fields

    assert list(nacos["some_extra"]["landscape"].items()) == [
        ("logo", "nacos.svg"),
        ("crunchbase", "https://www.crunchbase.com/organization/alibaba-group"),
        ("x_internal_id", 42),
        ("x_reviewed", "2023-04-01"),
    ]


def test_a_homepage_that_repeats_the_repository_is_none():
    nacos = read(sample("foundation")).projects[4].fields

    assert nacos["some_links"] == [
        {"kind": "repository", "url": "https://github.com/alibaba/nacos"}
    ]


def test_nothing_is_said_of_a_foundation_that_the_file_does_not_name():
    assert all("foundation" not in it.fields for it in read(sample("foundation")).projects)


def test_a_text_is_chinese_if_a_character_of_it_is_or_if_one_says_so():
    assert project("description: 服务网格 Istio")["summary_zh"] == "服务网格 Istio"
    assert project("description: A mesh")["summary_en"] == "A mesh"
    assert project("description: A mesh", language="zh")["summary_zh"] == "A mesh"
    assert read(ITEM, "zh").categories[0].fields["name_zh"] == "Mesh"


def test_a_maturity_that_the_directory_does_not_know_is_kept():
    fields = project("project: formation")

    assert "maturity" not in fields
    assert fields["some_extra"]["landscape"]["project"] == "formation"


@pytest.mark.parametrize("line", ["organization: Tetrate", "organization: {name: Tetrate}"])
def test_an_organization_is_taken_where_it_is_said(line: str):
    fields = project(line)

    assert fields["organization"] == "Tetrate"
    assert fields["some_extra"] == {"landscape": {"logo": "istio.svg"}}


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("repo_url: github.com/istio/istio", {"repo_url": "github.com/istio/istio"}),
        ("extra: {accepted: soon}", {"extra": {"accepted": "soon"}}),
        ("extra: {slack_url: ask us}", {"extra": {"slack_url": "ask us"}}),
        ("extra: []", {"extra": []}),
        ("description: [a]", {"description": ["a"]}),
    ],
)
def test_what_is_wrong_is_kept_as_it_is(line: str, kept: Fields):
    assert project(line)["some_extra"]["landscape"] == {"logo": "istio.svg"} | kept


def test_every_field_has_its_place():
    record = read(item("description: A mesh", "project: sandbox")).projects[0]

    assert str(record.place) == "landscape.yml:6:13"
    assert str(record.place_of("summary_en")) == "landscape.yml:9:13"
    assert str(record.place_of("maturity")) == "landscape.yml:10:13"
    assert str(record.place_of("logo")) == "landscape.yml:8:13"
    assert str(record.place_of("license")) == "landscape.yml:6:13"


@pytest.mark.parametrize("text", ["", "- a\n", "a: 1\n", "5", "landscape\n", "a: [\n"])
def test_what_is_no_landscape_is_not_read(text: str):
    with pytest.raises(Unreadable):
        read(text)


@pytest.mark.parametrize(
    "text",
    ["landscape:\n", "categories: 5\n", "landscape: [1, null, {}]\n", "landscape: [{name: a}]\n",
     "landscape: [{name: a, subcategories: [{name: b, items: [{}, 1, {name: [a]}]}]}]\n"],
)  # fmt: skip
def test_a_landscape_without_entries_has_problems_and_no_projects(text: str):
    assert read(text).projects == []


# ---- what is wrong


@pytest.mark.parametrize("name", ["foundation", "community"])
def test_a_file_as_people_keep_it_has_only_its_unknown_keys_and_empty_parts(name: str):
    assert {problem.code for problem in read(sample(name)).problems} <= {"unknown-key", "no-items"}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["homepge_url: https://a.b/"], ["9:13 unknown-key"]),
        (["blog_url: https://a.b/"], ["9:13 unknown-key"]),
        (["extra:", "  twitter: https://x.com/a"], ["10:15 unknown-key"]),
        (["extra:", "  audits:", "    - {dat: 1}"], ["11:20 unknown-key"]),
        (["item: Istio"], ["9:19 marker"]),
        (["description:"], ["9:13 empty-description"]),
        (["description: ''"], ["9:13 empty-description"]),
        (["description: 2017"], ["9:26 wrong-type"]),
        (["enduser: 'yes'"], ["9:22 wrong-type"]),
        (["second_path: Mesh / Control planes"], ["9:26 wrong-type"]),
        (["second_path: [1]"], ["9:27 wrong-type"]),
        (["extra:", "  - accepted: 2020-01-01"], ["10:15 wrong-type"]),
        (["additional_repos: [https://a.b/c]"], ["9:32 wrong-type"]),
        (["repo_url: github.com/istio/istio"], ["9:23 url"]),
        (["repo_url: https://"], ["9:23 url"]),
        (["twitter: https://istio.io/"], ["9:22 url"]),
        (["crunchbase: https://www.crunchbase.com/istio"], ["9:25 url"]),
        (["joined: 2020-02-30"], ["9:21 date"]),
        (["joined: 2020-02"], ["9:21 date"]),
        (["second_path: [Mesh]"], ["9:27 second-path"]),
        (["second_path: [Mesh / Control plane]"], ["9:27 second-path"]),
        (["second_path: [mesh / control planes]"], ["9:27 second-path"]),
        (["second_path: [Mesh / Control planes]"], ["9:27 second-path"]),
        (["extra: {parent_project: Isto}"], ["9:37 unknown-project"]),
        (["twitter: null", "crunchbase:", "extra:"], []),
        (["x-note: of our own"], []),
    ],
)
def test_what_is_wrong_with_an_item_is_told_with_its_place(lines: list[str], expected: list[str]):
    assert told(item(*lines)) == expected
    assert all(problem.message and problem.remedy for problem in read(item(*lines)).problems)


@pytest.mark.parametrize(
    ("lines", "remedy"),
    [
        (["homepge_url: https://a.b/"], "Did you mean “homepage_url”?"),
        (["blog_url: https://a.b/"], "Move it below “extra:”."),
        (["extra:", "  twitter: https://x.com/a"], "Move it out of “extra:”, beside the name."),
        (["joined: 2020-02"], "Write a date, such as 2024-05-14."),
        (["second_path: [Mesh / Control plane]"], "Did you mean “Mesh / Control planes”?"),
        (["extra: {parent_project: Isto}"], "Did you mean “Istio”?"),
    ],
)
def test_and_what_would_be_right(lines: list[str], remedy: str):
    assert the_problem(item(*lines)).remedy == remedy


def test_what_landscape2_demands_is_missed():
    text = "landscape:\n- name: a\n  subcategories:\n  - items:\n    - {description: b, logo: ''}\n"

    assert told(text) == [
        "4:5 missing-key",
        "5:7 missing-key",
        "5:7 missing-key",
        "5:24 empty",
    ]


def test_a_name_or_repository_given_twice_anywhere_is_told_with_the_first_place():
    text = (
        item("repo_url: https://github.com/istio/istio")
        + ITEM.partition("\n")[2].replace("Mesh", "Other").replace("Istio", "istio")
        + f"{MARGIN}repo_url: http://www.github.com/Istio/istio.git\n"
    )

    duplicates = read(text).problems

    assert [(it.code, str(it.place), it.level) for it in duplicates] == [
        ("duplicate-name", "landscape.yml:14:19", Level.WARNING),
        ("duplicate-repository", "landscape.yml:17:23", Level.WARNING),
    ]
    assert "line 6" in duplicates[0].message
    assert "line 9" in duplicates[1].message


def test_landscape2_refuses_a_name_given_twice_in_a_subcategory():
    text = ITEM + ITEM.partition("items:\n")[2]

    assert the_problem(text).level == Level.ERROR


def test_a_repository_may_be_given_twice_where_the_item_says_so():
    repo = "repo_url: https://github.com/istio/istio"
    more = ITEM.partition("items:\n")[2].replace("Istio", "Ztunnel")

    assert told(item(repo) + more + f"{MARGIN}{repo}\n") == ["13:23 duplicate-repository"]
    assert told(item(repo) + more + f"{MARGIN}{repo}\n{MARGIN}allow_duplicate_repo: true\n") == []


def test_categories_that_are_empty_or_given_twice_are_told():
    text = """\
landscape:
- name: a
  subcategories: []
- name: A
  subcategories:
  - name: b
    items: null
"""

    assert told(text) == ["3:3 no-items", "4:9 duplicate-category", "7:5 no-items"]


def test_problems_come_in_the_order_of_the_file():
    text = item("second_path: [Mesh]", "logos: a") + "landscpe: 1\n"

    assert told(text) == ["9:27 second-path", "10:13 unknown-key", "11:1 unknown-key"]


def test_logos_are_looked_for_by_their_exact_name(tmp_path: Path):
    (tmp_path / "istio.svg").touch()
    (tmp_path / "folder.svg").mkdir()
    logos = ["istio.svg", "Istio.svg", "istoi.svg", "../istio.svg", "folder.svg"]
    records = [
        Record({"name": logo, "some_extra": {"landscape": {"logo": logo}}}, Place("f", line))
        for line, logo in enumerate(logos, 1)
    ]

    problems = landscape_yml.missing_logos(ListRecord("landscape", projects=records), tmp_path)

    assert [(it.place.line, it.code, it.remedy) for it in problems] == [
        (2, "missing-logo", "Did you mean “istio.svg”?"),
        (3, "missing-logo", "Did you mean “istio.svg”?"),
        (4, "missing-logo", "Put the file into the folder of logos and write its name alone."),
        (5, "missing-logo", "Add the file, an SVG, or correct its name."),
    ]


def test_the_place_of_a_missing_logo_is_that_of_its_key(tmp_path: Path):
    (problem,) = landscape_yml.missing_logos(read(ITEM), tmp_path)

    assert str(problem.place) == "landscape.yml:8:13"


# ---- writing


def by_name(listing: ListRecord) -> list[Fields]:
    return sorted((it.fields for it in listing.projects), key=lambda fields: fields["name"])


@pytest.mark.parametrize("name", ["foundation", "community"])
def test_what_is_written_says_the_same(name: str):
    listing = read(sample(name))

    again = read(landscape_yml.write(listing, "zh"))

    assert by_name(again) == by_name(listing)
    assert [it.fields for it in again.categories] == [it.fields for it in listing.categories]


def test_writing_again_gives_the_same_text():
    text = landscape_yml.write(read(sample("foundation")), "en")

    assert landscape_yml.write(read(text), "en") == text


def test_a_directory_is_written_as_landscape2_demands():
    place = Place("directory")
    listing = ListRecord(
        "json",
        categories=[
            Record({"slug": "mesh", "name_zh": "网格", "name_en": "Mesh"}, place),
            Record({"slug": "proxy", "name_zh": "代理", "parent": "mesh"}, place),
            Record({"slug": "empty", "name_en": "Empty"}, place),
        ],
        projects=[
            Record({"slug": "istio", "name": "Istio", "category": "mesh", "summary_zh": "网格",
                    "links": [{"kind": "repository", "url": "https://github.com/istio/istio"},
                              {"kind": "homepage", "url": "https://old.io/", "former": True},
                              {"kind": "download", "url": "https://istio.io/latest/docs/setup/"}],
                    "organization": "Istio authors", "maturity": "graduated",
                    "foundation_dates": {"accepted": "2022-09-28", "sandbox": "2020"}}, place),
            Record({"slug": "envoy", "name": "Envoy", "category": "proxy"}, place),
        ],
    )  # fmt: skip

    assert (
        landscape_yml.write(listing, "en")
        == """\
landscape:
  - name: Mesh
    subcategories:
      - name: Mesh
        items:
          - name: Istio
            description: 网格
            homepage_url: https://github.com/istio/istio
            project: graduated
            repo_url: https://github.com/istio/istio
            logo: istio.svg
            organization:
              name: Istio authors
            extra:
              accepted: '2022-09-28'
              other_links:
                - name: istio.io
                  url: https://istio.io/latest/docs/setup/
      - name: 代理
        items:
          - name: Envoy
            logo: envoy.svg
  - name: Empty
    subcategories: []
"""
    )


# ---- links


URLS = st.sampled_from(
    ["https://istio.io/", "https://github.com/istio/istio", "https://github.com/istio/api",
     "https://istio.slack.com/", "https://discord.gg/x", "https://www.youtube.com/x", "no address"]
)  # fmt: skip
NAMED = st.fixed_dictionaries({"name": st.sampled_from(["A", "YouTube", ""]), "url": URLS})
ITEMS = st.fixed_dictionaries(
    {"name": st.just("x")},
    optional={
        "homepage_url": URLS | st.none(),
        "repo_url": URLS | st.none(),
        "additional_repos": st.lists(st.fixed_dictionaries({"repo_url": URLS}), max_size=3)
        | st.just("none"),
        "extra": st.none()
        | st.just([])
        | st.fixed_dictionaries(
            {},
            optional={
                key: URLS | st.none()
                for key in ("documentation_url", "blog_url", "slack_url", "youtube_url", "a_url")
            }
            | {"other_links": st.lists(NAMED, max_size=3) | st.just(["x"])},
        ),
    },
)
LINKS = st.lists(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["homepage", "repository", "documentation", "download", "blog",
                                     "chat", "organization", "other"]),
            "url": URLS.filter(lambda url: "/" in url),
        },
        optional={"text": st.sampled_from(["", "Slack", "YouTube", "Docker", "Papers"])},
    ),
    max_size=5,
    unique_by=lambda link: (link["kind"], link["url"]),
)  # fmt: skip


@given(ITEMS)
def test_an_item_whose_links_did_not_change_stays(item: dict[str, Any]):
    same = dict(item)
    into_item(same, of_item(item))

    assert same == item


@given(ITEMS, LINKS)
def test_an_item_has_exactly_the_addresses_that_it_is_given(
    item: dict[str, Any], links: list[Fields]
):
    changed = {key: value for key, value in item.items() if key != "extra" or value != []}
    into_item(changed, links)

    assert {link["url"] for link in of_item(changed)} == {link["url"] for link in links}


# ---- any text, large files, quickly


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(0, 9)
    | URLS
    | st.sampled_from(["", "Mesh", "2020-01-01"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from(["name", "url", "repo_url", *EXTRA]), inner, max_size=3)
    ),
    max_leaves=4,
)
ANY_ITEM = st.dictionaries(st.sampled_from([*ITEM_KEYS, "x"]), ANYTHING, max_size=6)
ANY_SECTION = st.dictionaries(
    st.sampled_from(["name", "items", "subcategories", "category"]),
    ANYTHING | st.lists(ANY_ITEM | ANYTHING, max_size=3),
    max_size=4,
)

EDITS = {
    "name": "no",
    "summary_en": "a: b",
    "maturity": "archived",
    "foundation_dates": {"archived": "2024-01-01"},
    "organization": "Istio",
    "links": [
        {"kind": "homepage", "url": "https://a.example.org/"},
        {"kind": "chat", "url": "https://discord.gg/a"},
        {"kind": "other", "url": "https://b.example.org/", "text": "b"},
    ],
    "extra": {"landscape": {"logo": "a.svg", "extra": {"annotations": {"a": "b"}}}},
}


@given(
    st.lists(
        st.fixed_dictionaries(
            {"name": ANYTHING, "subcategories": st.lists(ANY_SECTION, max_size=2) | ANYTHING}
        ),
        max_size=2,
    )
)
def test_whatever_stands_behind_the_keys_is_read_kept_and_written(categories: list[Any]):
    text = yaml.dump({"landscape": categories})
    listing = read(text)
    directory = directory_of(listing)

    assert landscape_yml.rewrite(text, listing, directory.projects, [], directory) == text
    assert len(read(landscape_yml.write(directory, "en")).projects) == len(listing.projects)
    for record in directory.projects:
        record.fields |= EDITS
    edited = read(landscape_yml.rewrite(text, listing, directory.projects, [], directory))
    assert {it.fields["name"] for it in edited.projects} <= {"no"}
    assert len(edited.projects) == len(listing.projects)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_value_anywhere_is_read_or_told(value: str):
    for text in (f"landscape: {value}", item(f"extra: {value}"), item(value)):
        try:
            listing = read(text)
        except Unreadable:
            continue
        assert landscape_yml.rewrite(text, listing, listing.projects, [], listing) == text


def test_a_landscape_of_2400_items_in_10_categories_is_read_whole():
    listing = read(large_landscape(2400))

    assert len(listing.projects) == 2400
    assert len({it.fields["category_key"].partition("/")[0] for it in listing.projects}) == 10
    assert {it.code for it in listing.problems} == {"unknown-key"}


def test_reading_takes_little_memory():
    text = large_landscape(800)

    tracemalloc.start()
    read(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # 10,000 items take 250 MB at this rate.
    assert peak < 20_000_000


def test_of_a_file_of_nothing_but_mistakes_the_first_ones_are_told():
    mistakes = "".join(f"{MARGIN}k{number}: 1\n" for number in range(50_000))

    assert len(read(ITEM + mistakes).problems) == 10_000


def test_reading_keeps_no_document():
    document = yaml.load(ITEM, "landscape.yml")

    assert type(read(ITEM).projects[0].fields["some_extra"]) is dict
    assert isinstance(document.data, yaml.Map)
