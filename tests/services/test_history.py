"""What the history tells about an object."""

import pytest
from django.contrib.auth.models import User
from django.utils.translation import override

from directory.models import Link, Maintainer, Project, Stewardship
from directory.services import curation, history
from directory.services.exchange.recording import Recording
from tests.admin.samples import make_capability, make_cell
from tests.builders import make_category, make_project, make_relation, make_tag

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with override("en"):
        yield


def told(instance: object) -> list[tuple[str, str, str]]:
    """What, before and after; newest first."""
    return [(event.what, event.before, event.after) for event in history.of(instance)]  # type: ignore[arg-type]


def as_loaded(project: Project) -> Project:
    """As after `loaddata`, which writes no history."""
    for model in (Project, *history.PARTS[Project]):
        model.history.all().delete()  # type: ignore[attr-defined]
    return project


def test_each_changed_field_is_told_with_what_it_was_and_became():
    project = make_project("istio", status="unknown")
    project.status = "active"
    project.license = "Apache-2.0"
    project.save()

    assert told(project) == [
        ("Status", "Unknown", "Active"),
        ("License", "", "Apache-2.0"),
        ("Project", "", "Istio"),
    ]


def test_who_when_and_why_stand_beside_it():
    project = make_project("istio")
    project._history_user = User.objects.create_user("alice")  # type: ignore[attr-defined]
    project.license = "MIT"
    history.because(project, "Read the LICENSE file.").save()

    event = history.of(project)[0]

    assert (event.user, event.reason) == ("alice", "Read the LICENSE file.")
    assert event.time == project.history.latest().history_date


def test_no_reason_hides_what_was_added():
    project = make_project("istio")
    link = Link(project=project, kind="homepage", url="https://istio.io/")
    history.because(link, history.BEFORE).save()
    Recording(history.BEFORE).add([Link(project=project, kind="blog", url="https://istio.io/b/")])

    assert ("Link", "", "Homepage https://istio.io/") in told(project)
    assert ("Link", "", "Blog https://istio.io/b/") in told(project)


def test_foreign_keys_and_lists_are_told_in_words():
    project = make_project("istio", category="service-mesh", languages=["Go"])
    project.category = make_category("proxy")
    project.languages = ["Go", "C++"]
    project.save()

    assert told(project)[:2] == [
        ("Category", "Service mesh", "Proxy"),
        ("Programming languages", "Go", "Go, C++"),
    ]


def test_tags_links_relations_capabilities_and_stewards_of_a_project_belong_to_its_history():
    project = as_loaded(make_project("istio"))
    curation.set_tags(project, [make_tag("mtls", name="mTLS")])
    link = Link.objects.create(project=project, kind="homepage", url="https://istio.io/")
    relation = make_relation(project, "built-on", make_project("envoy"))
    cell = make_cell(project, make_capability("ambient"))
    maintainer = Maintainer.objects.create(handle="jimmy")
    Stewardship.objects.create(maintainer=maintainer, role="owner", project=project)
    link.kind = "blog"
    link.save()
    cell.value = ["no"]
    cell.save()
    relation.delete()
    curation.set_tags(project, [])

    assert told(project) == [
        ("Tag of a project", "mTLS", ""),
        ("Relation", "Istio — Built on — Envoy", ""),
        ("Ambient · value", "yes", "no"),
        ("Homepage https://istio.io/ · kind", "Homepage", "Blog"),
        ("Stewardship", "", "jimmy: Owner · Istio"),
        ("Capability of a project", "", "ambient: Yes"),
        ("Relation", "", "Istio — Built on — Envoy"),
        ("Link", "", "Homepage https://istio.io/"),
        ("Tag of a project", "", "mTLS"),
    ]


def test_stewards_are_told_with_chinese_punctuation_in_chinese():
    project = as_loaded(make_project("istio"))
    maintainer = Maintainer.objects.create(handle="jimmy")
    Stewardship.objects.create(maintainer=maintainer, role="owner", project=project)

    with override("zh-hans"):
        assert told(project)[0][2].startswith("jimmy：")


def test_a_relation_is_told_on_both_sides():
    istio, envoy = make_project("istio"), make_project("envoy")
    make_relation(istio, "built-on", envoy)

    for project in (istio, envoy):
        assert told(project)[0] == ("Relation", "", "Istio — Built on — Envoy")


def test_what_was_deleted_since_still_has_its_name():
    project = make_project("istio")
    tag = make_tag("mtls", name="mTLS")
    curation.set_tags(project, [tag])
    tag.delete()

    assert told(project)[:2] == [("Tag of a project", "mTLS", ""), ("Tag of a project", "", "mTLS")]


def test_the_first_change_after_loading_has_something_to_differ_from():
    project = as_loaded(make_project("istio", status="active"))

    history.begin(project)
    project.status = "archived"
    project.save()

    assert told(project) == [("Status", "Active", "Archived")]


def test_how_things_were_is_put_on_record_once_and_as_the_database_has_it():
    project = as_loaded(make_project("istio", name="Istio"))
    project.name = "Typed, but not saved"

    history.begin(project)
    history.begin(project)

    assert [line.name for line in project.history.all()] == ["Istio"]


def test_a_change_that_nothing_was_on_record_before_says_so():
    project = as_loaded(make_project("istio"))
    project.save()

    assert told(project) == [("Project", "", "Changed; what exactly is not on record.")]


def test_saving_without_a_change_is_not_told():
    project = make_project("istio")
    project.save()

    assert len(told(project)) == 1


def test_a_small_change_in_a_long_text_is_told_without_the_rest():
    project = make_project("istio", description_en="a" * 500 + " Linkerd " + "z" * 500)
    project.description_en = "a" * 500 + " Envoy " + "z" * 500
    project.save()

    _what, before, after = told(project)[0]

    assert before == "…" + "a" * 59 + " Linkerd " + "z" * 59 + "…"
    assert after == "…" + "a" * 59 + " Envoy " + "z" * 59 + "…"


def test_a_deleted_object_is_known_as_it_last_was():
    project = make_project("istio")
    pk = project.pk
    project.delete()

    last = history.last_known(Project, pk)

    assert last.slug == "istio"
    assert told(last)[0] == ("Project", "Istio", "")
    assert history.last_known(Project, 999_999) is None
