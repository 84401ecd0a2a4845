"""What crawlers and language models are told of the whole site."""

from __future__ import annotations

import re
from urllib.robotparser import RobotFileParser

import pytest
from django.test import Client

from directory.models import Landscape
from tests.builders import make_category, make_project

pytestmark = pytest.mark.django_db


def test_crawlers_are_told_where_everything_is_and_kept_out_of_the_admin(client: Client):
    response = client.get("/robots.txt")
    rules = RobotFileParser()
    rules.parse(response.text.splitlines())

    assert response["Content-Type"].startswith("text/plain")
    assert rules.site_maps() == ["http://testserver/sitemap.xml"]
    for path in ("/", "/en/projects/istio/", "/?category=proxy", "/og/istio.png"):
        assert rules.can_fetch("Googlebot", path)
    for path in ("/admin/", "/en/admin/login/"):
        assert not rules.can_fetch("Googlebot", path)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_language_models_are_told_what_there_is_and_every_link_leads_there(
    client: Client, prefix: str
):
    make_category("proxy", name_en="Proxy", description_en="*Forwards* requests.")
    make_project("envoy", category="proxy")

    response = client.get(f"{prefix}/llms.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.text.splitlines()
    assert lines[0].startswith("# ")
    assert lines[2].startswith("> ")
    links = re.findall(
        r"^- \[[^]]+\]\(http://testserver(/[^)]*)\): .+", response.text, re.MULTILINE
    )
    assert f"{prefix}/categories/proxy/" in links
    for path in links:
        assert client.get(path).status_code == 200, path


def test_texts_of_editors_stay_on_their_lines(client: Client):
    Landscape.objects.create(title_en="A\n# B", introduction_en="One\n\n## Two <b>&amp;</b>")

    text = client.get("/en/llms.txt").text

    assert text.startswith("# A # B\n\n> One ## Two")
    assert "\n## Two" not in text
