"""The pages that explain the API to people: its addresses, and each kind of act with its fields."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commonweal.acts.installed import UnknownKind, act_type, capability_of, installed
from commonweal.api.document import described, operations
from commonweal.api.examples import EXAMPLES
from commonweal.api.fields import Field, fields_of
from commonweal.api.refusals import HERE
from commonweal.api.schemas import bodies
from commonweal.partnerships.models import Partnership, Representation
from commonweal.people.models import Account, Pseudonym
from commonweal.web.audience import for_everyone

NOWHERE = "your-partnership"


@dataclass(frozen=True, slots=True)
class Address:
    """One endpoint as the page shows it."""

    id: str
    method: str
    path: str
    says: str


@require_safe
@for_everyone
def index(request: HttpRequest) -> HttpResponse:
    """Show every address and every kind of act, with where to begin."""
    offered = [(str(op.group), Address(op.id, method, path, str(op.says))) for path, method, op in operations()]
    order = list(dict.fromkeys(group for group, _address in offered))
    offered.sort(key=lambda each: order.index(each[0]))
    slug = _own(request)
    context = {
        "groups": [(name, [a for _g, a in rows]) for name, rows in groupby(offered, key=lambda each: each[0])],
        "rooms": [
            (capability.label, [(act.kind_name(), act.described()) for act in capability.acts])
            for capability in installed()
            if capability.acts
        ],
        "slug": slug,
        "curl": f"curl {settings.ADDRESS}{HERE}partnerships/{slug or NOWHERE}/entries?limit=5",
    }
    return render(request, "api/index.html", context)


@require_safe
@for_everyone
def address(request: HttpRequest, operation: str) -> HttpResponse:
    """Show one address: what it asks, what it gives, and what it may answer."""
    found = next(((path, method) for path, method, op in operations() if op.id == operation), None)
    if found is None:
        raise Http404
    (path, method), slug = found, _own(request)
    told = described()["paths"][path][method.lower()]
    schemas = described()["components"]["schemas"]
    sent = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    taken = schemas.get(sent.get("$ref", "").rpartition("/")[2], {})
    status, given = next(iter(told["responses"].items()))
    name = given["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    context = {
        "told": told,
        "method": method,
        "path": HERE.rstrip("/") + path,
        "parts": [f"{part}/" for part in path.split("/")[:-1]] + [path.rpartition("/")[2]],
        "acts": "oneOf" in taken,
        "takes": list(fields_of(taken, schemas)),
        "gives": list(fields_of(schemas[name], schemas)),
        "status": status,
        "refusals": [(s, r["description"]) for s, r in told["responses"].items() if s != status],
        "examples": [(n, _curl(path, method, each, slug=slug)) for n, each in EXAMPLES.get(operation, {}).items()]
        or [("", _curl(path, method, None, slug=slug))],
    }
    return render(request, "api/address.html", context)


@require_safe
@for_everyone
def kind(request: HttpRequest, name: str) -> HttpResponse:
    """Show one kind of act: its fields, and how it is sent."""
    try:
        act = act_type(name)
    except UnknownKind as unknown:
        raise Http404 from unknown
    fields, shared = bodies()
    rows = list(fields_of(fields[name], shared))
    known = [each["body"] for each in EXAMPLES["act"].values() if each["kind"] == name]
    body = known[0] if known else dict(_shown(rows))
    context = {
        "to_be_signed": act.must_be_signed,
        "name": name,
        "parts": re.findall(r"[a-z]+[._]?", name),
        "says": act.described(),
        "room": capability_of(name).label,
        "fields": rows,
        "curl": _curl("/partnerships/{slug}/acts", "POST", {"kind": name, "body": body}, slug=_own(request)),
    }
    return render(request, "api/kind.html", context)


def _shown(rows: list[Field]) -> Iterator[tuple[str, Any]]:
    """Yield the fields that must be there, each with something of its form."""
    for row in rows:
        if row.needed and "." not in row.name and "[" not in row.name:
            yield row.name, row.example


def _curl(path: str, method: str, sent: Any, *, slug: str) -> str:
    """Return the command that does it, in the reader's own partnership where she has one."""
    address = path.replace("{slug}", slug or NOWHERE).replace("{position}", "0").replace("{name}", "NAME")
    lines = [f"curl {settings.ADDRESS}{HERE.rstrip('/')}{address}"]
    if "{slug}" in path:
        lines.append('-H "Authorization: Bearer $TOKEN"')
    if method == "POST":
        lines += ["-H 'Content-Type: application/json'", f"--data '{json.dumps(sent, ensure_ascii=False, indent=1)}'"]
    return " \\\n  ".join(lines)


def _own(request: HttpRequest) -> str:
    """Return the address of the partnership in which the reader took her last place, or nothing."""
    if not isinstance(request.user, Account):
        return ""
    hers = Pseudonym.objects.filter(account=request.user).values("id")
    place = Representation.objects.filter(person__in=hers, ended_at=None).order_by("-since_at", "key").first()
    row = Partnership.objects.filter(pk=place.partnership).first() if place else None
    return row.slug if row else ""
