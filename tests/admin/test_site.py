"""The frame around every page: title, language, and the ways to the site and back."""

from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client

from directory.models import Landscape
from directory.templatetags.subjects import SUBJECTS
from tests.admin.helpers import address
from tests.builders import make_project


def test_the_admin_bears_the_name_of_the_list(alice: Client):
    assert ">全景图</a>" in alice.get("/admin/").text

    Landscape.objects.create(title_zh="服务网格全景图", title_en="Service Mesh Landscape")

    assert ">服务网格全景图</a>" in alice.get("/admin/").text
    assert ">Service Mesh Landscape</a>" in alice.get("/en/admin/").text


def test_the_switch_leads_to_the_same_page_in_the_other_language(alice: Client):
    page = address("project", "change", make_project("istio").pk)
    chinese = page.removeprefix("/en")

    assert f'href="{chinese}?a=1"' in alice.get(page + "?a=1").text
    assert f'href="{page}?a=1"' in alice.get(chinese + "?a=1").text


def test_switching_at_the_login_also_switches_the_page_that_follows(client: Client, db: None):
    page = client.get("/admin/login/?next=/admin/directory/project/").text

    assert 'href="/en/admin/directory/project/"' in page


def test_switching_at_the_login_never_leads_away_from_the_site(client: Client, db: None):
    page = client.get("/admin/login/?next=https://evil.example/").text

    assert 'href="https://evil.example/' not in page


def test_the_site_is_one_click_away_in_the_language_of_the_page(alice: Client):
    assert '<a href="/">' in alice.get("/admin/").text
    assert '<a href="/en/">' in alice.get("/en/admin/").text


def test_only_our_own_tags_are_offered(operator: Client):
    assert "/taggit/" not in operator.get("/en/admin/").text


def test_a_login_has_no_groups_and_permissions_which_would_do_nothing(operator: Client):
    login = User.objects.get(username="operator")
    page = operator.get(f"/en/admin/auth/user/{login.pk}/change/")

    assert "is_superuser" in page.text
    assert "user_permissions" not in page.text
    assert operator.get("/en/admin/auth/group/").status_code == 404
    assert operator.get("/en/admin/otp_totp/totpdevice/").status_code == 404


def test_everything_that_can_be_edited_has_its_place_by_subject():
    assert {model for _, models in SUBJECTS for model in models} == set(admin.site._registry)


def test_the_page_of_all_tables_has_those_that_one_may_see(alice: Client, bob: Client):
    path = "/en/admin/directory/"

    assert alice.get(path).text.index(">Projects</a>") < alice.get(path).text.index(">Log</a>")
    assert ">Projects</a>" in bob.get(path).text
    assert ">Log</a>" not in bob.get(path).text
    assert "You look after no part" not in bob.get(path).text
