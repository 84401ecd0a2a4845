"""Fills a new site with the data that comes with it."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from directory.models import Category, Landscape, Project, Tag

FIXTURE = "landscape"


class Command(BaseCommand):
    help = f"Loads the fixture “{FIXTURE}” into an empty directory, never over anyone's edits."

    def handle(self, **options: Any) -> None:
        if any(model._base_manager.exists() for model in (Landscape, Project, Category, Tag)):
            self.stdout.write(
                f"The directory has {Project.objects.count()} projects; nothing loaded."
            )
            return
        call_command("loaddata", FIXTURE, verbosity=0)
        self.stdout.write(f"The directory was empty; loaded {Project.objects.count()} projects.")
