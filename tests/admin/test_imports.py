"""A file in the admin: uploaded, seen as differences, chosen from, confirmed, on record."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from directory.formats.decoding import LARGEST
from directory.models import Category, Import, Link, Project, Stewardship, Tag
from directory.services import history
from directory.services.exchange import imports
from tests.admin.helpers import address, filled_in, send
from tests.builders import make_category, make_project

ADD = address("import", "add")


def listing(*projects: dict[str, Any], **kinds: Any) -> bytes:
    return json.dumps({"format": "directory/1", "projects": projects, **kinds}).encode()


def entry(slug: str, **fields: Any) -> dict[str, Any]:
    return {"slug": slug, "name": slug.title(), "category": "service-mesh", **fields}


def upload(client: Client, data: bytes, name: str = "list.json", **typed: Any) -> Any:
    """The page that follows: the differences, or the form again with what is wrong."""
    response = send(client, ADD, file=SimpleUploadedFile(name, data), **typed)
    return client.get(response["Location"]) if response.status_code == 302 else response


def press(client: Client, page: Any, button: str, value: str = "", **changed: Any) -> Any:
    """Press a button below the differences, after changing what is ticked."""
    values = filled_in(page) | changed | {button: [value or "x"]}
    return client.post(page.request["PATH_INFO"], values, follow=True)


def confirm(client: Client, page: Any, **changed: Any) -> Any:
    return press(client, page, "confirm", **changed)


def ticked(page: Any) -> list[str]:
    return filled_in(page).get("wanted", [])


def slugs() -> set[str]:
    return set(Project.objects.values_list("slug", flat=True))


def numbered(count: int) -> bytes:
    return listing(*(entry(f"p-{i:03}") for i in range(count)))


@pytest.fixture(autouse=True)
def service_mesh(db: None) -> Category:
    return make_category("service-mesh")


# ---- from the upload to the history


def test_an_upload_changes_nothing_but_shows_what_would(alice: Client):
    make_project("istio", name="Istio", summary_en="A mesh.")

    page = upload(alice, listing(entry("istio", summary_en="The mesh."), entry("linkerd")))

    assert "Linkerd" in page.text
    assert "A mesh." in page.text
    assert "The mesh." in page.text
    assert slugs() == {"istio"}
    assert Import.objects.get().state == "prepared"


def test_what_is_confirmed_is_done_and_on_record_as_one_import(alice: Client):
    istio = make_project("istio", name="Istio")

    page = confirm(alice, upload(alice, listing(entry("istio", name="Istio 2"), entry("linkerd"))))

    assert "Imported “list.json”: 2 objects are new, changed or withdrawn." in page.text
    istio.refresh_from_db()
    assert istio.name == "Istio 2"
    for project in Project.objects.all():
        event = history.of(project)[0]
        assert (event.user, event.reason) == ("alice", "import list.json")
    done = Import.objects.get()
    assert (done.state, done.user.username) == ("done", "alice")
    assert len(done.report["changes"]) == 2
    assert "list.json" in alice.get("/en/admin/directory/act/").text


def test_the_list_tells_how_much_each_import_changed(alice: Client):
    make_project("istio")
    confirm(alice, upload(alice, listing(entry("istio", name="Istio 2"), entry("linkerd"))))

    page = alice.get(address("import")).text

    assert '<td class="field-new">1</td>' in page
    assert '<td class="field-changed">1</td>' in page
    assert '<td class="field-withdrawn">0</td>' in page


def test_the_list_calls_what_changed_by_no_date(alice: Client):
    upload(alice, listing(entry("istio")))

    page = alice.get(address("import").removeprefix("/en")).text

    assert ">修改<" in page
    assert "更新时间" not in page


def test_a_done_import_still_shows_what_it_did_and_has_no_buttons(alice: Client):
    page = confirm(alice, upload(alice, listing(entry("istio"))))

    assert ">Istio</a>" in page.text
    assert 'name="confirm"' not in page.text
    assert "wanted" not in filled_in(page)


def test_text_can_be_pasted_in_place_of_a_file(alice: Client):
    response = send(alice, ADD, text=listing(entry("istio")).decode())
    confirm(alice, alice.get(response["Location"]))

    assert slugs() == {"istio"}
    assert Import.objects.get().file == "pasted"


@pytest.mark.parametrize("both", [True, False])
def test_a_file_or_a_text_is_needed_and_not_both(alice: Client, both: bool):
    sent = {"file": SimpleUploadedFile("list.json", listing()), "text": "{}"} if both else {}

    response = send(alice, ADD, **sent)

    assert "Choose a file or paste its text; one of the two." in response.text
    assert not Import.objects.exists()


def test_a_file_that_says_nothing_new_can_be_kept_for_downloads(alice: Client):
    make_project("istio", name="Istio")

    page = upload(alice, listing({"slug": "istio", "name": "Istio"}))
    assert "Nothing changes" in page.text

    assert "Kept “list.json”; nothing had to change." in confirm(alice, page).text
    assert Import.objects.get().state == "done"


def test_the_list_can_be_the_whole_truth(alice: Client):
    make_project("istio")
    make_project("gone")

    page = upload(alice, listing(entry("istio")), withdraw_missing="on")
    assert "withdraw what is missing in it: yes" in page.text
    confirm(alice, page)

    gone = Project.objects.get(slug="gone")
    assert (gone.state, gone.withdrawn_reason_en) == ("withdrawn", "No longer in list.json.")


@pytest.mark.parametrize(
    ("only", "name", "known"), [("new", "Istio", True), ("changed", "Istio 2", False)]
)
def test_only_what_is_new_or_only_what_changes_can_be_taken(
    alice: Client, only: str, name: str, known: bool
):
    make_project("istio", name="Istio")

    confirm(alice, upload(alice, listing(entry("istio", name="Istio 2"), entry("new")), only=only))

    assert Project.objects.get(slug="istio").name == name
    assert Project.objects.filter(slug="new").exists() == known


def test_entries_that_name_no_category_go_where_the_form_says(alice: Client):
    nameless = {"slug": "istio", "name": "Istio"}

    assert "Entries without a category: 1." in upload(alice, listing(nameless)).text
    confirm(alice, upload(alice, listing(nameless), category="service-mesh"))

    assert Project.objects.get().category.slug == "service-mesh"


def test_a_page_opens_in_chinese_too(alice: Client):
    page = upload(alice, listing(entry("istio")))

    assert alice.get(page.request["PATH_INFO"].removeprefix("/en")).status_code == 200
    assert alice.get(ADD.removeprefix("/en")).status_code == 200


def test_problems_and_what_is_no_entry_are_told_in_the_language_of_who_reads(alice: Client):
    text = "# A\n\n## B\n\n- [a](javascript:x) - Warned of.\n- Just words.\n"
    page = upload(alice, text.encode(), "list.md")

    chinese = alice.get(page.request["PATH_INFO"].removeprefix("/en")).text

    assert "“javascript:x” is no address of the web." in page.text
    assert "It has no link." in page.text
    assert "“javascript:x”不是网址。" in chinese
    assert "没有链接。" in chinese
    assert 'class="text" lang=' not in chinese


def test_a_problem_that_is_no_more_stays_in_the_language_it_was_told_in(alice: Client):
    istio = make_project("istio", name="Istio", state="withdrawn")
    page = upload(alice, listing(entry("istio", name="Istio 2")))
    istio.state = "published"
    istio.save()

    chinese = alice.get(page.request["PATH_INFO"].removeprefix("/en")).text

    assert '<td class="text" lang="en">“istio” was withdrawn from the directory.' in chinese


def test_what_was_shown_in_one_language_can_be_confirmed_in_the_other(alice: Client):
    make_project("istio", name="Istio", state="withdrawn")
    page = upload(alice, listing(entry("istio", name="Istio 2")))

    confirm(alice, alice.get(page.request["PATH_INFO"].removeprefix("/en")))

    assert Project.objects.get().name == "Istio 2"


# ---- choosing


def test_what_is_not_ticked_is_not_done(alice: Client):
    page = upload(alice, listing(entry("istio"), entry("linkerd"), entry("kuma")))

    confirm(alice, page, wanted=["0", "2"])

    assert slugs() == {"istio", "kuma"}


def test_nothing_ticked_is_nothing_done(alice: Client):
    page = confirm(alice, upload(alice, listing(entry("istio"))), wanted=[])

    assert "Nothing is ticked, so nothing was done." in page.text
    assert slugs() == set()
    assert Import.objects.get().state == "prepared"


def test_a_project_brings_the_new_tags_that_it_needs(alice: Client):
    tags = [{"slug": slug, "name": slug, "label_zh": slug} for slug in ("ambient", "unused")]
    page = upload(alice, listing(entry("istio", tags=["ambient"]), tags=tags))

    confirm(alice, page, wanted=[ticked(page)[2]])

    assert [tag.slug for tag in Tag.objects.all()] == ["ambient"]


def test_a_choice_holds_from_page_to_page(alice: Client):
    first = upload(alice, numbered(250))
    third = press(alice, first, "page", "3", wanted=[n for n in ticked(first) if n != "7"])
    first_again = press(alice, third, "page", "1", wanted=[n for n in ticked(third) if n != "249"])

    assert "7" not in ticked(first_again)
    confirm(alice, first_again)

    assert {f"p-{i:03}" for i in range(250)} - slugs() == {"p-007", "p-249"}


def test_all_and_none_are_those_of_every_page(alice: Client):
    page = press(alice, upload(alice, numbered(250)), "tick", "none")
    assert ticked(page) == []
    page = press(alice, page, "page", "2", wanted=["3"])

    confirm(alice, page, wanted=["120"])

    assert slugs() == {"p-003", "p-120"}


def test_none_of_what_a_filter_shows_leaves_the_rest_ticked(alice: Client):
    make_project("istio", name="Istio")
    page = upload(alice, listing(entry("istio", name="Istio 2"), entry("new")))

    changed = press(alice, page, "show", "changed")
    assert ticked(changed) == ["0"]
    confirm(alice, press(alice, changed, "tick", "none"))

    assert Project.objects.get(slug="istio").name == "Istio"
    assert "new" in slugs()


@pytest.mark.parametrize("nonsense", ["-1", "abc", "9" * 40, "0-999999999", "\0", "1-", "²"])
def test_a_choice_that_was_tampered_with_is_no_crash(alice: Client, nonsense: str):
    page = upload(alice, listing(entry("istio")))

    for name in ("wanted", "unwanted", "shown", "page", "here", "show", "kind", "tick", "stamp"):
        assert press(alice, page, name, nonsense).status_code == 200


# ---- what happens meanwhile


def test_if_the_directory_changed_nothing_is_done_and_the_new_difference_shown(alice: Client):
    istio = make_project("istio", name="Istio", summary_en="A mesh.")
    page = upload(alice, listing(entry("istio", summary_en="The mesh."), entry("new")))
    istio.summary_en = "Somebody's mesh."
    istio.save()

    page = confirm(alice, page, wanted=["0"])

    assert "The directory has changed since the differences were shown" in page.text
    assert "Somebody" in page.text
    assert slugs() == {"istio"}
    assert ticked(page) == ["0"], "the choice was lost"
    confirm(alice, page)
    istio.refresh_from_db()
    assert istio.summary_en == "The mesh."
    assert slugs() == {"istio"}


def test_a_window_that_shows_other_differences_confirms_nothing(alice: Client):
    istio = make_project("istio", name="Istio")
    old_window = upload(alice, listing(entry("a"), entry("istio", name="Istio 2")))
    istio.name = "Istio 2"
    istio.save()
    confirm(alice, old_window)  # which renews what is shown

    page = confirm(alice, old_window, wanted=["1"])

    assert "The directory has changed since the differences were shown" in page.text
    assert slugs() == {"istio"}


def test_confirming_twice_is_done_once(alice: Client):
    page = upload(alice, listing(entry("istio")))
    confirm(alice, page)
    Project.objects.update(name="Edited")

    again = confirm(alice, page)

    assert "This was confirmed or discarded already." in again.text
    assert Project.objects.get().name == "Edited"


def test_a_database_that_is_busy_is_told_and_nothing_done(
    alice: Client, monkeypatch: pytest.MonkeyPatch
):
    def busy(*args: Any) -> None:
        raise OperationalError

    page = upload(alice, listing(entry("istio"), entry("kuma")))
    monkeypatch.setattr(imports, "confirm", busy)

    page = confirm(alice, page, wanted=["1"])

    assert "Confirm once more." in page.text
    assert ticked(page) == ["1"]
    assert slugs() == set()


def test_stewards_can_be_confirmed_too(alice: Client):
    """Their keys have several parts, which JSON keeps otherwise than Python."""
    page = upload(
        alice,
        listing(
            maintainers=[{"handle": "jimmy"}],
            stewardships=[{"maintainer": "jimmy", "role": "owner"}],
        ),
    )

    confirm(alice, page)

    assert Stewardship.objects.filter(maintainer__handle="jimmy", role="owner").exists()


# ---- mistakes in the file


def test_a_file_with_errors_is_seen_with_places_but_not_confirmed(alice: Client):
    page = upload(alice, listing(entry("istio", license="No such license")))

    assert "The file has an error." in page.text
    assert "list.json:1:" in page.text
    assert 'name="confirm"' not in page.text
    forged = confirm(alice, page, wanted=["0"])
    assert "A file with errors cannot be imported." in forged.text
    assert slugs() == set()


def test_errors_stand_before_warnings(alice: Client):
    make_project("istio", name="Istio", state="withdrawn")

    page = upload(alice, listing(entry("istio", name="Istio 2"), {"slug": "b", "name": "B"})).text

    assert page.index("<td>Error</td>") < page.index("<td>Warning</td>")


def test_of_many_problems_the_first_are_shown_and_the_rest_counted(alice: Client):
    lines = "".join(f"- [a{i}](javascript:x) - Warned of.\n" for i in range(600))

    page = upload(alice, f"# A\n## B\n{lines}".encode(), "list.md").text

    assert page.count("<td>Warning</td>") == 500
    assert " more.</p>" in page


def test_warnings_do_not_hinder(alice: Client):
    make_project("istio", name="Istio", state="withdrawn")

    page = upload(alice, listing(entry("istio", name="Istio 2")))
    assert "“istio” was withdrawn from the directory." in page.text
    confirm(alice, page)

    assert Project.objects.get().name == "Istio 2"


HOSTILE = {
    "binary": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "x.png", "binary file"),
    "GBK": ("服务网格全景图".encode("gbk") * 20, "x.json", "GBK"),
    "UTF-16": ("服务网格 mesh".encode("utf-16"), "x.csv", "UTF-16"),
    "no JSON": (b'{"format": "directory/1",', "x.json", "x.json"),
    "deep": (b"[" * 100_000, "x.json", "x.json"),
    "empty": (b"", "x.json", "empty"),
    "another's": (b'{"a": 1}', "x.json", "x.json"),
    "bomb": (
        b"format: directory/1\na: &a [x,x,x,x,x,x,x,x]\n"
        + b"".join(
            b"%c: &%c [%s]\n" % (i, i, b",".join([b"*%c" % (i - 1)] * 9)) for i in b"bcdefghij"
        ),
        "x.yaml",
        "x.yaml",
    ),
    "NUL": (listing(entry("istio", name="a\0b")), "x.json", "x.json"),
    "NUL in YAML": (
        b'format: directory/1\nprojects: [{slug: istio, name: "a\\0b"}]\n',
        "x.yaml",
        "x.yaml",
    ),
    "half a character": (listing(entry("istio", name="a\ud800b")), "x.json", "x.json"),
    "endless": (b'{"format":"directory/1","projects":[{"extra":{"a":1e999}}]}', "x.json", ""),
    "wrong types": (
        listing({"slug": [1], "name": {"a": 1}, "tags": 7, "links": ["x"]}),
        "x.json",
        "",
    ),
    "long name": (b"{", "x" * 300 + ".json", ".json"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_told_in_words_and_does_nothing(alice: Client, kind: str):
    data, name, words = HOSTILE[kind]

    page = upload(alice, data, name)

    assert page.status_code == 200
    assert words in page.text
    assert "errornote" in page.text
    assert slugs() == set()
    assert 'name="confirm"' not in page.text


def test_a_file_that_is_too_large_is_told_so(alice: Client):
    page = upload(alice, b" " * (LARGEST + 1))

    assert "The file has 50.0 MB; at most 50 MB are read." in page.text
    assert not Import.objects.exists()


LANDSCAPE = """landscape:
- category:
  name: Runtime
  subcategories:
  - subcategory:
    name: Mesh
    items:
    - item:
      name: {name}
      homepage_url: https://istio.io/
      {more}
