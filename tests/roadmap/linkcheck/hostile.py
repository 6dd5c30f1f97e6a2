"""A server that does to a client whatever a server can. Each fault has a host of its
own, fault-name.example.org; robots-name is the same fault in its robots.txt."""

import gzip
import socket
import struct
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from threading import Event, Thread

BOMB_BYTES = 200 * 1024 * 1024
PAGE = b"<html><head><title>A page</title></head><body>Words.</body></html>"

Fault = Callable[[socket.socket, Event], None]


def head(*lines: str, status: str = "200 OK") -> bytes:
    own = [f"HTTP/1.1 {status}", "Content-Type: text/html", *lines]
    return "\r\n".join([*own, "", ""]).encode("latin-1")


def says(*parts: bytes) -> Fault:
    def fault(connection: socket.socket, stop: Event) -> None:
        for part in parts:
            connection.sendall(part)

    return fault


def then_hangs(*parts: bytes) -> Fault:
    def fault(connection: socket.socket, stop: Event) -> None:
        says(*parts)(connection, stop)
        stop.wait()

    return fault


def drips(first: bytes, drop: bytes = b"x") -> Fault:
    """A byte now and then: no single wait is long."""

    def fault(connection: socket.socket, stop: Event) -> None:
        connection.sendall(first)
        while not stop.wait(0.05):
            connection.sendall(drop)

    return fault


def floods(first: bytes, more: bytes) -> Fault:
    def fault(connection: socket.socket, stop: Event) -> None:
        connection.sendall(first)
        while not stop.is_set():
            connection.sendall(more)

    return fault


def leads_to(*locations: str, status: str = "302 Found") -> Fault:
    lines = [f"Location: {location}" for location in locations]
    return says(head(*lines, "Content-Length: 0", status=status))


def resets(connection: socket.socket, stop: Event) -> None:
    linger = struct.pack("ii", 1, 0)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)


