"""Names as landscape2 has them in addresses."""

import re
import unicodedata

_HYPHENS = re.compile("-{2,}")


def normalized(name: str) -> str:
    """`Service Mesh` is `service-mesh`, `中文 Project` is `中文-project`: `normalize_name` of
    crates/core/src/util.rs."""
    written = "".join(c.lower() if _is_allowed(c) else "-" for c in name.replace(" ", "-"))
    return _HYPHENS.sub("-", written).removesuffix("-")


def _is_allowed(character: str) -> bool:
    return character in "-+" or unicodedata.category(character)[0] in "LN"
