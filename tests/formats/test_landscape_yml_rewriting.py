"""Edits of a directory in the landscape's data file that it came from."""

from difflib import unified_diff
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.formats import landscape_yml
from directory.formats.records import Fields, ListRecord, Place, Record
from tests.formats.landscapes import directory_of, large_landscape, sample
from tests.formats.test_landscape_yml import ITEM, by_name, read


class Edited:
    """A text that was imported, its directory, and what an export gives after edits of that."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.was = read(text)
        self.directory = directory_of(self.was)
        self.now: list[Record | None] = list(self.directory.projects)
        self.added: list[Record] = []

    def fields(self, name: str) -> Fields:
        return next(it.fields for it in self.directory.projects if it.fields["name"] == name)

    def category(self, name: str) -> Fields:
        return next(
            it.fields
            for it in self.directory.categories
            if name in (it.fields.get("name_zh"), it.fields.get("name_en"))
        )

    def remove(self, name: str) -> None:
        self.now[[it.fields["name"] for it in self.directory.projects].index(name)] = None

    def add(self, name: str, category: str, **fields: Any) -> None:
        fields = {"slug": name.lower(), "name": name, "category": category} | fields
        self.added.append(Record(fields, Place("directory")))

    @property
    def result(self) -> str:
        return landscape_yml.rewrite(self.text, self.was, self.now, self.added, self.directory)

    @property
    def diff(self) -> list[str]:
        lines = unified_diff(self.text.splitlines(), self.result.splitlines(), n=0, lineterm="")
        return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


TEXTS = [sample("foundation"), sample("community"), large_landscape(60), ITEM]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("text", TEXTS, ids=["foundation", "community", "large", "short"])
def test_without_edits_a_file_stays_byte_for_byte(text: str, end: str):
    text = text.replace("\n", end)

    assert Edited(text).result == text
    assert Edited(text.rstrip()).result == text.rstrip()


def test_a_fact_that_was_edited_changes_its_line():
    edited = Edited(sample("foundation"))
    edited.fields("Consul")["links"][0]["url"] = "https://developer.hashicorp.com/consul"
    edited.fields("Aeraki Mesh")["maturity"] = "archived"
    edited.fields("Linkerd")["foundation_dates"]["graduated"] = "2021-07-29"
    edited.fields("Nacos")["name"] = "Nacos: discovery"

    assert edited.diff == [
        "-            project: sandbox",
        "+            project: archived",
        "-            homepage_url: https://www.consul.io/",
        "+            homepage_url: https://developer.hashicorp.com/consul",
        "-              graduated: '2021-07-28'",
        "+              graduated: '2021-07-29'",
        "-            name: Nacos",
        "+            name: 'Nacos: discovery'",
    ]


def test_a_folded_text_stays_folded():
    edited = Edited(sample("foundation"))
    istio = edited.fields("Istio")
    istio["summary_en"] = istio["summary_en"].replace("virtual machines", "beyond it")

    assert edited.diff == [
        "-              platform, with sidecars or without, on Kubernetes and virtual machines.",
        "+              platform, with sidecars or without, on Kubernetes and beyond it.",
    ]


def test_a_fact_that_is_new_comes_where_such_facts_stand():
    edited = Edited(sample("foundation"))
    edited.fields("Consul")["summary_en"] = "Discovery and a mesh: both."
    edited.fields("Aeraki Mesh")["links"] += [
        {"kind": "chat", "url": "https://discord.gg/aeraki"},
        {"kind": "other", "url": "https://github.com/aeraki-mesh/api"},
    ]

    assert edited.diff == [
        "+            additional_repos:",
        "+              - repo_url: https://github.com/aeraki-mesh/api",
        "+              discord_url: https://discord.gg/aeraki",
        "+            description: 'Discovery and a mesh: both.'",
    ]


def test_a_fact_that_was_deleted_takes_its_lines_along():
    edited = Edited(sample("foundation"))
    edited.fields("Istio")["summary_en"] = ""
    istio_links = edited.fields("Istio")["links"]
    istio_links[:] = [
        it for it in istio_links if "ztunnel" not in it["url"] and it["kind"] != "blog"
    ]
    edited.fields("Linkerd")["maturity"] = ""
    edited.fields("Linkerd")["foundation_dates"] = {}

    assert edited.diff == [
        "-            description: >-",
        "-              A mesh that connects, secures, controls and observes the services of a",
        "-              platform, with sidecars or without, on Kubernetes and virtual machines.",
        "-              - repo_url: https://github.com/istio/ztunnel",
        "-              blog_url: https://istio.io/latest/blog/",
        "-            project: graduated",
        "-              accepted: '2017-01-24'",
        "-              graduated: '2021-07-28'",
    ]


def test_what_was_edited_among_the_kept_facts_changes_there():
    edited = Edited(sample("foundation"))
    kept = edited.fields("Istio")["extra"]["landscape"]
    kept["extra"]["annotations"]["owner"] = "mesh"
    kept["twitter"] = "https://x.com/IstioMesh"
    del kept["extra"]["lfx_slug"]

    assert edited.diff == [
        "-            twitter: https://twitter.com/IstioMesh",
        "+            twitter: https://x.com/IstioMesh",
        "-                owner: networking   # who answers questions",
        "+                owner: mesh   # who answers questions",
        "-              lfx_slug: istio",
    ]


def test_who_is_gone_takes_the_lines_along():
    edited = Edited(sample("foundation"))
    edited.remove("Consul")

    before, _consul, after = pieces(edited.text, "          - item:\n            name: Consul\n",
                                    "          # moved here")  # fmt: skip
    assert edited.result == before + after


def pieces(text: str, start: str, end: str) -> tuple[str, str, str]:
    """What is before a piece of a text, the piece, and what begins behind it."""
    first = text.index(start)
    last = text.index(end, first)
    return text[:first], text[first:last], text[last:]


def test_a_list_that_loses_everyone_is_empty():
    edited = Edited(sample("foundation"))
    edited.remove("Tetrate (member)")

    assert edited.diff[:1] == ["-        items:"]
    assert edited.diff[-1:] == ["+        items: []"]


def test_who_is_new_stands_in_the_alphabetical_place_of_a_sorted_list():
    edited = Edited(sample("foundation"))
    edited.add("Kuma", edited.fields("Istio")["category"], summary_en="A mesh.",
               links=[{"kind": "homepage", "url": "https://kuma.io/"}])  # fmt: skip

    before, linkerd, _end = pieces(
        edited.text, "          - item:\n            name: Linkerd\n", "      - subcategory:"
    )
    kuma = """\
          - item:
            name: Kuma
            description: A mesh.
            homepage_url: https://kuma.io/
            logo: kuma.svg
