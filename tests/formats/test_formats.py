"""Which formats there are, and which one a file is in."""

import pytest

from directory import formats

OWN = '{"format": "directory/1", "projects": [{"slug": "istio"}]}'


@pytest.mark.parametrize(
    ("file", "text", "format"),
    [
        ("list.json", "", "json"),
        ("list.CSV", "", "csv"),
        ("list.tsv", "", "csv"),
        ("list.yaml", "format: directory/1\n", "yaml"),
        ("list.yml", '# ours\n"format": "directory/1"\n', "yaml"),
        ("-", OWN, "json"),
        ("list", "\n{", "json"),
        ("list.txt", "format: directory/1\n", "yaml"),
        ("-", "name,slug,category\n", "csv"),
        ("-", "name;slug;Stars\n", "csv"),
        ("-", "slug\n", "csv"),
    ],
)
def test_a_format_is_told_by_the_name_or_by_the_text(file: str, text: str, format: str):
    assert formats.detect(text, file) == format
