"""The pages of exports: every list as a file, all of them as one, for whoever may read them."""

from __future__ import annotations

from collections.abc import Iterable
from tempfile import SpooledTemporaryFile
from typing import Final, cast

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from commonweal.capabilities.fit.queries import soundings
from commonweal.interchange.exports.offered import NoSheet, offered, readable, reader_of, sheet_for
from commonweal.interchange.exports.package import package_of
from commonweal.interchange.exports.writing import csv_of, json_of, workbook_of
from commonweal.interchange.one_at_a_time import StillBuilding, alone
from commonweal.interchange.pages import come_again, withheld_here
from commonweal.web.audience import PartnershipRequest
from commonweal.web.readers import readers

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS: Final = ("csv", "json", "xlsx")
IN_MEMORY: Final = 4 * 1024 * 1024


@require_safe
@readers
def exports(request: PartnershipRequest) -> HttpResponse:
    """List what can be taken away, and under which clause something cannot."""
    found = offered(request)
    context = {
        "sheets": [each.sheet for each in found if each.verdict.allowed],
        "kept": [each for each in found if not each.verdict.allowed],
        "reader": reader_of(request),
        "withheld": {verdict.clause: verdict for verdict in withheld_here(request).values()}.values(),
        "open_questions": [each for each in soundings(request.partnership.pk) if each.closed_at is None],
    }
    return render(request, "interchange/exports/exports.html", context)


@require_safe
@readers
def sheet(request: PartnershipRequest, sheet: str, file: str) -> HttpResponseBase:
    """Give one sheet as a file."""
    if file not in KINDS:
        raise Http404
    try:
        found = sheet_for(request, sheet)
    except NoSheet:
        raise Http404 from None
    reader, name = reader_of(request), f"{request.partnership.slug}-{sheet}.{file}"
    if file == "csv":
        rows = csv_of(found, reader, bom="bom" in request.GET)
        return _streamed(rows, "text/csv; charset=utf-8; header=present", name)
    if file == "json":
        return _streamed(json_of(found, reader), "application/json", name)
    out = _file()
    workbook_of([found], reader, out)
    return _sent(out, XLSX, name)


@require_safe
@readers
def workbook(request: PartnershipRequest) -> HttpResponseBase:
    """Give every sheet that this reader may have, as one workbook."""
    out, name = _file(), f"{request.partnership.slug}.xlsx"
    try:
        with alone("exporting"):
            workbook_of(readable(request), reader_of(request), out)
    except StillBuilding:
        out.close()
        return come_again(request)
    return _sent(out, XLSX, name)


@require_safe
@readers
def package(request: PartnershipRequest) -> HttpResponseBase:
    """Give every sheet that this reader may have, as a Data Package."""
    out, name = _file(), f"{request.partnership.slug}-datapackage.zip"
    try:
        with alone("exporting"):
            package_of(request.partnership, readable(request), reader_of(request), out)
    except StillBuilding:
        out.close()
        return come_again(request)
    return _sent(out, "application/zip", name)


def _file() -> SpooledTemporaryFile[bytes]:
    return SpooledTemporaryFile(max_size=IN_MEMORY)


def _streamed(pieces: Iterable[bytes], kind: str, name: str) -> HttpResponseBase:
    return _named(StreamingHttpResponse(pieces, content_type=kind), name)


def _sent(out: SpooledTemporaryFile[bytes], kind: str, name: str) -> HttpResponseBase:
    out.seek(0)
    return _named(cast(HttpResponseBase, FileResponse(out, content_type=kind)), name)


def _named(answer: HttpResponseBase, name: str) -> HttpResponseBase:
    """Name the file by the address of the partnership and of the sheet alone: no words of anybody stand in a header."""
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    if not answer.has_header("Cache-Control"):
        answer["Cache-Control"] = "private, no-store"
    return answer
