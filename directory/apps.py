"""The directory as a Django app."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = _("Directory")

    def ready(self) -> None:
        pre_migrate.connect(before_migrate, sender=self)
        post_migrate.connect(after_migrate, sender=self)


def before_migrate(*, using: str, plan: Any = (), **kwargs: Any) -> None:
    from directory import heartbeat

    if plan:
        heartbeat.pause(connections[using])


def after_migrate(*, using: str, plan: Any = (), **kwargs: Any) -> None:
    """What every migrated database has, however it came about: triggers, search tables."""
    from directory import heartbeat, search

    connection = connections[using]
    if not heartbeat.tables() <= set(connection.introspection.table_names()):
        return  # migrated backwards
    heartbeat.install(connection)
    if plan:
        heartbeat.everything_changed(connection)
    search.install(connection)
