"""Logos made harmless: what is left of a hostile file, and how a good one looks afterwards."""

import base64
import gzip
import re
import struct
import zlib
from contextlib import suppress
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from directory import logos
from directory.logos.svg import allowed

XMLNS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(content: str = "", attributes: str = 'viewBox="0 0 9 9"') -> bytes:
    return f"<svg {XMLNS} {attributes}>{content}</svg>".encode()


def cleaned(content: str) -> str:
    """What is within the svg element after cleaning."""
    data = logos.clean(svg(content)).data.decode()
    return re.sub(r"^<svg [^>]*?/?>|</svg>$", "", data)


def refusal(data: bytes) -> str:
    with translation.override("en"), pytest.raises(logos.Refused) as refused:
        logos.clean(data)
    assert refused.value.remedy
    return refused.value.message


def picture(
    kind: str = "PNG", size: tuple[int, int] = (8, 8), mode: str = "RGB", **kept: Any
) -> bytes:
    out = BytesIO()
    Image.new(mode, size, "red").save(out, kind, **kept)
    return out.getvalue()


EMBEDDED = f"data:image/png;base64,{base64.b64encode(picture()).decode()}"

# ---- what runs, links or loads


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<script href="https://evil.example/x.js"/>',
        '<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>',
        '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>',
        "<script><![CDATA[alert(1)]]></script>",
        '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml" onload="x"/></foreignObject>',
        '<iframe xmlns="http://www.w3.org/1999/xhtml" src="https://evil.example/"/>',
        '<set attributeName="onload" to="alert(1)"/>',
        '<animate attributeName="href" values="javascript:alert(1)"/>',
        '<handler xmlns="http://www.w3.org/2001/xml-events">alert(1)</handler>',
        '<style>@import "https://evil.example/x.css";</style>',
        "<!-- --><?xml-stylesheet href='https://evil.example/'?>",
        "<metadata><script>alert(1)</script></metadata>",
        "<title>a</title><desc>b</desc>text",
    ],
)
def test_nothing_is_left_of_what_runs(hostile: str):
    assert cleaned(hostile) == ""


@pytest.mark.parametrize(
    ("hostile", "left"),
    [
        ('<a xlink:href="javascript:alert(1)"><path d="M0 0"/></a>', '<g><path d="M0 0" /></g>'),
        ('<use href="https://evil.example/x.svg#a"/>', "<use />"),
        ('<use href="data:image/svg+xml;base64,PHN2Zy8+#a"/>', "<use />"),
        ('<image href="file:///etc/passwd"/>', "<image />"),
        ('<image href="https://evil.example/x.png"/>', "<image />"),
        ('<image xlink:href="//evil.example/x.png"/>', "<image />"),
        ('<image href="data:image/svg+xml;base64,PHN2Zy8+"/>', "<image />"),
        ('<image href="data:text/html,x"/>', "<image />"),
        ('<g onload="alert(1)" ONCLICK="x" onbegin="x"/>', "<g />"),
        ('<g xml:base="https://evil.example/" data-x="y" tabindex="0" class="c"/>', "<g />"),
        ('<g fill="url(https://evil.example/#a)"/>', "<g />"),
        ("<g fill=\"URL( 'https://evil.example/' )\"/>", "<g />"),
        (r'<g fill="\75rl(https://evil.example/)"/>', "<g />"),
        ('<g filter="u/**/rl(//evil.example)"/>', "<g />"),
        ('<g fill="url(javascript:alert(1))"/>', "<g />"),
        ("<g fill=\"url('#a' url('#b'))\" stroke='url(1)'/>", "<g />"),
        ('<path d="url(x.png)" x="url(y.png)" transform="url(z.png) rotate(9)"/>', "<path />"),
        ("<g fill=\"image-set('https://evil.example/')\"/>", "<g />"),
        ('<g style="fill:red;background:url(//evil.example)"/>', '<g fill="red" />'),
        ('<g style="fill:expression(alert(1))"/>', "<g />"),
        ('<g style="behavior:url(x);-moz-binding:url(x)"/>', "<g />"),
        ("<g style=\"font-family:'a;}*{fill:url(//e)'\"/>", "<g />"),
        ('<g transform="javascript:alert(1)"/>', "<g />"),
        ("<style>g{fill:url(//evil.example)} g{stroke:red}</style><g/>", '<g stroke="red" />'),
        ("<style>&lt;script>alert(1)&lt;/script> g{}</style><g/>", None),
        (
            '<text>a<script>b</script><tspan onload="x">c</tspan></text>',
            "<text>a<tspan>c</tspan></text>",
        ),
    ],
)
def test_only_what_is_drawn_is_left(hostile: str, left: str | None):
    if left is None:
        assert "selector" in refusal(svg(hostile))
    else:
        assert cleaned(hostile) == left


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg [<!ENTITY % x SYSTEM "https://evil.example/x.dtd"> %x;]>',
        '<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE svg [<!ATTLIST g onload CDATA "alert(1)">]>',
        "<!DOCTYPE svg []>",
    ],
)
def test_a_doctype_that_declares_anything_is_refused(doctype: str):
    assert "DOCTYPE" in refusal(doctype.encode() + svg("<text>&x;</text>"))


