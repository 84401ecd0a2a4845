"""Pictures to take away: the panorama on a poster or a slide, and what other sites show.

`kinds` says what there is to draw on, `Poster.of` what is on it and how large it is, `sheet.draw`
draws it as SVG, and `rendering` makes pixels or a PDF of that, which `keeping` keeps. For other
sites there are `embedding` (frames), `badges`, `emblems` and the `preview` of a link.
"""
