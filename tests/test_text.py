"""Folding, segmenting, what a query asks for, and where it stands in a text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory import text

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x4E2F), min_size=1, max_size=12)
MIXED = st.lists(
    st.one_of(
        HAN,
        st.sampled_from(
            ["API", "Node.js", ".NET", "C++", "C#", "cert-manager", "a_b", "ＡＰＩ", "Café", "カタ"]
        ),
        st.sampled_from([" ", "、", "。", "-", "_", ".", "…", "🚀", "\0", '"', "*"]),
        st.text(max_size=3),
    ),
    max_size=8,
).map("".join)


def finds(query: str, document: str) -> bool:
    """What the databases do with tokens and phrases, spelled out."""
    tokens = text.segment(document)
    asked = text.phrases(query)
    return bool(asked) and all(_stands_in(phrase, tokens) for phrase in asked)


def _stands_in(phrase: text.Phrase, tokens: list[str]) -> bool:
    *first, last = phrase.tokens
    for start in range(len(tokens) - len(first)):
        if tokens[start : start + len(first)] == first:
            end = tokens[start + len(first)]
            if end == last or (phrase.prefix and end.startswith(last)):
                return True
    return False


def marked(document: str, query: str) -> list[str]:
    return [document[start:end] for start, end in text.hits(document, text.phrases(query))]


# ---- finding


@pytest.mark.parametrize(
    ("query", "document"),
    [
        ("网关", "云原生网关"),
        ("代理", "边车代理。"),
        ("网", "服务网格"),
        ("关", "云原生网关"),
        ("API网关", "一个 API 网关"),
        ("ＡＰＩ", "api gateway"),
        ("api", "ＡＰＩ网关"),
        ("envoy", "Envoy Gateway"),
        ("cert-man", "cert-manager"),
        ("cert_manager", "cert-manager"),
        ("service-mesh", "a service mesh"),
        ("C++", "written in C++."),
        ("c+", "written in C++."),
        (".NET", "基于.NET的网关"),
        ("net", "for .NET"),
        ("C#", "C# client"),
        ("Node.js", "a Node.js library"),
        ("js", "a Node.js library"),
        ("node", "a Node.js library"),
        ("node.js-based", "a Node.js-based proxy"),
        ("サービス", "サービスメッシュ"),
        ("ｻｰﾋﾞｽ", "サービスメッシュ"),
        ("ガ", "ｶﾞｲﾄﾞ"),
        ("서비스", "서비스 메시"),
        ("cafe", "Café"),
        ("cafe\u0301", "café"),
        ("istanbul", "İstanbul"),
        ("strasse", "Straße"),
        ("𠮷野", "𠮷野家"),
        ("v1.2", "since v1.28"),
    ],
)
def test_a_query_finds_the_text_it_stands_in(query: str, document: str):
    assert finds(query, document)


@pytest.mark.parametrize(
    ("query", "document"),
    [
        ("网络", "服务网格"),
        ("格网", "网格"),
        ("网关代", "网关、代理"),
        ("网关代理", "网关 代理"),
        ("ervice", "service"),
        ("C++", "C"),
        ("c#", "c++"),
        (".net", "internet"),
        ("cert-man", "manager of a cert"),
        ("API网关", "API 代理"),
    ],
)
def test_a_query_does_not_find_what_only_resembles_it(query: str, document: str):
    assert not finds(query, document)


@pytest.mark.parametrize("query", ["", " ", '"', "*", "()", "\0", "🚀", "-", "_", "。", "…", "++"])
def test_a_query_without_letters_asks_for_nothing(query: str):
    assert text.phrases(query) == []


def test_signs_that_mean_something_to_a_database_are_only_gaps():
    assert [p.tokens for p in text.phrases("NEAR(网关, 代理) OR \"a' & b*\\")] == [
        ("near",),
        ("网关",),
        ("代理",),
        ("or",),
        ("a",),
        ("b",),
    ]


def test_what_is_asked_twice_is_asked_once():
    assert len(text.phrases("envoy Envoy ＥＮＶＯＹ")) == 1


def test_a_query_of_five_thousand_characters_is_understood():
    assert finds("网关" * 2500, "网关" * 2500)
    assert not finds("网关" * 2500, "网关" * 2499)
    assert finds("x" * 5000, "x" * 5000)


@given(HAN, st.data())
def test_every_part_of_a_chinese_text_finds_it(document: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(document) - 1))
    end = data.draw(st.integers(start + 1, len(document)))

    assert finds(document[start:end], document)


@given(
    HAN.filter(lambda query: len(query) > 1), st.lists(HAN, max_size=4), st.sampled_from("，。 a")
)
def test_a_chinese_query_finds_nothing_it_does_not_stand_in(query: str, runs: list[str], gap: str):
    document = gap.join(runs)

    assert finds(query, document) == (query in document)


@given(MIXED)
def test_a_text_finds_itself_if_anything_in_it_can_be_asked_for(document: str):
    assert finds(document, document) == bool(text.phrases(document))


@given(MIXED)
def test_every_word_of_a_text_finds_it(document: str):
    for word in text.words(document):
        assert finds(word, document)


@given(st.text())
def test_tokens_hold_nothing_that_a_database_would_read_as_a_sign(document: str):
    asked = [token for phrase in text.phrases(document) for token in phrase.tokens]
    for token in [*text.segment(document), *asked]:
        assert re.fullmatch(r"([^\x00-\x7f]|[a-z0-9.+#])+", token)
        assert len(token) <= text.TOKEN_LENGTH


# ---- folding


@given(st.text())
def test_folding_twice_is_folding_once(document: str):
    assert text.fold(text.fold(document)) == text.fold(document)


def test_traditional_characters_are_folded_into_simplified_ones():
    assert text.fold("服務發現與負載均衡") == text.fold("服务发现与负载均衡")


def test_no_folded_character_is_folded_further():
    characters = "".join(map(chr, range(0x3400, 0xA000)))

    assert text.fold(text.fold(characters)) == text.fold(characters)


def test_hits_are_marked_in_either_script():
    assert marked("服務發現與网关", "发现") == ["發現"]
    assert marked("服务发现与网关", "發現") == ["发现"]


def test_folding_keeps_letters_that_differ_in_more_than_an_accent():
    assert text.fold("Й Ø ガ") == "й ø ガ"


# ---- marking


@pytest.mark.parametrize(
    ("document", "query", "marks"),
    [
        ("云原生网关", "网关", ["网关"]),
        ("Envoy Gateway", "gate", ["Gateway"]),
        ("ＡＰＩ网关", "api网关", ["ＡＰＩ", "网关"]),
        ("cert-manager", "cert-man", ["cert-manager"]),
        ("a service mesh", "service-mesh", ["service mesh"]),
        ("基于.NET", ".net", [".NET"]),
        ("Cafe\u0301s", "café", ["Cafe\u0301s"]),
        ("ｶﾞｲﾄﾞ", "ガイド", ["ｶﾞｲﾄﾞ"]),
        ("각", "각", ["각"]),
        ("㍿", "株式 会社", ["㍿"]),
        ("internet", "net", []),
        ("Envoy", "", []),
    ],
)
def test_hits_are_marked_as_they_are_written(document: str, query: str, marks: list[str]):
    assert marked(document, query) == marks


@given(MIXED, MIXED)
def test_hits_stand_in_the_text_in_order_and_apart(document: str, query: str):
    end_before = 0
    for start, end in text.hits(document, text.phrases(query)):
        assert end_before <= start < end <= len(document)
        end_before = end


@given(HAN, HAN)
def test_what_is_found_in_a_chinese_text_is_marked(query: str, document: str):
    assert set(marked(document, query)) == ({query} if query in document else set())
