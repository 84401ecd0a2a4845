"""A directory that was taken in from a list in one language is shown in both."""

import io
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation

from directory.models import Project
from tests.builders import make_tag

pytestmark = pytest.mark.django_db(transaction=True)

CHINESE = """# 云原生网关

收录网关。

## 网关

### 开源

- [Kong](https://github.com/Kong/kong) - 云原生 API 网关。
"""
PAGES = {
    "project_list": [],
    "project": ["kong"],
    "category_list": [],
    "category": ["kai-yuan"],
    "tag_list": [],
    "tag": ["gateway"],
    "about": [],
}


@pytest.fixture
def chinese_list(tmp_path: Path) -> None:
    path = tmp_path / "list.md"
    path.write_text(CHINESE, encoding="utf-8")
    call_command("import_projects", str(path), stdout=io.StringIO(), stderr=io.StringIO())
    Project.objects.get().tags.add(make_tag("gateway", label_zh=""))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_shows_what_there_is(
    chinese_list: None, client: Client, name: str, language: str
):
    with translation.override(language):
        address = reverse(f"directory:{name}", args=PAGES[name])

    answer = client.get(address)

    assert answer.status_code == 200
    assert "云原生网关" in answer.content.decode()
