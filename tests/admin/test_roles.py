"""What an owner may do and a reviewer may not."""

import pytest
from django.test import Client

from directory.models import Link, Maintainer, Project, Stewardship
from directory.services import history
from tests.admin.helpers import add_row, address, errors, filled_in, send
from tests.admin.samples import make_capability, make_cell, make_one_of_each
from tests.builders import make_project, make_relation, make_steward, make_tag

WHY = {"confirmed": "yes", "reason_en": "It never was a mesh."}


def act(client: Client, action: str, *projects: Project, **also: str) -> str:
    """Run an action of the project list; what the next page says."""
    selected = [str(project.pk) for project in projects]
    sent = {"action": action, "index": "0", "_selected_action": selected, **also}
    return client.post(address("project"), sent, follow=True).text


def test_an_owner_publishes_and_is_told_exactly_what_was_done(alice: Client):
    draft = make_project("draft", state="draft")
    withdrawn = make_project("withdrawn", state="withdrawn")
    public = make_project("public")

    page = act(alice, "publish", draft, withdrawn, public)

    assert "Published 2 projects: Draft, Withdrawn." in page
    assert "Skipped 1 project that is public already: Public." in page
    assert set(Project.objects.values_list("state", flat=True)) == {"published"}
    event = history.of(draft)[0]
    assert (event.user, event.what, event.before, event.after) == (
        "alice",
        "State",
        "Draft",
        "Published",
    )


def test_an_owner_withdraws_and_can_undo_it(alice: Client):
    draft, public = make_project("draft", state="draft"), make_project("public")

    page = act(alice, "withdraw", draft, public, **WHY)

    assert "Withdrew 1 project: Public. Publishing undoes it." in page
    assert "Skipped 1 project that is not public: Draft." in page
    act(alice, "publish", public)
    assert Project.objects.get(slug="public").state == "published"


def test_withdrawing_asks_for_a_reason_and_says_where_the_pages_will_lead(alice: Client):
    osm, smi = make_project("osm"), make_project("smi")
    make_relation(osm, "merged-into", make_project("istio"))

    page = act(alice, "withdraw", osm, smi, make_project("draft", state="draft"))

    assert "<b>Osm</b>: the page will lead to Istio" in page
    assert "<b>Smi</b>: the page will lead nowhere" in page
    assert "left as they are: Draft." in page
    assert "Write it in Chinese" in act(alice, "withdraw", osm, confirmed="yes")
    assert not Project.objects.filter(state="withdrawn").exists()
    act(alice, "withdraw", osm, **WHY)
    assert Project.objects.get(slug="osm").withdrawn_reason_en == "It never was a mesh."


def test_a_form_withdraws_only_with_a_reason(alice: Client):
    project = make_project("osm")
    path = address("project", "change", project.pk)

    assert list(errors(send(alice, path, state="withdrawn"))) == ["withdrawn_reason_zh"]
    send(alice, path, state="withdrawn", withdrawn_reason_en="It never was a mesh.")
    assert Project.objects.get().state == "withdrawn"


def test_a_long_selection_is_told_by_number_and_its_first_names(alice: Client):
    projects = [make_project(f"p-{i:02}", state="draft") for i in range(25)]

    page = act(alice, "publish", *projects)

    assert "Published 25 projects: P 00, P 01" in page
    assert "P 19, …." in page


def test_all_of_a_list_can_be_published_at_once(alice: Client):
    projects = [make_project(f"p-{i}", state="draft") for i in range(60)]

    act(alice, "publish", projects[0], select_across="1")

    assert Project.objects.published().count() == 60


def test_a_reviewer_edits_a_project_with_its_tags_links_relations_and_cells(bob: Client):
    project = make_project("istio", tags=["mtls"])
    Link.objects.create(project=project, kind="blog", url="https://istio.io/blog")
    make_cell(project, make_capability())

    response = send(
        bob,
        address("project", "change", project.pk),
        summary_zh="新的简介",
        tags=[make_tag("ambient").pk],
        links__0__DELETE="on",
        capability_values__0__value="no",
        **add_row("relations", kind="built-on", target=make_project("envoy").pk),
    )

    assert response.status_code == 302
    project.refresh_from_db()
    assert project.summary_zh == "新的简介"
    assert [tag.slug for tag in project.tags.all()] == ["ambient"]
    assert not project.links.exists()
    assert project.relations.get().target.slug == "envoy"
    assert project.capability_values.get().value == ["no"]


