"""Any directory, whose parts refer to one another."""

from typing import Any

from hypothesis import strategies as st

from directory.formats.records import ListRecord, Place, Record

Fields = dict[str, Any]

WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\0"), min_size=1, max_size=12
)
TEXTS = st.sampled_from(
    ["", "=1+1", "'a", "no", "2017", "- a: b #", "两种\n语言", '"q"', "a;b"]
) | (WORDS)
SLUGS = [f"{word}-{number}" for word in ("istio", "kong", "x") for number in range(4)]
DATES = st.sampled_from(["", "2017", "2017-05", "2017-05-24"])
JSON = st.recursive(
    st.booleans() | st.integers(-1000, 1000) | TEXTS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=2),
    max_leaves=4,
)
URLS = st.sampled_from([f"https://{host}.example/{n}" for host in "abc" for n in range(4)])
LINKS = st.lists(
    st.fixed_dictionaries(
        {"kind": st.sampled_from(["homepage", "repository", "other"]), "url": URLS},
        optional={"text": TEXTS, "former": st.booleans()},
    ),
    max_size=4,
    unique_by=lambda link: (link["kind"], link["url"]),
)


@st.composite
def directories(draw: Any) -> ListRecord:
    categories = _slugs(draw, "category", 4)
    tags = _slugs(draw, "tag", 4)
    slugs = draw(st.lists(st.sampled_from(SLUGS), max_size=5, unique=True))
    people = _slugs(draw, "person", 2)
    made = ListRecord("json")
    made.landscape = _record(
        _said(draw, {"title_en": WORDS}, {"title_zh": TEXTS, "about_zh": TEXTS})
    )
    made.categories = [_record(fields) for fields in _categories(draw, categories)]
    made.tags = [
        _record({"slug": slug, "name": slug} | draw(st.fixed_dictionaries({}, optional=TAG)))
        for slug in tags
    ]
    made.capability_groups = [
        _record({"slug": "group", "category": categories[0], "label_zh": "组", "label_en": "G"})
    ]
    made.capabilities = [_record(CHOICE), _record(WORDING)]
    made.projects = [_record(_project(draw, slug, slugs, categories, tags)) for slug in slugs]
    made.maintainers = [_record({"handle": handle, "name": draw(TEXTS)}) for handle in people]
    made.stewardships = [_record(fields) for fields in _stewards(draw, people, categories, slugs)]
    return made


TAG = {"label_zh": TEXTS, "synonyms": st.lists(WORDS, max_size=2), "description_en": TEXTS}
CHOICE = {
    "slug": "mtls",
    "group": "group",
    "kind": "choice",
    "terms": [{"slug": "yes", "zh": "是", "en": "Yes"}, {"slug": "no", "zh": "否", "en": "No"}],
    "label_zh": "双向",
    "label_en": "mTLS",
}
WORDING = {"slug": "note", "group": "group", "kind": "text", "label_zh": "注", "label_en": "Note"}


def _slugs(draw: Any, word: str, most: int) -> list[str]:
    return [f"{word}-{number}" for number in range(draw(st.integers(1, most)))]


def _record(fields: Fields) -> Record:
    return Record(fields, Place("made"))


def _said(draw: Any, required: Any, optional: Any) -> Fields:
    return draw(st.fixed_dictionaries(required, optional=optional))


def _categories(draw: Any, slugs: list[str]) -> list[Fields]:
    made = []
    for number, slug in enumerate(slugs):
        fields = {"slug": slug, "position": draw(st.integers(0, 5)), "hue": draw(st.integers(1, 8))}
        fields |= _said(draw, {"name_zh": WORDS}, {"name_en": TEXTS, "description_en": TEXTS})
        if number and draw(st.booleans()):
            fields["parent"] = slugs[0]
        made.append(fields)
    return made


def _project(
    draw: Any, slug: str, slugs: list[str], categories: list[str], tags: list[str]
) -> Fields:
    others = [other for other in slugs if other != slug]
    return _said(
        draw,
        {
            "slug": st.just(slug),
            "name": WORDS,
            "position": st.integers(0, 20),
            "state": st.sampled_from(["draft", "published", "withdrawn"]),
            "category": st.sampled_from(categories),
        },
        {
            "summary_zh": TEXTS,
            "description_en": TEXTS,
            "status": st.sampled_from(["active", "archived"]),
            "started": DATES,
            "license": st.sampled_from(["", "Apache-2.0 OR MIT"]),
            "languages": st.lists(WORDS, max_size=2),
            "foundation_dates": st.just({"accepted": "2017-01-23"}),
            "sources": st.just([{"zh": "据", "url": "https://a.example/"}]),
            "unverified": st.just(["license"]),
            "extra": st.dictionaries(WORDS, JSON, max_size=2),
            "created": st.just("2020-01-02T03:04:05.678901Z"),
            "links": LINKS,
            "tags": st.lists(st.sampled_from(tags), max_size=3, unique=True),
            "old_slugs": st.just([f"old-{slug}"]),
            "relations": _relations(others),
            "capabilities": st.just([CELL, CELL | {"capability": "note", "value": []} | WORDS_OF]),
        },
    )


CELL = {
    "capability": "mtls",
    "value": ["yes"],
    "source_url": "https://a.example/",
    "verified": "2026-01-02",
}
WORDS_OF = {"text_zh": "词", "note_en": "n"}


def _relations(others: list[str]) -> st.SearchStrategy[list[Fields]]:
    if not others:
        return st.just([])
    return st.lists(
        st.fixed_dictionaries(
            {"kind": st.sampled_from(["built-on", "fork-of"]), "project": st.sampled_from(others)},
            optional={"since": DATES, "note_zh": TEXTS},
        ),
        max_size=3,
        unique_by=lambda relation: (relation["kind"], relation["project"]),
    )


def _stewards(
    draw: Any, people: list[str], categories: list[str], slugs: list[str]
) -> list[Fields]:
    scopes: list[Fields] = [{}, *({"category": slug} for slug in categories)]
    scopes += ({"project": slug} for slug in slugs)
    return draw(
        st.lists(
            st.builds(
                lambda person, role, scope: {"maintainer": person, "role": role} | scope,
                st.sampled_from(people),
                st.sampled_from(["owner", "reviewer"]),
                st.sampled_from(scopes),
            ),
            max_size=4,
            unique_by=lambda fields: tuple(sorted(fields.items())),
        )
    )