def test_a_doctype_that_only_names_svg_is_dropped():
    named = (
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        b'"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    )

    assert logos.clean(named + svg()) == logos.clean(svg())


# ---- what is made to exhaust


def answer(data: bytes) -> str:
    """Cleaned, or why not. What takes time by the square of the length would take minutes."""
    try:
        return logos.clean(data).media_type
    except logos.Refused as error:
        return str(error)


def test_what_nests_too_deeply_or_has_too_many_elements_is_refused_at_once():
    assert "nests deeper" in refusal(svg("<g>" * 10_000 + "</g>" * 10_000))
    assert "more than 20000" in refusal(svg("<g/>" * 30_000))


def test_parts_that_draw_each_other_ten_times_over_ten_levels_are_refused():
    def levels(part: str, reference: str) -> str:
        return "".join(part % (n, (reference % (n + 1)) * 10) for n in range(10))

    clones = levels('<g id="a%d">%s</g>', '<use href="#a%d"/>')
    patterns = levels('<pattern id="a%d">%s</pattern>', '<path fill="url(#a%d)"/>')

    assert "drawing parts again" in refusal(svg(clones + '<g id="a10"/>'))
    assert "drawing parts again" in refusal(svg(patterns + '<pattern id="a10"/>'))


def test_a_part_that_draws_itself_is_refused():
    assert "itself" in refusal(svg('<g id="a"><use href="#b"/></g><g id="b" mask="url(#a)"/>'))


@pytest.mark.parametrize(
    "content",
    [
        "<style>" + "*{fill:red}" * 499 + "</style>" + "<g/>" * 2_000,
        "<style>" + "".join(f".a.b{n}{{fill:red}}" for n in range(499)) + "</style>"
        + '<g class="a b1"/>' * 2_000,
        "<style>*{" + "fill:red;" * 11_000 + "}</style>" + "<g/>" * 15_000,
        "<style>" + "," * 99_000 + "{fill:red}</style>",
        "<style>" + "{(" * 49_000 + "</style>",
        '<g style="' + "fill:red;" * 11_000 + '"/>',
        '<g fill="' + "(" * 900_000 + '"/>',
        '<g fill="' + "rgb(" * 200_000 + '"/>',
    ],
)  # fmt: skip
def test_style_that_is_made_to_take_long_ends(content: str):
    assert answer(svg(content))


@pytest.mark.parametrize(
    "attributes",
    [
        f'width="{"1" * 400_000}x" height="1"',
        f'width="1{" " * 400_000}x" height="1"',
        f'viewBox="0 0 1 {"1" * 400_000}x"',
        f'viewBox="0 0 9 9" transform="scale(1){" " * 400_000}x"',
        f'viewBox="0 0 9 9" transform="scale(1){" , " * 200_000}scale(1"',
        f'viewBox="0 0 9 9" d="{"1 " * 200_000}("',
        f'viewBox="0 0 9 9" href="{" " * 400_000}data:image/png"',
    ],
)
def test_attributes_that_are_made_to_take_long_do_not(attributes: str):
    assert answer(svg(attributes=attributes))


def test_an_embedded_font_is_refused():
    font = f"@font-face{{src:url(data:font/woff;base64,{'A' * 100_000})}}"

    assert "style of the SVG is longer" in refusal(svg(f"<style>{font}</style>"))


def test_a_style_sheet_that_applies_a_hundred_rules_to_every_element_is_refused():
    rules = "*{fill:red;stroke:red}" * 100

    assert "too complex" in refusal(svg(f"<style>{rules}</style>{'<g/>' * 15_000}"))


def test_files_that_are_too_large_are_refused_before_and_after():
    assert "larger than 1000 KB" in refusal(b"<" + b" " * 1_000_000)
    assert "at most 300 KB" in refusal(svg('<path d="' + "1 " * 200_000 + '"/>'))


# ---- what is no SVG, or none that is known


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (gzip.compress(svg(), mtime=0), "compressed"),
        (b"", "no picture"),
        (b"GIF89a\1\0\1\0", "no picture"),
        (b"%PDF-1.7", "no picture"),
        (b"<html><body/></html>", "no SVG"),
        (b"<g/>", "no SVG"),
        (b'<svg xmlns="http://www.w3.org/1999/xhtml"/>', "no SVG"),
        (b"<svg", "line 1, column"),
        (svg() + b"<svg/>", "line 1, column"),
        (b"<svg>\n<g></svg>", "line 2, column"),
        (b'<?xml version="1.0" encoding="nonesuch"?><svg/>', "encoding"),
        (b'<?xml version="1.0" encoding="gbk"?><svg/>', "encoding"),
        (svg(attributes=""), "canvas"),
        (svg(attributes='viewBox="0 0 0 9"'), "canvas"),
        (svg(attributes='viewBox="0 0 nan 9"'), "canvas"),
        (svg(attributes='width="100%" height="100%"'), "canvas"),
        (svg("<style>g > path{fill:red}</style>"), "g > path"),
        (svg('<image href="data:image/png;base64,AAAA"/>'), "damaged"),
        (svg('<image href="data:image/png;base64,!"/>'), "damaged"),
        (svg(f'<image href="{EMBEDDED}"/>' * 21), "pictures"),
        (b"\x89PNG\r\n\x1a\n and then nothing", "damaged"),
        (picture()[:50], "damaged"),
        (b"RIFF\0\0\0\0WAVEfmt ", "damaged"),
    ],
)
def test_what_cannot_be_a_logo_is_refused_with_the_reason(data: bytes, told: str):
    assert told in refusal(data)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "latin-1"])
