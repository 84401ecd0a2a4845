"""Synthetic lists in files, in the style of the large real ones, the same at every run."""

from collections.abc import Iterator
from random import Random

from bench import vocabulary as words
from bench.synthetic import SEED, some_name, some_summary

SECTIONS = [
    (f"{en} {level_en}", f"{zh}{level}")
    for zh, en in words.CATEGORIES
    for level, level_en in words.LEVELS
]


def markdown(entries: int) -> str:
    """An awesome list with a table of contents and a heading for each section."""
    rng = Random(SEED)
    lines = [
        "# Awesome Mesh",
        "",
        "A list of what surrounds service meshes.",
        "",
        "## Contents",
        "",
    ]
    lines += [f"- [{en}](#{_anchor(en)})" for en, _zh in SECTIONS]
    each = -(-entries // len(SECTIONS))
    for place, (en, zh) in enumerate(SECTIONS):
        lines += ["", f"## {en}", "", f"{zh}。", ""]
        for number in range(place * each, min((place + 1) * each, entries)):
            name, summary = _entry(rng, number)
            lines.append(
                f"- [{name}](https://github.com/mesh/p-{number}) - {summary} "
                f"([Site](https://p-{number}.example.org/)) `{rng.choice(words.LICENSES)}` `Go`"
            )
    return "\n".join([*lines, "", "## License", "", "CC0", ""])


def landscape(items: int) -> str:
    """A landscape2 data file with null markers and keys that nobody models."""
    rng = Random(SEED)
    return "\n".join(["landscape:", *_landscape(items, rng), ""])


def _landscape(items: int, rng: Random) -> Iterator[str]:
    each = -(-items // len(SECTIONS))
    for place, (zh, en) in enumerate(words.CATEGORIES):
        yield f"  - category:\n    name: {en} items\n    subcategories:"
        for level, (_level, level_en) in enumerate(words.LEVELS):
            yield f"      - subcategory:\n        name: {en} {level_en} items\n        items:"
            first = (place * len(words.LEVELS) + level) * each
            for number in range(first, min(first + each, items)):
                yield from _item(rng, number, zh)


def _item(rng: Random, number: int, kind: str) -> Iterator[str]:
    name, summary = _entry(rng, number)
    yield "          - item:"
    yield f"            name: {name} item"
    yield f"            homepage_url: https://i-{number}.example.org/"
    yield f"            repo_url: https://github.com/items/i-{number}"
    yield f"            logo: i-{number}.svg"
    yield f"            description: >-\n              {summary}"
    yield f"            crunchbase: https://www.crunchbase.com/organization/o-{number % 900}"
    if number % 5 == 0:
        yield "            project: sandbox"
        yield "            extra:"
        yield f"              accepted: '2021-04-{number % 28 + 1:02}'"
        yield f"              annotations:\n                kind: {kind}"
        yield f"              clomonitor_name: i-{number}"


def _entry(rng: Random, number: int) -> tuple[str, str]:
    zh, en = some_summary(rng)
    return f"{some_name(rng)} {number}", zh if number % 4 == 0 else en


def _anchor(heading: str) -> str:
    kept = "".join(c for c in heading.lower() if c.isalnum() or c in " -_")
    return kept.replace(" ", "-")
