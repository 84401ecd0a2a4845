"""What an address asks to be compared: `?project=istio&project=linkerd2&differences=1`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.browse import near, no_project
from directory.catalogue import Catalogue
from directory.filters import printable
from directory.models import Project

MOST = 8

LABELS = {"project": gettext_lazy("Project"), "differences": gettext_lazy("Differences")}


class Problem(NamedTuple):
    """As `Browse.problems` has them."""

    label: str
    name: str
    says: str


class Correction(NamedTuple):
    """What may be meant by a wrong slug: projects, each with the address that names it instead."""

    wrong: str
    choices: list[tuple[Project, str]]


class Question:
    """The projects that an address names, in its order.

    `problems` says what cannot be answered. Everything else is of what can be: `ids` and `slugs`
    are those of the projects found, each once and under its present slug.
    """

    def __init__(self, query: QueryDict, catalogue: Catalogue, path: str) -> None:
        self.catalogue = catalogue
        self.path = path
        self._asked = query.getlist("project")
        self._differences = query.getlist("differences")
        self.only_differences = self._differences == ["1"]
        self._is_adding = "add" in query
        self.add = " ".join(query.get("add", "").replace("\0", " ").split())
        wanted = dict.fromkeys(slug.strip().lower() for slug in self._asked)
        self._wanted = [slug for slug in wanted if slug]
        self._find(self._wanted[:MOST])

    def _find(self, slugs: Sequence[str]) -> None:
        known = Project.objects.by_any_slug(slugs) if slugs else {}
        found = [(slug, known[slug]) for slug in slugs if slug in known]
        published = self.catalogue.published
        self._present = {row.pk: row.slug for _slug, row in found if row.pk in published}
        self._withdrawn = [slug for slug, row in found if row.pk not in published]
        self._missing = [slug for slug in slugs if slug not in known]

    @property
    def ids(self) -> list[int]:
        return list(self._present)

    @property
    def slugs(self) -> list[str]:
        return list(self._present.values())

    @property
    def is_canonical(self) -> bool:
        """Whether each project stands in the address once, under its present slug, and no field
        of a form that was left empty."""
        return self._asked == self.slugs and not self._is_adding

    # ---- what cannot be answered

    @cached_property
    def problems(self) -> list[Problem]:
        return list(self._problems())

    def _problems(self) -> Iterator[Problem]:
        number = len(self._wanted) + bool(self.add)
        if number > MOST:
            says = _("Compare %(most)d projects at most, not %(number)d.")
            yield self._problem("project", says % {"most": MOST, "number": number})
        for slug in self._missing:
            yield self._problem("project", no_project(slug, self._near_missing[slug]))
        for slug in self._withdrawn:
            says = _("“%(slug)s” was taken off the list; its page says why.")
            yield self._problem("project", says % {"slug": slug})
        if self._differences not in ([], [""], ["1"]):
            yield self._problem("differences", _("Write differences=1 or leave it out."))

    def _problem(self, name: str, says: str) -> Problem:
        return Problem(str(LABELS[name]), name, printable(says))

    @cached_property
    def _near_missing(self) -> dict[str, Sequence[Project]]:
        return {slug: near(self.catalogue, slug) for slug in self._missing}

    @property
    def corrections(self) -> list[Correction]:
        return [
            Correction(printable(slug), [(p, self._instead(slug, p.slug)) for p in meant])
            for slug, meant in self._near_missing.items()
            if meant
        ]

    # ---- addresses

    def query(self, slugs: Sequence[str] | None = None, differences: bool | None = None) -> str:
        """The query string for these projects; without arguments for those that were found."""
        pairs = [("project", slug) for slug in (self.slugs if slugs is None else slugs)]
        if self.only_differences if differences is None else differences:
            pairs.append(("differences", "1"))
        return urlencode(pairs)

    def url(self, slugs: Sequence[str] | None = None, differences: bool | None = None) -> str:
        query = self.query(slugs, differences)
        return f"{self.path}?{query}" if query else self.path

    def _instead(self, wrong: str, slug: str) -> str:
        """All that was asked, with one slug in place of another."""
        return self.url([slug if other == wrong else other for other in self._wanted])

    @property
    def corrected_url(self) -> str:
        """What was asked without the parts that cannot be answered."""
        return self.url()

    @property
    def file_query(self) -> str:
        """The query string of these projects as a file, which has all rows."""
        return self.query(differences=False)

    @property
    def all_url(self) -> str:
        return self.url(differences=False)

    @property
    def differences_url(self) -> str:
        return self.url(differences=True)

    def without(self, slug: str) -> str:
        return self.url([other for other in self.slugs if other != slug])

    def with_also(self, slug: str) -> str:
        return self.url([*self.slugs, slug])

    def with_instead(self, slug: str, other: str) -> str:
        return self.url([other if known == slug else known for known in self.slugs])

    @property
    def is_full(self) -> bool:
        return len(self.slugs) >= MOST
