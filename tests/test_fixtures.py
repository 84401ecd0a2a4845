"""The data that comes with the site: fixtures/landscape.json."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from directory.models import (
    Capability,
    CapabilityGroup,
    CapabilityValue,
    Category,
    Landscape,
    Link,
    Project,
    Relation,
    Stewardship,
    Tag,
)
from directory.services.fixtures import KEYS

LIST = Path(__file__).parent / "samples" / "service-mesh-landscape.md"
# Their lines of the community's list are in English.
TRANSLATED = {
    "dubbo": (
        "Apache Dubbo 是一款高性能的开源 RPC 框架，最初以 Java 实现，"
        "由阿里巴巴捐献给 Apache 基金会。"
    ),
    "nginx-unit": (
        "NGINX Unit 是一款轻量的开源应用服务器，可运行多种语言编写的应用，并通过 API 动态更新配置。"
    ),
}


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_directory")]


def lines_of_the_list() -> dict[int, str]:
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return {n: line for n, line in enumerate(lines, 1) if line.startswith("- [")}


def links(slug: str, **conditions: Any) -> set[tuple[str, str]]:
    found = Link.objects.filter(project__slug=slug, **conditions)
    return set(found.values_list("kind", "url"))


def test_none_of_the_facts_that_the_directory_began_with_are_lost():
    assert Category.objects.count() >= 8
    assert Tag.objects.count() >= 68
    assert Project.objects.published().count() >= 188
    assert Relation.objects.count() >= 140
    assert CapabilityGroup.objects.count() >= 7
    assert Capability.objects.count() >= 23
    assert CapabilityValue.objects.count() >= 342


def test_the_projects_of_the_communitys_list_come_first_in_its_order():
    first = Project.objects.order_by("position")[:17]

    assert [(p.extra["seed_line"], p.extra["seed_raw"]) for p in first] == [
        *lines_of_the_list().items()
    ]
    assert Project.objects.filter(extra__has_key="seed_line").count() == 17


def test_the_projects_of_the_communitys_list_keep_its_words():
    for project in Project.objects.order_by("position")[:17]:
        if project.slug in TRANSLATED:
            assert project.summary_zh == TRANSLATED[project.slug]
        else:
            said = re.escape(f"- [{project.name}](") + r"\S+\) - " + re.escape(project.summary_zh)
            homepage = r"( \[\S+\]\(\S+\)| ?<\S+>)?"
            assert re.fullmatch(said + homepage, project.extra["seed_raw"])


def test_a_link_inside_a_sentence_of_the_list_stays_there():
    mesher = Project.objects.get(slug="mesher")

    assert "[go chassis](https://github.com/ServiceComb/go-chassis)" in mesher.summary_zh
    assert ("other", "https://github.com/ServiceComb/go-chassis") in links("mesher", former=True)


def test_addresses_of_the_list_that_have_changed_are_kept_as_former_ones():
    assert links("ambassador", former=True) == {
        ("repository", "https://github.com/datawire/ambassador")
    }
    assert links("dubbo") == {
        ("homepage", "https://dubbo.apache.org/"),
        ("repository", "https://github.com/apache/dubbo"),
        ("repository", "https://github.com/apache/incubator-dubbo"),
        ("homepage", "http://dubbo.apache.org/"),
    }
    assert links("kong", former=True) == {("homepage", "https://konghq.com/install")}


def test_an_address_is_given_once_though_it_is_spelled_with_and_without_a_final_slash():
    spelled = [(link.project_id, link.url.rstrip("/")) for link in Link.objects.all()]

    assert [key for key, count in Counter(spelled).items() if count > 1] == []


def test_a_page_of_an_organization_is_no_repository():
    assert ("organization", "https://github.com/istio") in links("istio", former=False)
    assert ("organization", "https://github.com/aspenmesh") in links("aspen-mesh", former=False)
    assert ("organization", "https://github.com/ServiceComb") in links("servicecomb", former=True)


def test_one_address_may_be_that_of_several_projects():
    shared = ("repository", "https://github.com/emissary-ingress/emissary")

    assert shared in links("ambassador")
    assert shared in links("emissary-ingress")


@pytest.mark.parametrize("model", KEYS, ids=lambda model: model.__name__)
def test_everything_is_valid(model: Any):
    for instance in model.objects.all():
        instance.full_clean(validate_constraints=False)  # which the database does


def test_everything_is_told_in_both_languages():
    for project in Project.objects.all():
        assert project.summary_zh, project.slug
        assert project.summary_en, project.slug
    for tag in Tag.objects.all():
        assert tag.label_zh, tag.slug
        assert tag.description_zh, tag.slug
        assert tag.description_en, tag.slug


def test_dates_within_sentences_are_written_as_each_language_writes_them():
    for project in Project.objects.all():
        sources = [source[language] for source in project.sources for language in ("zh", "en")]
        notes = [
            getattr(project, f"{field}_note_{language}")
            for field in ("status", "last_activity", "started")
            for language in ("zh", "en")
        ]
        for sentence in sources + notes:
            assert not re.search(r"(?<![\w@./-])\d{4}-\d\d-\d\d", sentence), project.slug


def test_every_project_has_sources_and_tags():
    assert not Project.objects.filter(sources=[]).exists()
    assert not Project.objects.filter(project_tags=None).exists()


def test_every_tag_is_on_a_project():
    assert not Tag.objects.filter(project_tags=None).exists()


def test_every_relation_names_its_source():
    assert not Relation.objects.filter(evidence_zh="").exists()
    assert not Relation.objects.filter(evidence_en="").exists()


def test_every_cell_of_the_comparison_has_a_source_and_its_date():
    assert not CapabilityValue.objects.filter(source_url="").exists()
    assert not CapabilityValue.objects.filter(verified__isnull=True).exists()


def test_nobody_says_unknown_in_the_comparison_by_anything_but_an_empty_cell():
    for capability in Capability.objects.all():
        assert "unknown" not in [term["slug"] for term in capability.terms]


def test_unverified_details_belong_to_unverified_facts():
    for project in Project.objects.filter(extra__has_key="unverified_details"):
        for detail in project.extra["unverified_details"]:
            assert detail["field"] in project.unverified, project.slug


def test_words_that_name_no_programming_language_are_no_languages():
    said = {language for project in Project.objects.all() for language in project.languages}

    assert {"Go", "C++", "C#"} <= said
    assert not {"many", "others"} & said


def test_ended_projects_have_their_successors():
    ended = Project.objects.filter(status__in=["renamed", "merged"])
    ways_out = Relation.objects.filter(kind__in=["renamed-to", "merged-into"])

    assert {p.slug for p in ended} <= {relation.source.slug for relation in ways_out}


def test_the_people_of_the_list_look_after_all_of_it():
    assert {
        (s.maintainer.handle, s.role, s.project, s.category) for s in Stewardship.objects.all()
    } == {
        ("rootsongjc", "owner", None, None),
        ("haiker2011", "reviewer", None, None),
    }


def test_the_data_says_whose_it_is_and_under_which_license():
    landscape = Landscape.objects.get()

    assert landscape.license == "CC-BY-4.0"
    assert "ServiceMesher" in landscape.attribution_zh
    assert "ServiceMesher" in landscape.attribution_en
    assert landscape.introduction_zh in LIST.read_text(encoding="utf-8")


def test_every_category_is_under_one_tab_of_the_panorama():
    grouped = [slug for group in Landscape.objects.get().groups for slug in group["categories"]]

    assert sorted(grouped) == sorted(Category.objects.values_list("slug", flat=True))


def test_the_file_is_plain_utf8_that_people_can_read():
    content = (settings.BASE_DIR / "fixtures" / "landscape.json").read_text(encoding="utf-8")

    assert "服务网格全景图" in content
    assert "\\u" not in content
    assert content.endswith("\n]\n")
