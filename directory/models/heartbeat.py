"""The version row and the log of changed projects. Written by triggers only (directory/heartbeat.py)."""

from django.db import models


class Heartbeat(models.Model):
    """One row, id 1: the version of the published directory."""

    version = models.BigIntegerField()
    xact = models.BigIntegerField(
        default=0, help_text="The PostgreSQL transaction that raised it last."
    )


class Change(models.Model):
    """The version at which a project last changed; kept when the project is deleted."""

    project_id = models.BigIntegerField(primary_key=True)
    version = models.BigIntegerField(db_index=True)
