"""A list that was imported leaves as it came, with people's edits in it and nothing else."""

import difflib
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from directory import formats
from directory.models import Category, Import, Landscape, Link, Maintainer, Project, Stewardship
from directory.services import curation, renaming
from directory.services.exchange import imports, report
from directory.services.exchange.exporting import export
from directory.services.exchange.plan import Options, Plan
from tests.builders import make_project

pytestmark = pytest.mark.django_db

SAMPLES = settings.BASE_DIR / "tests" / "samples"
SEED = SAMPLES / "service-mesh-landscape.md"
LISTS = [SEED, *sorted((SAMPLES / "lists").glob("*.md")), *sorted(SAMPLES.glob("landscape/*.yml"))]

LIST = """# Gateways

## Open source

- [Kong](https://github.com/Kong/kong) - A gateway.
- [Tyk](https://github.com/TykTechnologies/tyk) - Another gateway.

## Others

- [Kong](https://github.com/Kong/kong) - A gateway, mentioned again.
- [Zuul](https://github.com/Netflix/zuul) - Edge service.
"""


def take_in(text: str, file: str = "list.md", **options: Any) -> Plan:
    listing = formats.read(text.encode(), file)
    return imports.take_in(
        imports.unsaved(text.encode(), file, listing, Options(**options)), listing
    )


def edits(before: str, format: str = "markdown", **options: Any) -> list[str]:
    """The lines that an export takes from (-) and adds to (+) the file that was imported."""
    after = export(format, "en", **options)
    diff = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in diff if line[:3] not in ("+++", "---") and line[:2] != "@@"]


# ---- as it came


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_an_unedited_list_leaves_as_it_came(path: Path):
    text = path.read_bytes().decode()
    take_in(text, path.name, category="all")

    format = Import.objects.get().format
    assert export(format, "zh") == text
    assert take_in(text, path.name).changes == []


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.name)
def test_a_new_list_is_the_same_from_the_second_time_on(path: Path):
    take_in(path.read_bytes().decode(), path.name, category="all")
    format = Import.objects.get().format
    Import.objects.all().delete()
    first = export(format, "zh")

    take_in(first, path.name, category="all")

    assert export(format, "zh") == first


def test_the_seed_list_is_seventeen_projects_an_owner_and_a_reviewer():
    take_in(SEED.read_text(encoding="utf-8"), category="service-mesh")

    assert Project.objects.published().count() == 17
    assert set(Stewardship.objects.values_list("maintainer__handle", "role")) == {
        ("rootsongjc", "owner"),
        ("haiker2011", "reviewer"),
    }
    assert Landscape.objects.get().title_zh == "服务网格全景图"


# ---- edits


def test_an_edited_text_changes_its_line_only():
    take_in(LIST)
    Project.objects.filter(slug="tyk").update(summary_en="An API gateway.")

    assert edits(LIST) == [
        "-- [Tyk](https://github.com/TykTechnologies/tyk) - Another gateway.",
        "+- [Tyk](https://github.com/TykTechnologies/tyk) - An API gateway.",
    ]


def test_a_project_that_is_withdrawn_or_deleted_loses_its_line():
    take_in(LIST)
    curation.withdraw(Project.objects.filter(slug="tyk"), "已停", "Ended")
    Project.objects.get(slug="zuul").delete()

    assert edits(LIST) == [
        "-- [Tyk](https://github.com/TykTechnologies/tyk) - Another gateway.",
        "-- [Zuul](https://github.com/Netflix/zuul) - Edge service.",
    ]


def test_a_new_project_gets_a_line_among_its_neighbours_but_a_draft_does_not():
    take_in(LIST)
    for name, state in (("Krakend", "published"), ("Later", "draft")):
        project = make_project(
            name.lower(), "open-source", name=name, state=state, summary_en="Fast."
        )
        Link.objects.create(project=project, kind="repository", url=f"https://github.com/a/{name}")

    assert edits(LIST) == ["+- [Krakend](https://github.com/a/Krakend) - Fast."]


