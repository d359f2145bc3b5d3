"""The same repository behind a web server: the same limits, and no more patience than that."""

from __future__ import annotations

import gzip
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import NameOID

from kiosk.bundle.install import install
from kiosk.bundle.repository import MissingError, UnreachableError
from kiosk.bundle.web import WebRepository
from kiosk.errors import UntrustedError
from tests.bundle.device import Device
from tests.bundle.team import Team, content

WHAT_TO_DO = "see whether the network is there, and the address right"
Answering = Callable[["Handler"], bool]


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder; what a test wants to be answered otherwise comes first."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        if self.server.answering is None or not self.server.answering(self):
            super().do_GET()

    def translate_path(self, path: str) -> str:
        return str(self.server.folder / path.lstrip("/"))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as it is called there
        pass

    def answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> bool:
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | (headers or {})).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        return True


class Server(ThreadingHTTPServer):
    """A web server on this machine."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.folder, self.answering = folder, None
        self.asked: list[str] = []

    folder: Path
    answering: Answering | None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that hang up: that is what some of the tests are about."""


@pytest.fixture
def server(team: Team) -> Iterator[Server]:
    server = Server(team.office)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(autouse=True)
def _second(team: Team, device: Device) -> None:
    team.publish(content(2))


def test_a_process_installs_from_an_address(device: Device, server: Server) -> None:
    answer = device.run("install", f"{server.address}/", "--json")

    assert answer.code == 0, answer
    assert device.shown() == 2


def test_each_file_is_asked_for_once(device: Device, server: Server) -> None:
    install(WebRepository(server.address), device.state)

    assert len(server.asked) == len(set(server.asked))


def refusal(device: Device, server: Server) -> Exception:
    with pytest.raises((UntrustedError, UnreachableError)) as caught:
        install(WebRepository(server.address), device.state)
    assert device.shown() == 1
    return caught.value


def test_a_server_that_answers_200_for_what_it_has_not_is_told_so(device: Device, server: Server) -> None:
    def answering(handler: Handler) -> bool:
        return handler.path.endswith("root.json") and handler.answer(200, b"<!doctype html><p>Not found")

    server.answering = answering

    assert "a server must answer 404 for what it has not" in str(refusal(device, server))


def test_a_missing_root_is_noticed_without_a_list(team: Team, device: Device, server: Server) -> None:
    luis = team.targets_keys["luis"], team.release_keys["luis"]
    team.give_up_editor("luis")
    team.add_editor("eva")
    team.sign(content(3), 3, *luis)
    (team.office / "metadata" / "2.root.json").unlink()

    assert "metadata/2.root.json is missing" in str(refusal(device, server))


def test_an_endless_answer_is_not_read_to_its_end(device: Device, server: Server) -> None:
    sent = 0

    def answering(handler: Handler) -> bool:
        nonlocal sent
        if not handler.path.endswith("timestamp.json"):
            return False
        handler.send_response(200)
        handler.end_headers()
        handler.close_connection = True
        try:
            while True:
                sent += handler.wfile.write(b" " * 65536)
        except OSError:
            return True

    server.answering = answering

    assert "its length is wrong" in str(refusal(device, server))
    assert sent < 64 * 1024 * 1024


def test_an_announced_length_that_is_wrong_is_refused_at_once(device: Device, server: Server) -> None:
    def answering(handler: Handler) -> bool:
        return handler.path.endswith("content.db") and handler.answer(200, b"x", {"Content-Length": str(2**40)})

    server.answering = answering

    assert "its length is wrong" in str(refusal(device, server))


