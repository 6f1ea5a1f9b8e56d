"""A server that sends exactly the bytes it is told to, and keeps exactly the bytes it was sent.

    server = WireServer({"/": [b"HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nhi"]})
    server.turns  ->  [Turn(request=b"GET / HTTP/1.1\\r\\n...", sent=b"HTTP/1.1 200 OK...", connection=0)]

The rights file that every crawl asks for is answered 404 and kept out of ``turns`` unless there is a script for it.

A script is a list of steps: bytes to send, ``CLOSE``, ``RESET``, ``HOLD`` (until the client hangs up),
``READ`` (some bytes), ``Drip``. After
a script without an end the next request on the connection is read. ``Scripts`` gives one script per time of asking.
"""

import random
import socket
import ssl
import struct
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from types import TracebackType
from typing import Final

CLOSE: Final = "close"
RESET: Final = "reset"
HOLD: Final = "hold"
READ: Final = "read"

RIGHTS_PATH: Final = "/.well-known/tdmrep.json"
RIGHTS: Final = f"GET {RIGHTS_PATH} ".encode()
NOT_FOUND: Final = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


@dataclass(frozen=True)
class Drip:
    """These bytes one at a time, ``seconds`` apart (0: as fast as it goes, each in a packet of its own)."""

    data: bytes
    seconds: float = 0.0


Step = bytes | str | Drip
Script = Sequence[Step]


class Scripts(list[Script]):
    """Scripts for the first, second … request for a path; the last one serves all that follow."""


@dataclass
class Turn:
    """One request as received and what was sent for it."""

    connection: int
    request: bytes
    sent: bytes = b""


@dataclass
class WireServer:
    """Listens on a free port of 127.0.0.1 (``host`` may be ``::1``) until closed. ``tls`` is a server-side context.

    ``rights`` are the requests for a rights file that has no script.
    """

    scripts: Mapping[str, Script | Scripts]
    tls: ssl.SSLContext | None = None
    greeting: Script = ()
    host: str = "127.0.0.1"
    turns: list[Turn] = field(default_factory=list)
    connections: int = 0
    rights: list[Turn] = field(default_factory=list)

    def __post_init__(self) -> None:
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        self._socket = socket.create_server((self.host, 0), family=family, backlog=64)
        self.port: int = self._socket.getsockname()[1]
        self._asked: dict[str, int] = {}
        self._open: list[socket.socket] = []
        self._lock = threading.Lock()
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    def __enter__(self) -> "WireServer":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def url(self, path: str = "/", host: str | None = None) -> str:
        """Address of a path here."""
        name = host or (f"[{self.host}]" if ":" in self.host else self.host)
        return f"{'https' if self.tls else 'http'}://{name}:{self.port}{path}"

    def close(self) -> None:
        """Stop listening and hang up on everybody.

        Sockets are shut down here and closed by the threads that use them: one that is about to wait on a closed socket
        would wait on whichever gets its number next, and take the requests of another test's server.
        """
        _shut(self._socket)
        self._accepting.join()
        self._socket.close()
        with self._lock:
            for peer in self._open:
                _shut(peer)

    def _accept(self) -> None:
        while True:
            try:
                peer, _ = self._socket.accept()
            except OSError:
                return
            with self._lock:
                number, self.connections = self.connections, self.connections + 1
                self._open.append(peer)
            threading.Thread(target=self._serve, args=(peer, number), daemon=True).start()

    def _serve(self, peer: socket.socket, number: int) -> None:
        peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        stream = peer
        try:
            if self.greeting:
                self._play(self.greeting, peer, Turn(number, b""))
                return
            if self.tls:
                stream = self.tls.wrap_socket(peer, server_side=True)
                with self._lock:
                    self._open.append(stream)
            while (request := _read_request(stream)) is not None:
                turn = Turn(number, request)
                unscripted = request.startswith(RIGHTS) and RIGHTS_PATH not in self.scripts
                with self._lock:
                    (self.rights if unscripted else self.turns).append(turn)
                if unscripted:
                    _send(stream, NOT_FOUND, turn)
                elif not self._play(self._script(request), stream, turn):
                    return
        except (OSError, ssl.SSLError):
            pass
        finally:
            _shut(stream)
            stream.close()

    def _script(self, request: bytes) -> Script:
        path = request.split(b" ", 2)[1].decode("latin-1")
        script = self.scripts[path]
        if isinstance(script, Scripts):
            with self._lock:
                asked = self._asked[path] = self._asked.get(path, 0) + 1
            return script[min(asked, len(script)) - 1]
        return script

    def _play(self, script: Script, peer: socket.socket, turn: Turn) -> bool:
        """Whether the connection goes on."""
        for step in script:
            if isinstance(step, bytes):
                _send(peer, step, turn)
            elif isinstance(step, Drip):
                _drip(peer, step, turn)
            elif step == READ:
                peer.recv(65536)
            elif step == HOLD:
                while peer.recv(65536):
                    pass
                return False
            else:
                if step == RESET:
                    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    peer.close()
                elif isinstance(peer, ssl.SSLSocket):
                    peer.unwrap()
                return False
        return True