def test_names_addresses_and_slugs_may_all_change_and_the_line_is_found():
    take_in(LIST)
    tyk = Project.objects.get(slug="tyk")
    renaming.rename(tyk, "tyk-gateway")
    Project.objects.filter(pk=tyk.pk).update(name="Tyk Gateway")
    Link.objects.filter(project=tyk).update(url="https://gitlab.com/tyk/gateway")

    assert edits(LIST) == [
        "-- [Tyk](https://github.com/TykTechnologies/tyk) - Another gateway.",
        "+- [Tyk Gateway](https://gitlab.com/tyk/gateway) - Another gateway.",
    ]


def test_a_project_that_is_in_the_list_twice_changes_where_it_stands_first():
    take_in(LIST)
    Project.objects.filter(slug="kong").update(summary_en="The gateway.")

    assert edits(LIST) == [
        "-- [Kong](https://github.com/Kong/kong) - A gateway.",
        "+- [Kong](https://github.com/Kong/kong) - The gateway.",
    ]


def test_a_steward_and_a_category_are_part_of_the_list():
    text = SEED.read_text(encoding="utf-8")
    take_in(text, category="service-mesh")
    alice = Maintainer.objects.create(handle="alice")
    Stewardship.objects.create(maintainer=alice, role="reviewer")

    (before, after) = edits(text)
    assert before == '-reviewers: ["haiker2011"]'
    assert after.startswith("+reviewers: [")
    assert "alice" in after
    assert "haiker2011" in after


def test_a_renamed_category_changes_its_heading():
    take_in(LIST)
    Category.objects.filter(slug="open-source").update(name_en="Free")

    assert edits(LIST) == ["-## Open source", "+## Free"]


SHELVES = """# Meshes

## Proxies

- [Envoy](https://github.com/envoyproxy/envoy) - Edge proxy.
- [MOSN](https://github.com/mosn/mosn) - Go proxy.
- [Nginx](https://github.com/nginx/nginx) - Web server.

## Gateways

- [Kong](https://github.com/Kong/kong) - A gateway.
"""

LANDSCAPE = """landscape:
  - name: Network
    subcategories:
      - name: Proxies
        items:
          - name: Envoy
            homepage_url: https://www.envoyproxy.io
            logo: envoy.svg
          - name: MOSN
            homepage_url: https://mosn.io
            logo: mosn.svg
      - name: Gateways
        items:
          - name: Kong
            homepage_url: https://konghq.com
            logo: kong.svg
            second_path:
              - Network / Proxies
"""


def move(category: str, *slugs: str) -> None:
    category_id = Category.objects.get(slug=category).pk
    Project.objects.filter(slug__in=slugs).update(category=category_id)


def test_a_category_is_renamed_though_most_of_its_projects_move_away_at_once():
    take_in(SHELVES)
    Category.objects.filter(slug="proxies").update(name_en="Data planes")
    move("gateways", "envoy", "mosn")

    assert edits(SHELVES) == [
        "-## Proxies",
        "+## Data planes",
        "-- [Envoy](https://github.com/envoyproxy/envoy) - Edge proxy.",
        "-- [MOSN](https://github.com/mosn/mosn) - Go proxy.",
        "+- [Envoy](https://github.com/envoyproxy/envoy) - Edge proxy.",
        "+- [MOSN](https://github.com/mosn/mosn) - Go proxy.",
    ]
    assert take_in(export("markdown", "en")).changes == []


def test_a_heading_that_loses_all_its_entries_is_renamed_too():
    take_in(SHELVES)
    Category.objects.filter(slug="gateways").update(name_en="Ingress")
    move("proxies", "kong")

    assert edits(SHELVES)[0:2] == [
        "+- [Kong](https://github.com/Kong/kong) - A gateway.",
        "-## Gateways",
    ]
    assert "## Ingress\n" in export("markdown", "en")
    assert take_in(export("markdown", "en")).changes == []


