"""Files that are there as a whole or not at all."""

import os
import tempfile
from pathlib import Path


def replace(path: Path, content: str | bytes) -> None:
    """Put a text, in UTF-8, or bytes in a file's place.

    Readers never see half of it; its permissions stay.
    """
    path = path.resolve()
    with tempfile.NamedTemporaryFile(
        dir=path.parent, prefix=f".{path.name}.", delete=False
    ) as file:
        try:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
            os.chmod(file.name, path.stat().st_mode & 0o777 if path.exists() else 0o644)
            os.replace(file.name, path)
        except BaseException:
            os.unlink(file.name)
            raise
