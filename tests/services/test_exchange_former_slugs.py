"""Slugs that something once had go out with it and come in again, and name it in a file."""

import json
from typing import Any

import pytest

from directory import formats
from directory.models import (
    Category,
    Maintainer,
    OldCategorySlug,
    OldHandle,
    OldTagSlug,
    Project,
    Tag,
)
from directory.services import renaming
from directory.services.exchange import imports
from directory.services.exchange.exporting import export
from directory.services.exchange.plan import Options, Plan
from tests.builders import make_category, make_project, make_tag

pytestmark = pytest.mark.django_db


def take_in(text: str, format: str = "json") -> Plan:
    file = f"a.{format}"
    listing = formats.read(text.encode(), file)
    return imports.take_in(imports.unsaved(text.encode(), file, listing, Options()), listing)


def document(**sections: Any) -> str:
    return json.dumps({"format": "directory/1", **sections})


@pytest.fixture(autouse=True)
def renamed(db: None) -> None:
    make_project("istio", category="mesh", tags=["mtls"])
    renaming.rename(Category.objects.get(slug="mesh"), "service-mesh")
    renaming.rename(Tag.objects.get(slug="mtls"), "mutual-tls")
    renaming.rename(Maintainer.objects.create(handle="ada"), "ada-l")


def former() -> list[dict[str, str]]:
    return [
        OldCategorySlug.objects.present(["mesh"]),
        OldTagSlug.objects.present(["mtls"]),
        dict(OldHandle.objects.values_list("slug", "maintainer__handle")),
    ]


@pytest.mark.parametrize("format", ["json", "yaml"])
def test_a_whole_directory_keeps_them(format: str):
    before, text = former(), export(format, "en")
    for model in (Project, Category, Tag, Maintainer):
        model.objects.all().delete()
    assert former() == [{}, {}, {}]

    take_in(text, format)

    assert (
        former()
        == before
        == [
            {"mesh": "service-mesh"},
            {"mtls": "mutual-tls"},
            {"ada": "ada-l"},
        ]
    )
    assert not take_in(text, format).changes


def test_a_file_from_before_means_what_has_another_slug_today():
    plan = take_in(
        document(
            categories=[{"slug": "mesh", "name_en": "Meshes"}],
            tags=[{"slug": "mtls", "name": "mTLS"}],
            projects=[{"slug": "linkerd", "name": "L", "category": "mesh", "tags": ["mtls"]}],
            maintainers=[{"handle": "ada", "name": "Ada"}],
            stewardships=[{"maintainer": "ada", "role": "owner", "category": "mesh"}],
        )
    )

    assert not plan.errors
    assert [c.name_en for c in Category.objects.all()] == ["Meshes"]
    assert [tag.name for tag in Tag.objects.all()] == ["mTLS"]
    linkerd = Project.objects.get(slug="linkerd")
    assert linkerd.category.slug == "service-mesh"
    assert [tag.slug for tag in linkerd.tags.all()] == ["mutual-tls"]
    assert Maintainer.objects.get().stewardships.get().category == linkerd.category


def test_a_slug_that_another_one_has_is_refused():
    make_tag("wasm")
    make_category("proxy")
    text = document(
        tags=[{"slug": "mutual-tls", "old_slugs": ["wasm"]}],
        categories=[{"slug": "service-mesh", "old_slugs": ["proxy"]}],
    )

    with pytest.raises(imports.Refused) as refusal:
        take_in(text)

    told = {(problem.code, problem.message) for problem in refusal.value.plan.errors}
    assert any(code == "slug-taken" and "wasm" in message for code, message in told)
    assert any(code == "slug-taken" and "proxy" in message for code, message in told)
