"""Commands whose output people pipe into others."""

import os
import sys
from typing import Any

from django.core.management.base import BaseCommand

# What a shell tells of a program that SIGPIPE ended.
NOBODY_READS = 141


class PipedCommand(BaseCommand):
    """Ends without a word once nobody reads on, as in `check_list awesome.md | head`."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            try:
                return super().execute(*args, **options)
            finally:
                self.stdout.flush()
        except BrokenPipeError:
            # Or the interpreter would complain when it flushes what is left.
            nowhere = os.open(os.devnull, os.O_WRONLY)
            for stream in (sys.stdout, sys.stderr):
                os.dup2(nowhere, stream.fileno())
            sys.exit(NOBODY_READS)
