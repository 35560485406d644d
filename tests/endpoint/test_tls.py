"""An endpoint with a certificate of its own: clients that know its authority sync, others say why they don't."""

import asyncio
import http.client
import shutil
import ssl
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from ritual.actions.syncing import pausing, sync
from ritual.endpoint.serving import Listening
from ritual.errors import SyncTrouble
from ritual.sync import saying
from ritual.sync.http import Http
from tests.endpoint.fronts import Authority, Pair, Serving, trusting
from tests.endpoint.served import Served, served
from tests.sync.machines import Following, shared
from tests.sync.proxy import Proxy


@pytest.fixture
def authority(tmp_path: Path) -> Iterator[Authority]:
    made = Authority(tmp_path / "authority")
    with trusting(made):
        yield made


@contextmanager
def serving(folder: Path, pair: Pair) -> Iterator[str]:
    """The address of `ritual serve` with that certificate."""
    with Serving(folder / "data", "--tls-cert", str(pair.cert), "--tls-key", str(pair.key)) as there:
        yield f"https://localhost:{there.port}"


def test_a_stream_over_tls_that_is_cut_goes_on(tmp_path: Path, authority: Authority) -> None:
    with serving(tmp_path, authority.certify()) as url, Proxy(url) as between:
        there = between.address.replace("http://127.0.0.1", "https://localhost")
        ana, bo = shared(tmp_path, there, "bo")
        with Following(bo) as at_bo:
            at_bo.live().phases.clear()
            between.cut()
            at_bo.until(lambda: at_bo.phases)
            at_bo.live()
            ana.win("afterwards")
            sync(ana.ws)
            at_bo.until(lambda: "afterwards" in bo.wins())


def test_a_certificate_of_another_host_is_named(tmp_path: Path, authority: Authority) -> None:
    with serving(tmp_path, authority.certify("ritual.example.org")) as url, closing(Http(url, "", pausing())) as there:
        with pytest.raises(SyncTrouble, match=r"certificate of .* doesn't fit") as told:
            there.info()
        assert told.value.kind == saying.CERTIFICATE


async def test_a_renewed_certificate_is_shown_without_a_restart(
    tmp_path: Path, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ritual.endpoint.certificate._LOOK", 0.01)
    first, second = authority.certify(), authority.certify(days=8)
    shown = Pair(tmp_path / "cert.pem", tmp_path / "key.pem")
    renew(shown, first)
    async with served(tmp_path / "data", listening=Listening("127.0.0.1", 0, *shown)) as there:
        assert await certificate_at(there.port) == first.cert.read_text()
        await told(there, lambda: shown.cert.write_bytes(second.cert.read_bytes()), "other-key")
        assert await certificate_at(there.port) == first.cert.read_text()
        await told(there, lambda: shown.key.write_bytes(second.key.read_bytes()), "renewed")
        assert await certificate_at(there.port) == second.cert.read_text()
        await told(there, shown.key.unlink, "FileNotFoundError")
        assert await certificate_at(there.port) == second.cert.read_text()
        await told(there, lambda: renew(shown, first), "renewed")
        assert await certificate_at(there.port) == first.cert.read_text()
    assert [line.rpartition(" ")[2] for line in there.log if " certificate " in line][-1] == "renewed"


def renew(shown: Pair, by: Pair) -> None:
    """Puts other files there in one go, as far as two files can be."""
    for path, new in zip(shown, by, strict=True):
        new_there = path.with_suffix(".new")
        shutil.copy(new, new_there)
        new_there.replace(path)


async def told(there: Served, do: Callable[[], object], how: str) -> None:
    """Does something to the files, and waits until the log says what became of it."""
    there.log.clear()
    do()
    async with asyncio.timeout(20):
        while not any(line.endswith(f" certificate {how}") for line in there.log):
            await asyncio.sleep(0.01)


async def certificate_at(port: int) -> str:
    """What is shown to who connects now."""
    return await asyncio.to_thread(ssl.get_server_certificate, ("localhost", port), timeout=20)


def test_what_is_older_than_tls_1_2_is_not_spoken(tmp_path: Path, authority: Authority) -> None:
    with serving(tmp_path, authority.certify()) as url:
        refuses_old_tls(int(url.rpartition(":")[2]))


def refuses_old_tls(port: int) -> None:
    """Asserts that whoever listens at that port of this machine doesn't speak TLS 1.0 and 1.1."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with pytest.warns(DeprecationWarning):
        context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    context.set_ciphers("ALL:@SECLEVEL=0")
    there = http.client.HTTPSConnection("localhost", port, timeout=30, context=context)
    with closing(there), pytest.raises(OSError, match=r"(?i)protocol"):
        there.request("GET", "/v1/info")
