"""A first visit to the list: everything that the page needs, counted as it goes over the wire."""

import re
from collections.abc import Iterator

from bench import wire
from bench.report import Figure
from bench.serving import SITE, serving

LIMIT = 60
# What a browser fetches for a page: style sheets, scripts, the icon.
NEEDED = re.compile(r'<(?:link rel="(?:stylesheet|icon)" href|script src)="([^"]+)"')


def measure(size: int) -> Iterator[Figure]:
    with serving(SITE) as port:
        for page in ("/", "/en/"):
            wire.get(port, page)
            sent = {page: wire.get(port, page)}
            for address in NEEDED.findall(wire.get(port, page, "identity").body.decode()):
                sent[address] = wire.get(port, address)
            for address, answer in sent.items():
                name = f"  {address.rsplit('/static/')[-1]} ({answer.encoding or 'plain'})"
                yield Figure(name, answer.bytes_sent / 1_000, "KB")
            total = sum(answer.bytes_sent for answer in sent.values()) / 1_000
            yield Figure(f"first visit to {page}, all included", total, "KB", at_most=LIMIT)