def test_an_svg_in_another_encoding_becomes_utf_8(encoding: str):
    declared = "" if encoding.startswith("utf") else f'<?xml version="1.0" encoding="{encoding}"?>'
    text = declared + svg("<text>café</text>").decode()

    assert b"caf\xc3\xa9" in logos.clean(text.encode(encoding)).data


# ---- how good ones look afterwards


def test_style_sheets_become_attributes_with_the_precedence_of_css():
    content = """
        <style type="text/css">
            /* Illustrator */ @font-face {font-family: x; src: url(//evil.example)}
            path {fill: red; stroke: red}
            .st0, .st1 {fill: green}
            path.st0 {stroke: blue; opacity: .5}
            #top {opacity: 1}
            .st1 {stroke: white !important}
            .st0:hover {fill: pink}
        </style>
        <path class="st0" fill="black" id="top"/>
        <path class="st0" style="fill: gold"/>
        <path class="st1" style="stroke: gold"/>
        <rect class="st0 other"/>
    """

    assert re.findall(r"<\w+ [^>]*", cleaned(content)) == [
        '<path fill="green" stroke="blue" opacity="1" /',
        '<path fill="gold" stroke="blue" opacity=".5" /',
        '<path fill="green" stroke="white" /',
        '<rect fill="green" /',
    ]


