"""Tags that mean the same made one."""

import pytest
from django.core.exceptions import ValidationError

from directory.models import OldTagSlug, ProjectTag, Tag
from directory.services import history, renaming, tagging
from tests.builders import make_project, make_tag

pytestmark = pytest.mark.django_db


def tagged(slug: str) -> set[str]:
    return set(
        ProjectTag.objects.filter(tag__slug=slug).values_list("content_object__slug", flat=True)
    )


def test_projects_of_several_tags_carry_the_one_that_stays_once():
    make_project("istio", tags=["mtls", "mutual-tls"])
    make_project("linkerd", tags=["tls"])
    winner = make_tag("mtls")

    tagging.merge([make_tag("mutual-tls"), make_tag("tls"), winner], winner)

    assert tagged("mtls") == {"istio", "linkerd"}
    assert Tag.objects.get() == winner
    assert ProjectTag.objects.count() == 2


def test_what_the_others_were_called_finds_the_tag_that_stays():
    winner = make_tag("mtls", name="mTLS", label_zh="双向 TLS", synonyms=["two-way TLS"])
    loser = make_tag(
        "mutual-tls", name="Mutual TLS", label_zh="双向 TLS", synonyms=["MTLS", "互信"]
    )

    tagging.merge([loser], winner)

    winner.refresh_from_db()
    assert winner.synonyms == ["two-way TLS", "Mutual TLS", "互信"]


def test_every_former_slug_leads_to_the_tag_that_stays():
    loser, winner = make_tag("a"), make_tag("z")
    renaming.rename(loser, "b")

    tagging.merge([loser], winner)
    renaming.rename(winner, "y")

    assert OldTagSlug.objects.present("abz") == {"a": "y", "b": "y", "z": "y"}


def test_it_is_on_record_with_its_reason_where_a_project_lost_and_got_a_tag():
    project = make_project("istio", tags=["tls"])

    tagging.merge([make_tag("tls")], make_tag("mtls"), "They mean the same.")

    event = history.of(project)[0]
    assert event.reason == "They mean the same."
    assert event.after == str(make_tag("mtls"))


def test_what_the_tag_could_not_be_is_refused_and_nothing_is_done():
    loser, winner = make_tag("a"), make_tag("b")
    Tag.objects.filter(pk=winner.pk).update(name="")
    winner.refresh_from_db()

    with pytest.raises(ValidationError):
        tagging.merge([loser], winner)

    assert Tag.objects.count() == 2
