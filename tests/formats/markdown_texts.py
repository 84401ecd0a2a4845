"""Texts that try a reader of Markdown: what people write in lists, and what they hardly do."""

from hypothesis import strategies as st

from directory.formats.records import Fields, ListRecord, Place, Record

SIGNS = [
    *"[](){}<>*_`~#|\\!&:-–—+=.,;。，：（）「」/\"'@$%^?",
    " ", "  ", "\n", "\n\n", "\t", "\r\n", "\u00a0", "\u2028", "\ufeff",
    "- ", "* ", "1. ", "> ", "    ", "# ", "## ", "### ", "---", "```", "~~~", "===", "***",
    "[name](https://github.com/a/b)", "[x](http://y.z)", "[x][ref]", "[ref]: http://ref.example/",
    "![badge](http://b.example/i.svg)", "[![b](http://i.example)](http://l.example)", "[]()",
    "<https://home.example/>", "https://bare.example/a_b", "<b>", "</b>", "<br>", "<!-- c -->",
    "<!-- -->", "<!--", "-->", "<a href=\"x\">", "&amp;", "&lt;", "&copy;", "\\<", "\\[",
    "`MIT`", "`Go`", "`GPLv3`", "⭐ 1.2k", "★", ":star:", "**bold**", "_em_", " - ", " — ", "：",
    "word", "服务网格", "网", "Go", "MIT", "C++", "a_b", "1", "（官网：", "官网", "docs",
    "| a | b |", "|---|---|", "owners:",
]  # fmt: skip

STORABLE = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
PROSE = st.lists(st.one_of(st.sampled_from(SIGNS), st.text(STORABLE, max_size=3)), max_size=12).map(
    "".join
)
DOCUMENTS = st.lists(
    st.one_of(st.sampled_from(["- ", "  - ", "* ", "## ", "### ", "# ", "", "| "]), PROSE),
    max_size=30,
).map("\n".join)

NOWHERE = Place("")
NAMES = PROSE.map(lambda text: " ".join(text.split())).filter(bool)
URLS = st.one_of(
    st.sampled_from(
        [
            "https://github.com/istio/istio",
            "https://example.com/",
            "http://例子.example/路径?a=1&copy;=2#x",
            "https://en.wikipedia.org/wiki/Mesh_(networking)",
            "https://example.com/a)b(c",
            "https://example.com/a\\b|c*d_e",
        ]
    ),
    st.from_regex(r"\Ahttps?://[a-z]{1,8}\.example(/[!-~]{0,10})?\Z"),
)


def record(**fields: object) -> Record:
    return Record(dict(fields), NOWHERE)


@st.composite
def projects(draw: st.DrawFn, category: str) -> Record:
    fields: Fields = {"name": draw(NAMES), "summary_en": draw(PROSE), "category": category}
    kinds = draw(st.lists(st.sampled_from(["repository", "homepage"]), unique=True, max_size=2))
    fields["links"] = [{"kind": kind, "url": draw(URLS)} for kind in kinds]
    return Record(fields, NOWHERE)


@st.composite
def listings(draw: st.DrawFn) -> ListRecord:
    """A directory: some categories, some of them within others, each with some projects."""
    listing = ListRecord(
        "own",
        landscape=record(title_en=draw(NAMES), introduction_en=draw(PROSE)),
        maintainers=[record(handle="alice"), record(handle="bob", name="Bob")],
        stewardships=[record(maintainer="bob", role=draw(st.sampled_from(["owner", "reviewer"])))],
    )
    names = draw(st.lists(st.sampled_from(["Mesh", "API 网关", "C#", "a/b", "[x]"]), unique=True))
    for number, name in enumerate(names):
        above = draw(st.sampled_from(["", *names[:number]]))
        is_second_level = above and not listing.categories[names.index(above)].fields.get("parent")
        parent = {"parent": above} if is_second_level else {}
        listing.categories.append(
            record(slug=name, name_en=name, description_en=draw(PROSE), **parent)
        )
    for category in ["", *names]:
        listing.projects += draw(st.lists(projects(category), max_size=3))
    return listing
