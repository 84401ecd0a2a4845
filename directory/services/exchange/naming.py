"""What an entry names: its category, its tags, other projects; by the slugs of the directory."""

from __future__ import annotations

from directory.formats.records import Fields, Record

from . import foreign
from .draft import Draft
from .slugs import Slugs
from .taxonomy import Categories, Tags
from .terms import KINDS

# A table has no place where categories and tags are defined, so what it names is meant; in other
# documents it is a mistake.
DEFINES_BY_NAMING = "csv"


class Naming:
    def __init__(self, draft: Draft, categories: Categories):
        self.draft = draft
        self.categories = categories
        self.tags = Tags(draft.known["tags"])
        self.tag_slugs = Slugs([*draft.known["tags"], *draft.former["tags"]])
        self.defines = draft.listing.format == DEFINES_BY_NAMING

    def resolved(self, record: Record) -> Fields:
        """The fields of an entry with slugs, as far as what they name is known."""
        said = {name: value for name, value in record.fields.items() if name != "category_key"}
        if key := record.fields.get("category_key"):
            said["category"] = self.categories.by_key.get(key)
        elif category := said.get("category"):
            said["category"] = self._category(category, record)
        if "tags" in said:
            said["tags"] = list(dict.fromkeys(self._tag(tag, record) for tag in said["tags"]))
        if "relations" in said:
            said["relations"] = [self.draft.without_alias(each) for each in said["relations"]]
        return foreign.resolved(said, self.categories.by_key)

    def category_of_the_rest(self, record: Record) -> str | None:
        """That of entries which name none; None if nobody said which that is."""
        name = self.draft.options.category
        if not name:
            return None
        return self.categories.find(name) or self._new_category(name, record)

    def _category(self, said: str, record: Record) -> str:
        found = self.categories.find(said)
        if found or not self.defines:
            return found or said
        return self._new_category(said, record)

    def _tag(self, said: str, record: Record) -> str:
        found = self.tags.find(said)
        if found or not self.defines:
            return found or said
        fields = {"slug": self.tag_slugs.new(said, otherwise="tag"), "name": said}
        self.tags.add(fields)
        self.draft.compare(KINDS["tags"], fields["slug"], fields, record)
        return fields["slug"]

    def _new_category(self, name: str, record: Record) -> str:
        column = "name_en" if name.isascii() else "name_zh"
        added = Record({column: name}, record.place)
        ((slug, fields, _record),) = self.categories.place([added])
        self.draft.compare(KINDS["categories"], slug, fields, added)
        return slug
