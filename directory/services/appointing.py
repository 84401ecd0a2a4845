"""Somebody has to be left who can appoint others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from directory.models import Stewardship


class NoOwnerLeft(ValidationError):
    """What was done would leave the whole list without an owner, or without one who has a login."""


@contextmanager
def keeping_an_owner() -> Iterator[None]:
    """Raises NoOwnerLeft, and takes back what was done, if it removes the last one."""
    with transaction.atomic():
        owners = Stewardship.objects.owners_of_everything()
        # Two who remove each other wait for one another.
        had_any = bool(owners.locked())
        had_one_with_login = owners.manned().exists()
        yield
        if had_one_with_login and not owners.manned().exists():
            raise NoOwnerLeft(
                _("This is the last owner of the whole list who can log in. Appoint another first.")
            )
        if had_any and not owners.exists():
            raise NoOwnerLeft(_("This is the last owner of the whole list. Appoint another first."))
