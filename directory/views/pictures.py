"""The panorama to take away: SVG, PNG, PDF."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import version

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from directory import text
from directory.models.translated import column_language
from directory.publishing import keeping, rendering, sheet
from directory.publishing.asked import PictureBrowse
from directory.publishing.faces import NoChineseFont, installed
from directory.publishing.poster import Poster
from directory.views.errors import explain
from directory.views.public import public
from directory.views.site import catalogue_of
from directory.views.turned_away import turned_away

MEDIA_TYPES = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"}
# What makes another picture of the same SVG, so part of what a kept one is known by.
RENDERERS = " ".join(
    [rendering.FORMAT, *(version(name) for name in ("resvg-py", "svg2pdf-py", "pypdf"))]
)


@public
@csp_update({"img-src": [SELF, "data:"]})
def svg(request: HttpRequest) -> HttpResponse:
    return _answer(request, "svg", lambda poster, _browse: sheet.draw(poster).encode())


@public
def png(request: HttpRequest) -> HttpResponse:
    return _answer(request, "png", _png)


@public
def pdf(request: HttpRequest) -> HttpResponse:
    return _answer(request, "pdf", _pdf)


def _png(poster: Poster, browse: PictureBrowse) -> bytes:
    drawn = sheet.draw(poster, installed())
    key = f"{RENDERERS} {browse.scale} {drawn}"
    return keeping.kept(key, "png", lambda: rendering.png(drawn, poster, browse.scale))


def _pdf(poster: Poster, _browse: PictureBrowse) -> bytes:
    drawn = sheet.draw(poster, installed())
    return keeping.kept(f"{RENDERERS} {drawn}", "pdf", lambda: rendering.pdf(drawn, poster))


def _answer(
    request: HttpRequest, ending: str, make: Callable[[Poster, PictureBrowse], bytes]
) -> HttpResponse:
    browse = PictureBrowse(request.GET, catalogue_of(request), request.path)
    if not browse.is_valid:
        return render(request, "directory/invalid.html", {"browse": browse}, status=400)
    try:
        poster = Poster.of(browse, request.build_absolute_uri)
        return _picture(make(poster, browse), ending, poster)
    except NoChineseFont:
        return no_font(request)
    except keeping.Busy:
        return turned_away(request, busy(request))
    except rendering.Failed:
        return busy(request)


def _picture(data: bytes, ending: str, poster: Poster) -> HttpResponse:
    response = HttpResponse(data, content_type=MEDIA_TYPES[ending])
    landscape = poster.panorama.landscape
    name = text.slugify(landscape.title_en or landscape.title_zh) or "landscape"
    response["Content-Disposition"] = f'inline; filename="{name}.{column_language()}.{ending}"'
    return response


def no_font(request: HttpRequest) -> HttpResponse:
    says = _(
        "This server has no font with Chinese characters. Whoever runs it can install one, on "
        "Debian with “apt-get install fonts-noto-cjk”, or name the folder of one in FONT_DIRS. "
        "The SVG can be had without."
    )
    return explain(request, 501, _("This picture cannot be drawn here"), says)


def busy(request: HttpRequest) -> HttpResponse:
    says = _("Other pictures are being drawn. Ask again in some seconds.")
    response = explain(request, 503, _("Please wait a moment"), says)
    response["Retry-After"] = "10"
    return response
