"""Bytes of a file into text, or a word about what they look like."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.formats.decoding import LARGEST, decode
from directory.formats.records import Problem, Unreadable

CHINESE = "# 服务网格全景图\n\n- [Istio](https://istio.io) - 连接、保护、控制和观测服务。\n"
TRADITIONAL = "# 服務網格全景圖\n\n- [Istio](https://istio.io) - 連接、保護、控制和觀測服務。\n"


def refused(data: bytes) -> Problem:
    with pytest.raises(Unreadable) as caught:
        decode(data, "list.md")
    return caught.value.problem


# ---- what is text


@pytest.mark.parametrize("text", ["", "a\n", "a\r\nb\rc\n", CHINESE, "🚀 \u2028 é"])
def test_a_text_comes_as_it_is_line_ends_included(text: str):
    assert decode(text.encode(), "list.md") == text


def test_a_byte_order_mark_is_no_part_of_the_text():
    assert decode(CHINESE.encode("utf-8-sig"), "list.md") == CHINESE


# ---- other encodings


@pytest.mark.parametrize(
    ("data", "looks_like"),
    [
        (CHINESE.encode("gbk"), "GBK"),
        ("- 朱镕基 堃 喆 - 一个名字\n".encode("gb18030"), "GB18030"),
        (TRADITIONAL.encode("big5"), "Big5"),
        ("# Café\n\n- crème brûlée, à la carte\n".encode("latin-1"), "Latin-1 (Windows-1252)"),
        ("- déjà vu – naïve\n".encode("cp1252"), "Latin-1 (Windows-1252)"),
        (CHINESE.encode("utf-16"), "UTF-16"),
        (CHINESE.encode("utf-16-le"), "UTF-16"),
        (CHINESE.encode("utf-16-be"), "UTF-16"),
        (CHINESE.encode("utf-32"), "UTF-32"),
        (CHINESE.encode("utf-32-le"), "UTF-32"),
        (CHINESE.encode("utf-32-be"), "UTF-32"),
    ],
)
def test_another_encoding_is_told_by_what_it_looks_like(data: bytes, looks_like: str):
    problem = refused(data)

    assert problem.code == "encoding"
    assert problem.message == f"This looks like {looks_like}."
    assert problem.remedy == "Save the file as UTF-8."


def test_the_place_is_that_of_the_first_byte_that_is_no_utf_8():
    problem = refused("name: a\nsummary: 网格\n".encode("gbk"))

    assert str(problem.place) == "list.md:2:10"


def test_a_single_wrong_byte_is_told_apart_from_a_wrong_encoding():
    problem = refused(b"\xef\xbb\xbf" + CHINESE.encode() + "网格".encode() + b"\xff")

    assert str(problem.place) == "list.md:4:3"
    assert problem.message == "Byte 0xFF is not UTF-8, though the text around it is."


# ---- what is no text


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04\x14\0\x06\0", "ZIP, Excel, OpenDocument"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\x1f\x8b\x08\0", "gzip"),
        (b"SQLite format 3\0", "SQLite"),
    ],
)
def test_a_binary_file_is_told_by_its_kind(data: bytes, kind: str):
    assert refused(data).message == f"This is no text but a binary file ({kind})."


@pytest.mark.parametrize("data", [bytes(range(256)) * 4, b"\0" * 1000, b"\xcf\xfa\xed\xfe\7\0\0\1"])
def test_a_binary_file_of_no_known_kind_is_one_all_the_same(data: bytes):
    assert refused(data).message == "This is no text but a binary file."


def test_a_file_of_more_than_50_mb_is_not_read():
    assert refused(b"x" * (LARGEST + 1)).code == "too-large"
    assert len(decode(b"x" * LARGEST, "list.md")) == LARGEST


# ---- what no database keeps


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("- 网格\n- a\0b\n".encode(), "A NUL character, which no database keeps."),
        (
            "- 网格\n- a\ud800b\n".encode("utf-8", "surrogatepass"),
            "Half of a character (a surrogate), which no database keeps.",
        ),
    ],
)
def test_a_character_that_no_database_keeps_is_refused_with_its_place(data: bytes, message: str):
    problem = refused(data)

    assert problem.message == message
    assert str(problem.place) == "list.md:2:4"


# ---- anything


@given(st.binary() | st.text().map(lambda text: text.encode("utf-16")))
def test_whatever_the_bytes_are_they_are_text_or_there_is_a_word_about_them(data: bytes):
    try:
        text = decode(data, "f")
    except Unreadable as error:
        problem = error.problem
    else:
        assert text.encode() == data.removeprefix(b"\xef\xbb\xbf")
        return
    assert problem.message
    assert problem.remedy


def test_the_largest_file_is_refused_by_what_it_looks_like():
    data = b"name: a\n" * (LARGEST // 8 - 1) + "网格".encode("gbk")

    assert refused(data).message == "This looks like GBK."
