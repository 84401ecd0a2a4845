"""What programs are given of a project, a category, a tag and the people."""

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from directory import catalogue
from directory.models import CapabilityGroup, Link, OldSlug, Project
from directory.representations import Origin, briefs, categories, fulls, maintainers, page, tags
from directory.services.exchange.terms import KINDS
from tests.builders import (
    make_category,
    make_project,
    make_relation,
    make_steward,
    make_tag,
)

pytestmark = pytest.mark.django_db
HERE = Origin("https://mesh.example")


def brief(project: Project) -> dict[str, Any]:
    return briefs(catalogue.current(), [project.pk], HERE)[0]


def full(project: Project) -> dict[str, Any]:
    return fulls(catalogue.current(), [project.pk], HERE)[0]


def test_a_brief_project_says_where_it_is_in_both_languages():
    found = brief(make_project("istio"))

    assert found["url"] == "https://mesh.example/projects/istio/"
    assert found["url_en"] == "https://mesh.example/en/projects/istio/"


def test_what_is_not_known_is_null():
    found = brief(make_project("istio", license=""))

    assert found["license"] is None
    assert found["languages"] == []


def test_a_category_comes_with_the_one_above_it():
    above = make_category("data-plane")
    make_category("proxy", parent=above)

    found = brief(make_project("envoy", "proxy"))

    assert (found["category"], found["parent_category"]) == ("proxy", "data-plane")


def test_homepage_and_repository_are_the_first_present_ones():
    project = make_project("istio")
    for position, (url, former) in enumerate(
        [("https://old.io", True), ("https://istio.io", False), ("https://b.io", False)]
    ):
        Link.objects.create(
            project=project, kind="homepage", url=url, former=former, position=position
        )

    found = brief(project)

    assert (found["homepage"], found["repository"]) == ("https://istio.io", None)


def test_a_full_project_says_all_that_a_record_of_it_says_but_what_nobody_models():
    record = {*KINDS["projects"].columns, *KINDS["projects"].parts}
    private = {"state", "extra", "withdrawn_reason_zh", "withdrawn_reason_en"}

    assert record - private <= full(make_project("istio")).keys()


def test_relations_are_told_from_both_sides_but_not_with_drafts():
    istio, envoy = make_project("istio"), make_project("envoy")
    make_relation(istio, "built-on", envoy, since="2017")
    make_relation(istio, "fork-of", make_project("draft", state="draft"))

    (out,) = full(istio)["relations"]
    (back,) = full(envoy)["inverse_relations"]

    assert (out["kind"], out["project"], out["project_id"]) == ("built-on", "envoy", envoy.pk)
    assert (back["kind"], back["project"], back["since"]) == ("built-on", "istio", "2017")


def test_stewards_of_a_project_its_category_and_the_whole_list_look_after_it():
    project, other = make_project("istio"), make_project("envoy", "proxy")
    make_steward("alice", "owner", project)
    make_steward("bob", "reviewer", project.category)
    make_steward("carol", "owner")
    make_steward("dave", "owner", other)

    found = page(catalogue.current(), project.pk, HERE)

    assert found
    assert [s["maintainer"] for s in found["stewards"]] == ["alice", "bob", "carol"]


def test_former_slugs_are_told():
    project = make_project("istio")
    OldSlug.objects.create(project=project, slug="istio-mesh")

    assert full(project)["old_slugs"] == ["istio-mesh"]


def test_what_is_no_longer_published_is_left_out():
    project = make_project("istio")
    known = catalogue.current()
    Project.objects.update(state="withdrawn")

    assert briefs(known, [project.pk], HERE) == []


@pytest.mark.parametrize(("read", "queries"), [(briefs, 1), (fulls, 5)])
def test_a_hundred_projects_take_as_many_queries_as_one(
    read: Any, queries: int, django_assert_num_queries: DjangoAssertNumQueries
):
    ids = [make_project(f"project-{n}", tags=["a", "b"]).pk for n in range(100)]
    known = catalogue.current()

    for wanted in (ids, ids[:1]):
        with django_assert_num_queries(queries):
            assert len(read(known, wanted, HERE)) == len(wanted)


def test_a_category_counts_its_projects_and_says_what_they_are_compared_by():
    mesh = make_category("service-mesh")
    make_project("istio")
    CapabilityGroup.objects.create(
        category=mesh, slug="traffic", label_zh="流量", label_en="Traffic"
    )

    (found,) = categories(catalogue.current(), HERE)

    assert found["projects"] == 1
    assert [group["slug"] for group in found["capability_groups"]] == ["traffic"]


def test_tags_come_most_used_first():
    make_project("istio", tags=["ebpf"])
    make_tag("unused")

    assert [tag["slug"] for tag in tags(catalogue.current(), HERE)] == ["ebpf", "unused"]


def test_nobody_learns_who_looks_after_a_draft():
    make_steward("alice", "owner", make_project("draft", state="draft"))

    (alice,) = maintainers(HERE)

    assert (alice["handle"], alice["stewardships"]) == ("alice", [])
