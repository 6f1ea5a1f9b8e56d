"""TLS as the archive wants it: one context for all hosts, HTTP/1.1 only, and whether the certificate held is recorded.

Scrapy builds a context for every request, also over open connections, and without verification loads no roots, so
that nobody could say whether a certificate would have held.
"""

from collections.abc import Callable
from functools import cached_property
from typing import Any, Final, Protocol

from OpenSSL import SSL
from scrapy.core.downloader.contextfactory import _ScrapyCertificateOptions, _ScrapyClientContextFactory
from service_identity import VerificationError
from service_identity.exceptions import CertificateError
from service_identity.hazmat import DNS_ID, IPAddress_ID, verify_service_identity
from service_identity.pyopenssl import extract_patterns
from twisted.internet._sslverify import ClientTLSOptions
from twisted.internet.ssl import CertificateOptions, platformTrust

from crawler.wire.exchange import TlsFacts

# OpenSSL's names and IANA's (https://www.iana.org/assignments/tls-parameters) differ below TLS 1.3: `-` for `_`, and
# what is understood is left out.
_BULK: Final = {
    "AES128-GCM-SHA256": "AES_128_GCM_SHA256",
    "AES256-GCM-SHA384": "AES_256_GCM_SHA384",
    "AES128-CCM": "AES_128_CCM",
    "AES256-CCM": "AES_256_CCM",
    "AES128-CCM8": "AES_128_CCM_8",
    "AES256-CCM8": "AES_256_CCM_8",
    "AES128-SHA": "AES_128_CBC_SHA",
    "AES256-SHA": "AES_256_CBC_SHA",
    "AES128-SHA256": "AES_128_CBC_SHA256",
    "AES256-SHA256": "AES_256_CBC_SHA256",
    "AES256-SHA384": "AES_256_CBC_SHA384",
    "CHACHA20-POLY1305": "CHACHA20_POLY1305_SHA256",
}
_EXCHANGES: Final = ("ECDHE-ECDSA-", "ECDHE-RSA-", "DHE-RSA-")


class Judged(Protocol):
    """Whom a certificate's problem is told."""

    certificate_problem: str | None


def iana_cipher_suite(openssl_name: str) -> str | None:
    """IANA's name of a cipher suite by OpenSSL's, None when it is not one of the usual."""
    if openssl_name.startswith("TLS_"):
        return openssl_name
    exchange = next((prefix for prefix in _EXCHANGES if openssl_name.startswith(prefix)), "")
    bulk = _BULK.get(openssl_name.removeprefix(exchange))
    kind = exchange.rstrip("-").replace("-", "_") or "RSA"
    return f"TLS_{kind}_WITH_{bulk}" if bulk else None


def facts(connection: SSL.Connection, *, verified: bool) -> TlsFacts:
    """What a connection agreed on, once its handshake is done."""
    version = connection.get_protocol_version_name().lower().replace("tlsv", "tls/").replace("sslv", "ssl/")
    return TlsFacts(
        protocol="tls/1.0" if version == "tls/1" else version,
        cipher_suite=iana_cipher_suite(connection.get_cipher_name() or ""),
        verified=verified,
    )


class RecordingContextFactory(_ScrapyClientContextFactory):
    """Scrapy's TLS settings, with the platform's roots: bad certificates are noted, and refused where required."""

    def require(self, valid: bool) -> None:
        """Whether certificates must hold."""
        self._verify_certificates = valid

    @cached_property
    def _options(self) -> CertificateOptions:
        return _ScrapyCertificateOptions(**self._get_cert_options_kwargs(), trustRoot=platformTrust())

    def creatorForNetloc(self, hostname: bytes, port: int) -> Any:  # noqa: N802 - Twisted's name
        """TLS for one host; the wrapped protocol must have a ``judged`` attribute."""
        name = hostname.decode("ascii")
        return _RecordingOptions(self._options._makeTLSConnection, name, verify=self._verify_certificates)


class _RecordingOptions(ClientTLSOptions):
    """Client TLS for one host name whose verification outcome goes to the protocol's ``judged``."""

    def __init__(self, create: Callable[[Any], SSL.Connection], hostname: str, *, verify: bool) -> None:
        super().__init__(create, hostname)
        self._verify = verify

    def clientConnectionForTLS(self, tlsProtocol: Any) -> SSL.Connection:  # noqa: N802, N803 - Twisted's names
        connection = super().clientConnectionForTLS(tlsProtocol)
        identity = DNS_ID(self._hostnameASCII) if self._hostnameIsDnsName else IPAddress_ID(self._hostnameASCII)
        callback = _verifier(tlsProtocol.wrappedProtocol.judged, identity, verify=self._verify)
        connection.set_verify(SSL.VERIFY_PEER | SSL.VERIFY_FAIL_IF_NO_PEER_CERT, callback)
        return connection


def _verifier(judged: Judged, identity: Any, *, verify: bool) -> Callable[..., bool]:
    """OpenSSL's verify callback: asked for each certificate of the chain, the server's own at depth 0."""

    def callback(connection: SSL.Connection, certificate: Any, code: int, depth: int, ok: int) -> bool:
        problem = None if ok else f"certificate not trusted (X509 error {code} at depth {depth})"
        if problem is None and depth == 0:
            problem = _name_problem(certificate, identity)
        judged.certificate_problem = judged.certificate_problem or problem
        return problem is None or not verify

    return callback


def _name_problem(certificate: Any, identity: Any) -> str | None:
    """What is wrong with the names in the server's certificate, None when they fit."""
    try:
        verify_service_identity(extract_patterns(certificate), [identity], [])
    except (CertificateError, VerificationError, ValueError) as error:
        return f"certificate is for another name ({type(error).__name__})"
    return None
