"""What becomes of the projects: those that an entry meets, new ones, and those of which the file
says nothing."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from directory.formats.records import Fields, Place, Record

from .draft import Draft
from .matching import meet, twins
from .merging import merged
from .plan import Change
from .slugs import Slugs
from .taxonomy import Categories, Tags
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
        self.categories = categories
        self.tags = Tags(draft.known["tags"])
        self.tag_slugs = Slugs(draft.known["tags"])
        self.slugs = Slugs(self.before)
        self.last = max((project["position"] for project in self.before.values()), default=0)
        self.homeless: list[Record] = []

    def plan(self) -> None:
        doubles = twins(self.records)
        numbers = [number for number in range(len(self.records)) if number not in doubles]
        records = [self.records[number] for number in numbers]
        self._reserve_slugs()
        earlier = self.draft.earlier
        known = earlier.meet(records) if earlier else {}
        met = meet(records, self.before, self.draft.options.match, known)
        self._know_aliases({str(records[place].fields.get("slug")): met[place] for place in met})
        for place, number in enumerate(numbers):
            self.draft.entries[number] = self._entry(self.records[number], met.get(place))
        for number, first in doubles.items():
            self._double(number, first)
        self._refuse_homeless()
        if self.draft.options.withdraw_missing:
            self._withdraw()

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
        said = merged(self._resolved(record), known)
        if slug is None:
            said = self._placed(said, record)
            slug = str(said["slug"])
        elif said.get("slug", slug) != slug:
            said = _renamed(said, slug, known)
        item = self.draft.compare(PROJECTS, slug, said, record)
        if item.change == Change.CHANGED and known.get("state") == "withdrawn":
            self._warn_of_withdrawn(record, item.name)
        return slug

    def _resolved(self, record: Record) -> Fields:
        """With category and tags by slug, as far as they are known."""
        said = {name: value for name, value in record.fields.items() if name != "category_key"}
        if key := record.fields.get("category_key"):
            said["category"] = self.categories.by_key.get(key)
        elif category := said.get("category"):
            said["category"] = self.categories.find(category) or self._unknown(category, record)
        if "tags" in said:
            found = (self.tags.find(tag) or self._unknown_tag(tag, record) for tag in said["tags"])
            said["tags"] = list(dict.fromkeys(found))
        if "relations" in said:
            said["relations"] = [self.draft.without_alias(each) for each in said["relations"]]
        return said

    def _unknown(self, name: str, record: Record) -> str:
        """A table has no place where categories and tags are defined: what it names is meant. In
        other documents it is a mistake."""
        return self._new_category(name, record) if self._is_table else name

    def _unknown_tag(self, name: str, record: Record) -> str:
        if not self._is_table:
            return name
        fields = {"slug": self.tag_slugs.new(name, otherwise="tag"), "name": name}
        self.tags.add(fields)
        self.draft.compare(KINDS["tags"], fields["slug"], fields, record)
        return fields["slug"]

    @property
    def _is_table(self) -> bool:
        return self.draft.listing.format == "csv"

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
            if category := self._category_of_the_rest(record):
                place["category"] = category
        return place | said | {"slug": place["slug"]}

    def _category_of_the_rest(self, record: Record) -> str | None:
        name = self.draft.options.category
        if not name:
            self.homeless.append(record)
            return None
        return self.categories.find(name) or self._new_category(name, record)

    def _new_category(self, name: str, record: Record) -> str:
        column = "name_en" if name.isascii() else "name_zh"
        added = Record({column: name}, record.place)
        ((slug, fields, _record),) = self.categories.place([added])
        self.draft.compare(KINDS["categories"], slug, fields, added)
        return slug

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
                file = {"file": self.records[0].place.file}
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
