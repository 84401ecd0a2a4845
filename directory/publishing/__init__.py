"""Pictures to take away: the panorama as a poster, and badges.

`Poster.of` says what is on it and how large it is, `sheet.draw` draws it as SVG, and `rendering`
makes pixels or a PDF of that.
"""
