"""What every test has: quick settings, no network, and no catalogue of another test."""

import gc
import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.template import Context, RequestContext, Template
from django.test import TransactionTestCase, override_settings
from django.test.signals import template_rendered
from django.test.utils import setup_databases, teardown_databases
from django.utils.safestring import SafeString
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker

from directory import catalogue
from tests import databases, followed, needs, network

# No test says how many examples it wants, so that one word asks all of them for more. Examples are
# drawn anew at every run, but not where a failure must be repeatable.
for profile, examples in {"tests": 30, "thorough": 2_000}.items():
    hypothesis_settings.register_profile(
        profile, deadline=None, max_examples=examples, derandomize=bool(os.environ.get("CI"))
    )
hypothesis_settings.load_profile("tests")


def pytest_configure() -> None:
    # Playwright runs an event loop in the test's thread, which Django would take for a mistake.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_finish() -> None:
    """What was imported stays; to look for garbage in it again and again takes an eighth of all."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def pytest_runtest_setup(item: pytest.Item) -> None:
    needs.demand(item)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    needs.report(terminalreporter)


@pytest.fixture(scope="session", autouse=True)
def quick_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    static_files = "django.contrib.staticfiles.storage.StaticFilesStorage"
    with override_settings(
        # tests/test_migrations.py proves that migrating makes the same tables, which takes seconds.
        MIGRATION_MODULES={app.label: None for app in apps.get_app_configs()},
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        STORAGES={"staticfiles": {"BACKEND": static_files}},
    ):
        yield


@pytest.fixture(scope="session", autouse=True)
def pages_tell_of_themselves(django_test_environment: None) -> Iterator[None]:
    """A response has the context of its page, not of each of a thousand widgets and parts in it,
    to copy which takes as long as a twelfth of the page.
    """

    def render(template: Template, context: Context) -> SafeString:
        if isinstance(context, RequestContext) and context.template is template:
            template_rendered.send(sender=template, template=template, context=context)
        return template.nodelist.render(context)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Template, "_render", render)
        yield


@pytest.fixture(scope="session", autouse=True)
def tables_are_emptied() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(TransactionTestCase, "_fixture_teardown", lambda case: databases.empty())
        yield


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    with network.loopback_only():
        yield


@pytest.fixture(autouse=True)
def nothing_of_another_test(request: pytest.FixtureRequest) -> Iterator[None]:
    catalogue.forget()
    asked_for = [name for name in ("transactional_db", "db") if name in request.fixturenames]
    for name in asked_for[:1]:
        request.getfixturevalue(name)
    # A test of the real directory only reads, and a server beside it may search at the same time.
    reads_only = "real_directory" in request.fixturenames
    if not reads_only and (asked_for or request.node.get_closest_marker("django_db")):
        followed.forget()
    yield
    followed.wait()
    catalogue.forget()


def number_from(first: int) -> None:
    tables = [model._meta.db_table for model in apps.get_models(include_auto_created=True)]
    with connection.cursor() as cursor:
        for table in tables:
            for sequence in connection.introspection.get_sequences(cursor, table):
                if connection.vendor == "postgresql":
                    cursor.execute(f'ALTER SEQUENCE "{sequence["name"]}" RESTART WITH {first}')
                else:
                    cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                    cursor.execute(
                        "INSERT INTO sqlite_sequence VALUES (%s, %s)", [table, first - 1]
                    )


@pytest.fixture(scope="session")
def django_db_setup(
    quick_settings: None,
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """A database of the tests, whichever are run.

    That of pytest-django is made only if one of them says that it wants a transaction in it. Those
    in a browser say nothing of the kind, and so had the site's own database when run alone.

    Numbers of rows have four digits, as on a site that has been at work for a while: what people
    read as 1,234 must not be sent like that.

    PostgreSQL drops no database that a thread of a browser test's server still talks to.
    """
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False)
        number_from(1_234)
    yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
        connection.close()
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="module")
def real_directory(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The data that comes with the project, loaded once for tests that only read it.

    Connections are closed here, for Django closes another one at the end of the run: since a
    browser runs an event loop in this thread, connections belong to its context.
    """
    with django_db_blocker.unblock():
        followed.forget()
        call_command("loaddata", "landscape", verbosity=0)
        connection.close()
    yield
    with django_db_blocker.unblock():
        databases.empty()
        number_from(1_234)
        connection.close()


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """For pytest-playwright: Debian's Chromium, which reaches this machine only."""
    return {
        "executable_path": needs.CHROMIUM,
        "args": [
            "--no-sandbox",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
        ],
    }
