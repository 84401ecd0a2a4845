"""The script of the documentation keeps a copy in step."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from directory.models import Project
from tests.builders import make_project, make_relation

SCRIPT = Path(__file__).parent.parent.parent / "docs/examples/mirror.py"


@pytest.mark.django_db(transaction=True)
def test_a_script_copies_all_and_stays_in_step(live_server: LiveServer, tmp_path: Path):
    copy = tmp_path / "copy.json"
    istio, envoy = make_project("istio"), make_project("envoy")
    make_relation(istio, "built-on", envoy)

    assert mirrored(live_server, copy) == there(live_server)
    envoy.slug = "envoy-proxy"
    envoy.save()
    Project.objects.filter(pk=istio.pk).update(state="withdrawn")
    make_project("linkerd")
    assert mirrored(live_server, copy) == there(live_server)


@pytest.mark.django_db(transaction=True)
def test_a_copy_of_a_directory_that_was_restored_is_made_anew(
    live_server: LiveServer, tmp_path: Path
):
    copy = tmp_path / "copy.json"
    make_project("istio")
    future = f"{live_server.url}/api/v1/changes?depth=full&since={2**53}"
    copy.write_text(json.dumps({"projects": {"1": {"slug": "lost"}}, "next": future}))

    assert mirrored(live_server, copy) == there(live_server)


def mirrored(server: LiveServer, copy: Path) -> dict[str, Any]:
    subprocess.run([sys.executable, SCRIPT, server.url, copy], check=True, timeout=60)
    found: dict[str, Any] = json.loads(copy.read_text())["projects"]
    return found


def there(server: LiveServer) -> dict[str, Any]:
    host = server.url.removeprefix("http://")
    found = Client(headers={"host": host}).get("/api/v1/projects?depth=full").json()["projects"]
    return {str(project["id"]): project for project in found}
