import pytest

from directory.models.provenance import coming_from
from directory.services import curation, history
from tests.builders import make_project, make_tag

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
