"""Lists of a project as rows of controls: links, relations, sources."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory import text
from directory.addresses import for_browsers
from directory.formats.records import Fields
from directory.models import Link, Relation
from directory.services.suggestions.subject import INVERSE

from .columns import Typed

MOST_ROWS = 60
# What becomes of a link.
KEEP, FORMER, REMOVE = "", "former", "remove"

LINE = {"class": "input"}
URL = LINE | {"inputmode": "url", "autocapitalize": "none", "spellcheck": "false"}


def url_field(label: Any) -> Typed:
    return Typed(label=label, widget=forms.TextInput(attrs=URL | {"placeholder": "https://"}))


def choice_field(label: Any, choices: Iterable[tuple[Any, Any]]) -> Typed:
    return Typed(label=label, widget=forms.Select(attrs=LINE, choices=list(choices)))


def with_scheme(url: str) -> str:
    """Raises ValidationError with the address as it should be, if it lacks but the scheme, or is
    one for git."""
    url = url.strip()
    whole = for_browsers(url)
    if "://" not in whole and "." in whole.partition("/")[0] and " " not in whole:
        whole = f"https://{whole.removeprefix('//')}"
    if whole != url:
        raise ValidationError(
            _("It does not say https:// or http://. Write %(url)s"), params={"url": whole[:200]}
        )
    return url


class RowForm(forms.Form):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["use_required_attribute"] = False
        super().__init__(*args, **kwargs)

    def said(self) -> Fields | None:
        """The item, None if the row is empty or taken out."""
        raise NotImplementedError

    def _typed(self, name: str) -> str:
        return str(self.cleaned_data.get(name, "")).strip()


class LinkForm(RowForm):
    kind = choice_field(gettext_lazy("kind of link"), Link.Kind.choices)
    url = url_field(gettext_lazy("address"))
    fate = choice_field(
        gettext_lazy("what becomes of it"),
        [
            (KEEP, gettext_lazy("current address")),
            (FORMER, gettext_lazy("former address")),
            (REMOVE, gettext_lazy("take it out")),
        ],
    )
    text = Typed(widget=forms.HiddenInput)

    def clean_url(self) -> str:
        return with_scheme(self.cleaned_data["url"])

    def said(self) -> Fields | None:
        if self._typed("fate") == REMOVE or not self._typed("url"):
            return None
        said: Fields = {"kind": self._typed("kind"), "url": self._typed("url")}
        if self._typed("text"):
            said["text"] = self._typed("text")
        if self._typed("fate") == FORMER:
            said["former"] = True
        return said

    @staticmethod
    def initial_of(item: Fields) -> Fields:
        return item | {"fate": FORMER if item.get("former") else KEEP}


class SourceForm(RowForm):
    zh = Typed(label=gettext_lazy("what was read (Chinese)"), widget=forms.TextInput(attrs=LINE))
    en = Typed(label=gettext_lazy("what was read (English)"), widget=forms.TextInput(attrs=LINE))
    url = url_field(gettext_lazy("address"))

    def clean_url(self) -> str:
        return with_scheme(self.cleaned_data["url"])

    def said(self) -> Fields | None:
        said = {name: self._typed(name) for name in ("zh", "en", "url")}
        return {name: value for name, value in said.items() if value} or None

    @staticmethod
    def initial_of(item: Fields) -> Fields:
        return item


def _phrases() -> list[tuple[str, Any]]:
    """What the other project is to this one, which holds the relation or is held by it."""
    own = [(f"relations {kind.value}", kind.label) for kind in Relation.Kind]
    inverse = [
        (f"{INVERSE} {kind.value}", Relation.INVERSE[kind])
        for kind in Relation.Kind
        if kind != Relation.Kind.ALTERNATIVE_TO
    ]
    return [("", "—"), *own, *inverse]


class RelationForm(RowForm):
    phrase = choice_field(gettext_lazy("relation"), _phrases())
    project = Typed(
        label=gettext_lazy("other project"),
        widget=forms.TextInput(attrs=LINE | {"list": "names", "autocomplete": "off"}),
    )
    evidence_url = url_field(gettext_lazy("source"))

    def clean_evidence_url(self) -> str:
        return with_scheme(self.cleaned_data["evidence_url"])

    def clean(self) -> None:
        if bool(self._typed("phrase")) != bool(self._typed("project")):
            raise ValidationError(
                _("A relation needs both: what the other project is, and its name.")
            )

    def said(self) -> Fields | None:
        """With the list that it is an item of, as `list`."""
        phrase, project = self._typed("phrase"), self._typed("project")
        if not (phrase and project):
            return None
        name, _space, kind = phrase.partition(" ")
        said = {"list": name, "kind": kind, "project": text.slugify(project)}
        url = self._typed("evidence_url")
        return said | ({"evidence_url": url} if url else {})

    @staticmethod
    def initial_of(item: Fields) -> Fields:
        return item | {"phrase": f"{item['list']} {item['kind']}"}


class Rows:
    """The rows of one list, with empty ones below for what is new.

    `more` asks for another empty one. Without `data` the rows are `items`.
    """

    def __init__(
        self, name: str, form: type[Any], items: list[Fields], data: Any = None, empty: int = 1
    ) -> None:
        self.name = name
        factory = forms.formset_factory(
            form, extra=empty, max_num=MOST_ROWS, absolute_max=MOST_ROWS
        )
        if data is not None and f"more-{name}" in data:
            data = data.copy()
            data[f"{name}-TOTAL_FORMS"] = str(_number(data, f"{name}-TOTAL_FORMS") + 1)
        initial = [form.initial_of(item) for item in items]
        self.formset = factory(data, prefix=name, initial=initial)
        self.errors: list[str] = []

    @property
    def is_valid(self) -> bool:
        return bool(self.formset.is_valid())

    def said(self) -> list[Fields]:
        return [item for form in self.formset.forms if (item := form.said())]

    @property
    def mistakes(self) -> list[tuple[str, str]]:
        """(id of the control, what is wrong with it)."""
        if not self.formset.is_bound:
            return []
        found = [(self.name, str(error)) for error in self.formset.non_form_errors()]
        for form in self.formset.forms:
            for field in form:
                found += [(field.auto_id, str(error)) for error in field.errors]
            first = form.visible_fields()[0].auto_id
            found += [(first, str(error)) for error in form.non_field_errors()]
        return found + [(self.name, error) for error in self.errors]


def _number(data: Any, name: str) -> int:
    typed = data.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 0


def relations_of(present: Fields) -> list[Fields]:
    """Both directions, each with the list that it is in."""
    return [
        item | {"list": name} for name in ("relations", INVERSE) for item in present.get(name, ())
    ]


def relations_said(said: list[Fields], present: Fields) -> Fields:
    """As the two lists, with what the form does not show of those that there are."""
    known = {(i["list"], i["kind"], i["project"]): i for i in relations_of(present)}
    found: Fields = {"relations": [], INVERSE: []}
    for item in said:
        key = (item["list"], item["kind"], item["project"])
        whole = known.get(key, {}) | item
        if "evidence_url" not in item:
            whole.pop("evidence_url", None)
        found.setdefault(whole.pop("list"), []).append(whole)
    return found
