"""Markdown that editors write, as readers get it."""

import pytest

from directory.markdown import plain, render, render_inline


@pytest.mark.parametrize(
    "address", ["#contributing", "docs/x.md", "../x.md", "/x", "//host.example/x", "?q=x", ""]
)
def test_a_link_within_the_file_that_a_text_came_from_keeps_only_its_words(address: str):
    source = f"See [how to *help*]({address}) first."

    assert render(source) == "<p>See how to <em>help</em> first.</p>\n"
    assert render_inline(source) == "See how to <em>help</em> first."
    assert plain(source) == "See how to help first."


@pytest.mark.parametrize(
    "address", ["https://host.example/x#y", "HTTP://host.example", "mailto:a@host.example"]
)
def test_a_whole_address_stays_a_link_beside_one_that_leads_nowhere(address: str):
    html = render_inline(f"[gone](#gone) and [there]({address}), [gone](x.md)")

    assert html == f'gone and <a href="{address}" rel="external nofollow">there</a>, gone'


def test_a_reference_that_leads_nowhere_keeps_its_words_in_lists_and_tables_too():
    html = render("- [a][x]\n\n| [b][x] |\n| --- |\n\n[x]: docs/x.md")

    assert "<a" not in html
    assert "<li>a</li>" in html
    assert "<th>b</th>" in html
