import pytest

from directory.models import Project
from directory.models.provenance import coming_from
from directory.services import curation, history
from directory.services.exchange import imports
from directory.services.exchange.plan import Options
from tests.builders import make_category, make_project, make_tag
from tests.records import listing, record

pytestmark = pytest.mark.django_db


def test_what_is_saved_meanwhile_goes_on_record_as_coming_from_the_suggestion():
    project = make_project(slug="istio")
    tag = make_tag("mtls")
    with coming_from(suggestion=7):
        history.because(project, "as suggested").save()
        curation.set_tags(project, [tag])

    rows = [project.history.latest(), project.project_tags.get().history.latest()]
    assert [row.from_suggestion for row in rows] == [7, 7]


def test_what_is_saved_afterwards_comes_from_nowhere():
    project = make_project(slug="istio")
    with coming_from(suggestion=7):
        pass
    project.save()

    assert project.history.latest().from_suggestion is None


def test_what_an_import_changed_names_it():
    make_category("mesh")
    make_tag("mtls")
    file = listing(record(slug="istio", name="Istio", category="mesh", tags=["mtls"]))
    source = imports.unsaved(b"-", "list.md", file, Options())
    imports.take_in(source, file)

    istio = Project.objects.get()
    rows = [istio.history.latest(), istio.project_tags.get().history.latest()]
    assert [row.from_import for row in rows] == [source.pk, source.pk]