"""
    assert edited.result.startswith(before + kuma + linkerd)


def test_and_at_the_end_of_another():
    text = ITEM + ITEM.partition("items:\n")[2].replace("Istio", "Consul")
    edited = Edited(text)
    edited.add("Aeraki", "c1")

    assert edited.result == text + "          - name: Aeraki\n            logo: aeraki.svg\n"


def test_who_is_new_in_an_empty_list_begins_it():
    edited = Edited(sample("foundation"))
    edited.add("Tsinghua", edited.category("Academic")["slug"])

    assert edited.diff == [
        "-        items: null",
        "+        items:",
        "+          - item:",
        "+            name: Tsinghua",
        "+            logo: tsinghua.svg",
    ]


def test_who_moved_takes_the_lines_along_comments_included():
    edited = Edited(sample("community"))
    edited.fields("MOSN")["category"] = edited.category("服务网格")["slug"]
    edited.fields("MOSN")["links"][0]["url"] = "https://mosn.io/zh/"

    before, mosn, after = pieces(edited.text, "    - name: 'MOSN'\n", "\n  - name: 服务网格")
    end = after.index("\n- name: 网关")
    mosn = mosn.replace("https://mosn.io/", "https://mosn.io/zh/")
    assert "'      # 官网\n" in mosn
    assert edited.result == before + after[:end] + mosn + after[end:]


def test_who_moved_is_indented_as_the_new_neighbours_are():
    edited = Edited("""\
landscape:
  - name: Mesh
    subcategories:
      - name: Control planes
        items:
          - name: Istio
            description: |
              one

                two
            logo: istio.svg
  - name: Proxies
    subcategories:
    - name: Data planes
      items:
      - name: Envoy
""")
    edited.fields("Istio")["category"] = edited.fields("Envoy")["category"]

    assert (
        edited.result
        == """\
landscape:
  - name: Mesh
    subcategories:
      - name: Control planes
        items: []
  - name: Proxies
    subcategories:
    - name: Data planes
      items:
      - name: Envoy
      - name: Istio
        description: |
          one

            two
        logo: istio.svg
