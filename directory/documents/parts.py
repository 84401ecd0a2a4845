"""Long results, read and written part by part."""

from collections.abc import Iterator, Sequence

# Projects that are read by one query. Of a hundred thousand no more are ever in memory.
PART = 500


def parts_of(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + PART] for start in range(0, len(ids), PART))
