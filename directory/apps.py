"""The directory as a Django app."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = _("Directory")

    def ready(self) -> None:
        post_migrate.connect(after_migrate, sender=self)


def after_migrate(*, using: str, **kwargs: Any) -> None:
    """What every migrated database has, however it came about: triggers, search tables, roles."""
    from directory import heartbeat, search
    from directory.services import roles

    if not _is_complete(using):
        return
    heartbeat.install(connections[using])
    search.install(connections[using])
    roles.install(using)


def _is_complete(using: str) -> bool:
    """Whether the directory's tables exist; `migrate directory zero` takes them away."""
    return "directory_heartbeat" in connections[using].introspection.table_names()
