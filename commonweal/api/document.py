"""The OpenAPI 3.1 document of the API, made from what answers: each address, each kind of act, each table."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import condition

from commonweal.acts.installed import act_types, sheets
from commonweal.api.components import SLUG, components
from commonweal.api.endpoint import SAFE, Operation, operation
from commonweal.api.examples import EXAMPLES
from commonweal.api.refusals import HERE
from commonweal.api.schemas import WHOLE, Schema, ref
from commonweal.kit.digests import sha256_hex
from commonweal.web.audience import for_everyone

SAYS: Final = {
    200: "What was asked for.",
    201: "It was done, or had been done before under the same `idem`.",
    400: "What was sent is not what is asked for here.",
    401: "Credentials are missing, or do not count now or here.",
    403: "The charter gives this to others, with its clause; or the token does not let its program do it.",
    404: "There is nothing at this address, or nothing for you.",
    409: "It does not fit what is so now, or its `idem` stands on another act.",
    413: "More than a megabyte was sent.",
    415: "Something else than JSON was sent.",
    422: "The fields are not valid: `faults` names each.",
    429: "That was too often: `Retry-After` says when to ask again.",
    503: "The record cannot be reached just now; nothing was half done.",
}

ALWAYS: Final = (401, 429, 503)

ABOUT: Final = (
    "The API shows what the pages show and does what forms do, through the same door, under the same verdicts. "
    "Acts carry a pseudonym, never a name; free text is kept apart and an entry holds its salted digest. "
    "Times are exact for those who take part, and coarsened to the hour for everybody else."
)


@cache
def _text() -> bytes:
    return json.dumps(described(), ensure_ascii=False, separators=(",", ":")).encode()


@cache
def _digest() -> str:
    return sha256_hex(_text())


@operation(Operation("document", _("This document."), _("This host"), gives="Document"))
@for_everyone
@condition(etag_func=lambda request: f'"{_digest()}"')
def document(request: HttpRequest) -> HttpResponse:
    """Return the document; it changes only with the installed version."""
    answer = HttpResponse(_text(), content_type="application/json")
    answer.headers["Cache-Control"] = "public, max-age=300"
    return answer


@cache
def described() -> dict[str, Any]:
    """Return the document as data, in English whoever asks first."""
    with translation.override("en"):
        offered = list(operations())
        groups = dict.fromkeys(str(op.group) for _path, _method, op in offered)
        paths: dict[str, dict[str, Any]] = {}
        for path, method, op in offered:
            paths.setdefault(path, {})[method.lower()] = _operation(path, method, op)
        return {
            "openapi": "3.1.0",
            "jsonSchemaDialect": "https://spec.openapis.org/oas/3.1/dialect/base",
            "info": {"title": "Commonweal", "version": "1", "description": ABOUT,
                     "license": {"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"}},
            "servers": [{"url": HERE.rstrip("/")}],
            "tags": [{"name": group} for group in groups],
            "paths": paths,
            "components": {
                "schemas": {**components(), "Document": {"type": "object"}},
                "securitySchemes": _SECURITY,
            },
        }  # fmt: skip


def operations() -> Iterator[tuple[str, str, Operation]]:
    """Yield the path, the method and the description of everything that is offered, in the order of the addresses."""
    for path, pattern in _addresses(get_resolver().url_patterns):
        for method, op in getattr(pattern.callback, "operations", {}).items():
            yield re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", "/" + path)[len(HERE) - 1 :], method, op


def _addresses(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _addresses(pattern.url_patterns, path)
        elif ("/" + path).startswith(HERE):
            yield path, pattern


def _operation(path: str, method: str, op: Operation) -> dict[str, Any]:
    names = re.findall(r"{(\w+)}", path)
    refused = {*ALWAYS, *op.refuses, *((400,) if op.asks else ()), *((404,) if names else ())}
    told: dict[str, Any] = {
        "operationId": op.id,
        "summary": str(op.says),
        "tags": [str(op.group)],
        "security": _security(method, op),
        "parameters": [
            *({"name": n, "in": "path", "required": True, **_path_part(op, n)} for n in names),
            *({"name": n, "in": "query", **_ASKED[n]} for n in op.asks),
        ],
        "responses": {
            str(op.status): _given(op),
            **{str(status): _refused(status) for status in sorted(refused)},
        },
    }
    if op.takes:
        content: dict[str, Any] = {"schema": ref(op.takes)}
        if op.id in EXAMPLES:
            content["examples"] = {name: {"value": value} for name, value in EXAMPLES[op.id].items()}
        told["requestBody"] = {"required": True, "content": {"application/json": content}}
    return told


def _given(op: Operation) -> dict[str, Any]:
    given: dict[str, Any] = {
        "description": SAYS[op.status],
        "content": {"application/json": {"schema": ref(op.gives)}},
    }
    if op.asks:
        given["headers"] = {"Link": {"description": "The next page (RFC 8288).", "schema": {"type": "string"}}}
    return given


def _refused(status: int) -> dict[str, Any]:
    told: dict[str, Any] = {
        "description": SAYS[status],
        "content": {"application/problem+json": {"schema": ref("Problem")}},
    }
    if name := {401: "WWW-Authenticate", 429: "Retry-After"}.get(status):
        told["headers"] = {name: {"schema": {"type": "string"}}}
    return told


def _security(method: str, op: Operation) -> list[dict[str, list[str]]]:
    session: dict[str, list[str]] = {"session": []} if method in SAFE else {"session": [], "csrf": []}
    if op.who == "account":
        return [session]
    known = [{"bearer": list[str]()}, session]
    return [{}, *known] if op.who == "anyone" else known


def _path_part(op: Operation, name: str) -> dict[str, Any]:
    if name == "position":
        return {"description": "Where the entry stands, counted from 0.", "schema": WHOLE}
    if name == "slug":
        return {"description": "The name of the partnership in addresses.", "schema": SLUG}
    known = sheets() if op.id == "sheet" else act_types()
    return {"description": "One of these names.", "schema": {"type": "string", "enum": sorted(known)}}


_ASKED: Final[dict[str, dict[str, Any]]] = {
    "start": {"description": "From which row on, counted from 0.", "schema": {**WHOLE, "default": 0}},
    "limit": {
        "description": "How many rows at most.",
        "schema": {"type": "integer", "minimum": 1, "maximum": 1000, "default": 100},
    },
}

_SECURITY: Final[dict[str, Schema]] = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "description": "A token that a person made for one partnership, on its page of programs.",
    },
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": settings.SESSION_COOKIE_NAME,
        "description": "The session of somebody who is signed in.",
    },
    "csrf": {
        "type": "apiKey",
        "in": "header",
        "name": "X-CSRFToken",
        "description": "With a session, the CSRF token that belongs to it.",
    },
}
