"""The endpoints that read: what a person may read on pages, her programs may read here."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Facts
from commonweal.acts.installed import act_type, act_types, installed
from commonweal.acts.perform import Refused, verdict_on_reading
from commonweal.api import sheets
from commonweal.api.endpoint import NotKnown, Operation, in_partnership, operation
from commonweal.api.reading import criterion_json, entry_json, kind_json, partnership_json, task_json
from commonweal.api.refusals import problem
from commonweal.api.sheets import NoSheet, reader_of, setting_here, sheet_for
from commonweal.api.strict import Malformed
from commonweal.kit.canonical import MAX_INT
from commonweal.lifecycle.state import standing
from commonweal.partnerships.actors import visitor
from commonweal.partnerships.queries import partnerships
from commonweal.record import reading
from commonweal.web.audience import MEMBERS, PartnershipRequest, for_everyone

PAGE = 100
MOST = 1000

HOST, RECORD, TABLES, ME = _("This host"), _("The record"), _("Tables"), _("What concerns me")


@operation(Operation("kinds", _("Every kind of act, with the JSON Schema of its fields."), HOST, gives="Kinds"))
@for_everyone
def kinds(request: HttpRequest) -> HttpResponse:
    """List every kind of act with the JSON Schema of its body."""
    return JsonResponse({"kinds": [kind_json(act) for _name, act in sorted(act_types().items())]})


@operation(Operation("kind", _("One kind of act."), HOST, gives="Kind", refuses=(404,)))
@for_everyone
def kind(request: HttpRequest, name: str) -> HttpResponse:
    """Return one kind of act with its JSON Schema."""
    return JsonResponse(kind_json(act_type(name)))


@operation(
    Operation("partnerships", _("The partnerships on this host, newest first."), HOST, gives="Partnerships",
              asks=("start", "limit"))
)  # fmt: skip
@for_everyone
def all_partnerships(request: HttpRequest) -> HttpResponse:
    """List the partnerships on this host, newest first."""
    start, stop = _page(request)
    rows = list(partnerships()[start : stop + 1])
    return _paged(
        request,
        {"partnerships": [partnership_json(r) for r in rows[: stop - start]]},
        rows=len(rows),
        page=(start, stop),
    )


@operation(
    Operation("partnership", _("One partnership, with the size and the root of its record."), HOST,
              gives="PartnershipNow", refuses=(404,))
)  # fmt: skip
@in_partnership
def partnership(request: PartnershipRequest) -> HttpResponse:
    """Return one partnership with the size and root of its record."""
    head = reading.head(request.partnership.pk)
    return JsonResponse(
        {**partnership_json(request.partnership), "record": {"size": head.size, "root": head.root.hex()}}
    )


@operation(
    Operation("entries", _("Entries in the order of the record."), RECORD, gives="Entries", asks=("start", "limit"),
              refuses=(403, 404))
)  # fmt: skip
@in_partnership
def entries(request: PartnershipRequest) -> HttpResponse:
    """List entries in the order of the record, a page at a time."""
    start, stop = _page(request)
    _require_readable(request, "record")
    exact = request.actor.has(*MEMBERS)
    rows = reading.entries(request.partnership.pk, start, stop + 1)
    shown = {"entries": [entry_json(e, exact=exact) for e in rows[: stop - start]]}
    return _kept_by_members(request, "record", _paged(request, shown, rows=len(rows), page=(start, stop)))


@operation(Operation("entry", _("One entry."), RECORD, gives="Entry", refuses=(403, 404)))
@in_partnership
def entry(request: PartnershipRequest, position: int) -> HttpResponse:
    """Return one entry."""
    _require_readable(request, "record")
    try:
        found = reading.entry_at(request.partnership.pk, min(position, MAX_INT))
    except LookupError:
        return problem(404, f"The record has no entry {position}.")
    shown = JsonResponse(entry_json(found, exact=request.actor.has(*MEMBERS)))
    return _kept_by_members(request, "record", shown)


@operation(
    Operation("sheets", _("The tables that you may read, with their columns."), TABLES, gives="Sheets", refuses=(404,))
)
@in_partnership
def sheet_list(request: PartnershipRequest) -> HttpResponse:
    """List the sheets that the reader may read."""
    slug = request.partnership.slug
    shown = [
        {
            "name": sheet.name,
            "title": str(sheet.title),
            "columns": sheets.columns_json(sheet),
            "url": reverse("api:sheet", args=[slug, sheet.name]),
        }
        for sheet in sheets.readable(request)
    ]
    return JsonResponse({"sheets": shown})


@operation(
    Operation("sheet", _("The rows of one table, in a fixed order."), TABLES, gives="SheetPage",
              asks=("start", "limit"), refuses=(403, 404))
)  # fmt: skip
@in_partnership
def sheet(request: PartnershipRequest, name: str) -> HttpResponse:
    """Return a page of the rows of one sheet."""
    start, stop = _page(request)
    try:
        found = sheet_for(request, name)
    except NoSheet:
        raise Http404 from None
    rows = list(found.rows(reader_of(request), start, stop + 1))
    shown = {
        "sheet": found.name,
        "columns": sheets.columns_json(found),
        "rows": sheets.rows_json(found, rows[: stop - start]),
    }
    return _kept_by_members(request, found.reads, _paged(request, shown, rows=len(rows), page=(start, stop)))


@operation(
    Operation("criteria", _("Where the partnership stands on the seven steps, criterion by criterion."), TABLES,
              gives="Criteria", refuses=(403, 404))
)  # fmt: skip
@in_partnership
def criteria(request: PartnershipRequest) -> HttpResponse:
    """Return every criterion of the seven steps as it stands."""
    _require_readable(request, "record")
    here = request.partnership
    steps = standing(here.pk, charter=here.charter, at=request.at)
    shown = [criterion_json(each, step=step.step) for step in steps for each in step.criteria]
    return _kept_by_members(request, "record", JsonResponse({"criteria": shown}))


@operation(Operation("tasks", _("What waits for you here."), ME, gives="Tasks", who="member", refuses=(404,)))
@in_partnership
def tasks(request: PartnershipRequest) -> HttpResponse:
    """Return what waits for whoever asks."""
    if not request.user.is_authenticated:
        raise NotKnown
    here = request.partnership
    facts = Facts(here.pk, at=request.at)
    waiting = [
        task_json(task)
        for capability in installed()
        for tasks_of in capability.tasks
        for task in tasks_of(facts, request.actor, here.slug)
    ]
    return JsonResponse({"tasks": waiting})


def _require_readable(request: PartnershipRequest, what: str) -> None:
    """Ask the charter, as the pages of the record do."""
    verdict = verdict_on_reading(what, by=request.actor, setting=setting_here(request))
    if not verdict.allowed:
        raise Refused(verdict)


def _kept_by_members(request: PartnershipRequest, what: str, answer: HttpResponse) -> HttpResponse:
    """Let nothing on its way keep what not everybody may read."""
    if not verdict_on_reading(what, by=visitor(), setting=setting_here(request)):
        answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _paged(request: HttpRequest, shown: Mapping[str, object], *, rows: int, page: tuple[int, int]) -> HttpResponse:
    """Return a page of a list, with where the next one begins: in it, and as a link (RFC 8288)."""
    start, stop = page
    more = rows > stop - start
    answer = JsonResponse({**shown, "next": stop if more else None})
    if more:
        query = urlencode({"start": stop, "limit": stop - start})
        answer.headers["Link"] = f'<{request.path}?{query}>; rel="next"'
    return answer


def _page(request: HttpRequest) -> tuple[int, int]:
    start = _number(request, "start", default=0, least=0, most=MAX_INT)
    return start, start + _number(request, "limit", default=PAGE, least=1, most=MOST)


def _number(request: HttpRequest, name: str, *, default: int, least: int, most: int) -> int:
    text = request.GET.get(name)
    if text is None:
        return default
    found = int(text) if text.isascii() and text.isdigit() and len(text) <= 16 else -1
    if not least <= found <= most:
        raise Malformed(f"Give {name} as a whole number from {least} to {most}.")
    return found
