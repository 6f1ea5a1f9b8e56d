from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.frontier.address import host_refusal, is_public, refusal


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("127.0.0.1", "loopback"),
        ("127.255.255.254", "loopback"),
        ("0.0.0.0", "unspecified"),
        ("0.1.2.3", "unspecified"),
        ("10.0.0.1", "private"),
        ("172.16.0.1", "private"),
        ("172.31.255.255", "private"),
        ("192.168.1.1", "private"),
        ("100.64.0.1", "carrier-grade NAT"),
        ("169.254.169.254", "link-local"),
        ("168.63.129.16", "cloud metadata"),
        ("192.0.2.1", "documentation"),
        ("198.18.0.1", "benchmarking"),
        ("224.0.0.1", "multicast"),
        ("255.255.255.255", "reserved"),
        ("::", "unspecified"),
        ("::1", "loopback"),
        ("::7f00:1", "reserved"),
        ("::ffff:127.0.0.1", "IPv4-mapped"),
        ("::ffff:93.184.216.34", "IPv4-mapped"),
        ("64:ff9b::7f00:1", "NAT64"),
        ("64:ff9b:1::1", "NAT64"),
        ("2002:7f00:1::", "6to4"),
        ("2001:0:7f00:1::", "protocol assignments or Teredo"),
        ("2001:db8::1", "documentation"),
        ("fc00::1", "private"),
        ("fd00:ec2::254", "private"),
        ("fe80::1", "link-local"),
        ("fe80::1%eth0", "link-local"),
        ("2600::1%eth0", "link-local"),
        ("fec0::1", "reserved"),
        ("ff02::1", "multicast"),
        ("4000::1", "reserved"),
        ("localhost", "no IP address"),
        ("", "no IP address"),
        ("127.1", "no IP address"),
    ],
)
def test_address_is_refused_for_its_reason(address: str, reason: str):
    assert refusal(address) == reason
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "93.184.216.34", "172.15.255.255", "172.32.0.0", "100.63.255.255", "100.128.0.0", "2606:4700::1111"],
)
def test_public_address_is_not_refused(address: str):
    assert refusal(address) is None


@given(st.integers(0, 2**32 - 1).map(IPv4Address))
def test_no_address_the_standard_library_calls_private_is_public(address: IPv4Address):
    if not address.is_global or address.is_multicast:
        assert not is_public(str(address))


@given(st.integers(0, 2**32 - 1).map(IPv4Address), st.sampled_from(["::ffff:0:0", "64:ff9b::", "::"]))
def test_no_embedded_address_is_public(address: IPv4Address, prefix: str):
    assert not is_public(str(IPv6Address(int(IPv6Address(prefix)) | int(address))))


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "127.0.0.1.", "127.1", "0x7f.1", "0x7f000001", "2130706433", "017700000001"),
        *("0", "0.0.0.0", "10.1", "localhost", "LOCALHOST.", "a.localhost"),
        *("[::1]", "[::ffff:127.0.0.1]", "[fe80::1%25eth0]", "[non:sense]"),
    ],
)
def test_host_that_spells_out_a_refused_address(host: str):
    assert host_refusal(host)


@pytest.mark.parametrize("host", ["example.org", "1.1.1.1", "16843009", "10.example", "localhost.example", "ex ample"])
def test_host_that_must_be_resolved_or_is_public(host: str):
    assert host_refusal(host) is None
