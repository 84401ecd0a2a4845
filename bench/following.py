"""Following the database: from an edit to its being seen, and from nothing."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from statistics import median

from django.db import connection
from django.utils import timezone

from bench.report import Figure
from bench.requests import asking
from bench.timing import clock, summary
from directory import catalogue, heartbeat, search
from directory.heartbeat import Place
from directory.models import Project, ProjectTag
from directory.services import indexing

EDITS = 30


def measure(size: int) -> Iterator[Figure]:
    yield from _edits()
    yield from _catalogue_rebuilt()
    yield from _index_rebuilt()


def _edits() -> Iterator[Figure]:
    catalogue_took, index_took = [], []
    for number, project_id in enumerate(_some_projects(EDITS)):
        EDITED[number % len(EDITED)](project_id)
        version = heartbeat.version()
        catalogue_took.append(clock(catalogue.current))
        index_took.append(clock(partial(indexing.catch_up, version)))
        if catalogue.current().version != version or search.position().version != version:
            raise RuntimeError("the edit is not seen")
    both = [sum(pair) for pair in zip(catalogue_took, index_took, strict=True)]
    yield Figure.of("one project edited: seen by catalogue and search", summary(both), at_most=20)
    yield Figure.of("  of it the catalogue", summary(catalogue_took))
    yield Figure.of("  of it the search index", summary(index_took))


def _rename(project_id: int) -> None:
    Project.objects.filter(pk=project_id).update(name=f"Renamed {project_id}")


def _reword(project_id: int) -> None:
    Project.objects.filter(pk=project_id).update(
        summary_zh=f"第 {project_id} 个网关", modified=timezone.now()
    )


def _archive(project_id: int) -> None:
    Project.objects.filter(pk=project_id).update(status="archived", organization="Elsewhere")


def _untag(project_id: int) -> None:
    first = ProjectTag.objects.filter(content_object_id=project_id)[:1]
    ProjectTag.objects.filter(pk__in=first.values("pk")).delete()


EDITED: list[Callable[[int], None]] = [_rename, _reword, _archive, _untag]


def _some_projects(number: int) -> list[int]:
    ids = catalogue.current().orders["position"].ids
    return list(ids[:: len(ids) // number][:number])


def _catalogue_rebuilt() -> Iterator[Figure]:
    """A rebuild with nobody else there, then one while a reader asks for the list all the time."""
    took = [clock(catalogue.Catalogue.build) for _ in range(3)]
    yield Figure("catalogue rebuilt", median(took), at_most=2_000)
    ask = asking("/")
    quiet = summary([clock(ask) for _ in range(20)])
    waited = _asked_while_rebuilt(ask)
    yield Figure.of("list while nothing is rebuilt", quiet)
    yield Figure.of("list while the catalogue is rebuilt", summary(waited))
    yield Figure("  the longest that a reader waited", max(waited))


def _asked_while_rebuilt(ask: Callable[[], object]) -> list[float]:
    before = catalogue.current()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE directory_project SET position = position + 1")
    waited = [clock(ask)]
    while catalogue.current() is before:
        waited.append(clock(ask))
    return waited


def _index_rebuilt() -> Iterator[Figure]:
    version = heartbeat.version()
    search.move(Place(0, 0))
    took = clock(lambda: follow_until(version))
    yield Figure("search index rebuilt", took / 1_000, "s")


def follow_until(version: int) -> None:
    """Bring the search index up to a version, whatever its background thread has to do for it."""
    while search.position().version < version or indexing.is_at_work():
        indexing.catch_up(version)
        time.sleep(0.01)
