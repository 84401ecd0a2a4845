"""Logos beside a list: taken in with it, and written back."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from directory.logos import Picture
from directory.models import Logo, Project
from tests.builders import make_logo, make_project

pytestmark = pytest.mark.django_db

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d 9"><g /></svg>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "logos"
    folder.mkdir()
    return folder


def draw(file: Path, width: int = 1) -> str:
    """A logo as a file, already as clean as it will be."""
    file.write_text(SVG % width)
    return SVG % width


def landscape(folder: Path, **logos: str) -> Path:
    """A landscape of projects with the logos that they name, beside the folder of logos."""
    items = "".join(
        f"""
          - item:
            name: {name}
            homepage_url: https://{name}.example.org/
            logo: {logo}"""
        for name, logo in logos.items()
    )
    file = folder.parent / "landscape.yml"
    file.write_text(
        f"""landscape:
  - category:
    name: Mesh
    subcategories:
      - subcategory:
        name: Data plane
        items:{items}
"""
    )
    return file


def take_in(file: Path, folder: Path, **options: object) -> str:
    out = StringIO()
    call_command(
        "import_projects", file, logos=folder, stdout=out, stderr=out, verbosity=2, **options
    )
    return out.getvalue()


def pictures() -> dict[str, str]:
    logos = Logo.objects.select_related("project")
    return {logo.project.slug: bytes(logo.data).decode() for logo in logos}


def test_an_import_takes_the_logos_that_a_landscape_names(folder: Path):
    istio, envoy = draw(folder / "i.svg", 1), draw(folder / "e.svg", 2)

    told = take_in(landscape(folder, istio="i.svg", envoy="e.svg"), folder)

    assert pictures() == {"istio": istio, "envoy": envoy}
    assert "Logos: 2 new or changed" in told


def test_the_same_again_writes_nothing(folder: Path):
    draw(folder / "i.svg")
    file = landscape(folder, istio="i.svg")
    take_in(file, folder)
    before = Project.objects.values_list("modified").get(), Logo.objects.values_list("pk").get()

    told = take_in(file, folder)

    after = Project.objects.values_list("modified").get(), Logo.objects.values_list("pk").get()
    assert "Logos: 0 new or changed" in told
    assert after == before


def test_a_file_that_is_another_picture_now_takes_the_place_of_the_former(folder: Path):
    draw(folder / "i.svg", 1)
    file = landscape(folder, istio="i.svg")
    take_in(file, folder)
    modified = Project.objects.get().modified
    new = draw(folder / "i.svg", 2)

    take_in(file, folder)

    assert pictures() == {"istio": new}
    assert Project.objects.get().modified > modified


def test_a_broken_or_missing_logo_is_told_with_its_line_and_the_rest_is_taken(folder: Path):
    good = draw(folder / "good.svg")
    (folder / "bad.svg").write_text("<svg")

    told = take_in(landscape(folder, istio="bad.svg", kuma="none.svg", envoy="good.svg"), folder)

    assert pictures() == {"envoy": good}
    assert "landscape.yml:11:" in told
    assert "“bad.svg”: The SVG is broken at line 1" in told
    assert "There is no file “none.svg”" in told
    assert Project.objects.count() == 3


@pytest.mark.parametrize(
    "name", ["../outside.svg", "link.svg", "sub/inner.svg", "folder.svg", "..", "x" * 999]
)
def test_nothing_outside_of_the_folder_is_read(folder: Path, name: str):
    draw(folder.parent / "outside.svg")
    (folder / "link.svg").symlink_to(folder.parent / "outside.svg")
    (folder / "sub").mkdir()
    draw(folder / "sub" / "inner.svg")
    (folder / "folder.svg").mkdir()

    take_in(landscape(folder, istio=name), folder)

    assert pictures() == {}


def test_a_dry_run_tells_and_stores_nothing(folder: Path):
    draw(folder / "i.svg")

    told = take_in(landscape(folder, istio="i.svg"), folder, dry_run=True)

    assert "Logos: 1 new or changed" in told
    assert not Logo.objects.exists()


def test_only_new_projects_get_logos_if_only_those_are_wanted(folder: Path):
    draw(folder / "i.svg", 1)
    take_in(landscape(folder, istio="i.svg"), folder)
    old, new = pictures()["istio"], draw(folder / "e.svg", 3)
    draw(folder / "i.svg", 2)

    take_in(landscape(folder, istio="i.svg", envoy="e.svg"), folder, only="new")

    assert pictures() == {"istio": old, "envoy": new}


def test_what_was_taken_in_is_written_back_under_the_same_names(folder: Path, tmp_path: Path):
    istio, envoy = draw(folder / "The Sail.svg", 1), draw(folder / "e.svg", 2)
    take_in(landscape(folder, istio="The Sail.svg", envoy="e.svg"), folder)
    out = tmp_path / "out"

    call_command(
        "export_projects", tmp_path / "out.yml", format="landscape", logos=out, verbosity=0
    )

    assert {file.name: file.read_text() for file in out.iterdir()} == {
        "The Sail.svg": istio,
        "e.svg": envoy,
    }


@pytest.mark.parametrize("format", ["json", "yaml", "csv"])
def test_a_directory_goes_out_with_its_logos_and_comes_in_again(format: str, tmp_path: Path):
    make_logo(make_project("istio"), Picture("image/svg+xml", (SVG % 5).encode()))
    file, folder = tmp_path / f"list.{format}", tmp_path / "logos"
    call_command("export_projects", file, logos=folder, verbosity=0)
    before = pictures()
    Project.objects.all().delete()

    take_in(file, folder, format=format)

    assert pictures() == before


@pytest.mark.parametrize(
    "name",
    ["../../escaped.svg", "/tmp/x.svg", "a.png", 7, None, "..", "\n.svg", "长" * 99 + ".svg"],
)
def test_a_name_from_a_list_leads_nowhere_else_when_it_is_written(name: object, tmp_path: Path):
    project = make_project("istio", extra={"landscape": {"logo": name}})
    make_logo(project, Picture("image/svg+xml", b"<svg/>"))

    call_command(
        "export_projects", tmp_path / "a.json", logos=tmp_path / "deep" / "logos", verbosity=0
    )

    written = {str(file.relative_to(tmp_path)) for file in tmp_path.rglob("*.svg")}
    assert written == {"deep/logos/istio.svg"}


def test_two_logos_of_one_name_do_not_overwrite_each_other(tmp_path: Path):
    for width, slug in enumerate(("istio", "linkerd"), start=1):
        project = make_project(slug, extra={"landscape": {"logo": "mesh.svg"}})
        make_logo(project, Picture("image/svg+xml", (SVG % width).encode()))

    call_command("export_projects", tmp_path / "a.json", logos=tmp_path / "logos", verbosity=0)

    assert {file.name for file in (tmp_path / "logos").iterdir()} == {"mesh.svg", "linkerd.svg"}


def test_a_check_tells_which_logos_are_missing_or_none(folder: Path):
    draw(folder / "good.svg")
    (folder / "bad.svg").write_text("<svg")
    out = StringIO()

    with pytest.raises(SystemExit):
        call_command(
            "check_list",
            landscape(folder, istio="bad.svg", kuma="none.svg", envoy="good.svg"),
            logos=folder,
            stdout=out,
            stderr=out,
        )

    assert "“bad.svg”: The SVG is broken at line 1" in out.getvalue()
    assert "There is no file “none.svg”" in out.getvalue()
    assert "good.svg" not in out.getvalue()
