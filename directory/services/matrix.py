"""Cells of the matrix as editors write them, many at a time."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from directory.models import CapabilityValue, Project

from . import curation, history


@transaction.atomic
def save(
    written: Sequence[CapabilityValue], emptied: Sequence[CapabilityValue], reason: str = ""
) -> None:
    """Put cells into the matrix and take others out, each with its history; an emptied cell is
    unknown again. Their projects count as changed."""
    history.begin(*(cell for cell in written if cell.pk))
    history.begin(*emptied)
    for cell in emptied:
        history.because(cell, reason).delete()
    for cell in written:
        history.because(cell, reason).save()
    touched = {cell.project_id for cell in [*written, *emptied]}
    for project in Project.objects.filter(pk__in=touched):
        curation.touch(project, reason)
