"""Migrating an empty database makes what the other tests have, which is made of the models."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from tests.databases import database_url, empty_database

# What stands in a table, in the words of the database: (table, column, constraint or trigger).
DEFINITIONS = {
    "sqlite": "SELECT tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL",
    "postgresql": """
        SELECT table_name, concat_ws(' ', column_name, data_type, character_maximum_length,
            is_nullable, column_default, is_identity, collation_name)
        FROM information_schema.columns WHERE table_schema = 'public'
        UNION ALL
        SELECT conrelid::regclass::text, conname || ' ' || pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        UNION ALL
        SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'
        UNION ALL
        SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger
        WHERE NOT tgisinternal
    """,
}


def definitions(database: BaseDatabaseWrapper) -> set[tuple[str, str]]:
    """Of our own tables, in no order: a migration puts a column behind those that were there."""
    with database.cursor() as cursor:
        cursor.execute(DEFINITIONS[database.vendor])
        return {
            (table, part)
            for table, definition in cursor.fetchall()
            if table.startswith("directory_")
            for part in (_parts(definition) if database.vendor == "sqlite" else [definition])
        }


def _parts(definition: str) -> list[str]:
    """Of the statement that makes a table; all of another statement."""
    if not definition.startswith("CREATE TABLE"):
        return [definition]
    inside = definition.partition("(")[2].removesuffix(")")
    return inside.split(", ")


@pytest.mark.django_db(transaction=True)
def test_a_database_that_was_migrated_is_one_made_of_the_models(tmp_path: Path):
    with empty_database(tmp_path) as migrated:
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity=0"],
            cwd=settings.BASE_DIR,
            env=os.environ | {"DATABASE_URL": database_url(migrated)},
            check=True,
        )
        made = definitions(migrated)

    assert made == definitions(connection)
