"""Speaking to an endpoint: patience where that helps, and a clear sentence for everything that can be the matter."""

import ssl
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import httpx
import pytest

from ritual.errors import SyncTrouble
from ritual.protocol.cursor import START
from ritual.protocol.info import LIMITS, Info, info_told
from ritual.protocol.problems import KNOWN, problem_body
from ritual.protocol.reading import Malformed
from ritual.protocol.wire import written
from ritual.sync.http import Http, Pausing, checked
from ritual.sync.log import Log
from ritual.sync.remote import Gone
from tests.endpoint.running import endpoint

HELLO = {"Ritual-Protocol": "1"}
HERE = "https://ritual.example.org"
TEAM = "11111111-1111-4111-8111-111111111111"
Answers = Callable[[httpx.Request], httpx.Response]


class Asked:
    """An endpoint that answers as it is told, and who asks it; `pauses` are the seconds waited."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.pauses: list[float] = []
        self.requests: list[httpx.Request] = []
        self._answers = [*answers]
        transport = httpx.MockTransport(self._answer)
        self.http = Http(HERE, "rtd_x", Pausing(self.pauses.append, lambda: 1.0), transport)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, Exception):
            raise answer
        with suppress(httpx.ResponseNotRead):  # what goes on is read once, all else as often as it is asked for
            return httpx.Response(answer.status_code, headers=answer.headers, content=iter([answer.content]))
        return answer


def said(status: int = 200, body: bytes = b"{}", **headers: str) -> httpx.Response:
    """What an endpoint says."""
    return httpx.Response(status, content=body, headers=HELLO | headers)


def problem(kind: str, **headers: str) -> httpx.Response:
    return said(KNOWN[kind].status, problem_body(KNOWN[kind]), **headers)


def info(oldest: int, newest: int) -> httpx.Response:
    return said(200, written(info_told(Info(oldest, newest, "9", LIMITS, (), needs_admission=False))))


def trouble(asked: Asked, path: str = "/teams") -> SyncTrouble:
    with pytest.raises(SyncTrouble) as told:
        asked.http.done("GET", path)
    assert told.value.hint
    assert told.value.exit_code == 4
    asked.http.close()
    return told.value


def test_an_answer_comes_with_who_asks_and_what_time_it_is() -> None:
    asked = Asked(said(200, b"[]", Date="Tue, 24 Nov 2026 09:00:00 GMT"))
    assert asked.http.done("POST", "/teams", {"a": 1}) == b"[]"
    (request,) = asked.requests
    assert (str(request.url), request.content) == (f"{HERE}/v1/teams", b'{"a":1}')
    assert request.headers["Authorization"] == "Bearer rtd_x"
    assert request.headers["Ritual-Client"].startswith("ritual/")
    assert request.headers["Content-Type"] == "application/json"
    assert asked.http.time == 1795510800


@pytest.mark.parametrize(
    "date",
    [
        *("", "soon", f"Mon, {'9' * 20} Nov 2026 09:00:00 GMT", f"24 Nov 2026 09:00 +{'9' * 20}"),
        "Fri, 31 Dec 9999 23:59:59 GMT",
    ],
)
def test_a_time_that_is_none_is_not_known(date: str) -> None:
    asked = Asked(said(Date=date))
    assert asked.http.done("GET", "/teams") == b"{}"
    assert asked.http.time == 0


def test_who_is_busy_is_asked_again_with_growing_patience() -> None:
    asked = Asked(problem("busy"), httpx.ConnectError("no route"), problem("slow-down", **{"Retry-After": "7"}), said())
    assert asked.http.done("GET", "/teams") == b"{}"
    assert asked.pauses == [0.5, 1.0, 7.0]


def test_nobody_waits_for_as_long_as_a_hostile_endpoint_likes() -> None:
    asked = Asked(problem("busy", **{"Retry-After": "99999"}), problem("busy", **{"Retry-After": "soon"}), said())
    asked.http.done("GET", "/teams")
    assert asked.pauses == [30.0, 1.0]


def test_who_stays_busy_is_told_of() -> None:
    asked = Asked(problem("busy"))
    assert "has too much to do" in trouble(asked).sentence
    assert len(asked.requests) == 4


@pytest.mark.parametrize("error", [httpx.ConnectError("refused"), httpx.ReadTimeout("")])
def test_who_can_not_be_reached_is_told_of(error: Exception) -> None:
    assert trouble(Asked(error)).sentence.startswith(f"{HERE} can't be reached: ")


def test_a_certificate_that_does_not_fit_is_told_of_at_once() -> None:
    error = httpx.ConnectError("handshake")
    error.__cause__ = ssl.SSLCertVerificationError("self-signed")
    asked = Asked(error)
    assert trouble(asked).sentence == f"The certificate of {HERE} doesn't fit."
    assert asked.pauses == []


@pytest.mark.parametrize("kind", ["token-invalid", "not-allowed", "last-admin", "disk-full", "protocol"])
def test_what_an_endpoint_has_against_it_has_a_sentence(kind: str) -> None:
    assert "says no" not in trouble(Asked(problem(kind))).sentence


def test_what_is_not_known_is_told_as_it_came() -> None:
    assert trouble(Asked(said(418, b"tea"))).sentence == f"{HERE} says no: 418."
    other = written({"type": "urn:ritual:problem:moon", "title": "Full moon."})
    assert trouble(Asked(said(403, other))).sentence == f"{HERE} says no: moon Full moon.."


@pytest.mark.parametrize("answer", [httpx.Response(200, content=b"<html>"), httpx.Response(404)])
def test_another_server_is_no_endpoint(answer: httpx.Response) -> None:
    assert "is no ritual endpoint" in trouble(Asked(answer)).sentence


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_server_in_front_of_it_is_told_of(status: int) -> None:
    page = httpx.Response(status, content=b"<html>", headers={"Retry-After": "7"})
    asked = Asked(page)
    told = trouble(asked)
    assert told.sentence == f"{HERE} can't be reached: the server in front of it says {status}."
    assert (told.kind, told.after) == ("unreachable", 7)
    assert len(asked.requests) == 4


def test_an_endpoint_that_speaks_nonsense_is_none() -> None:
    with pytest.raises(SyncTrouble, match="is no ritual endpoint"):
        Asked(said(200, b"[]")).http.info()


@pytest.mark.parametrize(("oldest", "newest", "word"), [(2, 3, "newer"), (0, 0, "older")])
def test_an_endpoint_of_another_time_is_told_of(oldest: int, newest: int, word: str) -> None:
    with pytest.raises(SyncTrouble, match=f"is {word} than this ritual"):
        Asked(info(oldest, newest)).http.info()
    assert Asked(info(1, 1)).http.info().newest == 1


def test_a_cursor_that_does_not_hold_is_no_trouble() -> None:
    log = Log(Asked(problem("cursor-expired")).http, TEAM)
    assert log.pull(START, 5) == Gone("cursor-expired")
    assert log.push(START, []) == Gone("cursor-expired")
    with pytest.raises(SyncTrouble, match="doesn't know this machine"):
        Log(Asked(problem("token-missing")).http, TEAM).pull(START, 5)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ritual.example.org", "https://ritual.example.org"),
        ("https://ritual.example.org:8443/team/v1/", "https://ritual.example.org:8443/team"),
        ("http://127.0.0.1:7483", "http://127.0.0.1:7483"),
        ("http://localhost", "http://localhost"),
        ("http://[::1]:7483", "http://[::1]:7483"),
    ],
)
def test_an_address_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert checked(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ftp://x",
        "https://",
        "https://[",
        "https://x:99999",
        "https://u@x",
        "https://x?y",
        "https://ritual..example.org",
        "https://1.2.3.400",
        "https://[::1]x",
        "https://xn--a.org",
        "https://a.org/\x1b[2J",
        f"https://{'x' * 64}.org",
        f"https://x/{'y' * 70_000}",
    ],
)
def test_what_is_no_address_is_told(typed: str) -> None:
    with pytest.raises(SyncTrouble, match="isn't the address"):
        checked(typed)


def test_nothing_travels_in_the_open() -> None:
    with pytest.raises(SyncTrouble, match="in the open") as told:
        checked("http://ritual.example.org")
    assert "https" in told.value.hint


def test_an_answer_that_goes_on_is_read_as_it_comes_and_may_be_cut() -> None:
    asked = Asked(httpx.Response(200, content=iter([b": ", b"hb"]), headers=HELLO))
    with asked.http.listen("/teams/x/stream") as flow:
        flow.cut()  # nothing to cut here: no socket
        assert b"".join(flow.chunks) == b": hb"
    assert asked.requests[0].headers["Accept"] == "text/event-stream"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (httpx.Response(200, content=b"<html>"), "no-endpoint"),
        (httpx.Response(504, content=b"<html>"), "unreachable"),
        (problem("busy", **{"Retry-After": "7"}), "busy"),
        (problem("cursor-unknown"), "cursor-unknown"),
        (httpx.ConnectError("no route"), "unreachable"),
        (httpx.ReadTimeout(""), "unreachable"),
    ],
)
def test_an_answer_that_does_not_go_on_is_told(answer: httpx.Response | Exception, kind: str) -> None:
    asked = Asked(answer)
    with pytest.raises(SyncTrouble) as told, asked.http.listen("/teams/x/stream"):
        raise AssertionError
    assert told.value.kind == kind
    assert told.value.after == (7 if kind == "busy" else 0)
    assert asked.pauses == []


def test_nonsense_in_an_answer_that_goes_on_is_told() -> None:
    with pytest.raises(SyncTrouble, match="is no ritual endpoint"), Asked(said()).http.listen("/teams/x/stream"):
        raise Malformed("no frame")


@pytest.mark.parametrize(("oldest", "kind"), [(2, "newer"), (0, "older"), ("x", "older")])
def test_a_version_that_is_not_spoken_is_told_by_who_is_ahead(oldest: object, kind: str) -> None:
    body = problem_body(KNOWN["protocol"], min=oldest, max=oldest)
    assert trouble(Asked(said(400, body))).kind == kind


@pytest.mark.parametrize("named", ["nowhere.pem", "none.pem"])
def test_certificates_that_can_not_be_read_are_told_of(
    named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "none.pem").write_text("no certificate")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / named))
    with pytest.raises(SyncTrouble, match="SSL_CERT_FILE or SSL_CERT_DIR names can't be used") as raised:
        Http(HERE, "", Pausing(abs, lambda: 1.0))
    assert raised.value.kind == "certificate"


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("ALL_PROXY", "socks5://127.0.0.1:9"),
        ("ALL_PROXY", "ftp://host"),
        ("HTTPS_PROXY", "http://[::"),
        ("NO_PROXY", "[::x"),
    ],
)
def test_a_proxy_that_is_none_is_told_of(name: str, named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, named)
    with pytest.raises(SyncTrouble, match="The proxy that the environment names can't be used") as raised:
        Http(HERE, "", Pausing(abs, lambda: 1.0))
    assert raised.value.kind == "proxy"
    assert name in raised.value.hint


def test_what_goes_to_this_machine_goes_by_no_proxy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    with endpoint(tmp_path) as address, closing(Http(address, "", Pausing(abs, lambda: 1.0, 1))) as http:
        assert http.info().newest == 1
    with closing(Http("http://[::1]:9", "", Pausing(abs, lambda: 1.0, 1))) as http, pytest.raises(SyncTrouble):
        http.info()
