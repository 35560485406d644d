"""The description of the routes is true: whatever fits it or doesn't, in whatever order, gets an answer it names."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from ritual.endpoint.app import ROUTES
from ritual.protocol.binary import b64
from ritual.protocol.device import token, token_hash
from tests.endpoint.process import Running, running
from tests.endpoint.served import TEAM
from vectors import an_id, drawn

FILE = Path(__file__).parents[2] / "src/ritual/endpoint/openapi.json"
DOCUMENT: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
Case = schemathesis.Case[Any]
CHECKS = [
    *(not_a_server_error, status_code_conformance, content_type_conformance),
    *(response_headers_conformance, response_schema_conformance),
]
TOKEN = token(drawn("ana's token"))
AS_ANA = {"Authorization": f"Bearer {TOKEN}"}
schema = schemathesis.openapi.from_dict(DOCUMENT)
bounded = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), database=None)


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """An endpoint with a team of one, and two events."""
    with running(tmp_path_factory.mktemp("openapi"), hasty=True) as endpoint:
        new = {"team": TEAM, "member": an_id("ana"), "device": an_id("laptop"), "token_hash": b64(token_hash(TOKEN))}
        assert requests.post(f"{endpoint.url}/v1/teams", json=new, timeout=10).status_code == 201
        put: dict[str, Any] = {"id": an_id("one"), "op": "put", "ref": None, "rev": 0, "epoch": 1, "body": "c2VhbGVk"}
        pushed: dict[str, Any] = {"cursor": "0", "events": [put, put | {"id": an_id("two")}]}
        url = f"{endpoint.url}/v1/teams/{TEAM}/events"
        assert requests.post(url, json=pushed, headers=AS_ANA, timeout=10).status_code == 200
        yield endpoint


def at_home(case: Case) -> None:
    """Most cases are about the team that is there, and no pull waits."""
    if case.path_parameters and "team" in case.path_parameters and len(str(case.path_parameters["team"])) % 4 == 0:
        case.path_parameters["team"] = TEAM
    if case.query and case.query.get("wait"):
        case.query["wait"] = 0


@schema.parametrize()
@bounded
def test_every_request_gets_an_answer_that_the_document_names(case: Case, there: Running) -> None:
    at_home(case)
    response = case.call(base_url=there.url, headers=AS_ANA, timeout=20)
    case.validate_response(response, checks=CHECKS)


def test_one_answer_leads_to_the_next(there: Running) -> None:
    class Sequences(schema.as_state_machine()):  # type: ignore[misc]
        def before_call(self, case: Case) -> None:
            at_home(case)

        def get_call_kwargs(self, case: Case) -> dict[str, Any]:
            return {"base_url": there.url, "headers": AS_ANA, "timeout": 20}

        def validate_response(self, response: Any, case: Case, *_: object, **__: object) -> None:
            case.validate_response(response, checks=CHECKS)

    Sequences.run(settings=settings(bounded, max_examples=8, stateful_step_count=5))


def test_the_document_and_the_routes_name_the_same() -> None:
    paths = DOCUMENT["paths"].items()
    named = {(path, way.upper()) for path, ways in paths for way in ways if way != "parameters"}
    assert named == {(path, method) for path, ways in ROUTES.items() for method in ways}


def test_it_is_served_as_it_is_written(there: Running) -> None:
    assert requests.get(f"{there.url}/v1/openapi.json", timeout=10).json() == json.loads(FILE.read_text("utf-8"))


def test_the_page_names_every_route_and_every_problem() -> None:
    page = (FILE.parents[3] / "docs/protocol.md").read_text("utf-8")
    for path in ROUTES:
        assert re.search(re.escape(path.removeprefix("/v1")) + r"[`?\s]", page), path
