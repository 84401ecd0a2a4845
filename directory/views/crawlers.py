"""What crawlers and language models are told of the whole site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from directory.views.public import public
from directory.views.site import catalogue_of


@public
def robots(request: HttpRequest) -> HttpResponse:
    return render(request, "directory/robots.txt", content_type="text/plain; charset=utf-8")


@public
def llms(request: HttpRequest) -> HttpResponse:
    """As llmstxt.org has it: a title, a summary, and lists of links, in Markdown."""
    known = catalogue_of(request)
    context = {"categories": known.category_counts(), "total": len(known.published)}
    return render(request, "directory/llms.txt", context, content_type="text/plain; charset=utf-8")
