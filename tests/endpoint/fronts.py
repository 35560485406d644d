"""nginx and Caddy before `ritual serve`, set up by the words of docs/hosting.md, with certificates of a test's own."""

import os
import pwd
import re
import secrets
import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.cli.test_process import command, surroundings

PAGE: Final = (Path(__file__).parents[2] / "docs/hosting.md").read_text("utf-8")
FRONTS: Final = ("nginx", "caddy")
_BEFORE: Final = "127.0.0.1:7483"
_PEM: Final = serialization.Encoding.PEM
_NGINX = """
daemon off;
user {user};
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{site}
}}
"""


def blocks(language: str) -> list[str]:
    """The page's blocks of code in that language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


class Pair(NamedTuple):
    """A certificate and its key, as files."""

    cert: Path
    key: Path


class Authority:
    """Who certifies for a test: `file` is what has to be trusted."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _named("An authority of a test")
        self.file = folder / "authority.pem"
        own = self._begun(self._name, self._key, timedelta(days=9)).add_extension(x509.BasicConstraints(True, 0), True)
        self.file.write_bytes(own.sign(self._key, hashes.SHA256()).public_bytes(_PEM))

    def certify(self, host: str = "localhost", days: int = 9) -> Pair:
        """A certificate for that host; with days below 0 one that is over."""
        key = ec.generate_private_key(ec.SECP256R1())
        names = x509.SubjectAlternativeName([x509.DNSName(host)])
        made = self._begun(_named(host), key, timedelta(days=days)).add_extension(names, False)
        pair = Pair(self._folder / f"{host}{days}.pem", self._folder / f"{host}{days}.key")
        pair.cert.write_bytes(made.sign(self._key, hashes.SHA256()).public_bytes(_PEM))
        bare = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        pair.key.write_bytes(key.private_bytes(_PEM, *bare))
        return pair

    def _begun(self, name: x509.Name, key: ec.EllipticCurvePrivateKey, lasts: timedelta) -> x509.CertificateBuilder:
        now = datetime.now(UTC)
        made = x509.CertificateBuilder().subject_name(name).issuer_name(self._name).public_key(key.public_key())
        made = made.serial_number(x509.random_serial_number())
        return made.not_valid_before(now - timedelta(days=99)).not_valid_after(now + lasts)


class Serving:
    """`ritual serve` as a process, which may end and come back where it was; as a context."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder, self.port = folder, 0
        self.log = folder.with_name(f"{folder.name}.log")
        self._options = options
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> "Serving":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def start(self) -> None:
        """Runs it, where it ran before."""
        words = command("serve", "--data", str(self.folder), "--port", str(self.port), *self._options)
        with self.log.open("a") as err:
            env = surroundings(self.folder)
            self._process = subprocess.Popen(words, env=env, stdout=subprocess.PIPE, stderr=err, encoding="utf-8")
        assert self._process.stdout
        told = self._process.stdout.readline()
        assert told, self.log.read_text()
        self.port = int(told.rpartition(":")[2])

    def end(self) -> None:
        """Tells it to stop, and waits until it has."""
        if self._process:
            self._process.terminate()
            self._process.communicate(timeout=30)
            self._process = None


class Front:
    """nginx or Caddy before what listens at `behind`; as a context. Everything it writes is in `folder`."""

    def __init__(self, kind: str, folder: Path, pair: Pair, behind: int) -> None:
        folder.mkdir()
        self.kind, self.folder, self.port = kind, folder, free_port()
        self.url = f"https://localhost:{self.port}"
        self._words = _nginx(self, pair, behind) if kind == "nginx" else _caddy(self, pair, behind)
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Front":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def start(self) -> None:
        """Runs it, and waits until it listens."""
        env = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "XDG_DATA_HOME": str(self.folder)}
        with (self.folder / "said").open("a") as said:
            self._process = subprocess.Popen(
                self._words, env=env, stdout=said, stderr=said, stdin=subprocess.DEVNULL, start_new_session=True
            )
        while not _listens(self.port):
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(0.02)
                raise AssertionError(self.wrote())

    def kill(self) -> None:
        """Ends it without a word, with all that it has started."""
        if self._process:
            os.killpg(self._process.pid, 9)
            self._process.wait()
            self._process = None

    def wrote(self) -> str:
        """Everything it has written to any log."""
        logs = [self.folder / name for name in ("said", "access.log", "error.log")]
        return "\n".join(log.read_text() for log in logs if log.exists())


@contextmanager
def trusting(authority: Authority) -> Iterator[None]:
    """Clients trust that authority, as a person tells them to."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(authority.file))
        yield


def trust(authority: Authority) -> ssl.SSLContext:
    """What checks certificates of that authority."""
    return ssl.create_default_context(cafile=str(authority.file))


def needed(kind: str) -> str:
    """The program, or a skipped test where there is none."""
    found = shutil.which(kind, path=f"{os.environ['PATH']}:/usr/sbin")
    if found is None:
        pytest.skip(f"there is no {kind} here")
    return found


def free_port() -> int:
    """A port that nobody listens at; below those that the system gives to whoever connects, so that nobody takes it."""
    while True:
        port = secrets.choice(range(20_000, 32_000))
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


def _nginx(front: Front, pair: Pair, behind: int) -> list[str]:
    (block,) = blocks("nginx")
    site = _set(block, {"ritual.example.org;": "localhost;", _BEFORE: f"127.0.0.1:{behind}"})
    site = _set(site, {"listen 443 ssl": f"listen 127.0.0.1:{front.port} ssl"})
    live = "/etc/letsencrypt/live/ritual.example.org"
    site = _set(site, {f"{live}/fullchain.pem": str(pair.cert), f"{live}/privkey.pem": str(pair.key)})
    site = site.replace("/var/log/nginx", str(front.folder))
    file = front.folder / "nginx.conf"
    file.write_text(_NGINX.format(user=pwd.getpwuid(os.getuid()).pw_name, folder=front.folder, site=site), "utf-8")
    return [needed("nginx"), "-p", str(front.folder), "-e", str(front.folder / "error.log"), "-c", str(file)]


def _caddy(front: Front, pair: Pair, behind: int) -> list[str]:
    (block,) = blocks("caddyfile")
    site = _set(block, {_BEFORE: f"127.0.0.1:{behind}"})
    here = f"{front.url} {{\n    bind 127.0.0.1\n    tls {pair.cert} {pair.key}\n"
    site = _set(site, {"ritual.example.org {\n": here})
    alone = "    admin off\n    auto_https disable_redirects\n"
    site = site.replace("{\n", "{\n" + alone, 1) if site.startswith("{\n") else "{\n" + alone + "}\n" + site
    file = front.folder / "Caddyfile"
    file.write_text(site, "utf-8")
    return [needed("caddy"), "run", "--adapter", "caddyfile", "--config", str(file)]


def _set(text: str, instead: dict[str, str]) -> str:
    """The text for this trial; what is replaced has to be there once."""
    for old, new in instead.items():
        assert text.count(old) == 1, (old, text)
        text = text.replace(old, new)
    return text


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
        return True
    return False
