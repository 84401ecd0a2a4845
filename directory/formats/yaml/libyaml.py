"""The events of a YAML text, by libyaml where PyYAML has it, and where in the text each stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from yaml import events
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

try:
    from yaml._yaml import CParser as LibYAML
except ImportError:
    LibYAML = None  # type: ignore[assignment, misc]


class _PurePython(Reader, Scanner, Parser):
    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


def events_of(text: str) -> Callable[[], Any]:
    parser = _PurePython(text) if LibYAML is None else LibYAML(text)
    return parser.get_event


def start_of(event: Any) -> int:
    return int(event.start_mark.index)


def behind(event: Any) -> int:
    return int(event.end_mark.index)


def beginning(event: Any, text: str) -> int:
    """Where a collection itself begins, behind its anchor and tag: first key, dash or bracket."""
    start: int = event.start_mark.index
    if not (event.anchor or event.tag):
        return start
    end: int = event.end_mark.index
    if event.flow_style:
        return end - 1
    # A list that is indented no more than its key: libyaml's mark is behind its first dash.
    is_behind_dash = type(event) is events.SequenceStartEvent and text[end : end + 1] != "-"
    return end - 1 if is_behind_dash else end
