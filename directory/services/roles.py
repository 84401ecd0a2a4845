"""The groups that editors belong to."""

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db.models import Q

CURATED = [
    "project",
    "link",
    "projecttag",
    "relation",
    "capabilityvalue",
    "category",
    "tag",
    "maintainer",
    "stewardship",
    "landscape",
    "capability",
    "capabilitygroup",
    "oldslug",
]
REVIEWED = ["project", "link", "projecttag", "relation", "capabilityvalue", "tag"]


def install(using: str) -> None:
    """Make the groups Owner and Reviewer where they are missing; an operator's changes stay.

    An owner curates everything. A reviewer edits projects and what hangs on them, adds tags,
    reads the rest, and neither deletes nor publishes a project.
    """
    # Permissions are made after every app's own post_migrate, which is too late for groups.
    create_permissions(apps.get_app_config("directory"), verbosity=0, using=using)
    directory = Permission.objects.using(using).filter(content_type__app_label="directory")
    curated = directory.filter(content_type__model__in=CURATED)
    reading = curated.filter(codename__startswith="view_")
    reviewing = curated.filter(
        Q(content_type__model__in=REVIEWED, codename__regex="^(add|change)_")
        | Q(
            content_type__model__in=["link", "projecttag", "relation", "capabilityvalue"],
            codename__startswith="delete_",
        )
    )
    for name, permissions in (("Owner", curated), ("Reviewer", reading | reviewing)):
        group, created = Group.objects.using(using).get_or_create(name=name)
        if created:
            group.permissions.set(permissions)