"""
    )


def test_a_category_that_the_file_lacks_gets_its_heading():
    edited = Edited(sample("foundation"))
    place = Place("directory")
    top = edited.category("Orchestration & Management")["slug"]
    edited.directory.categories += [
        Record({"slug": "gateway", "name_en": "API Gateway", "parent": top}, place),
        Record({"slug": "runtime", "name_en": "Runtime"}, place),
    ]
    edited.add("Kong", "gateway")
    edited.add("containerd", "runtime")

    assert edited.diff == [
        "+      - subcategory:",
        "+        name: API Gateway",
        "+        items:",
        "+          - item:",
        "+            name: Kong",
        "+            logo: kong.svg",
        "+  - category:",
        "+    name: Runtime",
        "+    subcategories:",
        "+      - subcategory:",
        "+        name: Runtime",
        "+        items:",
        "+          - item:",
        "+            name: containerd",
        "+            logo: containerd.svg",
    ]


def test_a_category_that_was_renamed_is_renamed_wherever_it_is_named():
    edited = Edited(sample("foundation"))
    edited.category("Coordination & Service Discovery")["name_en"] = "Discovery"
    edited.category("Orchestration & Management")["name_en"] = "Orchestration"

    assert edited.diff == [
        "-    name: Orchestration & Management",
        "+    name: Orchestration",
        '-              - "Orchestration & Management / Coordination & Service Discovery"',
        '+              - "Orchestration / Discovery"',
        "-        name: Coordination & Service Discovery",
        "+        name: Discovery",
    ]


def test_another_name_in_the_other_language_renames_nothing():
    edited = Edited(sample("community"))
    for record in edited.directory.categories:
        record.fields["name_en"] = "English"

    assert edited.diff == []


def test_a_file_in_brackets_takes_edits_too():
    edited = Edited(
        '{"landscape": [{"name": "Mesh", "subcategories": [{"name": "Control", "items": '
        '[{"name": "Istio", "homepage_url": "https://istio.io/", "logo": "i.svg"}, '
        '{"name": "B"}]}, {"name": "Data", "items": []}]}]}'
    )
    edited.fields("Istio")["links"] = [{"kind": "homepage", "url": "https://istio.io/latest/"}]
    edited.remove("B")
    edited.directory.categories.append(Record({"slug": "x", "name_en": "X"}, Place("directory")))
    edited.add("Envoy", "x")
    edited.add("MOSN", edited.category("Data")["slug"])

    again = read(edited.result)

    assert [it.fields["name"] for it in again.projects] == ["Istio", "MOSN", "Envoy"]
    assert again.projects[0].fields["some_links"][0]["url"] == "https://istio.io/latest/"
    assert edited.result.startswith('{"landscape": [{"name": "Mesh", "subcategories": [{"name":')


def test_what_comes_by_an_alias_is_edited_for_one_project_only():
    text = (
        sample("community")
        .replace("    - name: 'MOSN'\n", "    - <<: *apache\n      name: 'MOSN'\n", 1)
        .replace("      extra: {accepted", "      extra: {<<: {a: 1}, accepted")
    )
    edited = Edited(text)
    edited.fields("Istio")["extra"]["landscape"]["url_for_bestpractices"] = "https://a.b/"

    again = by_name(read(edited.result))

    assert again[2]["some_extra"]["landscape"]["url_for_bestpractices"] == "https://a.b/"
    assert again[3] == by_name(read(text))[3]


@given(st.data())
def test_after_any_edits_the_file_says_what_the_directory_says(data: st.DataObject):
    edited = Edited(data.draw(st.sampled_from(TEXTS)))
    for record in list(edited.directory.projects):
        edit_at_random(edited, record.fields, data)

    again = read(edited.result)

    today = [it.fields for it in (*edited.now, *edited.added) if it]
    paths = category_paths(edited.directory)
    assert sorted(said(fields, paths[fields["category"]]) for fields in today) == sorted(
        said(it.fields, it.fields["category_key"]) for it in again.projects
    )


def edit_at_random(edited: Edited, fields: Fields, data: st.DataObject) -> None:
    slugs = [it.fields["slug"] for it in edited.directory.categories if "parent" in it.fields]
    links = fields["links"]
    text = data.draw(
        st.sampled_from(["no", "a: b", "网格", "- x", "one\ntwo", "# x", "it's", "2017"])
    )
    match data.draw(st.integers(0, 20)):
        case 0:
            edited.remove(fields["name"])
        case 1:
            fields["category"] = data.draw(st.sampled_from(slugs))
        case 2:
            fields["name"] = text + fields["slug"]
        case 3:
            fields["maturity"] = "archived"
        case 4:
            edited.add(f"New {fields['slug']}", data.draw(st.sampled_from(slugs)))
        case 5:
            fields["extra"]["landscape"]["logo"] = text
        case 6:
            is_chinese = "name_zh" in edited.directory.categories[0].fields
            fields["summary_zh" if is_chinese else "summary_en"] = text
        case 7:
            links[0] = links[0] | {"url": f"https://{fields['slug']}.example.com/"}
        case 8:
            del links[0]
        case 9:
            links.append({"kind": "chat", "url": f"https://{fields['slug']}.slack.com/"})
        case 10:
            fields["foundation_dates"] = {"accepted": "2020-01-01", "archived": "2024-01-01"}
        case _:
            pass


def category_paths(directory: ListRecord) -> dict[str, str]:
    by_slug = {it.fields["slug"]: it.fields for it in directory.categories}

    def name(fields: Fields) -> str:
        return str(fields.get("name_zh") or fields.get("name_en"))

    return {
        slug: f"{name(by_slug[fields['parent']])}/{name(fields)}"
        if "parent" in fields
        else name(fields)
        for slug, fields in by_slug.items()
    }


def said(fields: Fields, path: str) -> tuple[object, ...]:
    kept = (fields.get("some_extra") or fields.get("extra") or {}).get("landscape", {})
    links = fields.get("links") or fields.get("some_links") or []
    return (
        fields["name"],
        path,
        fields.get("maturity", ""),
        kept.get("logo") or f"{fields['slug']}.svg",
        fields.get("summary_zh") or fields.get("summary_en") or "",
        sorted({link["url"] for link in links}),
        sorted(fields.get("foundation_dates", {}).items()),
    )
