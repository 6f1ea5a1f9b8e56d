"""Whether a crawl may begin: seeds that are addresses, public ones unless allowed, and somebody to ask about it."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from crawler.errors import ConfigError, PolicyError
from crawler.frontier.address import host_refusal
from crawler.urls import is_http


def require_permission(seeds: Sequence[str], *, allow_private: bool, contact: str | None) -> None:
    """Return when a crawl of ``seeds`` may begin.

    ConfigError for no seed or one that is no http(s) address, PolicyError for a private address that was not allowed
    (judged first), and for a crawl beyond loopback without a contact. Names are judged when they are connected to.
    """
    if not seeds:
        raise ConfigError("no seed: name at least one address to start from, such as https://news.example/")
    refusals = {seed: _refusal(seed) for seed in seeds}
    for seed, reason in refusals.items():
        if reason is not None and not allow_private:
            raise PolicyError(f"seed {seed}: refused, the address is {reason}; --allow-private allows it")
    beyond = [seed for seed, reason in refusals.items() if reason != "loopback"]
    if beyond and not contact:
        raise PolicyError(
            f"seed {beyond[0]}: refused without a contact that a site's operator can turn to; "
            "add --contact you@example.org (or a page's address), or set COLOPHON_CONTACT"
        )


def _refusal(seed: str) -> str | None:
    try:
        host = urlsplit(seed).hostname if is_http(seed) else None
        port = urlsplit(seed).port if host else None
    except ValueError as error:
        raise ConfigError(f"seed {seed!r}: not an address ({error})") from error
    if not host or port == 0 or any(character.isspace() for character in seed):
        raise ConfigError(f"seed {seed!r}: not an address; give one that begins with http:// or https://")
    return host_refusal(host)
