"""Landscapes for tests: the samples, one as large as real ones, and a directory made of a file."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from pathlib import Path

from directory.formats.records import Fields, ListRecord, Record

SAMPLES = Path(__file__).parent.parent / "samples" / "landscape"

_HEAD = """\
  - category:
    name: Category {0}
    subcategories:
"""
_SUBCATEGORY = """\
      - subcategory:
        name: Subcategory {0}
        items:
"""
_ITEM = """\
          - item:
            name: Project {0}
            description: >-
              Project {0} connects, secures and observes services: a "mesh" of proxies,
              which some run beside each service & others once a node.
            homepage_url: https://project-{0}.example.org/
            project: sandbox
            repo_url: https://github.com/org-{0}/project-{0}
            logo: project-{0}.svg
            twitter: https://twitter.com/project{0}
            crunchbase: https://www.crunchbase.com/organization/org-{0}
            extra:
              accepted: '2021-03-0{1}'
              dev_stats_url: https://project-{0}.devstats.example.org/
              slack_url: https://slack.project-{0}.example.org/
              annotations:
                owner: team-{1}
                x: null
"""
_MEMBER = """\
          - item:
            name: Member {0}
            homepage_url: https://member-{0}.example.org/
            logo: member-{0}.svg
            twitter: null
            joined: '2019-11-0{1}'
            stars: {0}
"""


def sample(name: str) -> str:
    return (SAMPLES / f"{name}.yml").read_text(encoding="utf-8")


@cache
def large_landscape(items: int, categories: int = 10) -> str:
    """In the style of the largest real one: markers, folded texts, null, keys that nobody knows."""
    parts = ["landscape:\n"]
    per_subcategory = max(items // (categories * 4), 1)
    for number in range(items):
        if number % (per_subcategory * 4) == 0:
            parts.append(_HEAD.format(number // (per_subcategory * 4)))
        if number % per_subcategory == 0:
            parts.append(_SUBCATEGORY.format(number // per_subcategory))
        parts.append((_MEMBER if number % 5 == 0 else _ITEM).format(number, number % 9 + 1))
    return "".join(parts)


def directory_of(listing: ListRecord) -> ListRecord:
    """A directory into which a file was imported: slugs in place of keys, whole fields."""
    slugs = {record.fields["key"]: f"c{i}" for i, record in enumerate(listing.categories)}
    return ListRecord(
        "json",
        categories=[
            Record(_category(record.fields, slugs), record.place) for record in listing.categories
        ],
        projects=[
            Record(_project(record.fields, slugs, f"p{i}"), record.place)
            for i, record in enumerate(listing.projects)
        ],
    )


def _category(fields: Fields, slugs: dict[str, str]) -> Fields:
    names = {key: value for key, value in fields.items() if key.startswith("name_")}
    parent = {"parent": slugs[fields["parent_key"]]} if "parent_key" in fields else {}
    return {"slug": slugs[fields["key"]], **names, **parent}


def _project(fields: Fields, slugs: dict[str, str], slug: str) -> Fields:
    project = deepcopy(fields)
    project["slug"] = slug
    project["category"] = slugs[project.pop("category_key")]
    project["links"] = project.pop("some_links", [])
    project["extra"] = project.pop("some_extra", {})
    return project
