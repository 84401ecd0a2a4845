"""Django's `loaddata`, which for the directory checks everything and saves only what differs."""

import os
from typing import Any

from django.core import serializers
from django.core.management.base import CommandError, no_translations
from django.core.management.commands import loaddata
from django.db import connections

from directory.services.fixtures import KEYS
from directory.services.fixtures.loading import load
from directory.services.fixtures.reading import Entry, FixtureError, read


class Command(loaddata.Command):
    help = (
        "Loads fixtures. Objects of the directory are checked first, and those that already are "
        "as the fixture says stay untouched; with a mistake anywhere nothing is loaded."
    )

    @no_translations
    def handle(self, *fixture_labels: Any, **options: Any) -> None:
        try:
            super().handle(*fixture_labels, **options)
        except CommandError:
            raise
        except Exception as error:  # Whatever a file may hold, the answer is in words.
            said = [str(error) or type(error).__name__]
            if error.__cause__ and str(error.__cause__) not in said[0]:
                said.append(str(error.__cause__))
            raise CommandError("\n".join(["Nothing was loaded.", *said])) from error

    def load_label(self, fixture_label: str) -> None:
        paths = [path for path, _, _ in self.find_fixtures(fixture_label)]
        if all(self._parsed(path)[1] == "json" for path in paths):
            for path in paths:
                self._load_json(path)
        else:
            super().load_label(fixture_label)

    def save_obj(self, obj: Any) -> bool:
        if type(obj.object) in KEYS:
            raise CommandError(
                f"Nothing was loaded. {obj.object._meta.label_lower}: "
                "objects of the directory are loaded from JSON only."
            )
        return super().save_obj(obj)

    def _parsed(self, path: str) -> tuple[str, str | None, str | None]:
        return self.parse_name(os.path.basename(path))

    def _load_json(self, path: str) -> None:
        name = "standard input" if path == loaddata.READ_STDIN else os.path.relpath(path)
        compression: Any = self._parsed(path)[2]
        open_file, mode = self.compression_formats[compression]  # type: ignore[misc]
        with open_file(path, mode) as file:
            content = file.read()
        entries = list(read(content, name, ignore_unknown=self.ignore))
        wanted = [entry for entry in entries if self._is_wanted(entry)]
        for entry in wanted:
            if entry.model not in KEYS:
                self._load_other(entry)
        # History rows are about to be numbered.
        self.reset_sequences(connections[self.using], self.models)
        own = [entry for entry in wanted if entry.model in KEYS]
        result = load(own, reason=f"loaddata {os.path.basename(path)}"[:100])
        self.models.update(entry.model for entry in own)
        self.fixture_count += 1
        self.fixture_object_count += len(entries)
        self.loaded_object_count += len(wanted)
        if own and self.verbosity >= 1:
            self.stdout.write(
                f"{name}: {result.added} added, {result.changed} changed, "
                f"{result.unchanged} as before"
            )

    def _is_wanted(self, entry: Entry) -> bool:
        return not (
            entry.model in self.excluded_models
            or entry.model._meta.app_config in self.excluded_apps
        )

    def _load_other(self, entry: Entry) -> None:
        try:
            for obj in serializers.deserialize(
                "python",
                [entry.node],
                using=self.using,
                ignorenonexistent=self.ignore,
                handle_forward_references=True,
            ):
                self.save_obj(obj)
        except Exception as error:
            raise FixtureError(f"{entry}: {error}") from error
