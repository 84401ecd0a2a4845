"""A project: the software, its source code, and the page about it."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from directory.browse import Entry
from directory.markdown import plain
from directory.models import Link, Project

from .graph import Absolute, Node, breadcrumbs, graph, language, named, node, reference
from .licenses import license_address


def of_project(entry: Entry, links: Sequence[Link], absolute: Absolute) -> Node:
    project = entry.project
    page = absolute(project.get_absolute_url())
    present = [link for link in links if not link.former]
    return graph(
        named(
            node(
                "WebPage",
                url=page,
                name=str(project.display_name),
                inLanguage=language(),
                dateModified=project.modified.isoformat(timespec="seconds"),
                mainEntity=reference(f"{page}#software"),
                breadcrumb=_trail(entry, page, absolute),
            ),
            page,
        ),
        named(_software(entry, present, page), f"{page}#software"),
        *_source_code(project, present, page),
    )


def _trail(entry: Entry, page: str, absolute: Absolute) -> Node:
    category = entry.category
    above = [category.parent, category] if category.parent else [category]
    return breadcrumbs(
        [
            (_("Directory"), absolute(reverse("directory:project_list"))),
            *((each.name, absolute(each.get_absolute_url())) for each in above),
            (entry.project.display_name, page),
        ]
    )


def _software(entry: Entry, links: list[Link], page: str) -> Node:
    project = entry.project
    homepages = _addresses(links, Link.Kind.HOMEPAGE)
    other_name = project.name if project.display_name != project.name else project.name_zh
    return node(
        "SoftwareApplication",
        name=str(project.display_name),
        alternateName=other_name if other_name != project.display_name else None,
        description=plain(project.summary),
        url=next(iter(homepages), page),
        mainEntityOfPage=reference(page),
        sameAs=[*homepages, *_addresses(links, Link.Kind.REPOSITORY)],
        applicationCategory=str(entry.category.name),
        creativeWorkStatus=str(project.get_status_display()),
        keywords=[str(tag.label) for tag in entry.tags],
        license=license_address(project.license),
        dateCreated=project.started,
        dateModified=project.last_activity,
        author=_organization(project),
        softwareHelp=[
            node("CreativeWork", url=url) for url in _addresses(links, Link.Kind.DOCUMENTATION)
        ],
        downloadUrl=_addresses(links, Link.Kind.DOWNLOAD),
    )


def _source_code(project: Project, links: list[Link], page: str) -> list[Node]:
    repositories = _addresses(links, Link.Kind.REPOSITORY)
    if not repositories:
        return []
    code = node(
        "SoftwareSourceCode",
        name=str(project.display_name),
        codeRepository=repositories,
        programmingLanguage=list(project.languages),
        license=license_address(project.license),
        targetProduct=reference(f"{page}#software"),
    )
    return [named(code, f"{page}#source")]


def _addresses(links: list[Link], kind: str) -> list[str]:
    return [link.url for link in links if link.kind == kind]


def _organization(project: Project) -> Node | None:
    if not project.organization:
        return None
    chinese = project.organization_zh if language() != "en" else ""
    return node("Organization", name=chinese or project.organization)
