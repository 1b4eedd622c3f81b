"""The JSON endpoints: read what a person may read, and perform any act through the one door."""

from __future__ import annotations

import json

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST, require_safe
from pydantic import ValidationError

from commonweal.acts.act import Act
from commonweal.acts.charters import setting_with
from commonweal.acts.installed import UnknownKind, act_type, act_types
from commonweal.acts.perform import Objected, Refused, perform, verdict_on_reading
from commonweal.api.reading import entry_json, kind_json, partnership_json
from commonweal.api.refusals import problem, told_as_problems
from commonweal.kit.canonical import MAX_INT
from commonweal.partnerships.queries import partnerships
from commonweal.record import reading
from commonweal.web.actforms import sentence
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_everyone, for_roles

PAGE = 100
MOST = 1000
LONGEST = 1024 * 1024
"""How many bytes an act may have as it is sent; as it is recorded it has at most 65,535, without its words."""


@told_as_problems
@require_safe
@for_everyone
def kinds(request: HttpRequest) -> JsonResponse:
    """List every kind of act with the JSON Schema of its body."""
    return JsonResponse({"kinds": [kind_json(act) for _name, act in sorted(act_types().items())]})


@told_as_problems
@require_safe
@for_everyone
def kind(request: HttpRequest, name: str) -> JsonResponse:
    """Return one kind of act with its JSON Schema."""
    try:
        return JsonResponse(kind_json(act_type(name)))
    except UnknownKind as unknown:
        return problem(404, str(unknown))


@told_as_problems
@require_safe
@for_everyone
def all_partnerships(request: HttpRequest) -> JsonResponse:
    """List the partnerships on this host, newest first."""
    start, stop = _page(request)
    rows = list(partnerships()[start : stop + 1])
    more = len(rows) > stop - start
    return JsonResponse(
        {"partnerships": [partnership_json(r) for r in rows[: stop - start]], "next": stop if more else None}
    )


@told_as_problems
@require_safe
@for_roles("anyone")
def partnership(request: PartnershipRequest) -> JsonResponse:
    """Return one partnership with the size and root of its record."""
    head = reading.head(request.partnership.pk)
    return JsonResponse(
        {**partnership_json(request.partnership), "record": {"size": head.size, "root": head.root.hex()}}
    )


@told_as_problems
@require_safe
@for_roles("anyone")
def entries(request: PartnershipRequest) -> JsonResponse:
    """List entries in the order of the record, a page at a time: `?start=0&limit=100`."""
    start, stop = _page(request)
    _require_readable(request)
    exact = request.actor.has(*MEMBERS)
    rows = reading.entries(request.partnership.pk, start, stop + 1)
    more = len(rows) > stop - start
    return JsonResponse(
        {"entries": [entry_json(e, exact=exact) for e in rows[: stop - start]], "next": stop if more else None}
    )


@told_as_problems
@require_safe
@for_roles("anyone")
def entry(request: PartnershipRequest, position: int) -> JsonResponse:
    """Return one entry."""
    _require_readable(request)
    try:
        found = reading.entry_at(request.partnership.pk, min(position, MAX_INT))
    except LookupError:
        return problem(404, f"The record has no entry {position}.")
    return JsonResponse(entry_json(found, exact=request.actor.has(*MEMBERS)))


@told_as_problems
@require_POST
@for_roles("anyone")
def acts(request: PartnershipRequest) -> JsonResponse:
    """Perform one act: `{"kind": "fit.name_goal", "body": {…}, "cites": [], "idem": "…"}`."""
    if _number(request.META.get("CONTENT_LENGTH") or "0", LONGEST + 1) > LONGEST:
        return problem(413, f"An act has at most {LONGEST} bytes.")
    try:
        act = _act(request)
        done = perform(act, by=request.actor, at=request.at)
    except _Malformed as malformed:
        return problem(400, str(malformed))
    except UnknownKind as unknown:
        return problem(404, str(unknown))
    except ValidationError as invalid:
        faults = [{"at": "/".join(map(str, e["loc"])), "says": sentence(e)} for e in invalid.errors()]
        return problem(422, "The act is not valid.", faults=faults)
    except Objected as objected:
        return problem(409, str(objected.objection.says), at=objected.objection.field)
    return JsonResponse(entry_json(done, exact=request.actor.has(*MEMBERS)), status=201)


class _Malformed(ValueError):
    pass


def _require_readable(request: PartnershipRequest) -> None:
    """Ask the charter, as the pages of the record do."""
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    verdict = verdict_on_reading("record", by=request.actor, setting=setting)
    if not verdict.allowed:
        raise Refused(verdict)


def _act(request: PartnershipRequest) -> Act:
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError):
        raise _Malformed("Send one JSON object.") from None
    if not isinstance(sent, dict) or not isinstance(sent.get("kind"), str) or not isinstance(sent.get("body"), dict):
        raise _Malformed('Send {"kind": …, "body": {…}}, and if you like "cites" and "idem".')
    if unknown := set(sent) - {"kind", "body", "cites", "idem"}:
        raise _Malformed(f"Leave out {', '.join(sorted(unknown))}.")
    if {"partnership", "cites", "idem"} & set(sent["body"]):
        raise _Malformed("The partnership comes from the address; cites and idem stand beside the body.")
    envelope = {name: sent[name] for name in ("cites", "idem") if name in sent}
    return act_type(sent["kind"]).model_validate_json(
        json.dumps({**sent["body"], **envelope, "partnership": request.partnership.pk})
    )


def _page(request: HttpRequest) -> tuple[int, int]:
    start, limit = (_number(request.GET.get(n, ""), default) for n, default in (("start", 0), ("limit", PAGE)))
    return start, start + max(1, min(limit, MOST))


def _number(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else default
