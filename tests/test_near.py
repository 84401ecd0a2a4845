"""Which projects are told to whoever asked for one that there is not."""

import pytest

from directory import catalogue
from directory.browse import near
from directory.models import Project
from tests.builders import make_project

pytestmark = pytest.mark.django_db


def found(asked: str) -> list[str]:
    return [project.slug for project in near(catalogue.current(), asked)]


@pytest.fixture(autouse=True)
def projects():
    for name in ["Istio", "Linkerd", "Envoy", "Envoy Gateway", "HAProxy", "Cilium Service Mesh"]:
        make_project(name.lower().replace(" ", "-"), name=name)
    make_project("wang-guan", name="蚂蚁网关")


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("istoi", ["istio"]),
        ("lnkerd", ["linkerd"]),
        ("lnkrd", ["linkerd"]),
        ("ISTIO-project", ["istio"]),
        ("the-linkerd", ["linkerd"]),
        ("envoy-proxy", ["envoy"]),
        ("envoygateway", ["envoy-gateway"]),
        ("cilium-mesh", ["cilium-service-mesh"]),
        ("螞蟻网管", ["wang-guan"]),
        ("蚂蚁", ["wang-guan"]),
    ],
)
def test_a_misspelling_or_a_part_of_a_name_leads_to_the_project(asked: str, meant: list[str]):
    assert found(asked)[: len(meant)] == meant


@pytest.mark.parametrize(
    "asked", ["wp-login", "-", "", "\0", "a" * 5_000, "-".join("abcdefghijkl")]
)
def test_what_is_like_no_name_leads_nowhere(asked: str):
    assert found(asked) == []


def test_what_was_taken_off_the_list_is_not_told():
    Project.objects.filter(slug="istio").update(state=Project.State.WITHDRAWN)

    assert found("istoi") == []
