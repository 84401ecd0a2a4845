"""Another address for a project, a category, a tag or a maintainer; the former one leads to it."""

from typing import Any

from django.db import transaction

from directory.models import Category, Landscape, Maintainer, Project, Tag

from . import history

Named = Project | Category | Tag | Maintainer


def slug_field(named: Any) -> str:
    """The column that is part of the address."""
    return "handle" if isinstance(named, Maintainer) else "slug"


@transaction.atomic
def rename(named: Named, slug: str, reason: str = "") -> None:
    """Raises ValidationError if another one of the kind has the address or once had it."""
    field = slug_field(named)
    former = getattr(named, field)
    if slug == former:
        return
    history.begin(named)
    setattr(named, field, slug)
    named.full_clean()
    for taken_back in named.old_slugs.filter(slug=slug):
        history.because(taken_back, reason).delete()
    history.because(named, reason).save()
    keep_leading(former, named, reason)
    if isinstance(named, Category):
        _rename_in_groups(former, slug, reason)


def keep_leading(former: str, named: Named, reason: str) -> None:
    """From now on a slug that nobody has any more leads there."""
    model: Any = named.old_slugs.model
    history.because(model(**{model.OWNER: named}, slug=former), reason).save()


def _rename_in_groups(former: str, slug: str, reason: str) -> None:
    """Groups of the panorama name their categories by slug."""
    landscape = Landscape.objects.select_for_update().first()
    if landscape is None:
        return
    groups = [
        group | {"categories": [slug if each == former else each for each in group["categories"]]}
        for group in landscape.groups
    ]
    if groups != landscape.groups:
        history.begin(landscape)
        landscape.groups = groups
        history.because(landscape, reason).save()
