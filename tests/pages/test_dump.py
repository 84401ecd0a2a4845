"""What /dump/ offers to download."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from directory.models import Landscape
from directory.views import streaming
from directory.views.ranges import Unsatisfiable, asked_part
from tests.builders import make_project

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def offered(tmp_path: Path, settings: Any) -> Path:
    settings.VAR_DIR = tmp_path
    return tmp_path / "dump/current"


@pytest.fixture
def dump(offered: Path) -> Path:
    Landscape.objects.create(title_zh="清单", title_en="List", license="CC-BY-4.0")
    make_project("istio", summary_zh="网格")
    call_command("write_dump", stdout=io.StringIO())
    return offered


def read(response: Any) -> bytes:
    content = b"".join(response.streaming_content)
    response.close()
    return content


@pytest.mark.usefixtures("dump")
class TestThePage:
    @pytest.mark.parametrize(("path", "title"), [("/dump/", "清单"), ("/en/dump/", "List")])
    def test_names_each_file_with_size_and_checksum(
        self, client: Client, dump: Path, path: str, title: str
    ):
        page = client.get(path).text

        assert f"· {title}</title>" in page
        for name in ("landscape.json", "projects.csv", "landscape.sqlite3"):
            assert f'href="/dump/{name}"' in page
            assert f'href="/dump/{name}.gz"' in page
            assert hashlib.sha256((dump / name).read_bytes()).hexdigest() in page
        index = json.loads((dump / "index.json").read_text())
        assert f"<code>{index['version']}</code>" in page
        assert "CC-BY-4.0.html" in page
        assert "datasette landscape.sqlite3 --metadata metadata.json" in page

    def test_is_in_the_vocabulary_of_data_sets(self, client: Client):
        page = client.get("/en/dump/").text
        said = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
        assert said

        (data_set,) = json.loads(said[1])["@graph"]

        json_file = next(d for d in data_set["distribution"] if d["name"] == "landscape.json")
        assert json_file["contentUrl"] == "http://testserver/dump/landscape.json"
        assert re.fullmatch(r"\d+ B", json_file["contentSize"])


@pytest.mark.usefixtures("dump")
@pytest.mark.parametrize("path", ["/dump/", "/dump/index.json", "/dump/metadata.json"])
def test_a_new_dump_is_told_though_the_directory_is_as_it_was(client: Client, path: str):
    """What is public is kept for as long as nobody edits the directory."""
    response = client.get(path)

    assert response["Cache-Control"] == "no-cache"
    response.close()


def test_without_a_dump_it_says_how_to_make_one(client: Client):
    response = client.get("/en/dump/")

    assert response.status_code == 200
    assert "manage.py write_dump" in response.text


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"files": 1}'])
def test_an_index_that_is_broken_is_none(client: Client, offered: Path, broken: str):
    offered.mkdir(parents=True)
    (offered / "index.json").write_text(broken)

    for path in ("/en/dump/", "/dump/index.json", "/dump/landscape.json"):
        assert client.get(path).status_code in (200, 404)


def test_the_index_is_for_programs(client: Client, dump: Path):
    response = client.get("/dump/index.json")

    assert response.json() == json.loads((dump / "index.json").read_text())
    assert response["Access-Control-Allow-Origin"] == "*"


def test_a_file_is_sent_piece_by_piece_as_it_is(client: Client, dump: Path):
    response = client.get("/dump/landscape.sqlite3")

    assert response.streaming
    assert read(response) == (dump / "landscape.sqlite3").read_bytes()
    assert response["Content-Type"] == "application/vnd.sqlite3"
    assert response["Content-Disposition"] == 'attachment; filename="landscape.sqlite3"'
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["ETag"]


def test_a_file_that_is_known_is_not_sent_again(client: Client, dump: Path):
    first = client.get("/dump/projects.csv")
    etag = first["ETag"]
    assert read(first)

    response = client.get("/dump/projects.csv", headers={"If-None-Match": etag})

    assert response.status_code == 304


def test_who_downloads_slowly_keeps_nobody_waiting(client: Client, dump: Path):
    downloads = [client.get("/dump/landscape.sqlite3") for _ in range(streaming.AT_ONCE)]

    refused = client.get("/en/dump/"), client.get("/dump/landscape.sqlite3")

    assert [response.status_code for response in refused] == [200, 503]
    assert refused[1]["Retry-After"] == "30"
    for download in downloads:
        assert read(download)


def test_json_and_csv_are_compressed_on_the_way(client: Client, dump: Path):
    for name in ("landscape.json", "projects.csv"):
        response = client.get(f"/dump/{name}", headers={"Accept-Encoding": "gzip"})
        assert gzip.decompress(read(response)) == (dump / name).read_bytes()


@pytest.mark.parametrize(
    "name", ["nothing.json", ".lock", "..%2f..%2fsecret-key", "index.json.gz", "x" * 3_000]
)
def test_only_files_of_the_index_are_there(client: Client, dump: Path, name: str):
    response = client.get(f"/dump/{name}")

    assert response.status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_there_is_nothing_to_write(client: Client, dump: Path, method: str):
    assert getattr(client, method)("/dump/projects.csv").status_code == 405


@given(
    st.text() | st.from_regex(r"bytes=[0-9]{0,4}-[0-9]{0,4}", fullmatch=True), st.integers(1, 5_000)
)
def test_any_header_asks_for_a_part_of_the_file_or_for_none(asked: str, size: int):
    try:
        part = asked_part(asked, size)
    except Unsatisfiable:
        return
    assert part is None or 0 <= part.first <= part.last < size


class TestAPart:
    @pytest.fixture(autouse=True)
    def content(self, dump: Path) -> None:
        self.whole = (dump / "landscape.sqlite3").read_bytes()

    def asked(self, client: Client, part: str, **headers: str) -> Any:
        return client.get("/dump/landscape.sqlite3", headers={"Range": part, **headers})

    @pytest.mark.parametrize(
        ("part", "expected"),
        [
            ("bytes=0-99", slice(0, 100)),
            ("bytes=100-", slice(100, None)),
            ("bytes=-7", slice(-7, None)),
        ],
    )
    def test_is_sent(self, client: Client, part: str, expected: slice):
        response = self.asked(client, part)

        assert response.status_code == 206
        assert read(response) == self.whole[expected]
        first = len(self.whole[: expected.start])
        last = first + len(self.whole[expected]) - 1
        assert response["Content-Range"] == f"bytes {first}-{last}/{len(self.whole)}"
        assert int(response["Content-Length"]) == last - first + 1

    @pytest.mark.parametrize(
        "part",
        ["bytes=5-2", "bytes=-", "bytes=a-b", "lines=1-2", "bytes=0-1,4-5", "bytes=" + "9" * 50],
    )
    def test_that_nobody_understands_is_the_whole(self, client: Client, part: str):
        response = self.asked(client, part)

        assert response.status_code == 200
        assert read(response) == self.whole

    @pytest.mark.parametrize("part", ["bytes=999999999-", "bytes=-0"])
    def test_beyond_the_end_is_refused(self, client: Client, part: str):
        response = self.asked(client, part)

        assert response.status_code == 416
        assert response["Content-Range"] == f"bytes */{len(self.whole)}"

    def test_of_another_file_than_one_had_is_the_whole(self, client: Client):
        first = self.asked(client, "bytes=0-1")
        rest = self.asked(client, "bytes=2-", **{"If-Range": first["ETag"]})
        assert read(first) + read(rest) == self.whole

        assert read(self.asked(client, "bytes=2-", **{"If-Range": '"other"'})) == self.whole


def test_before_the_first_dump_programs_are_told_that_there_is_none(client: Client):
    says = client.get("/dump/index.json", headers={"accept-language": "en"}).json()

    assert says["status"] == 404
    assert "/dump/index.json" not in says["detail"]


def test_scripts_of_other_sites_may_ask_for_parts(client: Client, dump: Path):
    asked = client.options("/dump/landscape.sqlite3")

    assert asked.status_code == 204
    assert "Range" in asked["Access-Control-Allow-Headers"]
    assert client.get("/dump/index.json")["Access-Control-Allow-Origin"] == "*"
