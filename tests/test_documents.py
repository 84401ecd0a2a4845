"""Markdown in which texts of others mean nothing but themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from directory.documents import markdown, prose

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

signs = st.sampled_from("\\`*_[]()<>{}#+-=!|~&;:\"'.^$/@ \n\t012abc中文，。（）\x1b\u200b")
texts = st.text(signs | st.characters(), max_size=60) | st.lists(
    st.sampled_from(
        ["<b>", "&lt;", "1. ", "- ", "***", "___", "~~~", "```", "](x)", "==", "|", "x"]
    )
).map(" ".join)


def shown(text: str) -> str:
    """What a reader sees of Markdown, spaces aside, and nothing if it is more than paragraphs."""
    tokens = READER.parse(text)
    if {token.type for token in tokens} - {"paragraph_open", "inline", "paragraph_close"}:
        return READER.render(text)
    children = [child for token in tokens for child in token.children or []]
    kinds = {child.type for child in children} - {"text", "softbreak", "text_special"}
    assert not kinds, (kinds, text)
    return squeezed("".join(child.content for child in children))


def squeezed(text: str) -> str:
    return "".join(sign for sign in text if not sign.isspace())


@given(texts)
def test_any_text_is_shown_as_it_is(text: str):
    assert shown(markdown.paragraph(markdown.escaped(text))) == squeezed(markdown.seen(text))


@given(texts, texts)
def test_a_table_has_the_cells_that_it_was_given(one: str, other: str):
    rows = [["a", "b"], [markdown.escaped(one), markdown.escaped(other)]]

    tokens = READER.parse(markdown.table(rows))

    assert [token.type for token in tokens].count("td_open") == 2


@given(texts)
def test_a_link_leads_to_one_place_whatever_its_label_and_address(text: str):
    url = f"https://example.org/{text}"

    (paragraph,) = READER.parse(f"{markdown.link(text or 'x', url)} {markdown.address(url)}")[1:2]

    kinds = [child.type for child in paragraph.children or []]
    assert kinds.count("link_open") == 2
    assert not {"html_inline", "code_inline", "em_open", "strong_open", "image"} & set(kinds)


@given(texts)
def test_what_editors_write_becomes_no_html(text: str):
    written = "\n\n".join([prose.inline(text), *prose.blocks(text)])

    tokens = READER.parse(written)

    kinds = {t.type for t in tokens} | {c.type for t in tokens for c in t.children or []}
    assert not kinds & {"html_block", "html_inline"}


@pytest.mark.parametrize(
    ("source", "written"),
    [
        (
            "A [mesh](https://example.org/a_b) of `x|y`",
            "A [mesh](https://example.org/a_b) of `x|y`",
        ),
        ("**bold** and *soft* <i>", "**bold** and *soft* \\<i>"),
        ("[nowhere](javascript:x)", "\\[nowhere\\](javascript:x)"),
    ],
)
def test_emphasis_code_and_links_of_a_summary_stay(source: str, written: str):
    assert prose.inline(source) == written


def test_lines_break_at_spaces_and_between_chinese_characters_but_not_before_punctuation():
    text = "服务网格" * 9 + "服务网，" + "word " * 20

    lines = markdown.paragraph(markdown.escaped(text)).splitlines()

    assert max(map(markdown.width_of, lines)) <= markdown.WIDTH
    assert lines[0] == "服务网格" * 9 + "服务"
    assert lines[1].startswith("网，")