@cache
def bomb(kind: str) -> bytes:
    """200 MB of nothing in less than 200 KB."""
    packer = zlib.compressobj(9, wbits={"gzip": 31, "deflate": 15}[kind])
    zeros = bytes(1024 * 1024)
    parts = [packer.compress(zeros) for _ in range(BOMB_BYTES // len(zeros))]
    return b"".join([*parts, packer.flush()])


def bombs(kind: str, encoding: str) -> Fault:
    def fault(connection: socket.socket, stop: Event) -> None:
        connection.sendall(head(f"Content-Encoding: {encoding}") + bomb(kind))

    return fault


def page(title: str, body: bytes = b"", charset: str = "utf-8") -> Fault:
    start = f"<html><head><title>{title}</title></head>".encode("utf-8", "replace")
    line = f"Content-Type: text/html; charset={charset}"
    return says(
        head(line).replace(b"Content-Type: text/html\r\n", b"", 1), start + body
    )


FAULTS: dict[str, Fault] = {
    # Nothing comes, or stops coming.
    "closes": says(),
    "resets": resets,
    "hangs-at-once": then_hangs(),
    "hangs-in-status": then_hangs(b"HTTP/1.1 20"),
    "hangs-in-headers": then_hangs(b"HTTP/1.1 200 OK\r\nContent-Ty"),
    "hangs-before-body": then_hangs(head("Content-Length: 100")),
    "hangs-in-body": then_hangs(head("Content-Length: 100"), b"<html>"),
    "hangs-in-chunk": then_hangs(head("Transfer-Encoding: chunked"), b"a\r\nxxx"),
    "drips-status": drips(b"HTTP/1.1 200 "),
    "drips-header": drips(b"HTTP/1.1 200 OK\r\nX: "),
    "drips-headers": drips(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
    "drips-body": drips(head()),
    "drips-chunks": drips(head("Transfer-Encoding: chunked"), b"1\r\nx\r\n"),
    # Too much comes.
    "endless-body": floods(head(), b"x" * 65536),
    "endless-chunks": floods(head("Transfer-Encoding: chunked"), b"2\r\nxx\r\n" * 999),
    "endless-words": floods(head(), b"<p>word " * 999),
    "endless-title": floods(head(), b"<title>" + b"t" * 9999),
    "endless-comment": floods(head(), b"<!-- " * 999),
    "endless-tag": floods(head(), b"<a b=c " * 999),
    "endless-status": floods(b"HTTP/1.1 200 ", b"O" * 65536),
    "endless-header": floods(b"HTTP/1.1 200 OK\r\nX: ", b"y" * 65536),
    "endless-headers": floods(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n" * 9999),
    "endless-continue": floods(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 99),
    "many-headers": says(head(*[f"X-{n}: y" for n in range(100_000)]), PAGE),
    "long-headers": says(head(f"X: {'y' * 80_000}"), PAGE),
    "long-etag": says(head(f'ETag: "{"e" * 9000}"'), PAGE),
    "long-title": page("t" * 200_000),
    # Packed.
    "gzip-bomb": bombs("gzip", "gzip"),
    "deflate-bomb": bombs("deflate", "deflate"),
    "odd-bomb": bombs("gzip", "deflate"),
    "brotli-bomb": bombs("gzip", "br"),
    "gzip-twice": bombs("gzip", "gzip, gzip"),
    "gzip-broken": says(head("Content-Encoding: gzip"), gzip.compress(PAGE)[:40]),
    "gzip-untrue": says(head("Content-Encoding: gzip"), PAGE),
    # Redirects.
    "leads-to-itself": leads_to("/"),
    "leads-on-and-on": leads_to("?again", status="301 Moved"),
    "leads-to-loopback": leads_to("http://127.0.0.1/"),
    "leads-to-loopback-v6": leads_to("http://[::1]/"),
    "leads-to-metadata": leads_to("http://169.254.169.254/latest/meta-data/"),
    "leads-to-decimal": leads_to("http://2130706433/"),
    "leads-to-mapped": leads_to("http://[::ffff:10.0.0.1]/"),
    "leads-to-inner-name": leads_to("http://inside.example.org/"),
    "leads-to-localhost": leads_to("//localhost/"),
    "leads-to-a-file": leads_to("file:///etc/passwd"),
    "leads-to-script": leads_to("javascript:alert(1)"),
    "leads-to-a-port": leads_to("http://example.org:22/"),
    "leads-to-a-user": leads_to("http://a:b@example.org/"),
    "leads-far": leads_to("/" + "a" * 50_000),
    "leads-to-nothing": leads_to(""),
    "leads-nowhere": leads_to(),
    "leads-two-ways": leads_to("http://127.0.0.1/", "/"),
    "leads-oddly": leads_to("http://[oops"),
    # What cannot be right.
    "too-short": says(head("Content-Length: 5000"), PAGE),
    "too-long": says(head("Content-Length: 5"), PAGE),
    "length-negative": says(head("Content-Length: -5"), PAGE),
    "length-a-word": says(head("Content-Length: many"), PAGE),
    "length-huge": says(head(f"Content-Length: {10**30}"), PAGE),
    "two-lengths": says(head("Content-Length: 5", "Content-Length: 9"), PAGE),
    "length-and-chunks": says(
        head("Content-Length: 5", "Transfer-Encoding: chunked"),
        b"5\r\nwords\r\n0\r\n\r\n",
    ),
    "chunk-odd": says(head("Transfer-Encoding: chunked"), b"zz\r\nxx\r\n"),
    "chunk-huge": says(head("Transfer-Encoding: chunked"), b"f" * 15 + b"\r\nxx"),
    "chunk-negative": says(head("Transfer-Encoding: chunked"), b"-5\r\nxx\r\n"),
    "garbage": says(bytes(range(256)) * 40),
    "old": says(PAGE),
    "version-odd": says(b"HTTP/9.9 200 OK\r\n\r\n"),
    "status-odd": says(head(status="abc Odd"), PAGE),
    "status-999": says(head("Content-Length: 0", status="999 No")),
    "status-000": says(head("Content-Length: 0", status="000 No")),
    "upgrades": says(head("Upgrade: x", "Connection: upgrade", status="101 Other")),
    "nothing-inside": says(head(status="204 No Content"), PAGE),
    "unchanged": says(head(status="304 Not Modified"), PAGE),
    "header-odd": says(b"HTTP/1.1 200 OK\r\n: x\r\nno colon\r\n\r\n", PAGE),
    "header-nul": says(b"HTTP/1.1 200 OK\r\nX: a\x00b\r\n\r\n", PAGE),
    "waits-for-ever": says(
        head(f"Retry-After: {'9' * 50}", "Content-Length: 0", status="429 Slow down")
    ),
    "waits-oddly": says(
        head("Retry-After: Mon, 99 Foo 99999", "Content-Length: 0", status="503 No")
    ),
    # Words.
    "title-nul": page("a\x00b\x1b[31m"),
    "title-bidi": page("a\u202eb\u2066"),
    "title-broken": page("a", b"<title>\xff\xfe\xed\xa0\x80</title>"),
    "charset-utf-7": page("+2AA-", charset="utf-7"),
    "charset-escape": page("\\ud800", charset="unicode_escape"),
    "charset-slow": page("x" * 200_000, charset="punycode"),
    "charset-none": page("x", charset="nowhere"),
}


def requested(connection: socket.socket) -> str:
    """The path that was asked for, and the host before it."""
    data = b""
    while b"\r\n\r\n" not in data and len(data) < 65536:
        chunk = connection.recv(4096)
        if not chunk:
            break
        data += chunk
    lines = data.decode("latin-1").split("\r\n")
    path = (lines[0].split(" ") + [""])[1]
    host = next((line[6:] for line in lines if line.lower().startswith("host: ")), "")
    return host + path


class Hostile:
    """Listens on loopback until it is closed. asked: host and path of each request."""

    def __init__(self) -> None:
        self.stop = Event()
        self.asked: list[str] = []
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = self.listener.getsockname()[1]
        Thread(target=self._listen, daemon=True).start()

    def __enter__(self) -> "Hostile":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self.listener.close()

    def _listen(self) -> None:
        while not self.stop.is_set():
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection:
            connection.settimeout(5)
            try:
                asked = requested(connection)
                self.asked.append(asked)
                self._fault(asked)(connection, self.stop)
            except OSError:
                return

    def _fault(self, asked: str) -> Fault:
        host, _, path = asked.partition("/")
        kind, _, name = host.removesuffix(".example.org").partition("-")
        is_robots = path == "robots.txt"
        if name in FAULTS and is_robots == (kind == "robots"):
            return FAULTS[name]
        if is_robots:
            return says(head("Content-Length: 0", status="404 Not Found"))
        return says(head(f"Content-Length: {len(PAGE)}"), PAGE)


def urls() -> Iterator[str]:
    """A link for each fault, on the page and, for some, in robots.txt and in TLS."""
    for name in FAULTS:
        yield f"http://fault-{name}.example.org/"
    for name in FAULTS:
        if not name.startswith(("leads-to-", "title-", "charset-", "length-")):
            yield f"http://robots-{name}.example.org/"
    for name in ("closes", "resets", "hangs-at-once", "garbage", "old", "drips-status"):
        yield f"https://fault-{name}.example.org/tls"
