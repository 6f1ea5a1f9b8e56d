import pytest
from twisted.internet.protocol import ClientFactory
from twisted.internet.testing import MemoryReactorClock

from crawler.fetch.address import ForbiddenAddressError, GuardedReactor


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "::1", "::ffff:10.0.0.1", "localhost", "example.org", ""])
def test_guard_connects_to_public_addresses_only_and_never_to_names(address: str):
    reactor = MemoryReactorClock()
    with pytest.raises(ForbiddenAddressError, match="refused"):
        GuardedReactor(reactor).connectTCP(address, 80, ClientFactory())
    assert reactor.tcpClients == []


def test_guard_lets_public_addresses_through():
    reactor = MemoryReactorClock()
    GuardedReactor(reactor).connectTCP("1.1.1.1", 80, ClientFactory(), timeout=3)
    assert [client[:2] for client in reactor.tcpClients] == [("1.1.1.1", 80)]
    assert reactor.tcpClients[0][3] == 3
