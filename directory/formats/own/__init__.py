"""The directory's own record, whole and lossless, as JSON and as YAML.

`kinds` and `compound` say what a value may be, `forms` and `codes` what a text may, and `faults`
what can be wrong with it; `fields` says which fields there are. The `schema`, `reading` and
`writing` follow from these.
"""

from .reading import read_json, read_yaml
from .schema import schema
from .writing import write_json, write_yaml

__all__ = ["read_json", "read_yaml", "schema", "write_json", "write_yaml"]
