"""The form of a suggestion as a browser sends it back."""

import re
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client

from directory.suggesting.sender import Opened

CONTROL = re.compile(r"<(input|select|textarea)\b([^>]*)>(?:(.*?)</\1>)?", re.DOTALL)
ATTRIBUTE = re.compile(r'([a-z-]+)(?:="([^"]*)")?')
LONG_AGO = 3600


def filled(client: Client, path: str) -> dict[str, Any]:
    """What the form at this address sends if nothing is typed, an hour after it was opened."""
    html = client.get(path).content.decode().partition('id="suggest"')[2].partition("</form>")[0]
    sent: dict[str, Any] = {}
    for tag, attributes, inside in CONTROL.findall(html):
        said = {name: unescape(value) for name, value in ATTRIBUTE.findall(attributes)}
        if (name := said.get("name")) is None:
            continue
        if tag == "select":
            chosen = re.search(r'<option value="([^"]*)" selected', inside)
            first = re.search(r'<option value="([^"]*)"', inside)
            sent[name] = unescape((chosen or first)[1]) if chosen or first else ""
        elif tag == "textarea":
            sent[name] = unescape(inside).removeprefix("\n")
        elif said.get("type") in ("checkbox", "radio"):
            if "checked" in said:
                sent.setdefault(name, []).append(said["value"])
        else:
            sent[name] = said.get("value", "")
    opened = Opened.read(sent["token"])
    assert opened is not None
    opened.at -= LONG_AGO
    return sent | {"token": opened.signed, "reason": "See https://istio.io/blog/."}


def send(client: Client, path: str, **typed: Any) -> HttpResponse:
    """Open the form, type this and press “send”."""
    names = {name.replace("__", "-"): value for name, value in typed.items()}
    return client.post(path, filled(client, path) | names | {"send": "1"})
