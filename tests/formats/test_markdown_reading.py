"""What is taken from lists as people write them, and what is left out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from directory.formats import markdown
from directory.formats.markdown import source
from directory.formats.records import Fields, ListRecord, Unreadable

from .large_list import large_list
from .markdown_texts import DOCUMENTS

LISTS = Path(__file__).parent.parent / "samples/lists"
REPOSITORY = "https://github.com/a/b"


def sample(name: str) -> ListRecord:
    return markdown.read((LISTS / name).read_text("utf-8"), name)


def entry(line: str) -> Fields:
    """The only project of a list with one line."""
    [project] = markdown.read(f"# List\n\n- {line}\n", "").projects
    return project.fields


def links(fields: Fields) -> list[tuple[str, str]]:
    return [(link["kind"], link["url"]) for link in fields["some_links"]]


def left_out(listing: ListRecord) -> list[tuple[int, str]]:
    return [(left.place.line, left.reason) for left in listing.left_out]


def problems(text: str) -> list[tuple[str, int, int]]:
    found = markdown.read(text, "list.md").problems
    return [(each.code, each.place.line, each.place.column) for each in found]


# ---- one entry


@pytest.mark.parametrize(
    "line",
    [
        f"[Mesh]({REPOSITORY}) - A mesh.",
        f"[Mesh]({REPOSITORY}) – A mesh.",
        f"[Mesh]({REPOSITORY}) — A mesh.",
        f"[Mesh]({REPOSITORY})— A mesh.",
        f"[Mesh]({REPOSITORY}): A mesh.",
        f"[Mesh]({REPOSITORY}) : A mesh.",
        f"[Mesh]({REPOSITORY})：A mesh.",
        f"[Mesh]({REPOSITORY}) A mesh.",
        f"[Mesh]({REPOSITORY})\n  A mesh.",
        f"**[Mesh]({REPOSITORY})** - A mesh.",
        f"**[Mesh]({REPOSITORY}):** A mesh.",
        f"[**Mesh**]({REPOSITORY}) - A mesh.",
        f"[`Mesh`]({REPOSITORY}) - A mesh.",
        f"~~[Mesh]({REPOSITORY})~~ - A mesh.",
        f"~~[Mesh]({REPOSITORY}) - A mesh.~~",
        f"[Mesh]({REPOSITORY}) **50★** - A mesh.",
        f"[Mesh]({REPOSITORY}) - **50★** A mesh.",
        f"[Mesh]({REPOSITORY}) - A mesh. **(1.2k⭐)**",
        f"[x] [Mesh]({REPOSITORY}) - A mesh.",
        f"🔥 :star: [Mesh]({REPOSITORY}) - A mesh.",
        f"![logo](m.svg) [Mesh]({REPOSITORY}) ![stars](s.svg) - A mesh.",
        f"[![ci](c.svg)](https://ci.example) [Mesh]({REPOSITORY}) - A mesh.",
        f"[Mesh]({REPOSITORY}) - [![ci](c.svg)](https://ci.example) A mesh.",
        f"[Mesh]({REPOSITORY}) - A mesh. ![stars](s.svg)",
        f"[Mesh]({REPOSITORY}) ⭐ 1.2k - A mesh.",
        f"[Mesh]({REPOSITORY}) - A mesh. (★12,345)",
        f"[Mesh]({REPOSITORY}) <!-- moved --> - A mesh. <!-- sic -->",
        f"[Mesh]({REPOSITORY}) `⚠` - A mesh.",
        f'[Mesh]({REPOSITORY} "The mesh") - A mesh.',
        f"[Mesh][m] - A mesh.\n\n[m]: {REPOSITORY}",
        f"[Mesh][] - A mesh.\n\n[mesh]: {REPOSITORY}",
        f"[Mesh] - A mesh.\n\n[mesh]: {REPOSITORY}",
    ],
)
def test_an_entry_has_its_name_address_and_text_however_it_is_written(line: str):
    fields = entry(line)

    assert (fields["name"], fields["summary_en"]) == ("Mesh", "A mesh.")
    assert links(fields) == [("repository", REPOSITORY)]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (f"<{REPOSITORY}> - A mesh.", "b"),
        (f"{REPOSITORY} - A mesh.", "b"),
        (f"[]({REPOSITORY}) - A mesh.", "b"),
        (f"`mesh` [source]({REPOSITORY}) - A mesh.", "mesh"),
        (f"**Mesh** ([GitHub]({REPOSITORY})) - A mesh.", "Mesh"),
        (f"**Mesh** - A mesh. [GitHub]({REPOSITORY})", "Mesh"),
        (f"[Mesh \\[x\\] &amp; co.]({REPOSITORY}) - A mesh.", "Mesh [x] & co."),
    ],
)
def test_a_name_is_found_where_it_is_no_link(line: str, name: str):
    fields = entry(line)

    assert (fields["name"], fields["summary_en"]) == (name, "A mesh.")
    assert links(fields) == [("repository", REPOSITORY)]


@pytest.mark.parametrize(
    ("tail", "kind"),
    [
        ("<https://x.example/>", "homepage"),
        ("[https://x.example](https://x.example/)", "homepage"),
        ("[x.example](https://x.example/)", "homepage"),
        ("[home](https://x.example/)", "homepage"),
        ("官网：[x](https://x.example/)", "homepage"),
        ("([docs](https://x.example/))", "documentation"),
        ("[文档](https://x.example/)", "documentation"),
        ("([Slack](https://x.example/))", "chat"),
        ("[Blog](https://x.example/)", "blog"),
        ("[Releases](https://x.example/)", "download"),
    ],
)
def test_a_link_behind_the_text_has_the_kind_that_it_tells(tail: str, kind: str):
    fields = entry(f"[Mesh]({REPOSITORY}) - A mesh. {tail}")

    assert fields["summary_en"] == "A mesh."
    assert links(fields) == [("repository", REPOSITORY), (kind, "https://x.example/")]


@pytest.mark.parametrize(
    "text",
    [
        "Fork of [nginx](https://github.com/nginx/nginx)",
        "Built on [Envoy](https://envoy.example), in Go.",
        "A gateway (see [docs](https://docs.example)) and more",
        "A gateway (see [docs](https://docs.example))",
    ],
)
def test_a_link_in_a_sentence_stays_in_it(text: str):
    fields = entry(f"[Mesh]({REPOSITORY}) - {text}")

    assert fields["summary_en"] == text
    assert [kind for kind, _url in links(fields)] == ["repository", "other"]


def test_several_links_behind_the_text_are_all_taken():
    fields = entry(
        "[Mesh](https://mesh.example) - A mesh. ([Demo](https://demo.example), "
        f"[Source Code]({REPOSITORY})) `AGPL-3.0` `Go/Docker`"
    )

    assert links(fields) == [
        ("homepage", "https://mesh.example"),
        ("other", "https://demo.example"),
        ("repository", REPOSITORY),
    ]
    assert (fields["license"], fields["languages"]) == ("AGPL-3.0-only", ["Go"])
    assert fields["some_extra"] == {"markdown": {"marks": ["Go/Docker"]}}
    assert fields["summary_en"] == "A mesh."


def test_code_at_the_end_of_a_sentence_is_no_mark():
    assert entry(f"[Mesh]({REPOSITORY}) - Written in `Go`")["summary_en"] == "Written in `Go`"
    assert "languages" not in entry(f"[Mesh]({REPOSITORY}) - Written in `Go`")


def test_lines_of_a_text_are_joined_as_their_script_has_it():
    assert entry(f"[网格]({REPOSITORY}) - 服务\n  网格")["summary_zh"] == "服务网格"
    assert entry(f"[Mesh]({REPOSITORY}) - a\n  mesh")["summary_en"] == "a mesh"


def test_html_and_images_leave_the_text_and_escaped_html_is_text():
    fields = entry(rf"[Mesh]({REPOSITORY}) - A <b>fine</b> ![x](y) mesh for \<div>.")

    assert fields["summary_en"] == "A fine mesh for <div>."


def test_a_language_that_is_given_holds_for_all_texts():
    listing = markdown.read(f"# List\n\n- [网格]({REPOSITORY}) - 服务网格\n", "", "en")

    assert listing.landscape
    assert listing.landscape.fields == {"title_en": "List"}
    assert listing.projects[0].fields["summary_en"] == "服务网格"


# ---- lists in the style of real ones


def test_a_wrapping_heading_is_no_category():
    listing = sample("selfhosted.md")

    assert [category.fields["key"] for category in listing.categories] == [
        "API gateways",
        "Reverse proxies & load balancers",
    ]
    assert {project.fields["category_key"] for project in listing.projects} == {
        "API gateways",
        "Reverse proxies & load balancers",
    }
    assert len(listing.projects) == 8


def test_nested_headings_and_lists_have_their_category():
    listing = sample("nested.md")

    by_name = {each.fields["name"]: each.fields["category_key"] for each in listing.projects}
    assert [category.fields["key"] for category in listing.categories] == [
        "Meshes",
        "Data planes",
        "Tools",
        "Tools/Testing",
    ]
    assert by_name["istioctl"] == by_name["Maesh"] == "Meshes"
    assert by_name["Chaos Mesh"] == "Tools/Testing"
    assert listing.categories[3].fields["parent_key"] == "Tools"
    assert listing.categories[0].fields["description_en"] == "Control planes."


def test_an_entry_of_several_paragraphs_has_those_behind_its_summary_in_its_description():
    [pingora] = [
        each.fields for each in sample("nested.md").projects if each.fields["name"] == "pingora"
    ]

    assert pingora["summary_en"] == "A library for building fast, reliable services."
    assert pingora["description_en"] == (
        "Used at scale:\n\n"
        "- serves 40 million requests per second\n"
        "- [blog post](https://blog.cloudflare.com/pingora-open-source/)"
    )


def test_a_chinese_list_is_read_with_its_punctuation():
    listing = sample("chinese.md")

    texts = {each.fields["name"]: each.fields.get("summary_zh") for each in listing.projects}
    assert texts == {
        "Apache APISIX": "动态、实时、高性能的 API 网关。",
        "Higress": "（阿里云）：基于 Istio 和 Envoy 的云原生网关。",
        "Kong": "可扩展的网关，支持插件机制",
        "Ingress NGINX": "Kubernetes 社区维护的入口控制器，已进入维护期。",
        "Traefik": "边缘路由器",
        "Istio": "连接、保护、控制和观测服务。",
        "OSM": "轻量级服务网格，**已归档**。",
        "Traefik Mesh": None,
    }
    assert [each.fields for each in listing.maintainers] == [
        {"handle": "rootsongjc"},
        {"handle": "haiker2011", "name": "HaiKer2011"},
        {"handle": "guangmingluo"},
    ]


def test_rows_of_a_table_are_entries():
    listing = sample("table.md")

    assert [each.fields["name"] for each in listing.projects] == [
        "Consul",
        "Istio",
        "Linkerd",
        "Slime",
        "Aeraki",
    ]
    assert listing.projects[1].fields == {
        "name": "Istio",
        "category_key": "Meshes",
        "summary_en": "Connect | secure | observe.",
        "some_links": [{"kind": "repository", "url": "https://github.com/istio/istio"}],
        "license": "Apache-2.0",
        "languages": ["Go", "C++"],
    }


@pytest.mark.parametrize("entries", [500, 3000])
def test_a_list_as_large_as_real_ones_is_read_whole_and_kept(entries: int):
    text = large_list(entries)
    was = markdown.read(text, "large.md")

    assert len(was.projects) == entries
    assert was.problems == []
    assert {left.reason for left in was.left_out} == {
        "It is the table of contents.",
        "The section “License” is about the list itself.",
    }
    assert markdown.rewrite(text, was, was.projects, [], was) == text


# ---- what is left out


def test_what_is_no_entry_is_told_with_its_line():
    assert left_out(sample("selfhosted.md")) == [
        (3, "It is text."),
        (13, "It is the table of contents."),
        (26, "It is text."),
        (39, "It is text."),
        (48, "The section “List of Licenses” is about the list itself."),
        (50, "The section “List of Licenses” is about the list itself."),
        (55, "The section “Contributing” is about the list itself."),
        (57, "The section “Contributing” is about the list itself."),
    ]
    assert left_out(sample("table.md")) == [
        (13, "The row has no name with a link."),
        (24, "It is a table without links."),
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("See [the book](https://book.example).", "It does not begin with a name that is a link."),
        ("[Guide](docs/guide.md) - Read it.", "It leads to a file beside the list."),
        ("Just words.", "It has no link."),
        ("**Note**: be kind.", "It has no link."),
    ],
)
def test_an_item_that_is_no_entry_is_left_out(line: str, reason: str):
    listing = markdown.read(f"# List\n\n- [Mesh]({REPOSITORY}) - A mesh.\n- {line}\n", "")

    assert len(listing.projects) == 1
    assert left_out(listing) == [(4, reason)]


# ---- problems


def test_all_problems_are_told_at_once_with_their_places():
    text = f"""---