def test_categories_may_exchange_their_names():
    take_in(SHELVES)
    Category.objects.filter(slug="proxies").update(name_en="Gateways")
    Category.objects.filter(slug="gateways").update(name_en="Proxies")

    assert edits(SHELVES) == ["-## Proxies", "+## Gateways", "-## Gateways", "+## Proxies"]


def test_entries_leave_the_heading_of_a_category_that_is_gone():
    take_in(SHELVES)
    move("gateways", "envoy", "mosn", "nginx")
    Category.objects.get(slug="proxies").delete()

    exported = export("markdown", "en")

    assert exported.index("[Envoy]") > exported.index("## Gateways")
    assert take_in(exported).changes == []


def test_a_category_that_was_put_below_another_stands_there():
    take_in(SHELVES)
    Category.objects.filter(slug="gateways").update(parent=Category.objects.get(slug="proxies"))

    exported = export("markdown", "en")

    assert "### Gateways\n\n- [Kong]" in exported
    assert take_in(exported).changes == []


def test_shelves_of_a_landscape_are_renamed_though_most_of_their_items_move_away_at_once():
    take_in(LANDSCAPE, "landscape.yml")
    Category.objects.filter(slug="proxies").update(name_en="Data planes")
    Category.objects.filter(slug="network").update(name_en="Networking")
    move("gateways", "envoy", "mosn")

    changed = edits(LANDSCAPE, "landscape")

    assert [line for line in changed if "Networking" in line or "planes" in line] == [
        "+  - name: Networking",
        "+      - name: Data planes",
        "+              - Networking / Data planes",
    ]
    assert "+        items: []" in changed
    exported = export("landscape", "en")
    gateways = exported.partition("- name: Gateways")[2]
    assert all(f"- name: {name}\n" in gateways for name in ("Kong", "Envoy", "MOSN"))
    assert take_in(exported, "landscape.yml").changes == []
    assert export("landscape", "en") == exported


def test_a_second_path_follows_a_category_into_a_new_file_too():
    take_in(LANDSCAPE, "landscape.yml")
    Import.objects.all().delete()
    Category.objects.filter(slug="proxies").update(name_en="Data planes")

    assert "- Network / Data planes\n" in export("landscape", "en")

    Category.objects.filter(slug="proxies").update(slug="data-planes")
    assert "second_path: []\n" in export("landscape", "en")


def test_a_logo_that_an_export_had_to_make_up_comes_back_as_nothing():
    make_project("istio")
    take_in(export("landscape", "en"), "landscape.yml")

    assert take_in(export("landscape", "en"), "landscape.yml").changes == []
    assert Project.objects.get(slug="istio").extra == {}


def test_the_logo_that_a_landscape_names_stays_there():
    make_project("istio", name="Istio", extra={"landscape": {"twitter": "https://x.com/istio"}})
    text = LANDSCAPE.replace("Envoy", "Istio").replace("envoy.svg", "istio.svg")
    take_in(text, "landscape.yml", only=None)

    assert "logo: istio.svg" in export("landscape", "en")


def test_edits_of_a_landscape_change_its_lines_only():
    path = SAMPLES / "landscape" / "foundation.yml"
    text = path.read_bytes().decode()
    take_in(text, path.name)
    project = Project.objects.published().order_by("position").first()
    Project.objects.filter(pk=project.pk).update(summary_en="Rewritten.")

    changed = edits(text, "landscape")

    assert any("Rewritten." in line for line in changed if line.startswith("+"))
    assert all("description" in line or line.startswith("-") for line in changed)