"""
LIST = "# A\n## B\n- [x](https://x.example/) - y\n\n"
# Problems that hinder nothing: what makes no sense is left out or kept as a text.
ODD = {
    "NUL in a name": (LANDSCAPE.format(name='"Is\\0tio"', more="logo: a.svg"), "landscape.yml"),
    "NUL in a key": (LANDSCAPE.format(name="Istio", more='"k\\0": 1'), "landscape.yml"),
    "endless numbers": (LANDSCAPE.format(name="Istio", more="k: [.inf, .nan]"), "landscape.yml"),
    "open front matter": ("---\nowners: .inf\n" + LIST, "list.md"),
    "script address": ("# A\n## B\n- [x](javascript:alert(1)) - y\n", "list.md"),
    "deep quotes": (LIST + ">" * 50_000 + "- " * 5_000, "list.md"),
}


@pytest.mark.parametrize("kind", ODD)
def test_what_is_odd_is_told_and_the_rest_can_be_confirmed(alice: Client, kind: str):
    text, name = ODD[kind]

    page = upload(alice, text.encode(), name)
    done = confirm(alice, page)

    assert "<caption>Problems</caption>" in page.text
    assert "javascript:" not in "".join(Link.objects.values_list("url", flat=True))
    assert done.status_code == 200
    assert Import.objects.get().state == "done"


def test_a_text_that_is_too_long_to_be_pasted_is_refused(alice: Client):
    for length, status in ((600_000, 200), (3_000_000, 400)):
        response = alice.post(ADD, {"text": "x" * length, "match": ["slug"]})
        assert response.status_code == status

    assert not Import.objects.exists()


def test_markup_in_a_file_is_shown_as_text(alice: Client):
    script = "<script>alert(1)</script>"

    page = upload(alice, listing(entry("istio", name=script, summary_en=script), **{script: 1}))
    done = confirm(alice, upload(alice, listing(entry("istio", name=script))))

    assert "&lt;script&gt;" in page.text
    assert script not in page.text + done.text + alice.get(address("import")).text


def test_a_formula_stays_a_text(alice: Client):
    table = b"slug,name,category\ncalc,=1+1,service-mesh\n"

    confirm(alice, upload(alice, table, "list.csv"))

    assert Project.objects.get().name == "=1+1"


# ---- who may


def test_a_reviewer_imports_nothing(alice: Client, bob: Client):
    page = upload(alice, listing(entry("istio")))
    shown = page.request["PATH_INFO"]

    for path in (ADD, shown, address("import"), address("import", "export", "json")):
        assert bob.get(path).status_code == 403
    assert bob.post(shown, filled_in(page) | {"confirm": "x"}).status_code == 403
    assert "/directory/import/" not in bob.get("/en/admin/").text
    assert slugs() == set()


def test_discarding_asks_in_its_own_words_and_says_that_nothing_changed(alice: Client):
    page = upload(alice, listing(entry("istio")))
    discard = address("import", "delete", page.context["object"].pk)

    asked = alice.get(discard).text
    done = alice.post(discard, {"post": "yes"}, follow=True).text

    assert "Discard “list.json”? Nothing of it was imported" in asked
    assert "related items" not in asked
    assert "Discarded “list.json”; the directory is as it was." in done


def test_the_list_of_imports_is_called_so(alice: Client):
    assert "<h1>Imports</h1>" in alice.get(address("import")).text


def test_only_what_was_not_done_can_be_discarded(alice: Client):
    upload(alice, listing(entry("istio")))
    prepared = Import.objects.get()
    confirm(alice, upload(alice, listing(entry("linkerd"))))
    done = Import.objects.get(state="done")

    for source in (prepared, done):
        alice.post(address("import", "delete", source.pk), {"post": "yes"})

    assert list(Import.objects.all()) == [done]


@pytest.mark.parametrize("key", ["abc", "-1", "9" * 40, "0"])
def test_a_key_of_nothing_leads_back_with_a_message(alice: Client, key: str):
    response = alice.get(f"/en/admin/directory/import/{key}/change/", follow=True)

    assert "doesn’t exist" in response.text


# ---- downloads


@pytest.mark.parametrize("format", ["json", "yaml", "csv"])
def test_the_directory_is_downloaded_and_says_the_same_when_it_is_imported(
    alice: Client, format: str
):
    make_project("istio", tags=["ambient"], summary_zh="服务网格")

    response = alice.get(address("import", "export", format))

    assert response["Content-Disposition"] == f'attachment; filename="landscape.{format}"'
    page = upload(alice, response.content, f"landscape.{format}")
    assert "Nothing changes" in page.text


@pytest.mark.parametrize(
    ("format", "name"), [("markdown", "landscape-zh.md"), ("landscape", "landscape-zh.yaml")]
)
def test_formats_of_one_language_are_downloaded_in_either(alice: Client, format: str, name: str):
    make_project("istio", summary_zh="服务网格", summary_en="A mesh.")
    path = address("import", "export", format)

    chinese, english = alice.get(f"{path}?language=zh"), alice.get(f"{path}?language=en")

    assert chinese["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "服务网格" in chinese.text
    assert "A mesh." in english.text
    assert alice.get(f"{path}?language=nope").text == english.text


def test_every_format_is_offered_and_no_other(alice: Client):
    page = alice.get(address("import")).text

    assert address("import", "export", "json") in page
    assert alice.get(address("import", "export", "nope")).status_code == 404


# ---- cost


def test_differences_cost_as_many_queries_however_many_there_are(alice: Client):
    def queries(count: int) -> int:
        shown = upload(alice, numbered(count)).request["PATH_INFO"]
        with CaptureQueriesContext(connection) as captured:
            alice.get(shown)
        return len(captured)

    assert queries(60) == queries(3)


def test_a_page_of_many_differences_stays_small(alice: Client):
    page = upload(alice, numbered(1_000))

    assert len(page.content) < 250_000