def test_what_a_reviewer_adds_is_a_draft_until_an_owner_publishes_it(bob: Client):
    category = make_project("istio").category

    send(
        bob,
        address("project", "add"),
        name="New",
        slug="new",
        category=category.pk,
        state="published",
    )

    assert Project.objects.get(slug="new").state == "draft"


def test_a_reviewer_neither_publishes_nor_withdraws(bob: Client):
    draft, public = make_project("draft", state="draft"), make_project("public")

    for action in ("publish", "withdraw", "delete_selected"):
        act(bob, action, draft, public, **WHY)
    send(bob, address("project", "change", draft.pk), state="published")
    send(bob, address("project", "change", public.pk), state="withdrawn")

    assert dict(Project.objects.values_list("slug", "state")) == {
        "draft": "draft",
        "public": "published",
    }
    assert 'value="publish"' not in bob.get(address("project")).text


def test_a_reviewer_names_no_steward(bob: Client):
    project = make_project("istio")
    maintainer = Maintainer.objects.create(handle="jimmy")
    role = add_row("stewardships", maintainer=maintainer.pk, role="owner")

    send(bob, address("project", "change", project.pk), **role)

    assert not Stewardship.objects.filter(maintainer=maintainer).exists()
    assert bob.get(address("stewardship", "add")).status_code == 403


@pytest.mark.parametrize("model", ["project", "tag", "category", "landscape", "stewardship"])
def test_a_reviewer_deletes_none_of_these(bob: Client, model: str):
    path = address(model, "delete", make_one_of_each()[model].pk)

    assert bob.get(path).status_code == 403
    assert bob.post(path, {"post": "yes"}).status_code == 403


def test_an_owner_deletes_a_draft_and_its_history_can_still_be_read(alice: Client):
    project = make_project("istio", tags=["mtls"], state="draft")
    make_relation(project, "built-on", make_project("envoy"))
    pk = project.pk

    alice.post(address("project", "delete", pk), {"post": "yes"})

    assert not Project.objects.filter(pk=pk).exists()
    page = alice.get(address("project", "history", pk)).text
    assert "Istio — Built on — Envoy" in page
    assert address("project", "change", pk) not in page


def test_a_login_that_one_may_not_open_is_no_link(alice: Client):
    carol = make_steward("carol")

    page = alice.get(address("maintainer", "change", carol.maintainer.pk)).text

    assert ">carol</div>" in page
    assert "/auth/user/" not in page


def test_only_who_sees_accounts_gives_a_maintainer_a_login(alice: Client, operator: Client):
    path = address("maintainer", "change", Maintainer.objects.create(handle="jimmy").pk)

    assert "user" not in filled_in(alice.get(path))
    assert "user" in filled_in(operator.get(path))


def test_a_visitor_is_sent_to_the_login_in_the_language_of_the_page(client: Client, db: None):
    for path in (address("project"), address("project").removeprefix("/en")):
        login = path.split("directory")[0] + "login/"
        assert client.get(path)["Location"] == f"{login}?next={path}"


def test_deleting_many_leaves_a_line_of_history_for_each(alice: Client):
    projects = [make_project(slug, state="draft") for slug in ("istio", "envoy")]

    act(alice, "delete_selected", *projects, post="yes")

    assert not Project.objects.exists()
    deleted = Project.history.filter(history_type="-")
    assert {(line.slug, str(line.history_user)) for line in deleted} == {
        ("istio", "alice"),
        ("envoy", "alice"),
    }


@pytest.mark.parametrize("state", ["published", "withdrawn", "draft"])
def test_what_was_public_once_is_not_deleted_but_withdrawn(alice: Client, state: str):
    project = make_project("istio")
    Project.objects.update(state=state)
    path = address("project", "change", project.pk)

    page = alice.post(address("project", "delete", project.pk), {"post": "yes"}, follow=True)

    assert "Istio was public once, so it cannot be deleted. Withdraw it instead." in page.text
    assert page.redirect_chain == [(path, 302)]
    assert 'class="deletelink"' not in page.text
    told = act(alice, "delete_selected", project, make_project("new", state="draft"), post="yes")
    assert "1 project was public once and is not deleted; withdraw it instead: Istio." in told
    assert [p.slug for p in Project.objects.all()] == ["istio"]


@pytest.mark.parametrize("model", ["project", "tag"])
def test_deleting_is_the_last_of_the_actions(alice: Client, model: str):
    make_project("istio", tags=["mtls"])

    actions = alice.get(address(model)).context["action_form"].fields["action"].choices

    assert next(reversed(actions))[0] == "delete_selected"
