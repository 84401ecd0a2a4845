"""A project's logo in the admin."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from directory.logos import Picture
from directory.models import Logo, Project
from tests.admin.helpers import address, errors, send
from tests.builders import make_category, make_logo, make_project

pytestmark = pytest.mark.django_db

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="alert(1)"><g/></svg>'
CLEAN = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><g /></svg>'


def form_of(project: Project) -> str:
    return address("project", "change", project.pk)


def upload(client: Client, project: Project, data: bytes, name: str = "istio.svg") -> object:
    return send(client, form_of(project), logo__0__file=SimpleUploadedFile(name, data))


def test_a_logo_is_uploaded_cleaned_and_shown_at_once(alice: Client):
    project = make_project("istio")

    assert upload(alice, project, SVG).status_code == 302

    logo = Logo.objects.get()
    assert (logo.project, logo.name, bytes(logo.data)) == (project, "istio.svg", CLEAN)
    assert logo.get_absolute_url() in alice.get(form_of(project)).text
    assert logo.get_absolute_url() in alice.get("/").text


def test_a_project_is_added_with_its_logo(alice: Client):
    said = {"slug": "istio", "name": "Istio", "category": make_category().pk, "state": "published"}
    file = SimpleUploadedFile("sail.svg", SVG)

    send(alice, address("project", "add"), **said, logo__0__file=file)

    assert Logo.objects.get().project == Project.objects.get(slug="istio")


def test_a_refused_form_asks_for_the_file_again_and_keeps_the_former_logo(alice: Client):
    project = make_project("istio")
    logo = make_logo(project, Picture("image/png", b"old"))
    file = SimpleUploadedFile("sail.svg", SVG)

    response = send(alice, form_of(project), name="", logo__0__file=file)

    assert set(errors(response)) == {"name"}
    assert logo.get_absolute_url() in response.text
    assert bytes(Logo.objects.get().data) == b"old"


def test_a_reviewer_replaces_a_logo(bob: Client):
    project = make_project("istio")
    make_logo(project, Picture("image/png", b"old"))

    upload(bob, project, SVG)

    assert bytes(Logo.objects.get().data) == CLEAN
    assert Project.objects.get().modified > project.modified


def test_a_logo_is_removed(alice: Client):
    project = make_project("istio")
    make_logo(project, Picture("image/png", b"old"))

    send(alice, form_of(project), logo__0__DELETE="on")

    assert not Logo.objects.exists()


def test_saving_a_project_without_choosing_a_file_leaves_its_logo(alice: Client):
    with_logo, without = make_project("istio"), make_project("linkerd")
    make_logo(with_logo, Picture("image/png", b"old"))

    send(alice, form_of(with_logo), name="Istio 2")
    send(alice, form_of(without), name="Linkerd 2")

    assert bytes(Logo.objects.get().data) == b"old"
    assert set(Project.objects.values_list("name", flat=True)) == {"Istio 2", "Linkerd 2"}


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "empty"),
        (b"GIF89a", "SVG, PNG, WebP or JPEG"),
        (b"<svg>", "line 1"),
        (b"x" * 1_000_001, "1000 KB"),
    ],
)
def test_what_is_no_logo_is_told_at_its_field(alice: Client, data: bytes, told: str):
    project = make_project("istio")

    [(field, messages)] = errors(upload(alice, project, data)).items()

    assert field == "logo-0-file"
    assert told in " ".join(messages)
    assert not Logo.objects.exists()
