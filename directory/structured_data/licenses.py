"""Where the texts of licenses are."""

import re

# On the list of SPDX, other than what begins with LicenseRef.
_ONE_LICENSE = re.compile(r"(?!LicenseRef)[A-Za-z0-9.-]+")


def license_address(expression: str) -> str | None:
    """Of one license; a combination of several has no address."""
    if not _ONE_LICENSE.fullmatch(expression):
        return None
    return f"https://spdx.org/licenses/{expression}.html"
