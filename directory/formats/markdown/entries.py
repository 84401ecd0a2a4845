"""One entry: what its name is, where it leads, and which part of it is the summary.

- ![badge] [name](main) [beside](…) - summary ([tail](…), [tail](…)) `MIT` `Go` ⭐ 1k
"""

from __future__ import annotations

from . import addresses
from .commonmark import Env
from .entry import Entry, Link
from .entry_edges import clipped, take_lead, take_tail, with_bold_stars_as_images
from .entry_names import named
from .inline import Piece, pieces
from .texts import from_list


def entry_in(text: str, env: Env) -> Entry | None:
    """The entry that a text is, or None if it does not begin as one."""
    found = pieces(text, env)
    entry = named(found)
    if entry is None:
        return None
    rest = [piece for piece in found if piece.end > entry.head.end]
    if rest and rest[0].start < entry.head.end:
        rest[0] = clipped(rest[0], entry.head.end - rest[0].start)
    rest = list(with_bold_stars_as_images(rest))
    links = take_lead(entry, rest) + take_tail(entry, rest)
    _summarize(entry, rest, text, env)
    entry.links = _classified(entry, links)
    if not entry.links and entry.head.kind != "link":
        return None
    entry.links += [
        Link("other", piece.url, piece.text, piece)
        for piece in rest
        if piece.kind == "link" and addresses.is_http(piece.url)
    ]
    entry.refused += [piece for piece in rest if piece.kind == "link" and _is_odd(piece.url)]
    return entry


def _is_odd(url: str) -> bool:
    """Whether an address within a text leads neither to the web, nor beside the list, nor to
    somebody's mail."""
    is_usual = addresses.is_http(url) or url.startswith(("mailto:", "//"))
    return addresses.has_scheme(url) and not is_usual


def _summarize(entry: Entry, rest: list[Piece], text: str, env: Env) -> None:
    if rest:
        entry.summary_start, entry.summary_end = rest[0].start, rest[-1].end
        entry.summary = from_list(text[entry.summary_start : entry.summary_end], env)
    else:
        entry.summary_start = entry.summary_end = entry.head_end


def _classified(entry: Entry, others: list[Piece]) -> list[Link]:
    """The main link and those beside and behind, each with its kind. Of homepages and repositories
    there is one each."""
    linked = [entry.head, *others] if entry.head.kind in ("link", "bare") else others
    entry.refused = [piece for piece in linked if not addresses.is_http(piece.url)]
    links = [_link(piece) for piece in others if addresses.is_http(piece.url)]
    if addresses.is_http(entry.head.url):
        main = Link(addresses.kind_of(entry.head.url), entry.head.url, "", entry.head)
        if main.kind == "homepage" and any(link.kind == "homepage" for link in links):
            main.kind = "repository"
        elif main.kind != "homepage":
            for link in links:
                link.kind = link.kind if link.label else "homepage"
        links.insert(0, main)
    taken: set[str] = set()
    for link in links:
        if not link.kind:
            link.kind = _guessed(link, len(others) == 1)
        if link.kind in ("homepage", "repository") and link.kind in taken:
            link.kind = "other"
        taken.add(link.kind)
    return links


def _link(piece: Piece) -> Link:
    """The kind is empty where only a label tells, and that says nothing."""
    is_bare = piece.is_auto or addresses.is_its_own_label(piece.text, piece.url)
    label = "" if is_bare else piece.text
    kind = addresses.kind_by_label(label) if label else addresses.kind_of(piece.url)
    return Link(kind, piece.url, label, piece)


def _guessed(link: Link, is_only_one: bool) -> str:
    kind = addresses.kind_of(link.url)
    return kind if kind == "repository" or is_only_one else "other"
