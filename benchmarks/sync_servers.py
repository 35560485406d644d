"""Other servers that keep and hand out small records, each started in a folder of its own, with their requests.

pouchdb-server keeps them in LevelDB, without asking the disk to have them; Kinto in PostgreSQL with its defaults, which
does; Radicale in a file each, which it flushes. What isn't here is left out, and said.
"""

import base64
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from clients import Client, request
from rounds import say

PINNED = ("kinto[postgresql]==26.5.0", "radicale==3.9.0", "waitress")
NPM = "pouchdb-server@4.2.0"
DOCUMENT = base64.urlsafe_b64encode(secrets.token_bytes(545)).decode()
_AUTH = f"Basic {base64.b64encode(b'u:p').decode()}"
_PATIENCE = 60.0
_KINTO = """[app:main]
use = egg:kinto
multiauth.policies = basicauth
kinto.userid_hmac_secret = benchmark
kinto.bucket_create_principals = system.Authenticated
kinto.batch_max_requests = 100
kinto.paginate_by = 10000
kinto.storage_max_fetch_size = 10000
kinto.storage_backend = kinto.core.storage.postgresql
kinto.storage_url = {url}
kinto.permission_backend = kinto.core.permission.postgresql
kinto.permission_url = {url}
kinto.cache_backend = kinto.core.cache.memory
[server:main]
use = egg:waitress#main
host = 127.0.0.1
port = {port}
threads = 8
"""


class Peer(NamedTuple):
    """A server: its version and port; a push of so many new records, how many that takes at once, and what in its
    answer stands for each that was kept; and a pull of so many, which gives how many came."""

    version: str
    port: int
    push: Callable[[int], bytes]
    most: int
    kept: bytes
    pull: Callable[[int], int]


def install(folder: Path) -> int:
    """Installs the peers, each as its registry has it, compiled as every installation is."""
    subprocess.run([sys.executable, "-m", "venv", str(folder / "py")], check=True)
    python = str(folder / "py" / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *PINNED], check=True)
    subprocess.run([python, "-m", "compileall", "-q", str(folder / "py" / "lib")], check=False)
    subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--prefix", str(folder), NPM], check=True)
    say(f"{', '.join((*PINNED, NPM))} are in {folder}. Kinto needs PostgreSQL's own programs beside them.")
    return 0


@contextmanager
def started(installed: Path, folder: Path) -> Iterator[dict[str, Peer]]:
    """Every peer that is here, running."""
    with ExitStack() as running:
        found = {}
        for name, start in (("pouchdb-server", _pouchdb), ("Kinto", _kinto), ("Radicale", _radicale)):
            own = folder / name
            own.mkdir(mode=0o755)
            try:
                found[name] = running.enter_context(start(installed, own))
            except (OSError, subprocess.CalledProcessError) as error:
                say(f"{name} isn't here: {error}")
        yield found


@contextmanager
def _pouchdb(installed: Path, folder: Path) -> Iterator[Peer]:
    package = json.loads((installed / "node_modules/pouchdb-server/package.json").read_text("utf-8"))
    port = _free_port()
    words = [str(installed / "node_modules/.bin/pouchdb-server"), "--host", "127.0.0.1", "--port", str(port)]
    with _process([*words, "--dir", str(folder), "--no-stdout-logs"], folder, port):
        Client(port).ask(request("PUT", "/ev"))

        def push(count: int) -> bytes:
            docs = [{"_id": secrets.token_hex(16), "body": DOCUMENT} for _ in range(count)]
            return request("POST", "/ev/_bulk_docs", json.dumps({"docs": docs}).encode())

        def pull(count: int) -> int:
            asked = request("GET", f"/ev/_changes?include_docs=true&limit={count}")
            return Client(port).ask(asked).count(DOCUMENT.encode())

        node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout.strip()
        yield Peer(f"pouchdb-server {package['version']} (Node {node})", port, push, 200, b'"ok":true', pull)


