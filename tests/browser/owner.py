"""Alice, an owner, and the pages of the admin she opens."""

from typing import NamedTuple

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from directory.models import Project
from tests.builders import make_steward

PASSWORD = "opens-it-all"
# Whether each of these is shown whole by what is around it.
FITS = "found => found.every(item => item.scrollWidth <= item.parentElement.clientWidth)"


class Site(NamedTuple):
    url: str
    istio: int
    session: str


def open_to_alice(url: str) -> Site:
    """The site at an address, with a session of Alice's."""
    alice = make_steward("alice")
    alice.set_password(PASSWORD)
    alice.save()
    client = Client()
    client.force_login(alice)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return Site(url, Project.objects.get(slug="istio").pk, session)


def prefix(language: str) -> str:
    return "/en/admin/" if language == "en" else "/admin/"


def open_everything(page: Page) -> None:
    """Unfold what is folded and add a row to every inline."""
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    page.evaluate("document.querySelectorAll('.add-row a').forEach(link => link.click())")
