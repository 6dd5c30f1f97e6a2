"""A server that speaks TLS, with certificates that are made when it starts."""

import socket
import ssl
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import httpcore
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.roadmap.linkcheck.nearby import Nearby

PAGE = b"<title>A page</title><p>Words."
GOOD, OTHER = "good.example.org", "other.example.org"
EXPIRED, EARLY = "expired.example.org", "early.example.org"
WRONG, ALONE, UNKNOWN = (
    *("wrong.example.org", "alone.example.org"),
    "unknown.example.org",
)
PATHS: dict[str, tuple[str, tuple[str, ...]]] = {
    "/": ("200 OK", ()),
    "/lesson": ("200 OK", ()),
    "/to-other": ("301 Moved", (f"Location: https://{OTHER}/lesson",)),
    "/to-expired": ("301 Moved", (f"Location: https://{EXPIRED}/lesson",)),
}
NOW = datetime.now(UTC)
DAY = timedelta(days=1)

Signer = tuple[x509.Certificate, ec.EllipticCurvePrivateKey]


def name_of(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def signed(
    host: str,
    by: Signer | None,
    *,
    since: datetime = NOW - 30 * DAY,
    until: datetime = NOW + 30 * DAY,
    is_signer: bool = False,
) -> Signer:
    """A certificate for a host, and its key; signed by itself where by is None."""
    key = ec.generate_private_key(ec.SECP256R1())
    owner = name_of(host)
    issuer = by[0].subject if by else owner
    names = x509.SubjectAlternativeName([x509.DNSName(host)])
    basic = x509.BasicConstraints(ca=is_signer, path_length=None)
    made = (
        x509.CertificateBuilder()
        .subject_name(owner)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(names, critical=False)
        .add_extension(basic, critical=True)
        .sign(by[1] if by else key, hashes.SHA256())
    )
    return made, key


def pem_of(made: Signer) -> bytes:
    """Key and certificate, as a server reads them."""
    key = made[1].private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return key + made[0].public_bytes(serialization.Encoding.PEM)


class Safe:
    """Listens on loopback. asked: the server names that clients gave, in order."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.signer = signed("A signer of ours", None, is_signer=True)
        stranger = signed("A stranger", None, is_signer=True)
        past = {"since": NOW - 60 * DAY, "until": NOW - DAY}
        future = {"since": NOW + DAY, "until": NOW + 60 * DAY}
        self.contexts = {
            GOOD: self._context(signed(GOOD, self.signer)),
            OTHER: self._context(signed(OTHER, self.signer)),
            EXPIRED: self._context(signed(EXPIRED, self.signer, **past)),
            EARLY: self._context(signed(EARLY, self.signer, **future)),
            WRONG: self._context(signed(GOOD, self.signer)),
            ALONE: self._context(signed(ALONE, None)),
            UNKNOWN: self._context(signed(UNKNOWN, stranger)),
        }
        self.asked: list[str | None] = []
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=32)
        self.port = self.listener.getsockname()[1]
        Thread(target=self._listen, daemon=True).start()

    def __enter__(self) -> "Safe":
        return self

    def __exit__(self, *_: object) -> None:
        self.listener.close()

    def trust(self) -> ssl.SSLContext:
        """Believes what the test's own signer signed, and nobody else."""
        own = self.signer[0].public_bytes(serialization.Encoding.PEM).decode()
        return ssl.create_default_context(cadata=own)

    def _context(self, made: Signer) -> ssl.SSLContext:
        file = self.folder / "server.pem"
        file.write_bytes(pem_of(made))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context

    def _named(self, speaks: ssl.SSLObject, name: str | None, _: Any) -> int | None:
        self.asked.append(name)
        if name not in self.contexts:
            return ssl.ALERT_DESCRIPTION_UNRECOGNIZED_NAME
        speaks.context = self.contexts[name]
        return None

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        first = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        first.load_cert_chain(self.folder / "server.pem")
        first.sni_callback = self._named
        connection.settimeout(10)
        try:
            with first.wrap_socket(connection, server_side=True) as safe:
                self._answer(safe)
        except OSError:
            return

    def _answer(self, safe: ssl.SSLSocket) -> None:
        asked = b""
        while b"\r\n\r\n" not in asked:
            part = safe.recv(4096)
            if not part:
                return
            asked += part
        path = asked.split(b" ", 2)[1].decode()
        status, more = PATHS.get(path, ("404 Not Found", ()))
        body = b"" if asked.startswith(b"HEAD") else PAGE
        lines = ["Content-Type: text/html", *more, f"Content-Length: {len(PAGE)}"]
        head = "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""])
        safe.sendall(head.encode() + body)


class Remembering(Nearby):
    """seen: the addresses that were to be connected to."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.seen: list[str] = []

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        self.seen.append(f"{host}:{port}")
        return await super().connect_tcp(host, port, timeout)
