"""`ritual serve`: where it listens, what it refuses, and copies of what it holds."""

import asyncio
import errno
import hashlib
import re
import signal
import socket
import sqlite3
import ssl
import subprocess
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from ritual.endpoint import serving, wanted
from ritual.endpoint.holding import held
from ritual.endpoint.storage.sqlite.storage import SqliteStorage
from ritual.files.places import endpoint_dir
from ritual.protocol.cursor import START
from tests.cli.shells import Ran, Typing
from tests.cli.test_process import command, surroundings
from tests.endpoint.fronts import Authority
from tests.endpoint.storage.test_contract import FOUNDING, LEAD, NOW, TEAM, put
from vectors import an_id

OPENED = "The endpoint is there: "
HOST = "ritual.example.org"


@contextmanager
def running(folder: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`ritual serve` as a process, and its address."""
    words = command("serve", "--data", str(folder), "--port", "0", *options)
    process = subprocess.Popen(
        words, env=surroundings(folder), stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )
    try:
        assert process.stdout
        line = process.stdout.readline()
        assert line.startswith(OPENED), (line, process.stderr and process.stderr.read())
        yield process, line.removeprefix(OPENED).strip()
    finally:
        process.kill()
        process.communicate()


def asked(url: str, path: str = "/v1/info") -> bytes:
    trusting = ssl._create_unverified_context()
    with urllib.request.urlopen(url + path, context=trusting, timeout=20) as answer:
        body: bytes = answer.read()
    return body


def certificate(folder: Path) -> list[str]:
    """The options for a certificate of its own, made with the same library that seals."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    begins = datetime(2026, 1, 1, tzinfo=UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(begins).not_valid_after(begins + timedelta(days=9000))
    pem = serialization.Encoding.PEM
    (folder / "cert.pem").write_bytes(made.sign(key, hashes.SHA256()).public_bytes(pem))
    bare = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(key.private_bytes(pem, *bare))
    return ["--tls-cert", str(folder / "cert.pem"), "--tls-key", str(folder / "key.pem")]


def test_it_says_where_it_is_serves_and_ends_in_good_order(tmp_path: Path) -> None:
    with running(tmp_path / "data") as (process, url):
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", url)
        assert b'"registration":"open"' in asked(url)
        words = command("serve", "--data", str(tmp_path / "data"))
        second = subprocess.run(words, env=surroundings(tmp_path), capture_output=True, timeout=60)
        assert second.returncode == 1
        assert b"runs in" in second.stderr
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (0, "")
    lines = err.splitlines()
    assert "ritual share " + url in lines[1]
    assert "GET /v1/info 200" in lines[2]
    assert lines[-1] == "The endpoint has stopped. Everything it confirmed is kept."
    assert "Traceback" not in err


def test_it_speaks_tls(tmp_path: Path) -> None:
    with running(tmp_path / "data", *certificate(tmp_path), "--host", "localhost") as (_, url):
        assert url.startswith("https://localhost:")
        assert b"protocol" in asked(url)


def test_what_does_not_fit_is_said(shell: Typing, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    (tmp_path / "text").write_text("no certificate")
    (tmp_path / "bytes").write_bytes(b"\xff")
    (tmp_path / "loop").symlink_to("loop")
    text, loop = str(tmp_path / "text"), str(tmp_path / "loop")
    for code, words, said in (
        (1, ["--host", "0.0.0.0"], "At 0.0.0.0 others could read along"),
        (1, ["--host", "ritual.example.org"], "others could read along"),
        (2, ["--port", "65536"], "--port goes up to 65535"),
        (2, ["--port", "x"], "whole number"),
        (2, ["--tls-cert", text], "go together"),
        (2, ["--tls-key", "nowhere.pem"], "there is no file"),
        (2, ["--admission-token", str(tmp_path / "empty")], "is empty"),
        (2, ["--admission-token", str(tmp_path / "bytes")], "can't be read"),
        (2, ["--tls-cert", loop, "--tls-key", text], "can't be read"),
        (2, ["--proxy", "nginx"], "an address or a network"),
        (2, ["--proxy", "10.0.0.1/8"], "an address or a network"),
        (2, ["quietly"], "stands alone"),
        (1, ["--tls-cert", text, "--tls-key", text], "aren't a certificate and its key"),
        (3, ["--data", text], f"The folder {text} can't be used"),
        (3, ["--host", "203.0.113.1", "--insecure"], "is no address of this machine"),
        (3, ["--host", "a..b", "--insecure"], "is no address of this machine"),
        (3, ["--host", "ä..b", "--insecure"], "is no address of this machine"),
    ):
        ran = shell.run("serve", *words)
        assert (ran.code, ran.out) == (code, ""), words
        assert said in ran.err, words


def test_a_port_that_is_taken_or_kept_for_root(shell: Typing, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        ran = shell.run("serve", "--port", port)
    assert (ran.code, f"Somebody listens at 127.0.0.1, port {port} already." in ran.err) == (3, True)

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("socket.create_server", refused)
    assert "This user may not listen at port 443." in shell.run("serve", "--port", "443").err


def test_a_certificate_that_nobody_would_take_is_refused_at_once(shell: Typing, tmp_path: Path) -> None:
    authority = Authority(tmp_path / "authority")
    good, over = authority.certify(), authority.certify(days=-1)
    pem = good.key.read_bytes()
    key = serialization.load_pem_private_key(pem, None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    locked = tmp_path / "locked.pem"
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8)
    locked.write_bytes(key.private_bytes(*form, serialization.BestAvailableEncryption(b"secret")))
    for cert, its_key, said in (
        (good.cert, over.key, "isn't the key of"),
        (good.cert, locked, "is locked with a password"),
        (good.cert, good.cert, "aren't a certificate and its key"),
        (over.cert, over.key, "is over since"),
    ):
        ran = shell.run("serve", "--tls-cert", str(cert), "--tls-key", str(its_key))
        assert (ran.code, ran.out, said in ran.err) == (1, "", True), ran.err


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Nothing runs: what an endpoint would be started with comes into this list."""
    got: list[object] = []

    def run(folder: Path, listening: object, settings: object, log: object, told: Callable[[int], None]) -> None:
        got[:] = [folder, listening, settings]
        told(7483)

    monkeypatch.setattr(serving, "run", run)
    return got


@pytest.mark.usefixtures("started")
def test_what_to_do_next_depends_on_who_reaches_it(shell: Typing, tmp_path: Path) -> None:
    authority = Authority(tmp_path / "authority")
    named, many, (_, cert, _, key) = authority.certify(HOST), authority.certify("*.example.org"), certificate(tmp_path)
    others = "`ritual share` and the address by which others reach it"
    for words, following in (
        ((), "on this machine: `ritual share http://127.0.0.1:7483`"),
        (("--proxy", "127.0.0.1"), others),
        (("--host", "0.0.0.0", "--insecure"), others),
        (("--tls-cert", str(named.cert), "--tls-key", str(named.key)), f"`ritual share https://{HOST}:7483`"),
        (("--tls-cert", str(many.cert), "--tls-key", str(many.key), "--host", "::"), others),
        (("--tls-cert", cert, "--tls-key", key, "--host", "::"), others),
    ):
        assert following in shell.run("serve", *words).err, words


def test_a_damaged_database_is_told(shell: Typing, tmp_path: Path) -> None:
    (tmp_path / "endpoint.db").write_text("no database at all, whatever its name is" * 20)
    for words in ((), ("backup", "copy.db")):
        ran = shell.run("serve", *words, "--data", str(tmp_path))
        assert (ran.code, "The database in" in ran.err) == (3, True), ran.err


def test_a_folder_of_another_program_is_left_alone(shell: Typing, tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "endpoint.db") as db:
        db.execute("CREATE TABLE theirs (x)")
    db.close()
    ran = shell.run("serve", "--data", str(tmp_path), "--port", "0")
    assert (ran.code, "isn't what this ritual's endpoint keeps" in ran.err) == (3, True)


def test_a_database_that_the_system_keeps_back_is_told(shell: Typing, tmp_path: Path) -> None:
    (tmp_path / "endpoint.db").mkdir()
    ran = shell.run("serve", "--data", str(tmp_path), "--port", "0")
    assert (ran.code, "can't be used: unable to open database file" in ran.err) == (3, True), ran.err


def test_one_endpoint_a_folder(shell: Typing, tmp_path: Path) -> None:
    with held(tmp_path):
        ran = shell.run("serve", "--data", str(tmp_path), "--port", "0")
    assert (ran.code, "runs in" in ran.err) == (1, True)


def test_without_the_extra_it_says_what_it_needs(shell: Typing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "uvicorn" else object())
    ran = shell.run("serve")
    assert ran.code == 1
    assert ran.err.splitlines() == [
        "ritual: An endpoint needs what isn't installed here: uvicorn.",
        "pip install 'ritual-tui[server]' brings it. Everything else works without.",
    ]


def test_what_was_asked_for_reaches_the_endpoint(shell: Typing, tmp_path: Path, started: list[object]) -> None:
    (tmp_path / "token").write_text("let me in\n")
    hashed = hashlib.sha256(b"let me in").digest()
    told = shell.give("serve", "--host", "::1", "--proxy", "127.0.0.1", "--proxy=::1")
    assert told == "The endpoint is there: http://[::1]:7483\n"
    assert started == [
        endpoint_dir(shell.machine.around({}).env),
        serving.Listening("::1", 7483, None, None, "127.0.0.1,::1"),
        serving.Settings(),
    ]
    shell.give("serve", "--admission-token", str(tmp_path / "token"), "--host", "0.0.0.0", "--insecure")
    assert started[2] == serving.Settings(admission=hashed)
    shell.give("serve", env={"RITUAL_ADMISSION_TOKEN": "let me in"})
    assert started[2] == serving.Settings(admission=hashed)


def test_copies_are_made_and_put_back(shell: Typing, tmp_path: Path) -> None:
    data = str(tmp_path / "data")
    assert shell.run("serve", "backup", "copy.db", "--data", data).code == 2
    SqliteStorage.open(tmp_path / "data").close()
    made = shell.run("serve", "backup", "copy.db", "--data", data)
    copy = shell.machine.cwd / "copy.db"
    assert made.out == f"The copy is {copy}: 0 events, checked.\n"
    assert "erasures.ndjson" in made.err
    assert "is there already" in shell.run("serve", "backup", "copy.db", "--data", data).err
    assert shell.run("serve", "backup", "nowhere/copy.db", "--data", data).code == 3
    back = shell.run("serve", "restore", "copy.db", "--data", data)
    assert (back.code, back.out) == (0, "Restored: 0 events.\n")
    assert "before-restore.db" in back.err
    assert "before-restore" not in shell.run("serve", "restore", "copy.db", "--data", str(tmp_path / "new")).err
    missing = shell.run("serve", "restore", "nothing.db", "--data", data)
    assert (missing.code, "There is no file" in missing.err) == (2, True)
    (shell.machine.cwd / "text.db").write_text("no copy")
    other = shell.run("serve", "restore", "text.db", "--data", data)
    assert (other.code, "is no whole copy of an endpoint" in other.err) == (2, True)
    assert shell.run("serve", "restore", "copy.db", "--data", str(copy)).code == 3
    with held(tmp_path / "data"):
        assert shell.run("serve", "restore", "copy.db", "--data", data).code == 1


def test_a_restore_says_what_it_did_again(shell: Typing, tmp_path: Path) -> None:
    data = tmp_path / "data"
    storage = SqliteStorage.open(data)
    asyncio.run(storage.found(FOUNDING, NOW))
    shell.give("serve", "backup", "copy.db", "--data", str(data))
    asyncio.run(storage.delete_team(TEAM))
    storage.close()
    assert (
        "Erased and removed again, as since the copy: 1."
        in shell.run("serve", "restore", "copy.db", "--data", str(data)).err
    )


def test_entries_are_erased_by_their_whole_ids(shell: Typing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = str(tmp_path / "data")
    one, two = an_id("one"), an_id("two")

    def erase(*words: str) -> Ran:
        return shell.run("serve", "erase", *words, "--data", data)

    assert "There is no endpoint in" in erase(TEAM, one).err
    storage = SqliteStorage.open(tmp_path / "data")
    asyncio.run(storage.found(FOUNDING, NOW))
    asyncio.run(storage.push(TEAM, LEAD, START, [put("one"), put("two"), put("three")], NOW))
    storage.close()
    assert erase(TEAM).code == 2
    unknown = erase(one, one)
    assert (unknown.code, unknown.err.splitlines()[0]) == (2, f"ritual: There is no team {one} here.")
    unknown = erase(TEAM, one, "4f2a")
    assert (unknown.code, "has no entry 4f2a; nothing was erased" in unknown.err) == (2, True)
    done = erase(TEAM.upper(), one.upper(), one)
    assert (done.code, done.out) == (0, "1 entry is erased here.\n")
    assert "Copies made before still hold it" in done.err
    assert erase(TEAM, one).out == "All of that is erased here already.\n"
    assert erase(TEAM, two, an_id("three")).out == "2 entries are erased here.\n"
    (tmp_path / "data" / "endpoint.db").write_bytes(b"not a database at all")
    assert erase(TEAM, one).code == 3
    monkeypatch.setattr(wanted, "erase", late)
    assert (erase(TEAM, one).code, "hasn't done it yet" in erase(TEAM, one).err) == (3, True)
    monkeypatch.setattr(wanted, "erase", full)
    assert (erase(TEAM, one).code, "No space left" in erase(TEAM, one).err) == (3, True)


def late(*_: object) -> None:
    raise wanted.Late


def full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")
