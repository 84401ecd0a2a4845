"""Plain functions that make what a test needs, with the least said."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User

from directory.logos import Picture
from directory.models import Category, Logo, Maintainer, Project, Relation, Stewardship, Tag


def make_category(slug: str = "service-mesh", **fields: Any) -> Category:
    fields = {"name_zh": f"{slug} 类", "name_en": slug.replace("-", " ").capitalize()} | fields
    return Category.objects.get_or_create(slug=slug, defaults=fields)[0]


def make_tag(slug: str, **fields: Any) -> Tag:
    fields = {"name": slug.replace("-", " ").capitalize(), "label_zh": f"{slug} 标签"} | fields
    return Tag.objects.get_or_create(slug=slug, defaults=fields)[0]


def make_project(
    slug: str = "istio", category: str = "service-mesh", tags: Iterable[str] = (), **fields: Any
) -> Project:
    fields = {"name": slug.replace("-", " ").title(), "state": Project.State.PUBLISHED} | fields
    project = Project.objects.create(slug=slug, category=make_category(category), **fields)
    project.tags.set([make_tag(tag) for tag in tags])
    return project


def make_relation(source: Project, kind: str, target: Project, **fields: Any) -> Relation:
    return Relation.objects.create(source=source, kind=kind, target=target, **fields)


def make_logo(project: Project, picture: Picture) -> Logo:
    logo = Logo(project=project)
    logo.take(picture, f"{project.slug}.svg")
    logo.save()
    return logo


def make_steward(name: str, role: str = "owner", *over: Category | Project) -> User:
    """An editor with a login, who looks after these categories and projects, else everything."""
    user = User.objects.create_user(name, is_staff=True)
    maintainer = Maintainer.objects.create(handle=name, user=user)
    for scope in over or [None]:
        kind = {Category: "category", Project: "project"}.get(type(scope))
        Stewardship.objects.create(
            maintainer=maintainer, role=role, **({kind: scope} if kind else {})
        )
    return user
