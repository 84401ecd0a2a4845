"""The whole form: what it shows, what was typed into it, and what is wrong with that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from directory.catalogue import Catalogue
from directory.formats.records import Fields
from directory.models import Capability, Project, Suggestion
from directory.services.exchange.shapes import Mistake
from directory.services.suggestions import duplicates, proposals
from directory.services.suggestions.proposals import Examined, Proposal
from directory.services.suggestions.subject import INVERSE
from directory.wording import labelled

from . import cells, rows
from .asked import Asked
from .cells import Cells
from .controls import Controls
from .rows import Rows
from .sections import Part, Section, sections
from .sender import Opened, SenderForm, reopened

Kind = Suggestion.Kind

_TICKED = ("tags", "unverified")


class Sheet(Controls):
    """Of a project, or of a new one. Without `data` it shows how things are."""

    def __init__(
        self,
        asked: Asked,
        project: Project | None,
        catalogue: Catalogue,
        capabilities: Mapping[str, Capability],
        data: QueryDict | None = None,
        begun: Fields | None = None,
    ) -> None:
        super().__init__(asked, project, catalogue, capabilities, data, begun)
        self.general: list[str] = []
        self.opened, self.late = (Opened(), "") if data is None else reopened(data.get("token", ""))
        self.sender = SenderForm(data)
        if project:
            self.opened.show(self.shown_values())
        if data is None and asked.about:
            self._focus()

    def _focus(self) -> None:
        """On what is asked about."""
        for part in self.open_parts[:1]:
            controls = part.controls
            if part.name == "capabilities" and self.cells:
                controls = [control for form in self.cells.forms[:1] for control in form]
            elif isinstance(part.rows, Rows):
                visible = part.rows.formset.forms[0].visible_fields()
                controls = visible[1:] if part.name == "links" else visible
            if controls and not controls[0].use_fieldset:
                controls[0].field.widget.attrs["autofocus"] = True

    # ---- what was typed

    @cached_property
    def said(self) -> Fields:
        """Only what was sent and does not come back as it was shown."""
        data = self.data or QueryDict()
        sent = {
            name: value
            for name, value in self.columns.said().items()
            if any(control.html_name in data for control in self.columns.controls(name))
            or (name in _TICKED and (name in self.opened.digests or not self.project))
        }
        for name, listed in self.rows.items():
            if listed.formset.is_bound and listed.is_valid:
                said = listed.said()
                both = name == "relations"
                sent |= rows.relations_said(said, self.present) if both else {name: said}
        found = {n: v for n, v in sent.items() if not self.opened.is_shown(n, v)}
        if self.cells and (changed := [f for f in self.cells.typed if self._is_other(f)]):
            found["capabilities"] = self.cells.said(changed)
        if self.asked.kind == Kind.REMOVAL:
            found["state"] = Project.State.WITHDRAWN.value
        return found

    def _is_other(self, form: cells.CellForm) -> bool:
        return not self.opened.is_shown(f"cell {form.capability.slug}", form.said())

    @cached_property
    def proposal(self) -> Proposal:
        return Proposal(
            self.asked.kind,
            self.project,
            self.said,
            language=get_language() or "",
            **self.sender.said(),
        )

    @cached_property
    def examined(self) -> Examined:
        return proposals.examine(self.proposal)

    @cached_property
    def looked_at(self) -> Examined:
        """The same for a preview, for which nobody has to say why."""
        if self.proposal.reason.strip():
            return self.examined
        return proposals.examine(replace(self.proposal, reason="—"))

    @cached_property
    def alike(self) -> list[duplicates.Alike]:
        """What a new project may already be here as."""
        if self.project or self.data is None:
            return []
        name = str(self.proposal.fields.get("name", ""))
        # As they were typed: one that lacks its scheme leads to the same project.
        urls = [str(form["url"].value() or "") for form in self.rows["links"].formset]
        return duplicates.alike(name, urls) if name.strip() or any(urls) else []

    @property
    def is_another(self) -> bool:
        """Whether who suggests it has said that it is none of those that are alike."""
        return bool(self.data and self.data.get("another"))

    # ---- what is wrong

    def look(self) -> None:
        """Say what is wrong so far."""
        self._take_all(self.looked_at.mistakes)

    def check(self) -> bool:
        """Whether it can be kept; if not, `mistakes` say why. All at once: the service looks at
        fields only where the reason is right."""
        found = [*self.looked_at.mistakes, *self.examined.mistakes]
        self._take_all(list(dict.fromkeys(found)))
        if self.alike and not self.is_another:
            self.general.append(
                _(
                    "Something like it is here already. If it is another one, say so below its "
                    "links."
                )
            )
        if self.late:
            self.general.append(self.late)
        return not self.mistakes

    def _take_all(self, mistakes: list[Mistake]) -> None:
        """That nothing would change says nothing where a row could not be read."""
        unreadable = bool(self.mistakes)
        for mistake in mistakes:
            if mistake.field or not unreadable:
                self.take(mistake)

    def take(self, mistake: Mistake) -> None:
        name = "relations" if mistake.field == INVERSE else mistake.field
        if name in self.columns.names:
            self.columns.wrong(name, mistake.beside_a_label)
        elif name in self.rows:
            self.rows[name].errors.append(mistake.beside_a_label)
        elif name == "capabilities" and self.cells:
            self.cells.errors.append(mistake.beside_a_label)
        elif name in self.sender.fields:
            self.sender.add_error(name, mistake.beside_a_label)
        else:
            self.general.append(mistake.beside_a_label)

    @property
    def mistakes(self) -> list[tuple[str, str]]:
        """(id of the place, what is wrong there), as they stand below each other."""
        found = [("suggest", message) for message in self.general]
        listed: list[Rows | Cells] = [*self.rows.values()]
        if self.cells:
            listed.append(self.cells)
        for form in (self.columns, self.sender):
            if form is self.sender:
                found += [mistake for each in listed for mistake in each.mistakes]
            if form.is_bound:
                found += [
                    (form[name].auto_id, labelled(form[name].label, error))
                    for name in form.fields
                    for error in form[name].errors
                ]
        return found

    # ---- what stands where

    @property
    def open_parts(self) -> list[Part]:
        return [self._part(name) for name in self._open_names]

    @property
    def _open_names(self) -> list[str]:
        names = [n for n in self.asked.open if n in self.shown]
        if self.cells and self.asked.about in {f.capability.slug for f in self.cells.forms}:
            names.append("capabilities")
        return names

    @property
    def sections(self) -> list[Section]:
        taken = set(self._open_names)
        found = []
        for title, names in sections():
            parts = [self._part(n) for n in names if n in self.shown and n not in taken]
            parts = [part for part in parts if part.controls or part.rows]
            if parts:
                found.append(Section(title, parts, self._concerns(parts)))
        return found

    @property
    def is_more_open(self) -> bool:
        return any(section.is_open for section in self.sections)

    def _part(self, name: str) -> Part:
        if name == "capabilities":
            return Part(name, [], self.cells)
        if name in self.rows:
            return Part(name, [], self.rows[name])
        is_required = name == "name" or (name == "category" and self.project is None)
        return Part(name, self.columns.controls(name), is_required=is_required)

    def _concerns(self, parts: list[Part]) -> bool:
        if self.data is None:
            return False
        names = {part.name for part in parts}
        pressed = {f"more-{name}" for name in names}
        if "capabilities" in names:
            pressed.add("add-cell")
        return bool(
            pressed & self.data.keys()
            or any(self.present[name] != said for name, said in self.said.items() if name in names)
            or any(control.errors for part in parts for control in part.controls)
            or any(part.rows and part.rows.mistakes for part in parts)
        )
