"""Small signs: of a status, of what has ended, of a project without a logo."""

from .markup import box, element, path, text

INK = "#181d21"
INK_2 = "#434b52"
INK_3 = "#5d666d"
PAPER = "#fcfcfa"
RULE = "#d4d9d6"
RULE_2 = "#7f8990"
# By the hue of a category, 1 to 8, as site.css has them on paper.
HUES = ["", "#2f47d8", "#a85500", "#257a50", "#a53aa8", "#423800", "#63697b", "#5c1532", "#111c62"]

# Within a box of 10 by 10, as the style sheet draws them before the word.
_OUTLINE = {"fill": "none", "stroke": INK_2, "stroke_width": 1.5}
_RING = element("circle", cx=5, cy=5, r=4.25, **_OUTLINE)
_SIGNS = {
    "active": element("circle", cx=5, cy=5, r=5, fill=INK_2),
    "maintenance": _RING + path("M.75 5a4.25 4.25 0 0 0 8.5 0z", fill=INK_2),
    "inactive": _RING,
    "unknown": element("circle", cx=5, cy=5, r=4.25, stroke_dasharray="1.5 1.5", **_OUTLINE),
    "archived": box(0.75, 0.75, 8.5, 8.5, **_OUTLINE) + path("M.75 5h8.5", **_OUTLINE),
    "discontinued": path("M1 1l8 8M9 1l-8 8", **_OUTLINE),
    "renamed": path("M0 4h5.5V.8L10 5 5.5 9.2V6H0z", fill=INK_2),
    "merged": path("M0 0h2.2l3.6 4h.8V1.2L10 5 6.6 8.8V6h-.8l-3.6 4H0l4.2-5z", fill=INK_2),
}

HATCH = element(
    "pattern",
    path("M0 0V6", stroke=RULE_2, stroke_width=0.9),
    id="hatch",
    width=6,
    height=6,
    patternUnits="userSpaceOnUse",
    patternTransform="rotate(45)",
)


def status(value: str, x: float, y: float, size: float) -> str:
    """The sign of a status; `y` is where the letters beside it stand."""
    scale = size / 10
    return element(
        "g", _SIGNS[value], transform=f"translate({x:.2f} {y - size:.2f}) scale({scale:.3f})"
    )


def logo(picture: str, hue: int, x: float, y: float, size: float) -> str:
    """`picture` is a data URI; framed as a monogram is."""
    inset = size * 0.1
    return box(x, y, size, size, fill=PAPER, stroke=HUES[hue], stroke_width=size / 28) + element(
        "image", href=picture, x=x + inset, y=y + inset, width=size * 0.8, height=size * 0.8
    )


def monogram(
    letters: str, hue: int, x: float, y: float, size: float, serif: str, *, dashed: bool = False
) -> str:
    dashes = f"{size / 10:.1f} {size / 14:.1f}" if dashed else None
    line = {"stroke": HUES[hue], "stroke_width": size / 28, "stroke_dasharray": dashes}
    return box(x, y, size, size, fill=PAPER, **line) + text(
        letters,
        x + size / 2,
        y + size * 0.655,
        size * 0.46,
        font_family=serif,
        font_weight=600,
        fill=HUES[hue],
        text_anchor="middle",
    )
