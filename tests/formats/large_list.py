"""Awesome lists as large as the real ones, made anew with the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterator

SUBJECTS = ["mesh", "gateway", "proxy", "registry", "tracer", "dashboard", "operator", "库", "网关"]
TRAITS = ["Lightweight", "Cloud-native", "Programmable", "Zero-trust", "轻量级的", "高性能的"]
LANGUAGES = ["Go", "Rust", "C++", "Java", "TypeScript/Docker"]


def large_list(entries: int, per_section: int = 25) -> str:
    """A title, a table of contents, categories, subcategories of two levels, licence sections."""
    sections = list(_sections(entries, per_section))
    contents = "".join(
        f"- [{name}](#{name.lower().replace(' ', '-')})\n" for name, _text in sections
    )
    body = "".join(text for _name, text in sections)
    return (
        "# Awesome Networking [![Awesome](https://awesome.example/badge.svg)](https://awesome.example)\n\n"
        "> What connects services, as large as real lists are.\n\n"
        f"## Contents\n\n{contents}- [License](#license)\n\n{body}"
        "## License\n\n[CC0](https://creativecommons.org/publicdomain/zero/1.0/)\n"
    )


def _sections(entries: int, per_section: int) -> Iterator[tuple[str, str]]:
    for number, start in enumerate(range(0, entries, per_section)):
        level = "##" if number % 5 == 0 else "####" if number % 5 == 4 else "###"
        name = f"Section {number}"
        lines = "".join(_entry(each) for each in range(start, min(start + per_section, entries)))
        yield name, f"{level} {name}\n\nAbout section {number}.\n\n{lines}\n"


def _entry(number: int) -> str:
    subject, trait = SUBJECTS[number % len(SUBJECTS)], TRAITS[number % len(TRAITS)]
    head = f"[{subject}-{number:05}](https://github.com/owner{number % 97}/{subject}-{number:05})"
    text = (
        f"{trait} {subject} with a [link](https://example.com/{number}) in its text, no. {number}."
    )
    match number % 4:
        case 0:
            return f"- {head} - {text} <https://{number}.example/>\n"
        case 1:
            return f"- {head} ⭐ 1.{number % 9}k — {text}\n"
        case 2:
            language = LANGUAGES[number % len(LANGUAGES)]
            demo = f"[Demo](https://demo.example/{number})"
            return f"- **{head}** - {text} ({demo}) `MIT` `{language}`\n"
    return f"- {head}: {text}\n"
