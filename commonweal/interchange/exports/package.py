"""Everything that a reader may see as one Data Package: a zip of tables that says itself what is in it."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import IO, Any, Final

from commonweal.acts.capability import Column, Reader, Sheet
from commonweal.interchange.exports.offered import rows_of
from commonweal.interchange.exports.writing import csv_of
from commonweal.kit.dates import format_instant
from commonweal.partnerships.models import Partnership

PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
TYPES: Final = {"id": "string", "list": "string"}
KEYS: Final = ("id", "integer")
MOST_KEYS: Final = 200_000
"""Of longer sheets it is not said which column is unlike in every row: the question would cost too much memory."""


def package_of(partnership: Partnership, sheets: Sequence[Sheet], reader: Reader, out: IO[bytes]) -> None:
    """Write a Data Package: tables as CSV, their schemas, and a page for people."""
    when = reader.at.timetuple()[:6]
    resources = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for sheet in sheets:
            path = f"data/{sheet.name}.csv"
            size, digest = _written(archive, path, csv_of(sheet, reader), when)
            resources.append(_resource(sheet, reader, path, size, digest))
        described = json.dumps(descriptor(partnership, resources, at=reader.at), ensure_ascii=False, indent=2)
        _written(archive, "datapackage.json", iter([described.encode()]), when)
        _written(archive, "README.md", iter([_readme(partnership, sheets, reader).encode()]), when)


def descriptor(partnership: Partnership, resources: Sequence[dict[str, Any]], *, at: datetime) -> dict[str, Any]:
    """Return what the package says of itself. Under which licence it may be used is for the partners to say."""
    return {
        "$schema": PROFILE,
        "name": partnership.slug,
        "title": partnership.name,
        "description": partnership.purpose,
        "created": format_instant(at),
        "resources": list(resources),
    }


def _resource(sheet: Sheet, reader: Reader, path: str, size: int, digest: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in sheet.columns], "missingValues": [""]}
    key = _primary_key(sheet, reader)
    if key:
        schema["primaryKey"] = [key]
    return {
        "name": sheet.name,
        "type": "table",
        "title": str(sheet.title),
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{digest}",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    return {"name": column.name, "title": str(column.title), "type": TYPES.get(column.type, column.type)}


def _primary_key(sheet: Sheet, reader: Reader) -> str:
    """Return the first column that is given and unlike in every row, so that what is said of it is so."""
    candidates = {n: set[Any]() for n, column in enumerate(sheet.columns) if column.type in KEYS}
    count = 0
    for row in rows_of(sheet, reader):
        count += 1
        if count > MOST_KEYS or not candidates:
            return ""
        for n in list(candidates):
            if row[n] in candidates[n] or row[n] in (None, ""):
                del candidates[n]
            else:
                candidates[n].add(row[n])
    return sheet.columns[min(candidates)].name if candidates and count else ""


def _written(archive: zipfile.ZipFile, path: str, pieces: Iterator[bytes], when: Any) -> tuple[int, str]:
    """Write a part piece by piece and return its size and digest."""
    info = zipfile.ZipInfo(path, date_time=when)
    info.compress_type = zipfile.ZIP_DEFLATED
    size, digest = 0, hashlib.sha256()
    with archive.open(info, "w", force_zip64=True) as part:
        for piece in pieces:
            size += len(piece)
            digest.update(piece)
            part.write(piece)
    return size, digest.hexdigest()


def _readme(partnership: Partnership, sheets: Sequence[Sheet], reader: Reader) -> str:
    listed = "\n".join(f"- `data/{sheet.name}.csv`: {sheet.title}" for sheet in sheets)
    coarse = "" if reader.exact else ", coarsened to the hour"
    return f"""# {" ".join(partnership.name.split())}

What one reader may see of this partnership, as tables, at {format_instant(reader.at)}.

{listed}

`datapackage.json` says what each column holds (Data Package 2.0). Cells of text that a spreadsheet would run as a
formula begin with an apostrophe; take it away and you have what was written. Lists are joined by "; ". Times are in
UTC{coarse}.
"""
