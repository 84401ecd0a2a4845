"""Text in two languages: paired columns, read through one descriptor."""

from typing import Any

from django.utils.translation import get_language

LANGUAGES = {"zh": "zh-Hans", "en": "en"}


def column_language() -> str:
    """The suffix of the columns of the language on display: `zh` or `en`."""
    return "en" if (get_language() or "").startswith("en") else "zh"


class Localized(str):
    """A text with the language it is in; `borrowed` if that is not the language on display."""

    lang: str
    borrowed: bool

    def __new__(cls, text: str, lang: str, borrowed: bool) -> "Localized":
        self = super().__new__(cls, text)
        self.lang = LANGUAGES[lang]
        self.borrowed = borrowed
        return self


class Translated:
    """`summary = Translated()` reads summary_zh or summary_en, falling back to the other one, or
    to the column named in `otherwise`, whose text is the same in both languages. `of` names the
    paired columns where the attribute itself has another name."""

    def __init__(self, of: str | None = None, *, otherwise: str | None = None):
        self.of = of
        self.otherwise = otherwise

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = self.of or name

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        if instance is None:
            return self
        shown = column_language()
        if text := getattr(instance, f"{self.name}_{shown}", ""):
            return Localized(text, shown, False)
        if self.otherwise:
            return Localized(getattr(instance, self.otherwise), shown, False)
        other = "en" if shown == "zh" else "zh"
        text = getattr(instance, f"{self.name}_{other}", "")
        return Localized(text, other, bool(text))
