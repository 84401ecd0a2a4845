"""What every test has: an empty catalogue."""

from collections.abc import Iterator

import pytest

from directory import catalogue


@pytest.fixture(autouse=True)
def no_catalogue_of_another_test() -> Iterator[None]:
    catalogue.forget()
    yield
    catalogue.forget()