_HELD: Final[list[socket.socket]] = []


def closed_port() -> int:
    """A port that refuses every connection as long as this process lives: ours, so that no other server gets it."""
    held = socket.socket()
    held.bind(("127.0.0.1", 0))
    _HELD.append(held)
    port: int = held.getsockname()[1]
    return port


def free_port() -> int:
    """A port for somebody else to serve on. No server that takes any free port gets it: those are given higher ones."""
    lowest = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    while True:
        port = random.randrange(10_000, lowest)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


def speaks_ipv6() -> bool:
    """Whether this machine can serve on ``::1``."""
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


def full_server() -> tuple[socket.socket, list[socket.socket]]:
    """A listening socket whose backlog is full, so that to connect takes for ever; and the clients that fill it."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=0)
    waiting = []
    for _ in range(2):
        client = socket.socket()
        client.setblocking(False)
        client.connect_ex(listening.getsockname())
        waiting.append(client)
    return listening, waiting


def server_context(folder: Path, name: str, **limits: ssl.TLSVersion) -> tuple[ssl.SSLContext, Path]:
    """TLS with a fresh self-signed certificate for ``name`` (a host name or an address), and the certificate's file."""
    pem = folder / f"{name.replace(':', '_')}.pem"
    pem.write_bytes(_self_signed(name))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    for attribute, version in limits.items():
        setattr(context, attribute, version)
    return context, pem


def _self_signed(name: str) -> bytes:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "colophon test")])
    try:
        san: x509.GeneralName = x509.IPAddress(ip_address(name))
    except ValueError:
        san = x509.DNSName(name)
    certificate = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([san]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return private + certificate.public_bytes(serialization.Encoding.PEM)


def _read_request(peer: socket.socket) -> bytes | None:
    """One request, by its Content-Length; None when the client has hung up."""
    data = b""
    while b"\r\n\r\n" not in data:
        piece = peer.recv(65536)
        if not piece:
            return None
        data += piece
    head = data.partition(b"\r\n\r\n")[0]
    lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    wanted = len(head) + 4 + (int(lengths[0].partition(b":")[2]) if lengths else 0)
    while len(data) < wanted:
        data += peer.recv(65536)
    return data


def _send(peer: socket.socket, data: bytes, turn: Turn) -> None:
    view = memoryview(data)
    while view:
        count = peer.send(view[: 1 << 20])
        turn.sent += bytes(view[:count])
        view = view[count:]


def _drip(peer: socket.socket, drip: Drip, turn: Turn) -> None:
    pace = threading.Event()
    for at in range(len(drip.data)):
        peer.sendall(drip.data[at : at + 1])
        turn.sent += drip.data[at : at + 1]
        if drip.seconds:
            pace.wait(drip.seconds)


def _shut(peer: socket.socket) -> None:
    with suppress(OSError):  # not connected any more
        socket.socket.shutdown(peer, socket.SHUT_RDWR)  # a TLS socket's own takes the ground from under its reader
