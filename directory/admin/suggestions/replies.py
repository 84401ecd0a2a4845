"""What is written to who suggested something: typed, or one of the usual answers."""

from __future__ import annotations

from django.http import QueryDict

from directory.models import AnswerTemplate


class Usual:
    """The usual answers, read once."""

    def __init__(self) -> None:
        self.templates = list(AnswerTemplate.objects.all())

    def text(self, chosen: str, language: str) -> str:
        """In the language of who reads it. Nothing if none was chosen."""
        found = next((each for each in self.templates if str(each.pk) == chosen), None)
        if found is None:
            return ""
        return found.text_en if language == "en" else found.text_zh


class Reply:
    """What was typed comes before what was chosen, which a script has copied into it."""

    def __init__(self, name: str, data: QueryDict, language: str, usual: Usual) -> None:
        self.name = name
        self.template = data.get(f"template-{name}", "")
        typed = data.get(name) or ""
        self.text = typed if typed.strip() else usual.text(self.template or "", language)


def typed_in(data: QueryDict) -> list[str]:
    """Texts that somebody wrote, to be copied where they can no longer be sent."""
    names = [name for name in data if name.startswith("answer") or name == "question"]
    return [text for name in names if (text := data.get(name, "").strip())]
