"""The address guard: no connection to an address that is not public, unless the operator allowed it."""

from typing import Any, Final

from twisted.internet.interfaces import IReactorPluggableNameResolver
from zope.interface import implementer

from crawler.errors import PolicyError
from crawler.frontier.address import refusal


class ForbiddenAddressError(PolicyError):
    """A host resolved to an address that must not be connected to; nothing was sent."""


@implementer(IReactorPluggableNameResolver)
class GuardedReactor:
    """What an endpoint needs of a reactor, with every address judged at the very call that connects to it.

    Judging there, behind DNS and whatever else chose the address, leaves no gap for a name that changes its answer.
    """

    def __init__(self, reactor: Any) -> None:
        """Guard ``reactor``."""
        self._reactor: Final = reactor
        self.callLater: Final = reactor.callLater
        self.seconds: Final = reactor.seconds

    @property
    def nameResolver(self) -> Any:  # noqa: N802 - Twisted's name
        """The resolver of the reactor, as it is now."""
        return self._reactor.nameResolver

    def installNameResolver(self, resolver: Any) -> Any:  # noqa: N802 - Twisted's name
        """Install a resolver in the reactor."""
        return self._reactor.installNameResolver(resolver)

    def connectTCP(self, host: str, port: int, *args: Any, **kwargs: Any) -> Any:  # noqa: N802 - Twisted's name
        """Connect to an address, or raise ForbiddenAddressError. ``host`` is an IP address, names are refused."""
        reason = refusal(host)
        if reason is not None:
            raise ForbiddenAddressError(
                f"connecting to {host} port {port}: refused, the address is {reason}; allow_private lifts this"
            )
        return self._reactor.connectTCP(host, port, *args, **kwargs)
