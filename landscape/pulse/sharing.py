"""One reading for all who ask before it begins."""

import threading
from collections.abc import Callable


class SharedReading:
    """Calls `read` once for all threads that ask during the call before.

    A thread joins a reading only while it is `_next`, and it ceases to be that before `read` is
    called: what a thread gets was read after it asked.
    """

    def __init__(self, read: Callable[[], int | None]):
        self._read = read
        self._next: _Reading | None = None
        self._joining = threading.Lock()
        self._reading = threading.Lock()

    def __call__(self) -> int | None:
        with self._joining:
            reading = self._next
            joined = reading is not None
            if reading is None:
                reading = self._next = _Reading()
        if joined:
            with reading.done:
                pass
        else:
            self._take(reading)
        return reading.value

    def _take(self, reading: "_Reading") -> None:
        try:
            with self._reading:
                with self._joining:
                    self._next = None
                reading.value = self._read()
        finally:
            reading.done.release()


class _Reading:
    """`done` is held until the value is there. A lock, for an Event costs half as much again."""

    def __init__(self) -> None:
        self.value: int | None = None
        self.done = threading.Lock()
        self.done.acquire()
