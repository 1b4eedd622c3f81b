"""Every operation of the document, with what fits it and what does not: no fault, nothing that is not described.

The examples are the same on every machine, and as many as a build has time for; ``COMMONWEAL_API_EXAMPLES=200`` asks
for more of them, and for the edges of every kind of act.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import schemathesis
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from schemathesis.checks import load_all_checks
from schemathesis.config import SchemathesisConfig
from schemathesis.generation.feedback import FeedbackSources
from schemathesis.pytest._test_builder import (
    build_operation_test,  # what `parametrize` stands on; pytest 9.2 breaks that
)

from commonweal.acts.testing import NOON, Founded, account, founded
from commonweal.api import tokens
from commonweal.api.document import operations
from commonweal.kit.ids import id_from_seed

pytestmark = pytest.mark.slow

IN_A_BUILD = 10 if os.environ.get("DATABASE_URL", "").startswith("postgres") else 40
EXAMPLES = int(os.environ.get("COMMONWEAL_API_EXAMPLES", IN_A_BUILD))
CSRF = "c" * 32
CONFIG = {
    "generation": {"max-examples": EXAMPLES, "deterministic": True, "no-shrink": True, "database": "none",
                   "with-security-parameters": False},
    "phases": {"stateful": {"enabled": False}},
    "checks": {
        # 422 also tells of rules that no schema can say: an end before a start, a name of blanks.
        "positive_data_acceptance": {"expected-statuses": ["2xx", "401", "403", "404", "409", "422", "429"]},
    },
    "operations": [
        # A session is a cookie that Schemathesis does not take for credentials; test_coming.py asks without it.
        {"include-name": ["POST /partnerships", "POST /joining"], "checks": {"ignored_auth": {"enabled": False}}},
        # The edges of every kind of act are thousands of requests: they are sent once, to the door that does acts.
        {"include-name": ["POST /partnerships/{slug}/acts/verdict", "POST /partnerships/{slug}/acts/prepare"],
         "phases": {"coverage": {"enabled": False}}},
    ],
}  # fmt: skip
ACTS = "POST /partnerships/{slug}/acts"


class _House(WSGIHandler):
    """The house, asked by a client that cannot unpack and says so."""

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        environ.pop("HTTP_ACCEPT_ENCODING", None)
        return super().__call__(environ, start_response)


OFFERED = [f"{method} {path}" for path, method, _operation in operations()]


@pytest.fixture
def document(cool: Founded) -> Iterator[Any]:
    """The document as it is served, with the house behind it in the same process, about one partnership."""
    config = SchemathesisConfig.from_dict(CONFIG)
    said = Client().get("/api/v1/openapi.json").json()
    for path in said["paths"].values():
        for each in path.values():
            for part in each["parameters"]:
                if part["name"] == "slug":
                    part["schema"] = {"type": "string", "enum": ["cool-schools"]}
    document = schemathesis.openapi.from_dict(said, config=config)
    document.app = _House()
    # The whole test is one transaction, in which Django would close the connection after each request.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield document
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def cool(db: None, time_machine: Any, settings: Any) -> Founded:
    """A partnership with something of everything in it."""
    time_machine.move_to(NOON, tick=False)
    settings.ALLOWED_HOSTS = ["*"]
    cool = founded()
    cool.given("fit.name_goal", title="No yard above 38 degrees")
    cool.given("fit.open_assessment", alternatives=["alliance", "alone"], criteria=[{"code": "linked"}])
    cool.given("fit.state_condition", condition="time", colour="red", says={"text": "No time.", "lang": "en"})
    cool.given("lifecycle.ask_waiver", criterion="3.1", reason={"text": "Later."}, expires_on="2026-06-30")
    return cool


@pytest.fixture
def as_convener(cool: Founded) -> Callable[[Any], dict[str, Any]]:
    """What a program of the convener sends: her token; her session where no token can do it."""
    secret = tokens.make(account("Alba"), partnership=cool.id, id=id_from_seed("t"), name="All", at=NOON,
                         scopes=("read", "act:*"), expires_at=NOON + timedelta(days=90))  # fmt: skip
    client = Client()
    client.force_login(account("Alba"))
    cookies = {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value, "csrftoken": CSRF}

    def sent(case: Any) -> dict[str, Any]:
        if case.operation.label in ("POST /partnerships", "POST /joining"):
            return {"headers": {"X-CSRFToken": CSRF}, "cookies": cookies}
        return {"headers": {"Authorization": f"Bearer {secret}"}}

    return sent


@pytest.mark.parametrize("operation", OFFERED)
def test_a_program_of_the_convener_meets_only_what_is_described(document, operation, as_convener):
    edges = operation != ACTS or EXAMPLES > IN_A_BUILD
    meets(document, operation, lambda case: case.call_and_validate(**as_convener(case)), edges=edges)


@pytest.mark.parametrize("operation", OFFERED)
def test_a_stranger_meets_only_what_is_described(document, operation):
    meets(document, operation, lambda case: case.call_and_validate(), edges=operation != ACTS)


def meets(document, operation, call, *, edges=True):
    """Let the operation meet its examples, the edges of its schema, and what fits it or does not at random."""
    method, path = operation.split()
    load_all_checks()
    document.config.phases.coverage.enabled = edges

    def each(case):
        call(case)

    build_operation_test(
        config=document.config,
        operation=document[path][method],
        test_func=each,
        explicit_settings=None,
        given_kwargs={},
        feedback=FeedbackSources(),
    )()