def test_references_within_stay_whatever_their_ids_were():
    content = """
        <linearGradient id="Grad 1">
            <stop offset="0" style="stop-color:rgb(1, 2,3)"/>
        </linearGradient>
        <g id="unused" fill='url("#Grad 1")'><use xlink:href="#渐变"/></g>
        <path id="渐变" fill="url(#nowhere)"/><path id="渐变"/>
    """

    assert cleaned(content) == (
        '<linearGradient id="n0"><stop offset="0" stop-color="rgb(1, 2,3)" /></linearGradient>'
        '<g fill="url(#n0)"><use href="#n1" /></g><path id="n1" /><path />'
    )


@pytest.mark.parametrize(
    ("attributes", "canvas"),
    [
        ('viewBox="0,0 24 , 12.5"', "0 0 24 12.5"),
        ('width="64" height="32px"', "0 0 64 32"),
        ('width="1in" height="3pt"', "0 0 96 4"),
        ('viewBox="-1 -2 3 4" width="100%" height="9" x="1"', "-1 -2 3 4"),
    ],
)
def test_the_canvas_is_what_was_drawn_on_and_the_size_that_of_the_place(attributes, canvas):
    root = ElementTree.fromstring(logos.clean(svg(attributes=attributes)).data)

    assert root.attrib == {"viewBox": canvas}


# ---- pixels


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (picture("PNG"), "image/png"),
        (picture("PNG", mode="P"), "image/png"),
        (picture("PNG", mode="LA"), "image/png"),
        (picture("WEBP"), "image/webp"),
        (picture("JPEG"), "image/webp"),
        (picture("JPEG", mode="CMYK"), "image/webp"),
    ],
)
def test_pixels_are_written_anew_without_loss_and_the_same_every_time(data, media_type):
    once = logos.clean(data)

    assert once.media_type == media_type
    assert logos.clean(once.data) == once


def test_a_large_picture_becomes_a_small_one_of_the_same_shape():
    data = logos.clean(picture(size=(2000, 1000))).data

    assert Image.open(BytesIO(data)).size == (512, 256)


def test_nothing_but_pixels_is_left_of_a_picture():
    said = PngImagePlugin.PngInfo()
    said.add_text("Comment", "<script>alert(1)</script>")
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = picture(pnginfo=said, icc_profile=profile) + b"<script>alert(1)</script>"

    clean = logos.clean(data).data

    assert b"script" not in clean
    assert b"iCCP" not in clean


