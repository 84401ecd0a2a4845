"""What the relations of the directory's own data tell on the pages of the projects."""

import re

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_directory")]

WORDS = [("/en", "Merged into", "Took in"), ("", "已并入", "并入本项目")]


def relations_of(client: Client, address: str) -> str:
    return client.get(address).text.partition('id="relations"')[2]


@pytest.mark.parametrize(("prefix", "into", "_took"), WORDS)
def test_amalgam8_leads_to_istio(client: Client, prefix: str, into: str, _took: str):
    told = relations_of(client, f"{prefix}/projects/amalgam8/")

    assert re.search(rf'>{into}</h3>.*?href="{prefix}/projects/istio/"', told, re.S)


@pytest.mark.parametrize(("prefix", "_into", "took"), WORDS)
def test_istio_says_what_it_took_in(client: Client, prefix: str, _into: str, took: str):
    told = relations_of(client, f"{prefix}/projects/istio/")

    assert re.search(rf'>{took}</h3>.*?href="{prefix}/projects/amalgam8/"', told, re.S)
    assert f">{took}</text>" in told


def test_all_140_relations_are_drawn_and_listed_each_with_its_source(client: Client):
    page = client.get("/en/relations/").text

    assert len(re.findall(r'<line class="arrow', page)) == 140
    assert page.count('<li id="relation-') == 140
    assert page.count('rel="external nofollow"') == 140