def test_an_answer_that_ends_early_is_refused(device: Device, server: Server) -> None:
    def answering(handler: Handler) -> bool:
        if not handler.path.endswith("content.db"):
            return False
        body = Path(handler.translate_path(handler.path)).read_bytes()
        handler.close_connection = True
        return handler.answer(200, body[: len(body) // 2], {"Content-Length": str(len(body))})

    server.answering = answering

    assert f"{server.address} broke off in the middle of content.db; " in str(refusal(device, server))


def test_nothing_is_unpacked(device: Device, server: Server) -> None:
    """Ten bytes can unpack to a gigabyte."""

    def answering(handler: Handler) -> bool:
        if not handler.path.endswith("timestamp.json"):
            return False
        body = gzip.compress(Path(handler.translate_path(handler.path)).read_bytes())
        return handler.answer(200, body, {"Content-Encoding": "gzip"})

    server.answering = answering

    assert "timestamp.json was changed or is damaged" in str(refusal(device, server))


@pytest.mark.parametrize("status", [HTTPStatus.INTERNAL_SERVER_ERROR, 418, HTTPStatus.NO_CONTENT, 206])
def test_any_other_answer_is_told(device: Device, server: Server, status: int) -> None:
    server.answering = lambda handler: handler.answer(status, b"")

    assert f"answers {int(status)}" in str(refusal(device, server))


def test_a_redirect_round_and_round_ends(device: Device, server: Server) -> None:
    server.answering = lambda handler: handler.answer(302, b"", {"Location": handler.path})

    assert "(it sends from one address to the next)" in str(refusal(device, server))


def test_an_address_without_a_repository_is_told(device: Device, server: Server) -> None:
    with pytest.raises(MissingError, match="is missing on the server"):
        install(WebRepository(f"{server.address}/nowhere"), device.state)


def test_a_server_that_is_not_there_is_told(device: Device, server: Server) -> None:
    server.shutdown()
    server.server_close()

    answer = device.run("install", server.address, "--json")

    assert answer.last["reason"] == "unreachable"
    told = f"the server {server.address} cannot be reached (it does not answer); {WHAT_TO_DO}"
    assert answer.last["message"] == told


@pytest.mark.parametrize("address, reason", [
    ("http://kiosk.invalid", "nobody knows its name"),
    ("http://", "that is no address"),
    ("http://a..b", "that is no address"),
    ("http://[::", "that is no address"),
])  # fmt: skip
def test_why_a_server_is_not_reached_is_told_in_words(device: Device, address: str, reason: str) -> None:
    with pytest.raises(UnreachableError, match=re.escape(f"cannot be reached ({reason}); ")):
        install(WebRepository(address), device.state)


def test_a_server_that_never_answers_is_told(device: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.bundle.web._SILENCE", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"

        with pytest.raises(UnreachableError, match=re.escape("(it does not answer in time)")):
            install(WebRepository(address), device.state)


def test_what_comes_too_slowly_is_given_up(device: Device, server: Server) -> None:
    now = 0.0

    def clock() -> float:
        nonlocal now
        now += 3600
        return now

    with pytest.raises(UnreachableError, match="too slowly"):
        install(WebRepository(server.address, clock), device.state)
    assert device.shown() == 1


HEADERS = b"HTTP/1.1 200 OK\r\n"


@pytest.mark.parametrize("scheme, begin, drip", [
    ("https", b"", b""),
    ("https", b"\x16\x03\x03\x0f\xff", b"\x02"),
    ("http", b"", b""),
    ("http", b"", b"H"),
    ("http", HEADERS, b"X-Slow: 1\r\n"),
    ("http", HEADERS + b"Content-Length: 200\r\n\r\n", b"{"),
    ("http", HEADERS + b"Transfer-Encoding: chunked\r\n\r\n", b"0"),
    ("http", HEADERS + b"Transfer-Encoding: chunked\r\n\r\n1;", b"x"),
    ("http", b"HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n", b"<"),
    ("http", b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"),
])  # fmt: skip
def test_a_server_that_drips_is_given_up_in_time(device: Device, scheme: str, begin: bytes, drip: bytes) -> None:
    with dripping(begin, drip) as port:
        before = time.monotonic()

        with pytest.raises(UnreachableError):
            install(WebRepository(f"{scheme}://127.0.0.1:{port}", patience=0.3), device.state)

        assert time.monotonic() - before < 5
    assert device.shown() == 1


def test_nobody_is_waited_for_as_long_as_a_server_wishes(device: Device, server: Server) -> None:
    server.answering = lambda handler: handler.answer(503, b"", {"Retry-After": "3600"})

    assert "answers 503" in str(refusal(device, server))


def test_a_slow_server_is_waited_for_while_its_files_arrive(device: Device, server: Server) -> None:
    now = 0.0

    def clock() -> float:
        nonlocal now
        now += 0.1
        return now

    install(WebRepository(server.address, clock, patience=2.0), device.state)

    assert now > 2
    assert device.shown() == 2


@contextmanager
def dripping(begin: bytes, drip: bytes) -> Iterator[int]:
    """A server that sends a beginning, and then a little now and then, to everybody."""
    ended = threading.Event()

    def serve(client: socket.socket) -> None:
        with client, suppress(OSError):
            client.sendall(begin)
            while drip and not ended.wait(0.02):
                client.sendall(drip)
            ended.wait()

    def accept(listening: socket.socket) -> None:
        with suppress(OSError):
            while True:
                threading.Thread(target=serve, args=(listening.accept()[0],), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=accept, args=(listening,), daemon=True).start()
        yield listening.getsockname()[1]
        ended.set()
        listening.shutdown(socket.SHUT_RDWR)


NOW = datetime.now(UTC)
DAY = timedelta(days=1)


def certificate(folder: Path, name: str, since: datetime, until: datetime) -> tuple[Path, Path]:
    """Make a key, and a certificate signed by it alone; return both files."""
    key = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    host = x509.SubjectAlternativeName([x509.IPAddress(ip_address(name))])
    made = x509.CertificateBuilder(called, called, key.public_key(), 1, since, until)
    signed = made.add_extension(host, critical=False).sign(key, SHA256())
    files = folder / "server.key", folder / "server.crt"
    pem = serialization.Encoding.PEM
    plain = serialization.NoEncryption()
    files[0].write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain))
    files[1].write_bytes(signed.public_bytes(pem))
    return files


@pytest.mark.parametrize("host, days, told", [
    ("127.0.0.1", None, "is not trusted here; see whether the address is right"),
    ("127.0.0.1", (-2, -1), "has expired; see whether the clock of this machine is right"),
    ("127.0.0.1", (1, 2), "is not valid yet; set the clock of this machine right"),
    ("127.0.0.2", (-1, 1), "belongs to another server; see whether the address is right"),
], ids=["of its own", "expired", "too early", "of another"])  # fmt: skip
def test_a_certificate_that_proves_nothing_is_no_lack_of_a_network(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str, days: tuple[int, int] | None, told: str
) -> None:
    begin, end = days or (-1, 1)
    key, proof = certificate(tmp_path, host, NOW + begin * DAY, NOW + end * DAY)
    if days:
        monkeypatch.setenv("SSL_CERT_FILE", str(proof))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(proof, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    address = server.address.replace("http:", "https:")

    with pytest.raises(UnreachableError) as caught, WebRepository(address).read("a", 1, exactly=False):
        pass

    assert str(caught.value).startswith(f"the certificate of the server {address} {told}")
    assert WHAT_TO_DO not in str(caught.value)
