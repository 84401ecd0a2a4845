"""Which controls a form has, and what each begins with: what is there, or what is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.http import QueryDict

from directory.catalogue import Catalogue
from directory.formats.records import Fields
from directory.models import Capability, Link, Project, Relation, Suggestion
from directory.services.suggestions import proposals, subject
from directory.services.suggestions.subject import INVERSE

from . import rows
from .asked import Asked
from .cells import Cells
from .columns import ColumnsForm
from .rows import LinkForm, RelationForm, Rows, SourceForm

_LISTS = ("links", "relations", "sources", "capabilities")
# Said by the kind of suggestion, or made from the name.
_NOT_SHOWN = {"state", "slug", INVERSE}


class Controls:
    """For the columns of a project, the rows of its lists, and its capabilities."""

    def __init__(
        self,
        asked: Asked,
        project: Project | None,
        catalogue: Catalogue,
        capabilities: Mapping[str, Capability],
        data: QueryDict | None,
        begun: Fields | None,
    ) -> None:
        self.asked, self.project, self.catalogue, self.data = asked, project, catalogue, data
        self.subject = subject.of(project, in_public=True)
        self.present = self.subject.fields
        self.shown = proposals.FIELDS[asked.kind] - _NOT_SHOWN
        names = sorted(self.shown - set(_LISTS))
        self.columns = ColumnsForm(data, names, self.present | (begun or {}), catalogue)
        self.rows: dict[str, Rows] = dict(self._rows())
        self.cells = self._cells(capabilities)

    def _rows(self) -> Iterator[tuple[str, Rows]]:
        if "links" in self.shown:
            yield "links", Rows("links", LinkForm, self._links(), self._sent("links"))
        if "relations" in self.shown:
            yield (
                "relations",
                Rows("relations", RelationForm, self._relations(), self._sent("relations")),
            )
        if "sources" in self.shown:
            known = self.present["sources"]
            yield "sources", Rows("sources", SourceForm, known, self._sent("sources"))

    def _links(self) -> list[Fields]:
        """What is asked about first; of a new project those that all should have."""
        if self.project is None:
            return [{"kind": kind.value} for kind in (Link.Kind.HOMEPAGE, Link.Kind.REPOSITORY)]
        links: list[Fields] = self.present["links"]
        wanted = self.asked.link_kind
        if wanted and not any(link["kind"] == wanted for link in links):
            return [{"kind": wanted}, *links]
        former = self.asked.former

        def distance(link: Fields) -> tuple[bool, bool]:
            return link["kind"] != wanted, bool(wanted) and bool(link.get("former")) != former

        return sorted(links, key=distance)

    def _relations(self) -> list[Fields]:
        """First the one that is asked for."""
        known = rows.relations_of(self.present)
        if self.asked.kind != Suggestion.Kind.SUCCESSOR:
            return known
        return [{"list": INVERSE, "kind": Relation.Kind.SUCCESSOR_OF.value}, *known]

    def _sent(self, name: str) -> QueryDict | None:
        data = self.data
        return data if data is not None and f"{name}-TOTAL_FORMS" in data else None

    def _cells(self, capabilities: Mapping[str, Capability]) -> Cells | None:
        if "capabilities" not in self.shown or not capabilities:
            return None
        data = self.data
        wanted = data.getlist("cells") if data is not None else []
        if data is not None and "add-cell" in data:
            wanted.append(data.get("cell", ""))
        if self._is_cell_asked_about(capabilities):
            wanted.insert(0, self.asked.about)
        return Cells(capabilities, self.present["capabilities"], wanted, data)

    def _is_cell_asked_about(self, capabilities: Mapping[str, Capability]) -> bool:
        """A capability with the name of a field says the same once more, if it says anything."""
        about = self.asked.about
        recorded = (cell["capability"] for cell in self.present["capabilities"])
        return about in capabilities and (about not in self.shown or about in recorded)

    def shown_values(self) -> Fields:
        names = [*self.columns.names, *self.rows]
        shown = {name: self.present[name] for name in names}
        if "relations" in shown:
            shown[INVERSE] = self.present[INVERSE]
        if self.cells:
            for form in self.cells.forms:
                shown[f"cell {form.capability.slug}"] = self.cells.present_of(form)
        return shown
