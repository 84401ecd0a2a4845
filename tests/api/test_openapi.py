"""The description of the API: complete, kept, and the same as what the API takes."""

import json
from typing import Any

import pytest
from django.test import Client

from directory.api.openapi import written
from directory.api.parameters import ListFilter
from directory.api.urls import api
from directory.filters import ProjectFilter
from directory.statistics import StatisticsBrowse
from tools.openapi import SNAPSHOT


def described() -> Any:
    return json.loads(SNAPSHOT.read_text())


def declared(path: str) -> set[str]:
    return {each["name"] for each in described()["paths"][path]["get"]["parameters"]}


def test_the_description_in_the_documentation_is_that_of_the_api():
    assert SNAPSHOT.read_text() == written(api), "write it anew with: make openapi"


def test_a_program_gets_the_description(client: Client):
    response = client.get("/api/v1/openapi.json")

    assert response["Content-Type"] == "application/json"
    assert response.content.decode() == SNAPSHOT.read_text()


def test_projects_are_asked_for_with_the_parameters_of_the_list():
    beside = {"limit", "cursor", "depth", "fields", "facets", "lang"}
    of_pages = {"page", "view"}

    assert declared("/api/v1/projects") == {*ProjectFilter.base_filters} - of_pages | beside
    assert declared("/api/v1/projects") == {*ListFilter.base_filters, "lang"}
    assert declared("/api/v1/statistics") == {*StatisticsBrowse.parameters, "lang"}


@pytest.mark.django_db
def test_an_operation_takes_what_it_declares_and_nothing_else(client: Client):
    for path, operations in described()["paths"].items():
        if "get" in operations and "{" not in path and "security" not in operations["get"]:
            known = {each["name"] for each in operations["get"]["parameters"]}
            query = "&".join(f"{name}=" for name in (*known, "unheard-of"))
            errors = client.get(f"{path}?{query}&lang=en").json()["errors"]

            assert {e["parameter"] for e in errors if "There is no" in e["detail"]} == {
                "unheard-of"
            }


def test_every_operation_has_a_name_of_its_own_and_says_what_it_does():
    operations = [each for path in described()["paths"].values() for each in path.values()]
    names = [each["operationId"] for each in operations]

    assert len(names) == len(set(names))
    assert all(each["summary"].endswith(".") for each in operations)
