"""Pictures to take away: the panorama on a poster or a slide, and badges.

`kinds` says what there is to draw on, `Poster.of` what is on it and how large it is, `sheet.draw`
draws it as SVG, and `rendering` makes pixels or a PDF of that.
"""
