"""Every way in which a link, or the server behind it, can be wrong has a sentence of its own that says what to do."""

import datetime
import json
import sqlite3
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from ritual.protocol.info import LIMITS, Info, info_told
from tests.cli.shells import Typing
from tests.cli.test_sharing import alone, with_team
from tests.endpoint.running import endpoint

INVITE = "/v1/j/11111111-1111-4111-8111-111111111111#" + "A" * 43
Speaks = Callable[[BaseHTTPRequestHandler], None]


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda _seconds: None)


def told(shell: Typing, link: str) -> list[str]:
    """The sentence and the hint that joining by a link ends with; nothing is left of it."""
    ran = shell.run("join", "-", "--me", "Jo Ek @jo", stdin=link)
    assert (ran.code, ran.out) == (4, ""), ran
    assert not [*shell.machine.cwd.rglob("record.db")]
    lines = [line.removeprefix("ritual: ") for line in ran.err.splitlines()]
    assert len(lines) == 2, lines
    return lines


def test_links_that_are_used_over_withdrawn_or_changed(tmp_path: Path) -> None:
    ana, data = with_team(tmp_path / "ana"), tmp_path / "endpoint"
    with endpoint(data) as address:
        ana.give("share", address, "--yes")
        used, withdrawn = (ana.give("invite").strip() for _ in range(2))
        joined_by(used, tmp_path / "bo")
        ana.give("members", "remove", "@bo", "--yes")  # a new key closes what is open
    port = int(address.rpartition(":")[2])
    with endpoint(data, port):
        over, changed = (ana.give("invite").strip() for _ in range(2))
        for_chris = ana.give("invite", "@chris").strip()
    with closing(sqlite3.connect(data / "endpoint.db")) as db, db:
        db.execute("UPDATE invite SET expires = unixepoch() - 9 WHERE id = ?", (bytes.fromhex(id_of(over)),))
    with endpoint(data, port):
        jo = alone(tmp_path / "jo")
        assert told(jo, used) == [
            "This link has let somebody in already.",
            "Ask for a new one, and if it wasn't you who came in, say so: somebody else had the link.",
        ]
        assert told(jo, over) == ["This link is over: each is open for 72 hours.", "Ask for a new one."]
        unknown = [
            f"{address} doesn't know this link: it was withdrawn, or changed on its way.",
            "Paste it once more as it was sent, or ask for a new one.",
        ]
        assert told(jo, withdrawn) == told(jo, changed[:-9] + "AAAAAAAAA") == unknown
        another = "A" if for_chris[-1] != "A" else "B"
        assert told(jo, for_chris[:-1] + another) == unknown
        assert told(jo, "what?") == told(jo, changed[:-9])
        assert told(jo, "what?") == [
            "That isn't a whole invite link.",
            "Paste all of it, with everything behind the # sign.",
        ]


def joined_by(link: str, folder: Path) -> None:
    alone(folder).give("join", "-", "--me", "Bo Two @bo2", stdin=link)


def id_of(link: str) -> str:
    return link.partition("#")[0].rpartition("/")[2].replace("-", "")


@contextmanager
def server(speaks: Speaks, context: ssl.SSLContext | None = None) -> Iterator[str]:
    """The address of a server that answers every request like this."""
    members = {"do_GET": speaks, "do_POST": speaks, "log_message": lambda *_: None}
    with ThreadingHTTPServer(("127.0.0.1", 0), type("Answers", (BaseHTTPRequestHandler,), members)) as running:
        if context:
            running.socket = context.wrap_socket(running.socket, server_side=True)
        thread = threading.Thread(target=running.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield f"{'https' if context else 'http'}://127.0.0.1:{running.server_address[1]}"
        finally:
            running.shutdown()
            thread.join()


def says(status: int, body: bytes, *headers: str) -> Speaks:
    def speak(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for each in (*headers, f"Content-Length: {len(body)}"):
            handler.send_header(*each.split(": ", 1))
        handler.end_headers()
        handler.wfile.write(body)

    return speak


def an_endpoint(oldest: int, newest: int) -> Speaks:
    """An endpoint that speaks these versions."""
    info = json.dumps(info_told(Info(oldest, newest, "9", LIMITS, (), needs_admission=False))).encode()
    return says(200, info, "Ritual-Protocol: 1")


@pytest.mark.parametrize(
    ("speaks", "sentence", "hint"),
    [
        (an_endpoint(2, 3), "{at} is newer than this ritual.", "Update ritual on this machine."),
        (an_endpoint(0, 0), "{at} is older than this ritual.", "Whoever runs the endpoint has to update it."),
        (
            says(200, b"<html>welcome</html>"),
            "Whoever answers at {at} is no ritual endpoint (200).",
            "Check the address; a proxy in between, or a network that asks to sign in, may also be in the way.",
        ),
        (
            says(302, b"", "Location: https://example.org/"),
            "Whoever answers at {at} is no ritual endpoint (302).",
            "Check the address; a proxy in between, or a network that asks to sign in, may also be in the way.",
        ),
        (
            says(502, b"bad gateway"),
            "{at} can't be reached: the server in front of it says 502.",
            "Nothing has changed here. Check the address and the network, then do the same again.",
        ),
    ],
    ids=["newer", "older", "web page", "elsewhere", "gateway"],
)
def test_servers_that_are_no_endpoint_of_today(speaks: Speaks, sentence: str, hint: str, tmp_path: Path) -> None:
    with server(speaks) as at:
        assert told(alone(tmp_path), at + INVITE) == [sentence.format(at=at), hint]


def test_nobody_there(tmp_path: Path) -> None:
    with server(an_endpoint(1, 1)) as at:
        pass
    assert told(alone(tmp_path), at + INVITE) == [
        f"{at} can't be reached: nobody listens there.",
        "Nothing has changed here. Check the address and the network, then do the same again.",
    ]


def test_a_server_that_speaks_no_http(tmp_path: Path) -> None:
    def babble(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"220 mail.example.org ESMTP\r\n")

    with server(babble) as at:
        assert told(alone(tmp_path), at + INVITE)[0].startswith(f"{at} can't be reached: ")


@pytest.mark.parametrize(("name", "days"), [("127.0.0.1", 9), ("127.0.0.2", 9), ("127.0.0.1", -9)])
def test_a_certificate_that_does_not_fit(name: str, days: int, tmp_path: Path) -> None:
    with server(an_endpoint(1, 1), certified(tmp_path, name, days)) as at:
        assert told(alone(tmp_path / "jo"), at + INVITE) == [
            f"The certificate of {at} doesn't fit.",
            "Check the address and this machine's clock. A certificate that no authority vouches for has to be named "
            "by SSL_CERT_FILE here; otherwise whoever runs the endpoint has to look at it.",
        ]


def certified(folder: Path, name: str, days: int) -> ssl.SSLContext:
    """A server's context with a certificate nobody vouches for, for this address, until so many days from now."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.datetime.now(datetime.UTC)
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=20))
        .not_valid_after(now + datetime.timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(name))]), critical=False)
        .sign(key, SHA256())
    )
    file = folder / "server.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(private + made.public_bytes(Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
