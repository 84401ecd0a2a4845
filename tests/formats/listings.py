"""Any listing, drawn from the declared fields of the directory's own record."""

from typing import Any

from hypothesis import strategies as st

from directory.formats.own.compound import Anything, Items, Shape
from directory.formats.own.fields import DOCUMENT, PROJECT, SECTIONS
from directory.formats.own.kinds import Choice, Flag, Kind, Text, Whole
from directory.formats.records import ListRecord, Place, Record

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
# What readers of one format or another take for something else.
TRICKY = st.sampled_from(
    [
        "=1+1",
        "'=1",
        "''@x",
        "\t'=",
        "a;=b",
        "no",
        "2017",
        "1e3",
        "a: b #",
        "[1",
        "{",
        " ",
        "\r\n",
        '"',
    ]
)
WORDS = TEXTS | TRICKY
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=5,
)


def values(kind: Kind) -> st.SearchStrategy[Any]:
    """Any value that a field of a kind may have."""
    return st.none() | _said(kind) if kind.nullable else _said(kind)


def _said(kind: Kind) -> st.SearchStrategy[Any]:
    match kind:
        case Text():
            return _texts(kind)
        case Choice():
            return st.sampled_from(kind.choices)
        case Whole():
            return st.integers(kind.least, kind.most)
        case Flag():
            return st.booleans()
        case Items():
            return _lists(kind)
        case Shape():
            return _objects(kind)
        case Anything():
            return st.dictionaries(WORDS, JSON, max_size=3)
    raise TypeError(kind)


def _texts(kind: Text) -> st.SearchStrategy[str]:
    texts = st.from_regex(kind.form.pattern, fullmatch=True) if kind.form else WORDS
    longest = kind.longest or 1000
    fitting = texts.filter(lambda text: 0 < len(text) <= longest and "\0" not in text)
    return fitting | st.just("") if kind.blank else fitting


def _lists(kind: Items) -> st.SearchStrategy[list[Any]]:
    if isinstance(kind.of, Shape) and kind.of.key:
        return st.lists(values(kind.of), max_size=3, unique_by=kind.of.key_of)
    if kind.distinct:
        return st.lists(values(kind.of), max_size=3, unique=True)
    return st.lists(values(kind.of), max_size=3)


def _objects(kind: Shape) -> st.SearchStrategy[dict[str, Any]]:
    must = (*kind.required, *kind.one_of[:1])
    optional = {name: values(part) for name, part in kind.fields.items() if name not in must}
    return st.fixed_dictionaries(
        {name: values(kind.fields[name]) for name in must}, optional=optional
    )


def listings() -> st.SearchStrategy[ListRecord]:
    parts = {
        name: kind for name, kind in DOCUMENT.fields.items() if isinstance(kind, Items | Shape)
    }
    return st.fixed_dictionaries(
        {}, optional={name: values(kind) for name, kind in parts.items()}
    ).map(listing)


def tables() -> st.SearchStrategy[ListRecord]:
    return values(Items(PROJECT)).map(lambda projects: listing({"projects": projects}))


def listing(said: dict[str, Any]) -> ListRecord:
    """What a document says, as records."""
    made = ListRecord("json")
    for name, value in said.items():
        if isinstance(value, list):
            setattr(made, name, [_record(fields) for fields in value])
        else:
            setattr(made, name, _record(value))
    return made


def _record(fields: dict[str, Any]) -> Record:
    return Record(fields, Place("made"))


def said(listing: ListRecord) -> dict[str, Any]:
    """What records say, without their places and without empty sections."""
    sections = {name: [record.fields for record in getattr(listing, name)] for name in SECTIONS}
    landscape = listing.landscape.fields if listing.landscape else None
    return {name: value for name, value in sections.items() if value} | (
        {} if landscape is None else {"landscape": landscape}
    )