def bomb(width: int, height: int) -> bytes:
    """The beginning of a PNG that says it has this size."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    pixels = b"IDAT" + zlib.compress(b"\0" * 100_000)
    chunks = [
        struct.pack(">I", len(c) - 4) + c + struct.pack(">I", zlib.crc32(c))
        for c in (header, pixels, b"IEND")
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize("side", [5_000, 100_000, 2**31 - 1])
def test_a_picture_that_unpacks_to_billions_of_pixels_is_refused(side: int):
    assert "16 million pixels" in refusal(bomb(side, side))


def test_a_picture_within_an_svg_is_cleaned_as_well():
    said = PngImagePlugin.PngInfo()
    said.add_text("Comment", "<script>")
    data = base64.b64encode(picture(size=(900, 900), pnginfo=said)).decode()

    content = cleaned(
        f'<image width="9" xlink:href="data:image/png;base64,{data[:9]}\n{data[9:]}"/>'
    )

    found = re.search(r'href="data:image/png;base64,([^"]*)"', content)
    assert found
    assert Image.open(BytesIO(base64.b64decode(found[1]))).size == (512, 512)
    assert b"script" not in base64.b64decode(found[1])


# ---- whatever goes in

PIECES = st.sampled_from(
    [
        *(
            "red",
            "#fff",
            "#n1",
            "url(#a)",
            "url('#b')",
            "url(//e.example)",
            "url(",
            "\\75rl(",
            "/*",
        ),
        *("*/", ";", ":", "}", "{", "@import", "expression(", "javascript:alert(1)", "var(--x)"),
        *("data:text/html,x", "1px", "2e3", "-1", ",", "/", "'", '"', "<![CDATA[", "]]>", "&#60;"),
        *("!important", "'q'", "rgb(1,2,3)", "rgb(url(x))", "\\9", "a", ".a", "#a", "*", ">"),
    ]
)
VALUES = st.lists(PIECES, max_size=5).map(" ".join) | st.text(max_size=9)
NAMES = st.sampled_from(
    [*sorted(allowed.PROPERTIES)[::6], "id", "class", "style", "href", "xlink:href", "onload", "d",
     "transform", "viewBox", "xml:base", "xml:space", "src", "width"]
)  # fmt: skip
TAGS = st.sampled_from(
    [*sorted(allowed.ELEMENTS)[::3], "g", "use", "image", "a", "script", "style", "set",
     "foreignObject", "title", "x:script", "text"]
)  # fmt: skip


def escaped(text: str) -> str:
    printable = "".join(c for c in text if c.isprintable())
    return printable.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def element(tag: str, attributes: dict[str, str], children: list[str]) -> str:
    said = "".join(f' {name}="{escaped(value)}"' for name, value in attributes.items())
    return f"<{tag}{said}>{''.join(children)}</{tag}>"


CONTENT = st.recursive(
    VALUES.map(escaped),
    lambda inner: st.builds(
        element, TAGS, st.dictionaries(NAMES, VALUES, max_size=4), st.lists(inner, max_size=3)
    ),
    max_leaves=12,
)


def assert_harmless(data: bytes) -> None:
    for node in ElementTree.fromstring(data).iter():
        assert node.tag.removeprefix("{http://www.w3.org/2000/svg}") in allowed.ELEMENTS
        for name, value in node.attrib.items():
            if name == "href":
                assert re.fullmatch(r"#n\d+|data:image/(png|webp);base64,[\w+/=]*", value)
            elif name != "{http://www.w3.org/XML/1998/namespace}space":
                assert name in allowed.PLAIN | allowed.TRANSFORMS | allowed.PROPERTIES | {"id"}
                rest = re.sub(r"url\(#n\d+\)", "", value)
                assert not re.search(r"[:@\\<>{}]|//|url\(", rest)


@given(st.lists(CONTENT, max_size=4))
def test_whatever_an_svg_has_only_the_allow_list_comes_out_and_stays_as_it_is(content: list[str]):
    data = f'<svg {XMLNS} xmlns:x="http://e.example/" viewBox="0 0 9 9">{"".join(content)}</svg>'
    try:
        clean = logos.clean(data.encode()).data
    except logos.Refused:
        return

    assert_harmless(clean)
    assert logos.clean(clean).data == clean


BEGINNINGS = st.sampled_from([b"\x89PNG\r\n\x1a\n", b"RIFF", b"\xff\xd8\xff", b"<", b""])
WHOLE = picture()


def damaged(place: int, byte: int) -> bytes:
    return WHOLE[:place] + bytes([byte]) + WHOLE[place + 1 :]


@given(
    st.builds(bytes.__add__, BEGINNINGS, st.binary())
    | st.builds(damaged, st.integers(0, len(WHOLE)), st.integers(0, 255))
)
def test_any_bytes_are_cleaned_or_refused(data: bytes):
    with suppress(logos.Refused):
        assert logos.clean(data).media_type in logos.ENDINGS