def test_what_was_edited_in_the_file_and_in_the_directory_comes_together():
    take_in(LIST)
    Project.objects.filter(slug="tyk").update(summary_en="An API gateway.")
    theirs = LIST.replace("Edge service.", "An edge service.")

    take_in(theirs.replace("Another gateway.", "An API gateway."))

    assert Project.objects.get(slug="zuul").summary_en == "An edge service."
    assert edits(theirs.replace("Another gateway.", "An API gateway.")) == []


# ---- which file


def test_of_several_lists_the_one_of_the_same_name_is_written():
    other = "# Proxies\n\n## Proxies\n\n- [Envoy](https://github.com/envoyproxy/envoy) - A proxy.\n"
    take_in(LIST, "gateways.md")
    take_in(other, "proxies.md")

    assert export("markdown", "en", file="gateways.md").startswith("# Proxies\n\n## Open source")
    assert export("markdown", "en", file="proxies.md").startswith(other.rstrip("\n"))


def test_part_of_the_directory_is_a_new_list():
    take_in(LIST)
    zuul = Project.objects.get(slug="zuul")

    written = export("markdown", "en", [zuul.pk])

    assert "- [Zuul](https://github.com/Netflix/zuul) - Edge service." in written
    assert "Kong" not in written


def test_one_format_is_written_from_another():
    take_in(LIST)

    written = formats.read(export("landscape", "en").encode(), "landscape.yml")

    assert {record.fields["name"] for record in written.projects} == {"Kong", "Tyk", "Zuul"}


# ---- a list that lives on elsewhere


def test_a_list_that_did_not_change_takes_back_no_edit():
    take_in(LIST)
    Project.objects.filter(slug="tyk").update(name="Tyk Gateway", summary_en="An API gateway.")
    Link.objects.filter(project__slug="tyk").update(url="https://gitlab.com/tyk/gateway")
    Project.objects.filter(slug="zuul").update(category=Category.objects.get(slug="open-source"))
    Category.objects.filter(slug="others").update(name_en="The rest")
    Landscape.objects.update(title_en="All gateways")

    assert take_in(LIST).changes == []


def test_only_what_is_new_in_the_list_speaks_against_the_directory():
    take_in(LIST)
    Project.objects.filter(slug="tyk").update(name="Tyk Gateway", summary_en="An API gateway.")
    theirs = LIST.replace("Edge service.", "An edge service.").replace(
        "- [Tyk](https://github.com/TykTechnologies/tyk) - Another gateway.",
        "- [Tyk](https://github.com/TykTechnologies/tyk) - Another gateway. <https://tyk.io>",
    )

    assert list(report.lines(take_in(theirs))) == [
        '~ tyk  links: + {"kind": "homepage", "url": "https://tyk.io"}',
        '~ zuul  summary_en: "Edge service." → "An edge service."',
    ]
    assert edits(theirs) == [
        "-- [Tyk](https://github.com/TykTechnologies/tyk) - Another gateway. <https://tyk.io>",
        "+- [Tyk Gateway](https://github.com/TykTechnologies/tyk) - An API gateway. <https://tyk.io>",
    ]


def test_new_entries_under_a_renamed_category_stay_under_it():
    take_in(LIST)
    Category.objects.filter(slug="others").update(name_en="The rest")

    take_in(LIST + "- [Traefik](https://github.com/traefik/traefik) - A proxy.\n")

    assert Project.objects.get(slug="traefik").category.slug == "others"
    assert Category.objects.count() == 2


def test_a_document_of_our_own_is_what_it_says_even_the_second_time():
    project = make_project("istio", summary_en="Right.")
    text = export("json", "en")
    take_in(text, "backup.json")
    Project.objects.update(summary_en="Wrong.")

    take_in(text, "backup.json")

    project.refresh_from_db()
    assert project.summary_en == "Right."


def test_entries_that_a_newer_version_reads_otherwise_are_recognised():
    take_in(LIST)
    Import.objects.update(entries=[])

    assert edits(LIST) == []
    assert take_in(LIST).changes == []
