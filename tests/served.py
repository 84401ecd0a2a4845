"""The application of landscape/wsgi.py, telling which process answers and how often Django did."""

import os
from typing import Any

from landscape import wsgi
from landscape.pagecache import PageCache

computed = 0


def counted(environ: dict[str, Any], start_response: Any) -> Any:
    global computed
    computed += 1
    return wsgi.django(environ, start_response)


assert isinstance(wsgi.application, PageCache)
wsgi.application.django = counted


def application(environ: dict[str, Any], start_response: Any) -> Any:
    def tell(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
        headers += [("X-Process", str(os.getpid())), ("X-Computed", str(computed))]
        return start_response(status, headers, *more)

    return wsgi.application(environ, tell)
