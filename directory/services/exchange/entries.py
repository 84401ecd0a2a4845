"""What becomes of the projects: those that an entry meets, new ones, and those of which the file
says nothing."""

from __future__ import annotations

from pathlib import Path

from django.utils import translation
from django.utils.translation import gettext as _

from directory.formats.records import Fields, Place, Record

from .draft import Draft
from .foreign import without_made_up_logo
from .matching import meet, twins
from .merging import merged
from .naming import Naming
from .plan import Change
from .slugs import Slugs
from .taxonomy import Categories
from .terms import KINDS

PROJECTS = KINDS["projects"]
# Between a new project and the one before it, so that another can be put between them.
STEP = 10


class Entries:
    def __init__(self, draft: Draft, categories: Categories):
        self.draft = draft
        self.records = draft.listing.projects
        # As it was: comparing adds new ones to what is known.
        self.before = dict(draft.known["projects"])
        self.naming = Naming(draft, categories)
        self.slugs = Slugs(self.before)
        self.last = max((project["position"] for project in self.before.values()), default=0)
        self.homeless: list[Record] = []

    def plan(self) -> None:
        doubles = twins(self.records)
        single = [number for number in range(len(self.records)) if number not in doubles]
        self._reserve_slugs()
        met = self._met([self.records[number] for number in single])
        for place, number in enumerate(single):
            self.draft.entries[number] = self._entry(self.records[number], met.get(place))
        for number, first in doubles.items():
            self._double(number, first)
        self._refuse_homeless()
        if self.draft.options.withdraw_missing:
            self._withdraw()

    def _met(self, records: list[Record]) -> dict[int, str]:
        earlier = self.draft.earlier
        known = earlier.meet(records) if earlier else {}
        met = meet(records, self.before, self.draft.options.match, known)
        said = {number: record.fields.get("slug") for number, record in enumerate(records)}
        self._know_aliases({slug: met[number] for number in met if (slug := said[number])})
        return met

    def _reserve_slugs(self) -> None:
        for project in (*self.before.values(), *(record.fields for record in self.records)):
            said = (project.get("slug"), *project.get("old_slugs", ()))
            self.slugs.reserve(filter(None, said))

    def _know_aliases(self, met: dict[str, str]) -> None:
        """Slugs under which a project is not known now: former ones, and those of the file."""
        former = {
            old: slug
            for slug, project in self.before.items()
            for old in project.get("old_slugs", ())
        }
        aliases = former | met
        self.draft.aliases = {a: slug for a, slug in aliases.items() if a not in self.before}

    def _entry(self, record: Record, slug: str | None) -> str:
        """The slug of the project that the entry is or will be."""
        if slug and self.draft.earlier:
            record = self.draft.earlier.entry_news(record, slug)
        known = self.before.get(slug or "", {})
        if slug:
            record = without_made_up_logo(record, slug, known)
        said = merged(self.naming.resolved(record), known)
        if slug is None:
            said = self._placed(said, record)
            slug = str(said["slug"])
        elif said.get("slug", slug) != slug:
            said = _renamed(said, slug, known)
        item = self.draft.compare(PROJECTS, slug, said, record)
        if item.change == Change.CHANGED and known.get("state") == "withdrawn":
            self._warn_of_withdrawn(record, item.name)
        return slug

    def _placed(self, said: Fields, record: Record) -> Fields:
        """A new project: for everybody to see, at the end of the list, in a category."""
        if "position" not in said:
            self.last += STEP
        place = {
            "slug": said.get("slug") or self.slugs.new(str(said.get("name")), otherwise="project"),
            "state": "published",
            "position": self.last,
        }
        if not said.get("category"):
            said = {name: value for name, value in said.items() if name != "category"}
            if category := self.naming.category_of_the_rest(record):
                place["category"] = category
            else:
                self.homeless.append(record)
        return place | said | {"slug": place["slug"]}

    def _warn_of_withdrawn(self, record: Record, name: str) -> None:
        self.draft.warn(
            record.place,
            "withdrawn",
            _("“%(name)s” was withdrawn from the directory.") % {"name": name},
            _("Publish it there, or take it out of the file."),
        )

    def _double(self, number: int, earlier: int) -> None:
        record, first = self.records[number], self.records[earlier]
        self.draft.entries[number] = self.draft.entries[earlier]
        told = self.draft.twice(record, first, record.fields.get("name", ""))
        self.draft.warn(*told, _("The first one counts. Keep one of them."))

    def _refuse_homeless(self) -> None:
        if self.homeless:
            self.draft.refuse(
                self.homeless[0].place,
                "no-category",
                _("Entries without a category: %(count)s.") % {"count": len(self.homeless)},
                _("Say into which category they go, or put them below headings."),
            )

    def _withdraw(self) -> None:
        """What is published and not in the file."""
        if not self.records:
            self.draft.refuse(
                Place(""),
                "nothing",
                _("The file has no entries, so every project would be withdrawn."),
                _("Check that it is the right file and the right format."),
            )
            return
        met, reasons = set(self.draft.entries), self._reasons()
        for slug, project in self.before.items():
            if project["state"] == "published" and slug not in met:
                self.draft.withdraw(slug, reasons)

    def _reasons(self) -> Fields:
        reasons = {}
        for column, language in (("zh", "zh-hans"), ("en", "en")):
            with translation.override(language):
                file = {"file": Path(self.records[0].place.file).name}
                reasons[f"withdrawn_reason_{column}"] = _("No longer in %(file)s.") % file
        return reasons


def _renamed(said: Fields, slug: str, known: Fields) -> Fields:
    """A slug that the project once had is another word for it; any other is a new one, and the
    present one goes on redirecting."""
    old = set(known.get("old_slugs", ()))
    if said["slug"] in old:
        return {name: value for name, value in said.items() if name != "slug"}
    kept = (old | set(said.get("old_slugs", ())) | {slug}) - {said["slug"]}
    return said | {"old_slugs": sorted(kept)}
