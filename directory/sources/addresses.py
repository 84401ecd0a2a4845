"""Which internet addresses are anybody's. All others lead into this machine, its network or what
its provider keeps there, or nowhere."""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

Address = IPv4Address | IPv6Address

# From IANA's registry of special-purpose addresses, with multicast and what is reserved.
_NOT_PUBLIC_4 = [
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",
        # Looks public, and is what Azure tells each of its machines about itself.
        "168.63.129.16/32",
    )
]
# Nothing outside of this is handed out to anybody; so mapped addresses, NAT64 and local ones are
# out without being named.
_GLOBAL_6 = IPv6Network("2000::/3")
# Teredo and 6to4 among them, which have an IPv4 address inside.
_NOT_PUBLIC_6 = [
    IPv6Network(network) for network in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
]


def is_public(address: Address) -> bool:
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _NOT_PUBLIC_4)
    return address in _GLOBAL_6 and not any(address in network for network in _NOT_PUBLIC_6)
