"""Projects side by side: what is known of each, row by row, and where that differs.

`rows` says what a comparison is made of and knows neither the database nor the site; `facts` makes
rows of `subjects`, `capabilities` of the matrix, `repeated` joins those that say the same,
`question` reads an address, `adding` what is typed, and `files` writes CSV and JSON.
"""

from __future__ import annotations

from collections.abc import Sequence

from directory.browse import Entry
from directory.catalogue import Catalogue
from directory.models import Category

from . import adding, capabilities, facts, files, repeated
from .capabilities import covered_by
from .question import MOST, Question
from .rows import Matrix
from .subjects import Subject, with_addresses

__all__ = ["MOST", "Matrix", "Question", "adding", "covered_by", "files", "side_by_side", "whole"]


def side_by_side(catalogue: Catalogue, entries: Sequence[Entry]) -> Matrix:
    """All that is known of some projects, read by `Project.objects.for_comparison`."""
    subjects = with_addresses(catalogue, entries)
    ids = [entry.project.pk for entry in entries]
    able = capabilities.of_projects(ids, [entry.category for entry in entries])
    return Matrix([*repeated.once(facts.facts(subjects), able), facts.links(subjects)])


def whole(category: Category, catalogue: Catalogue, entries: Sequence[Entry]) -> Matrix:
    """What projects of a category can do, read by `Project.objects.for_comparison`."""
    able = capabilities.of_category(category, catalogue, [entry.project.pk for entry in entries])
    subjects = [Subject(entry, catalogue) for entry in entries]
    return Matrix(repeated.completed(able, facts.repeated(subjects)))
