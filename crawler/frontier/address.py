"""Which IP addresses a crawler may connect to: the public ones. Pure, no look-ups.

A host name is judged by what it resolves to, at the moment of connecting (``crawler.fetch.address``): a name that
was public when it was checked may point into the operator's network a second later. Here are the rules, and an early
answer for hosts that are addresses themselves, in all the spellings that ``connect`` would take.
"""

import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final

# IANA's special-purpose registries (https://www.iana.org/assignments/iana-ipv4-special-registry), and what lies in
# none of them but must not be asked: multicast, and addresses of cloud metadata services outside link-local.
_REFUSED_4: Final = {
    IPv4Network("0.0.0.0/8"): "unspecified",
    IPv4Network("10.0.0.0/8"): "private",
    IPv4Network("100.64.0.0/10"): "carrier-grade NAT",
    IPv4Network("127.0.0.0/8"): "loopback",
    IPv4Network("168.63.129.16/32"): "cloud metadata",
    IPv4Network("169.254.0.0/16"): "link-local",
    IPv4Network("172.16.0.0/12"): "private",
    IPv4Network("192.0.0.0/24"): "protocol assignments",
    IPv4Network("192.0.2.0/24"): "documentation",
    IPv4Network("192.88.99.0/24"): "6to4 relay",
    IPv4Network("192.168.0.0/16"): "private",
    IPv4Network("198.18.0.0/15"): "benchmarking",
    IPv4Network("198.51.100.0/24"): "documentation",
    IPv4Network("203.0.113.0/24"): "documentation",
    IPv4Network("224.0.0.0/4"): "multicast",
    IPv4Network("240.0.0.0/4"): "reserved",
}
# Only 2000::/3 is handed out as global unicast; within it, these carry another address or none that is public.
_GLOBAL_6: Final = IPv6Network("2000::/3")
_REFUSED_6: Final = {
    IPv6Network("2001::/23"): "protocol assignments or Teredo",
    IPv6Network("2001:db8::/32"): "documentation",
    IPv6Network("2002::/16"): "6to4",
    IPv6Network("3fff::/20"): "documentation",
}
_NAMED_6: Final = {
    IPv6Network("::/128"): "unspecified",
    IPv6Network("::1/128"): "loopback",
    IPv6Network("::ffff:0:0/96"): "IPv4-mapped",
    IPv6Network("64:ff9b::/96"): "NAT64",
    IPv6Network("64:ff9b:1::/48"): "NAT64",
    IPv6Network("fc00::/7"): "private",
    IPv6Network("fe80::/10"): "link-local",
    IPv6Network("ff00::/8"): "multicast",
}


def refusal(address: str) -> str | None:
    """Why this IP address must not be connected to (``"loopback"``), None when it is public.

    IPv6 forms that carry an IPv4 address are refused whatever they carry: a public server has its own address.
    """
    try:
        judged = ip_address(address)
    except ValueError:
        return "no IP address"
    return _refusal_4(judged) if isinstance(judged, IPv4Address) else _refusal_6(judged)


def is_public(address: str) -> bool:
    """Whether this IP address is a public unicast address."""
    return refusal(address) is None


def host_refusal(host: str) -> str | None:
    """Why a URL's host must not be contacted, as far as the name alone tells; None for names that must be resolved.

    Takes addresses as sockets do: ``127.1``, ``0x7f.1``, ``2130706433``, ``[::ffff:127.0.0.1]``; and ``localhost``.
    """
    name = host.strip("[]").rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return "loopback"
    literal = _literal(name)
    return refusal(literal) if literal else None


def _literal(name: str) -> str | None:
    """The address a host spells out, None for a name."""
    if ":" in name:
        return name
    try:
        return socket.inet_ntoa(socket.inet_aton(name)) if name.isascii() and " " not in name else None
    except OSError:
        return None


def _refusal_4(address: IPv4Address) -> str | None:
    return next((reason for network, reason in _REFUSED_4.items() if address in network), None)


def _refusal_6(address: IPv6Address) -> str | None:
    if address.scope_id is not None:
        return "link-local"
    if address in _GLOBAL_6:
        return next((reason for network, reason in _REFUSED_6.items() if address in network), None)
    return next((reason for network, reason in _NAMED_6.items() if address in network), "reserved")
