"""What a logo is once it is clean, and why a file is none."""

from typing import NamedTuple

# The kinds that are kept, and how their addresses and files end.
ENDINGS = {"image/svg+xml": "svg", "image/png": "png", "image/webp": "webp"}


class Picture(NamedTuple):
    media_type: str
    data: bytes


class Refused(Exception):
    """A file that cannot be made a logo: what is wrong with it, and what would be right."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")
        self.message = message
        self.remedy = remedy
