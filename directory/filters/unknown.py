"""Parameters that there are none of."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from directory.services.spelling import most_alike

from .fields import printable


def unknown(names: Collection[str], known: Collection[str]) -> Iterator[tuple[str, str]]:
    """(name, what would be right) of those that are not known."""
    by_number = dict(enumerate(known))
    for name in names:
        if name in known:
            continue
        near = [by_number[number] for number in most_alike(name, by_number, 1)]
        yield (
            printable(name),
            _("There is no “%(value)s” here. Near to it: %(near)s.")
            % {"value": printable(name), "near": near[0]}
            if near
            else _("There is no “%(value)s” here. Choose among: %(known)s.")
            % {"value": printable(name), "known": ", ".join(known)},
        )
