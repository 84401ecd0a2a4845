"""Checks that links between the project's own documents lead somewhere: files and headings."""

import re
import sys
from pathlib import Path
from urllib.parse import unquote

from markdown_it import MarkdownIt

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def anchors(path: Path) -> set[str]:
    """The anchors that a forge makes of a document's headings."""
    tokens = MarkdownIt("commonmark").parse(path.read_text())
    headings = [
        tokens[place + 1].content
        for place, token in enumerate(tokens)
        if token.type == "heading_open"
    ]
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def targets(path: Path) -> list[tuple[int, str]]:
    """(line, address) of each link and picture."""
    found = []
    for block in MarkdownIt("commonmark").enable("table").parse(path.read_text()):
        for token in block.children or []:
            address = token.attrGet("href") or token.attrGet("src")
            if address:
                found.append(((block.map or [0])[0] + 1, unquote(str(address))))
    return found


def problems(path: Path) -> list[str]:
    found = []
    for line, address in targets(path):
        if re.match(r"[a-z]+:", address):
            continue
        file, _, anchor = address.partition("#")
        target = (path.parent / file).resolve() if file else path
        place = f"{path.relative_to(ROOT)}:{line}"
        if not target.exists():
            found.append(f"{place}: there is no {file}")
        elif anchor and anchor not in anchors(target):
            found.append(f"{place}: {file or path.name} has no heading #{anchor}")
    return found


if __name__ == "__main__":
    broken = [problem for path in DOCUMENTS for problem in problems(path)]
    print("\n".join(broken))
    sys.exit(1 if broken else 0)
