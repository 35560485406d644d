"""`ritual serve`: an endpoint on this machine, through which teams sync, and what is done with what it holds."""

import hashlib
import importlib.util
from ipaddress import ip_address, ip_network
from pathlib import Path
from types import ModuleType

from ritual.cli.endpoint_copies import back_up, loaded, restore
from ritual.cli.endpoint_erasures import erase
from ritual.cli.endpoint_greeting import address, greet
from ritual.cli.endpoint_troubles import in_words, unfit
from ritual.cli.manual import Manual, Option
from ritual.cli.options import Given
from ritual.cli.shell import Shell
from ritual.cli.table import ENDPOINT
from ritual.errors import Refused, Usage
from ritual.files.places import endpoint_dir
from ritual.words import mark, t

MANUAL = Manual(
    (
        "serve",
        "serve --host 0.0.0.0 --tls-cert FILE --tls-key FILE",
        "serve backup FILE",
        "serve restore FILE",
        "serve erase TEAMID ENTRYID …",
    ),
    mark(
        "One process and one folder. It holds what members sealed and can read none of it. It ends with Ctrl+C. "
        "`backup` copies what it holds while it runs; `restore` puts a copy back: what was erased since stays erased. "
        "`erase` erases entries for whoever has a right to that, running or not; it wants whole ids."
    ),
    (
        Option("--host", mark("the address to listen at; 127.0.0.1 where none is named"), "HOST"),
        Option("--port", mark("the port; 7483 where none is named"), "PORT"),
        Option("--data", mark("the folder for everything it holds"), "DIR"),
        Option("--tls-cert", mark("the certificate, with its chain, as PEM"), "FILE"),
        Option("--tls-key", mark("the key of the certificate"), "FILE"),
        Option("--insecure", mark("plain HTTP at an address that others reach")),
        Option(
            "--proxy",
            mark("take the word of a proxy at this address, or in this network, for who asks"),
            "ADDRESS",
            many=True,
        ),
        Option("--admission-token", mark("a file with the token that making a team here needs"), "FILE"),
    ),
    ("ritual serve", "ritual serve --data /var/lib/ritual --proxy 127.0.0.1", "ritual serve backup ~/endpoint.db"),
)
PORT = 7483
_TOKEN = "RITUAL_ADMISSION_TOKEN"


def run(given: Given, shell: Shell) -> int:
    """Serves until it is told to stop, or copies."""
    folder = Path(shell.around.cwd, given.text("--data") or endpoint_dir(shell.around.env)).expanduser()
    match given.words:
        case ():
            return _serve(given, shell, folder)
        case ("backup", file):
            return back_up(folder, Path(shell.around.cwd, file).expanduser(), shell)
        case ("restore", file):
            return restore(folder, Path(shell.around.cwd, file).expanduser(), shell)
        case ("erase", team, _, *_):
            return erase(folder, team, given.words[2:], shell)
    raise Usage(t("`ritual serve` stands alone, or with “backup FILE”, “restore FILE” or “erase TEAMID ENTRYID …”."))


def _serve(given: Given, shell: Shell, folder: Path) -> int:
    host = given.text("--host", "127.0.0.1")
    port = 0 if given.text("--port") == "0" else given.number("--port", PORT)  # 0: any that is free
    if port > 65535:
        raise Usage(t("{option} goes up to 65535.", option="--port"))
    cert, key = _file(given, "--tls-cert", shell), _file(given, "--tls-key", shell)
    if bool(cert) != bool(key):
        raise Usage(t("--tls-cert and --tls-key go together."))
    if not (cert or given.has("--insecure") or _is_loopback(host)):
        raise Refused(
            t("At {host} others could read along: there is no certificate.", host=host),
            t("Give --tls-cert and --tls-key, or listen at 127.0.0.1 behind a proxy that does; see docs/hosting.md."),
        )
    proxies, admission = _proxies(given), _admission(given, shell)
    endpoint = _endpoint()
    known = _name(endpoint, cert, key) if cert and key else ""

    def started(at: int) -> None:
        is_here = _is_loopback(host) and not (proxies or known)
        name = address(known, at, tls=True) if known else ""
        greet(shell, address(host, at, tls=cert is not None), folder, is_here=is_here, name=name)

    listening = endpoint.Listening(host, port, cert, key, proxies)
    with in_words(endpoint, folder, host, port):
        endpoint.run(folder, listening, endpoint.Settings(admission=admission), shell.out.talk, started)
    shell.out.talk(t("The endpoint has stopped. Everything it confirmed is kept."))
    return 0


def _name(endpoint: ModuleType, cert: Path, key: Path) -> str:
    """The first host that the certificate is for, "" where it names none or many at once."""
    try:
        hosts = endpoint.certified(cert, key).hosts
    except endpoint.Unfit as error:
        raise unfit(error.why, error.since, cert, key) from error
    return next((host for host in hosts if "*" not in host), "")


def _proxies(given: Given) -> str:
    """The addresses and networks whose word is taken, by commas."""
    try:
        return ",".join(
            str(ip_network(each)).removesuffix("/32").removesuffix("/128") for each in given.texts("--proxy")
        )
    except ValueError:
        raise Usage(
            t(
                "{option} takes an address or a network, like {examples}.",
                option="--proxy",
                examples="127.0.0.1, 10.0.0.0/8",
            )
        ) from None


def _endpoint() -> ModuleType:
    missing = [
        name for name in ("starlette", "uvicorn", "uvloop", "httptools") if importlib.util.find_spec(name) is None
    ]
    if missing:
        raise Refused(
            t("An endpoint needs what isn't installed here: {names}.", names=", ".join(missing)),
            t("pip install 'ritual-tui[server]' brings it. Everything else works without."),
        )
    return loaded(ENDPOINT)


def _admission(given: Given, shell: Shell) -> bytes:
    """The hash of the token that making a team needs; empty where it needs none."""
    file = _file(given, "--admission-token", shell)
    try:
        token = file.read_text("utf-8").strip() if file else shell.around.env.get(_TOKEN, "")
    except (OSError, UnicodeDecodeError) as error:
        raise Usage(t("{file} can't be read.", file=file)) from error
    if file and not token:
        raise Usage(t("{file} is empty.", file=file))
    return hashlib.sha256(token.encode()).digest() if token else b""


def _file(given: Given, option: str, shell: Shell) -> Path | None:
    """The file that an option names; Usage for one that isn't there or can't be read."""
    if not given.has(option):
        return None
    path = Path(shell.around.cwd, given.text(option)).expanduser()
    try:
        with path.open("rb"):
            return path
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        raise Usage(t("{option}: there is no file {path}.", option=option, path=path)) from None
    except OSError as error:
        raise Usage(
            t("{option}: {path} can't be read: {why}.", option=option, path=path, why=error.strerror)
        ) from error


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
