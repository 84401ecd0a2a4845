"""Takes standard input in as a file of the name that is the first argument; tells what that took.

A process of its own: `bench.exchange` starts it.
"""

import json
import resource
import sys

import django

from bench.timing import clock


def main() -> None:
    django.setup()
    from directory import formats
    from directory.services.exchange import imports
    from directory.services.exchange.plan import Options

    name, data = sys.argv[1], sys.stdin.buffer.read()

    def take_in() -> None:
        listing = formats.read(data, name)
        imports.take_in(imports.unsaved(data, name, listing, Options()), listing)

    took = clock(take_in)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024
    print(json.dumps({"took": took, "memory": memory}))


if __name__ == "__main__":
    main()
