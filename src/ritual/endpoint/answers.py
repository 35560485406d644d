"""Answers of the endpoint: JSON, nothing, or a problem."""

from math import ceil

from starlette.responses import Response

from ritual.protocol import problems
from ritual.protocol.reading import Told
from ritual.protocol.shapes import PageShape
from ritual.protocol.wire import written


class Refusal(Exception):
    """A request that isn't done: the type of its problem, what is told beside it, and headers."""

    def __init__(self, kind: str, detail: str = "", headers: dict[str, str] | None = None, **more: object) -> None:
        super().__init__(kind)
        self.problem = problems.KNOWN[kind]
        self.detail = detail
        self.headers = headers or {}
        self.more = more


def slow_down(seconds: float, kind: str = "slow-down") -> Refusal:
    """Come back later."""
    return Refusal(kind, headers={"Retry-After": str(max(1, ceil(seconds)))})


def answer(told: Told | PageShape, status: int = 200) -> Response:
    """An object."""
    return Response(written(told), status, media_type="application/json")


def done() -> Response:
    """It is done, and there is nothing to say about it."""
    return Response(status_code=204)


def refused(refusal: Refusal) -> Response:
    """The problem as an answer."""
    body = problems.problem_body(refusal.problem, refusal.detail, **refusal.more)
    return Response(body, refusal.problem.status, refusal.headers, problems.MEDIA)