owner: [alice]
reviewers: ["!"]
---

- [Meshes](#meshes)
- [Tools](#tool)

## Meshes

- [Alpha]({REPOSITORY}) - First.
- [Zeta](https://zeta.example/) - Last.
- [Beta](http://zeta.example) - Second.
- [Gamma](htp://gamma.example) - Third.
- [Delta]({REPOSITORY}.git)
- [alpha](https://other.example/) - Again. `GPLv3` `Go`

#### Tools

- [Tool]() - Something.
"""
    assert problems(text) == [
        ("unknown-key", 2, 1),
        ("handle", 3, 13),
        ("no-title", 5, 1),
        ("dead-anchor", 7, 3),
        ("same-address", 13, 3),
        ("address", 14, 3),
        ("no-description", 15, 3),
        ("same-repository", 15, 3),
        ("same-address", 15, 3),
        ("same-name", 16, 3),
        ("license", 16, 44),
        ("heading-level", 18, 6),
        ("address", 20, 3),
    ]


def test_what_is_no_entry_among_entries_is_told_and_so_are_headings_without_any():
    text = f"""# List

Text.

## Meshes

- [Mesh]({REPOSITORY}) - A mesh.
- [Broken](https://broken.example - No end.
- [Missing][missing] - No such reference.
- [Beside](docs/beside.md) - A file.

## Empty

## Why

Because.

## Meshes

- [Other](https://other.example/) - Another.
- [Slash](https://other.example) - The same.

## Contributing

- Send a request.
"""
    assert problems(text) == [
        ("no-entry", 8, 1),
        ("no-entry", 9, 1),
        ("no-entry", 10, 1),
        ("no-entries-below", 12, 4),
        ("same-heading", 18, 4),
        ("same-address", 21, 3),
    ]


def test_a_license_that_spdx_spells_otherwise_is_told_and_no_part_of_the_summary():
    text = f"""# List

- [a]({REPOSITORY}) - Alpha. `Apache 2.0`
- [b](https://b.example/) - Beta `GPLv3`
- [c](https://c.example/) - A client of `Apache Kafka`
"""
    listing = markdown.read(text, "list.md")

    assert problems(text) == [("license", 3, 40), ("license", 4, 34)]
    assert listing.problems[0].remedy == "Perhaps Apache-2.0?"
    assert [project.fields["summary_en"] for project in listing.projects] == [
        "Alpha.",
        "Beta",
        "A client of `Apache Kafka`",
    ]


def test_an_address_that_is_none_of_the_web_is_told_within_a_summary_too():
    text = f"# List\n\n- [a]({REPOSITORY}) - See [b](javascript:alert(1)), [c](#c) and so on.\n"

    assert problems(text) == [("address", 3, 37)]


def test_a_problem_says_what_would_be_right():
    text = f"# List\n\n- [Mesh]({REPOSITORY}) - A mesh. `GPLv3` `Go`\n"
    [problem] = markdown.read(f"---\nowner: [a]\n---\n{text}", "l.md").problems[:1]
    [license] = markdown.read(text, "l.md").problems

    assert problem.remedy == "Did you mean owners?"
    assert license.remedy == "Perhaps GPL-3.0-only, GPL-3.0-or-later, GPL-3.0-linking-exception?"


def test_a_list_that_is_mostly_sorted_has_its_exceptions_told_and_another_none():
    names = ["Ant", "Bee", "Cat", "Dog", "Ape", "Elk"]
    lines = "".join(f"- [{name}](https://{name}.example/) - An animal.\n" for name in names)
    shuffled = "".join(sorted(lines.splitlines(keepends=True), key=lambda line: line[4]))

    assert problems(f"# List\n\n{lines}") == [("order", 7, 3)]
    assert problems(f"# List\n\n{shuffled}") == []


def test_anchors_are_those_that_github_makes():
    headings = "## C++ & Go\n\n## 服务网格！\n\n## Same\n\n## Same\n\n<a name='old'></a>\n"
    contents = "- [a](#c--go)\n- [b](#服务网格)\n- [c](#same-1)\n- [d](#old)\n- [e](#same-2)\n"

    found = problems(f"# List\n\n{contents}\n{headings}\n- [Mesh]({REPOSITORY}) - A mesh.\n")

    assert [problem for problem in found if problem[0] == "dead-anchor"] == [("dead-anchor", 7, 3)]


def test_front_matter_without_an_end_is_told_and_the_list_is_read():
    text = f"---\nowners: [alice]\n\n# List\n\n- [Mesh]({REPOSITORY}) - A mesh.\n"

    assert problems(text) == [("unclosed-front-matter", 1, 1)]
    assert len(markdown.read(text, "").projects) == 1


def test_a_rule_at_the_top_is_no_front_matter():
    assert problems(f"---\n\n# List\n\n- [Mesh]({REPOSITORY}) - A mesh.\n") == []


# ---- anything at all


@given(DOCUMENTS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_has_entries_or_a_problem(text: str):
    listing = markdown.read(text, "list.md")

    assert listing.projects or listing.problems
    for place in [each.place for each in [*listing.projects, *listing.problems, *listing.left_out]]:
        assert 1 <= place.line <= text.count("\n") + text.count("\r") + 1
        assert place.column >= 1


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "- " + "[" * 100_000,
        "- " + "![" * 50_000,
        "- [a](http://b) - " + "*a_ " * 20_000,
        "- [a](http://b) - " + "<a " * 30_000,
        "- [a](http://b) - " + "&a" * 50_000,
        "- " + "\\*" * 50_000,
        ">" * 100_000,
        "- " * 50_000,
        "".join("  " * depth + "- [a](http://b)\n" for depth in range(300)),
        "".join(f"[a{number}]: http://b\n" for number in range(6_000)),
        "|a" * 1_000 + "\n" + "|-" * 1_000 + "\n" + "|x\n" * 30_000,
        "<!-- " * 20_000,
        "```\n" * 25_001,
        "---\n" + "a: b\n" * 20_000,
        "---\na: " + "[" * 15_000 + "\n---\n",
        "\n" * 100_000,
        "\t" * 100_000,
        "\r" * 100_000,
        "\0" * 100_000,
        "- [a](http://b) - c" + " " * 100_000 + "d",
    ],
    ids=lambda text: repr(text[:24]),
)
def test_hostile_text_is_read_to_its_end(text: str):
    """What takes time by the square of the length would take minutes here."""
    assert markdown.read(text, "list.md").format == "markdown"


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (
            "# Mesh list\n\n[中文](README.zh.md)\n\nA list of meshes.\n",
            {
                "title_en": "Mesh list",
                "introduction_en": "[中文](README.zh.md)\n\nA list of meshes.",
            },
        ),
        (
            "# Mesh list\n\n[中文][zh]\n\n[zh]: README.zh.md\n",
            {"title_en": "Mesh list", "introduction_en": "[中文][zh]"},
        ),
        (
            "# Awesome Mesh 中文版\n\n基于 Envoy、Istio 的项目。\n",
            {"title_zh": "Awesome Mesh 中文版", "introduction_zh": "基于 Envoy、Istio 的项目。"},
        ),
        (
            "# Awesome mesh\n\nCurated by the ServiceMesher (服务网格) people of China.\n",
            {
                "title_en": "Awesome mesh",
                "introduction_en": "Curated by the ServiceMesher (服务网格) people of China.",
            },
        ),
    ],
)
def test_a_list_is_in_the_language_of_most_of_what_it_says_of_itself(
    text: str, fields: dict[str, str]
):
    listing = markdown.read(text, "list.md")

    assert listing.landscape is not None
    assert listing.landscape.fields == fields


def test_a_name_in_any_script_becomes_a_handle_and_stays_a_name():
    listing = markdown.read("---\nowners: [小明, Ada L., '@Bob']\n---\n", "list.md")

    assert [person.fields for person in listing.maintainers] == [
        {"handle": "xiao-ming", "name": "小明"},
        {"handle": "ada-l", "name": "Ada L."},
        {"handle": "bob", "name": "Bob"},
    ]
    assert markdown.write(listing).startswith('---\nowners: ["小明", "Ada L.", "Bob"]\n---\n')


def test_a_file_of_too_many_lines_is_refused():
    with pytest.raises(Unreadable) as caught:
        markdown.read("\n" * (source.MOST_LINES + 1), "list.md")

    assert caught.value.problem.code == "too-many-lines"


def test_what_is_nested_too_deep_is_told():
    text = "".join("  " * depth + f"- [a{depth}](http://b{depth}.example)\n" for depth in range(12))
    codes = {problem.code for problem in markdown.read(text, "list.md").problems}

    assert "too-deep" in codes
