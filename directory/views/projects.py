"""The list, and the page of one project."""

from operator import itemgetter
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from directory.browse import Browse, Entry
from directory.media_types import ATOM, CSV, JSON, MARKDOWN
from directory.models import CapabilityValue, Link, Project, ProjectTag, Relation, Stewardship
from directory.relations import around
from directory.structured_data import of_project, of_site
from directory.views import cards
from directory.views.moved import follows
from directory.views.negotiation import also_as
from directory.views.public import public
from directory.views.site import catalogue_of

SIMILAR = 6
# Kinds of relations as the model lists them: who took whose place comes first.
STRENGTH = Relation.Kind.values
# Links that stand at the top of a project's page.
DOORS = {Link.Kind.HOMEPAGE, Link.Kind.REPOSITORY, Link.Kind.DOCUMENTATION}


def refusal_of(browse: Browse) -> int | None:
    """The status of an answer that says why there is none; `problems` says it in words."""
    if not browse.is_valid:
        return 400
    if browse.number <= browse.pages:
        return None
    problem = ngettext(
        "There is %(pages)d page; this would be page %(number)d.",
        "There are %(pages)d pages; this would be page %(number)d.",
        browse.pages,
    )
    says = problem % {"pages": browse.pages, "number": browse.number}
    browse.problems = [(browse.filter.form.fields["page"].label, "page", says)]
    return 404


@public
@also_as(JSON, CSV, MARKDOWN, ATOM)
def project_list(request: HttpRequest) -> HttpResponse:
    browse = Browse(request.GET, catalogue_of(request), request.path)
    if status := refusal_of(browse):
        return render(request, "directory/invalid.html", {"browse": browse}, status=status)
    results = cards.render(
        browse.catalogue, browse.page_ids, browse.view, browse.phrases, browse.query()
    )
    context = {"browse": browse, "results": results}
    if not browse.asked:
        landscape = browse.catalogue.taxonomy.landscape
        context["structured_data"] = of_site(landscape, request.build_absolute_uri)
    return render(request, "directory/project_list.html", context)


@public
@also_as(JSON, MARKDOWN, ATOM)
@follows(Project.objects.by_old_slug)
def project(request: HttpRequest, slug: str) -> HttpResponse:
    project = Project.objects.for_page().known().by_slug(slug)
    if project is None:
        raise Http404
    if project.state == Project.State.WITHDRAWN:
        page = withdrawn_page(request, project)
        return render(request, "directory/withdrawn.html", page, status=410)
    return render(request, "directory/project.html", project_page(request, project))


def withdrawn_page(request: HttpRequest, project: Project) -> dict[str, Any]:
    known = catalogue_of(request)
    successor = Relation.objects.successor_of(project)
    tags = [tag_id for tag_id, _project in ProjectTag.objects.pairs([project.pk])]
    similar = [i for i, _shared in known.alike(project.category_id, tags, SIMILAR)]
    by_id = cards.as_entries(known, [*similar, *([successor] if successor else [])])
    return {
        "project": project,
        "successor": by_id.get(successor or 0),
        "similar": [by_id[i] for i in similar if i in by_id and i != successor],
    }


class Related(NamedTuple):
    """Another project, and the relations in which it stands to this one, strongest first."""

    entry: Entry
    relations: list[tuple[str, Relation]]


def project_page(request: HttpRequest, project: Project) -> dict[str, Any]:
    known = catalogue_of(request)
    browse = Browse(request.GET, known, reverse("directory:project_list"))
    before, after = browse.neighbours(project.pk) if browse.is_valid else (None, None)
    similar = known.similar(project.pk, SIMILAR)
    relations = list(Relation.objects.of(project))
    others = {r.target_id if r.source_id == project.pk else r.source_id for r in relations}
    wanted = {project.pk, before, after, *(i for i, _shared in similar), *others} - {None}
    by_id = cards.as_entries(known, sorted(wanted))
    links = list(project.links.all())
    return {
        "entry": by_id[project.pk],
        "project": project,
        "browse": browse,
        "before": by_id.get(before or 0),
        "after": by_id.get(after or 0),
        "links": links,
        "doors": [link for link in links if link.kind in DOORS and not link.former],
        "similar": [(by_id[i], shared) for i, shared in similar if i in by_id],
        "related": _related(project, relations, by_id),
        "around": around(by_id[project.pk], relations, by_id),
        "capabilities": CapabilityValue.objects.of(project),
        "stewards": Stewardship.objects.of(project),
        "timeline": _timeline(project),
        "meaning": Project.Status(project.status).meaning,
        "structured_data": of_project(
            by_id[project.pk]._replace(project=project), links, request.build_absolute_uri
        ),
    }


def _related(
    project: Project, relations: list[Relation], by_id: dict[int, Entry]
) -> dict[str, list[Related]]:
    """Related projects, each once, under its strongest relation to this one in words."""
    by_other: dict[int, list[tuple[str, Relation]]] = {}
    for relation in sorted(relations, key=lambda r: STRENGTH.index(r.kind)):
        outgoing = relation.source_id == project.pk
        other = relation.target_id if outgoing else relation.source_id
        phrase = relation.phrase if outgoing else relation.inverse_phrase
        by_other.setdefault(other, []).append((phrase, relation))
    found: dict[str, list[Related]] = {}
    for other, phrased in by_other.items():
        if other in by_id:
            found.setdefault(phrased[0][0], []).append(Related(by_id[other], phrased))
    return found


# A project's way through a foundation.
STEPS = (
    "accepted",
    Project.Maturity.SANDBOX,
    Project.Maturity.INCUBATING,
    Project.Maturity.PROJECT,
    Project.Maturity.TOP_LEVEL,
    Project.Maturity.GRADUATED,
    Project.Maturity.ARCHIVED,
)


def _timeline(project: Project) -> list[tuple[str, str]]:
    """(year, month or day; what happened), newest first, of one date the last step first."""
    events = [
        (project.started, pgettext("timeline", "Started")),
        (project.first_release_date, _("Oldest tag in the repository")),
        *_foundation_steps(project),
    ]
    if project.is_ended:
        events.append((project.status_since, project.get_status_display()))
    dated = [event for event in reversed(events) if event[0]]
    return sorted(dated, key=itemgetter(0), reverse=True)


def _foundation_steps(project: Project) -> list[tuple[str, str]]:
    """None for a part of a project: the dates are that project's, not its own."""
    if project.foundation_via:
        return []
    foundation = _(project.foundation)
    dates = project.foundation_dates
    return [(dates[step], _step(step, foundation)) for step in STEPS if step in dates]


def _step(step: str, foundation: str) -> str:
    if step == "accepted":
        return _("Accepted by %(foundation)s") % {"foundation": foundation}
    label = Project.Maturity(step).label
    return _("%(step)s (%(foundation)s)") % {"step": label, "foundation": foundation}
