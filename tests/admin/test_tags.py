"""Tags in the admin: translated in the list, renamed, merged."""

import pytest
from django.test import Client

from directory.models import Act, Category, Maintainer, Tag
from tests.admin.helpers import address, filled_in, send
from tests.builders import make_category, make_project, make_tag


def merging(client: Client, *tags: Tag, **typed):
    sent = {"action": "merge", "_selected_action": [tag.pk for tag in tags]}
    return client.post(address("tag"), sent | typed, follow=True)


def test_both_labels_are_edited_in_the_list(alice: Client):
    tag = make_tag("mtls", label_zh="")

    send(alice, address("tag"), form__0__label_zh="双向 TLS", form__0__name="mTLS", _save="Save")

    tag.refresh_from_db()
    assert (tag.label_zh, tag.name) == ("双向 TLS", "mTLS")


def test_what_has_no_translation_is_found(alice: Client):
    make_tag("mtls", label_zh="")
    make_tag("wasm", description_en="Modules.")

    page = alice.get(address("tag"), {"label_zh__isempty": "1"})
    assert [tag.slug for tag in page.context["cl"].result_list] == ["mtls"]
    page = alice.get(address("tag"), {"description_en__isempty": "0"})
    assert [tag.slug for tag in page.context["cl"].result_list] == ["wasm"]


def test_a_renamed_tag_category_or_maintainer_is_found_where_it_was(alice: Client):
    tag, category = make_tag("mtls"), make_category("mesh")
    maintainer = Maintainer.objects.create(handle="ada")

    send(alice, address("tag", "change", tag.pk), slug="mutual-tls")
    send(alice, address("category", "change", category.pk), slug="service-mesh")
    send(alice, address("maintainer", "change", maintainer.pk), handle="ada-l")

    assert alice.get("/tags/mtls/")["Location"] == "/tags/mutual-tls/"
    assert alice.get("/categories/mesh/")["Location"] == "/categories/service-mesh/"
    assert alice.get("/maintainers/ada/")["Location"] == "/maintainers/ada-l/"


def test_a_slug_that_leads_to_another_category_is_refused_by_its_field(alice: Client):
    one, other = make_category("mesh"), make_category("proxy")
    send(alice, address("category", "change", one.pk), slug="service-mesh")

    page = send(alice, address("category", "change", other.pk), slug="mesh")

    assert "This slug redirects to" in page.text
    assert Category.objects.filter(slug="proxy").exists()


def test_several_tags_are_merged_into_the_one_that_is_chosen(alice: Client):
    winner, loser = make_tag("mtls"), make_tag("mutual-tls")
    make_project("istio", tags=["mutual-tls"])

    page = merging(alice, winner, loser)
    assert "1 published project" in page.text
    assert Tag.objects.count() == 2
    assert "winner" not in filled_in(page)

    page = merging(alice, winner, loser, confirmed="yes", winner=winner.pk, reason="The same.")

    assert "Merged into “mtls" in page.text or "Merged into “Mtls" in page.text
    assert alice.get("/tags/mutual-tls/")["Location"] == "/tags/mtls/"
    assert Act.objects.filter(change_message__contains="merged").count() == 1


@pytest.mark.parametrize("winner", ["", "0", "nope", "9" * 30, "\0"])
def test_no_tag_that_stays_is_told(alice: Client, winner: str):
    tags = make_tag("mtls"), make_tag("mutual-tls")

    page = merging(alice, *tags, confirmed="yes", winner=winner)

    assert 'class="errorlist"' in page.text
    assert Tag.objects.count() == 2


def test_one_tag_alone_cannot_be_merged(alice: Client):
    assert "Select the tag that stays" in merging(alice, make_tag("mtls")).text


def test_a_reviewer_merges_no_tags(bob: Client):
    tags = make_tag("mtls"), make_tag("mutual-tls")

    merging(bob, *tags, confirmed="yes", winner=tags[0].pk)

    assert Tag.objects.count() == 2
