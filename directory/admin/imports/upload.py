"""The form that takes a file in, and says how it is to be understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory import formats
from directory.formats.decoding import LARGEST
from directory.formats.records import Problem, Unreadable
from directory.models import Import
from directory.services.exchange import imports
from directory.services.exchange.matching import WAYS
from directory.services.exchange.plan import Change, Options
from directory.wording import listed

# In characters; what a form may send is limited too (DATA_UPLOAD_MAX_MEMORY_SIZE).
LONGEST_TEXT = 500_000
# In place of a file's name, also in the history: `import pasted`.
PASTED = "pasted"


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=gettext_lazy("At most 50 MB, in UTF-8."),
    )
    text = forms.CharField(
        label=gettext_lazy("Or its text"),
        required=False,
        strip=False,
        max_length=LONGEST_TEXT,
        widget=AdminTextareaWidget(attrs={"rows": 6, "spellcheck": "false"}),
    )
    format = forms.ChoiceField(label=gettext_lazy("Format"), required=False)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of its texts"),
        required=False,
        choices=[
            ("", gettext_lazy("Each by its script")),
            ("zh", gettext_lazy("Chinese")),
            ("en", gettext_lazy("English")),
        ],
    )
    category = forms.CharField(
        label=gettext_lazy("Category of entries that name none"),
        required=False,
        max_length=120,
        widget=AdminTextInputWidget(attrs={"list": "categories"}),
        help_text=gettext_lazy("Name or slug. One that does not exist yet is made."),
    )
    only = forms.ChoiceField(
        label=gettext_lazy("What to take"),
        required=False,
        choices=[
            ("", gettext_lazy("What is new and what changes")),
            (Change.NEW.value, gettext_lazy("Only what is new")),
            (Change.CHANGED.value, gettext_lazy("Only what changes")),
        ],
        widget=forms.RadioSelect,
    )
    withdraw_missing = forms.BooleanField(
        label=gettext_lazy("The list is the whole truth: withdraw what is missing in it"),
        required=False,
    )
    match = forms.MultipleChoiceField(
        label=gettext_lazy("An entry is the project of the same"),
        choices=list(
            zip(
                WAYS,
                (
                    gettext_lazy("slug"),
                    gettext_lazy("repository"),
                    gettext_lazy("name"),
                ),
                strict=True,
            )
        ),
        initial=list(WAYS),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        labels = dict(Import.Format.choices)
        known = [(name, labels[name]) for name in formats.FORMATS]
        self.fields["format"].choices = [("", _("As its name and content show")), *known]

    def clean_file(self) -> UploadedFile | None:
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST:
            raise forms.ValidationError(
                _("The file has %(size).1f MB; at most %(largest)d MB are read.")
                % {"size": file.size / 1e6, "largest": LARGEST / 1e6}
                + " "
                + _("Split it into several files.")
            )
        return file

    def clean(self) -> None:
        super().clean()
        if self.errors:
            return
        file, text = self.cleaned_data["file"], self.cleaned_data["text"]
        if bool(file) == bool(text):
            raise forms.ValidationError(_("Choose a file or paste its text; one of the two."))
        try:
            if file:
                self._read(file.read(), _kept_name(file.name))
            else:
                self._read(text.replace("\r\n", "\n").encode(), PASTED)
        except Unreadable as error:
            self.add_error("file" if file else "text", _told(error.problem))

    def _read(self, data: bytes, name: str) -> None:
        """Of the file itself only its compressed text is kept."""
        language = self.cleaned_data["language"] or None
        format = self.cleaned_data["format"] or None
        self.listing = formats.read(data, name, format, language)
        self.source = imports.unsaved(data, name, self.listing, self._options(), language)

    def _options(self) -> Options:
        said = self.cleaned_data
        return Options(
            match=tuple(way for way in WAYS if way in said["match"]),
            only=Change(said["only"]) if said["only"] else None,
            withdraw_missing=said["withdraw_missing"],
            category=said["category"],
        )

    def prepare(self, user: Any) -> Import:
        """Put aside what was read, until somebody confirms it."""
        imports.prepare(self.source, self.listing, user)
        return self.source


def choices_made(options: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What somebody chose in the form, field by field, as an import keeps it; but for what
    everybody gets who chooses nothing."""
    for name, field in UploadForm().fields.items():
        chosen = options.get(name)
        if not chosen or chosen == field.initial:
            continue
        labels = dict(getattr(field, "choices", ())) or {True: _("yes")}
        values = chosen if isinstance(chosen, list) else [chosen]
        texts = [labels.get(value, value) for value in values]
        yield str(field.label), listed(texts)


def _kept_name(name: str) -> str:
    """A name that fits the column and still has its ending."""
    path = PurePath(name)
    ending = path.suffix[:20]
    return Truncator(path.stem).chars(200 - len(ending)) + ending


def _told(problem: Problem) -> str:
    """What is wrong and what would be right, with the line if there is one."""
    place = f"{problem.place}: " if problem.place.line else ""
    return f"{place}{problem.message} {problem.remedy}".strip()