@contextmanager
def _kinto(installed: Path, folder: Path) -> Iterator[Peer]:
    port, bins = _free_port(), installed / "py" / "bin"
    with _postgres(folder) as (url, version):
        settings = folder / "kinto.ini"
        settings.write_text(_KINTO.format(url=url, port=port), "utf-8")
        subprocess.run([bins / "kinto", "migrate", "--ini", settings], check=True, capture_output=True)
        with _process([str(bins / "kinto"), "start", "--ini", str(settings)], folder, port):
            path = "/v1/buckets/b/collections/c"
            for each in ("/v1/buckets/b", path):
                Client(port).ask(request("PUT", each, b"{}", Authorization=_AUTH))
            records = f"{path}/records"

            def push(count: int) -> bytes:
                body: dict[str, object] = {"data": {"body": DOCUMENT}}
                if count == 1:
                    return request("POST", records, json.dumps(body).encode(), Authorization=_AUTH)
                batch = {"defaults": {"method": "POST", "path": records}, "requests": [{"body": body}] * count}
                return request("POST", "/v1/batch", json.dumps(batch).encode(), Authorization=_AUTH)

            def pull(count: int) -> int:
                asked = request("GET", f"{records}?_limit={count}", Authorization=_AUTH)
                return Client(port).ask(asked).count(DOCUMENT.encode())

            own = subprocess.run([bins / "kinto", "version"], capture_output=True, text=True, check=True)
            yield Peer(f"Kinto {own.stdout.strip()} on {version}", port, push, 100, DOCUMENT.encode(), pull)


@contextmanager
def _radicale(installed: Path, folder: Path) -> Iterator[Peer]:
    port, program = _free_port(), str(installed / "py" / "bin" / "radicale")
    words = [program, "--config", "", "--auth-type", "none", "--server-hosts", f"127.0.0.1:{port}"]
    with _process([*words, "--storage-filesystem-folder", str(folder)], folder, port):
        Client(port).ask(request("MKCALENDAR", "/u/cal/", Authorization=_AUTH))

        def push(_: int) -> bytes:
            uid = secrets.token_hex(16)
            inside = (
                f"PRODID:x\r\nBEGIN:VTODO\r\nUID:{uid}\r\nDTSTAMP:20261120T100000Z\r\nSUMMARY:{DOCUMENT}\r\nEND:VTODO"
            )
            body = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{inside}\r\nEND:VCALENDAR\r\n".encode()
            return request("PUT", f"/u/cal/{uid}.ics", body, "text/calendar", Authorization=_AUTH)

        def pull(_: int) -> int:
            return Client(port).ask(request("GET", "/u/cal/", Authorization=_AUTH)).count(b"BEGIN:VTODO")

        version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.strip()
        yield Peer(f"Radicale {version}", port, push, 1, b"201 Created", pull)


@contextmanager
def _postgres(folder: Path) -> Iterator[tuple[str, str]]:
    """A database server of its own with its defaults, at an address, in a version. It doesn't run as root."""
    places = (*Path("/usr/lib/postgresql").glob("*/bin"), *map(Path, os.get_exec_path()))
    bins = next((each for each in places if (each / "initdb").exists()), None)
    if bins is None:
        raise FileNotFoundError("PostgreSQL isn't installed")
    data, port, user = folder / "postgres", _free_port(), "postgres" if os.geteuid() == 0 else None
    data.mkdir()
    if user:
        shutil.chown(data, user)
        for above in (folder, *folder.parents[:1]):
            above.chmod(0o755)
    made = [str(bins / "initdb"), "-D", str(data), "-A", "trust", "-U", "postgres"]
    subprocess.run(made, check=True, capture_output=True, user=user, cwd=data)
    words = [str(bins / "postgres"), "-D", str(data), "-p", str(port), "-h", "127.0.0.1", "-k", str(data)]
    with _process(words, data, port, user):
        there = ["-h", "127.0.0.1", "-p", str(port), "-U", "postgres"]
        for _ in range(50):
            if not subprocess.run([bins / "createdb", *there, "kinto"], capture_output=True, check=False).returncode:
                break
            time.sleep(0.2)
        told = subprocess.run([bins / "postgres", "--version"], capture_output=True, text=True, check=True)
        yield f"postgresql://postgres@127.0.0.1:{port}/kinto", f"PostgreSQL {told.stdout.split()[2]}"


@contextmanager
def _process(words: list[str], folder: Path, port: int, user: str | None = None) -> Iterator[None]:
    """A process that listens there; it ends with the block."""
    process = subprocess.Popen(words, cwd=folder, user=user, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + _PATIENCE
        while not _listens(port):
            if process.poll() is not None or time.monotonic() > until:
                raise OSError(f"{words[0]} doesn't start")
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait()


def _listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
        return True
    return False


def _free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])
