"""Pages of the admin as an editor uses them: what a form holds, and sending it."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils.translation import override

Values = dict[str, list[str]]


class FormReader(HTMLParser):
    """What a browser would send of the forms of a page, without pressing any button."""

    def __init__(self) -> None:
        super().__init__()
        self.values: Values = {}
        self.name = ""
        self.multiple = False
        self.in_textarea = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if tag in ("select", "textarea"):
            self.name = name
            self.multiple = "multiple" in given
            self.in_textarea = tag == "textarea"
            if self.in_textarea:
                self.values[name] = [""]
        elif tag == "option" and self.multiple:
            if "selected" in given:
                self._add(self.name, given.get("value"))
        elif tag == "option":
            if "selected" in given or self.name not in self.values:
                self.values[self.name] = [given.get("value") or ""]
        elif tag == "input" and name and given.get("type") not in ("submit", "button"):
            if given.get("type") not in ("checkbox", "radio"):
                self._add(name, given.get("value"))
            elif "checked" in given:
                self._add(name, given.get("value", "on"))

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.in_textarea = False

    def handle_data(self, data: str) -> None:
        if self.in_textarea:
            # A browser drops the line break that follows the opening tag.
            self.values[self.name] = [data.removeprefix("\r\n").removeprefix("\n")]

    def _add(self, name: str, value: str | None) -> None:
        self.values.setdefault(name, []).append(value or "")


def filled_in(page: Any) -> Values:
    """The values of the form of a page; empty rows of inlines, which stay in the page, left out."""
    assert page.status_code == 200
    reader = FormReader()
    reader.feed(page.text)
    return {name: value for name, value in reader.values.items() if "__prefix__" not in name}


def address(model: str, page: str = "changelist", *args: Any) -> str:
    """The English page; without its `/en` it is the Chinese one."""
    with override("en"):
        return reverse(f"admin:directory_{model}_{page}", args=args)


def send(client: Client, path: str, **typed: Any) -> Any:
    """Open a form, type into some of its fields, press save. `__` in a name stands for `-`."""
    values: dict[str, Any] = filled_in(client.get(path))
    for name, value in typed.items():
        values[name.replace("__", "-")] = value
    return client.post(path, values)


def add_row(prefix: str, number: int = 0, **typed: Any) -> dict[str, Any]:
    """A row added to an inline which has `number` rows already, for `send`."""
    row = {f"{prefix}__{number}__{name}": value for name, value in typed.items()}
    return {f"{prefix}__TOTAL_FORMS": number + 1, **row}


def errors(page: Any) -> dict[str, list[str]]:
    """Messages by field, those of rows by `prefix-number-field`."""
    assert page.status_code == 200, "the form was accepted"
    found = dict(page.context["adminform"].form.errors)
    for inline in page.context["inline_admin_formsets"]:
        formset = inline.formset
        if formset.non_form_errors():
            found[formset.prefix] = formset.non_form_errors()
        for form in formset.forms:
            found |= {form.add_prefix(field): text for field, text in form.errors.items()}
    return {field: list(texts) for field, texts in found.items()}
