"""How entries, partnerships and kinds of act are written as JSON."""

from __future__ import annotations

from typing import Any

from commonweal.acts.act import Act
from commonweal.kit.dates import format_instant, to_the_hour
from commonweal.partnerships.models import Partnership
from commonweal.record.entry import Entry


def entry_json(entry: Entry, *, exact: bool) -> dict[str, Any]:
    """Return an entry for a program.

    :param exact: whether the reader takes part; for everybody else times are coarsened to the hour
    """
    return {
        "position": entry.position,
        "kind": entry.kind,
        "version": entry.kv,
        "at": format_instant(entry.at if exact else to_the_hour(entry.at)),
        "by": entry.by,
        "org": entry.org,
        "charter": entry.charter,
        "body": entry.body,
        "cites": [{"entry": c.entry, "rel": c.rel} for c in entry.cites],
        "signed": entry.sig is not None,
        "leaf": entry.leaf.hex(),
    }


def partnership_json(row: Partnership) -> dict[str, Any]:
    """Return a partnership for a program."""
    return {
        "id": row.pk,
        "slug": row.slug,
        "name": row.name,
        "lang": row.lang,
        "place": row.place,
        "purpose": row.purpose,
        "level": row.level,
        "languages": row.languages,
        "currency": row.currency,
        "territories": row.territories,
        "models": row.models_chosen,
        "parent": row.parent or None,
        "founded_at": format_instant(to_the_hour(row.founded_at)),
        "starts_on": row.starts_on.isoformat() if row.starts_on else None,
        "ends_on": row.ends_on.isoformat() if row.ends_on else None,
        "charter": row.charter,
    }


def kind_json(act: type[Act]) -> dict[str, Any]:
    """Return a kind of act with the JSON Schema of what is sent to perform it."""
    schema = act.model_json_schema()
    schema["properties"].pop("partnership", None)
    schema["required"] = [name for name in schema.get("required", []) if name != "partnership"]
    return {
        "kind": act.kind_name(),
        "version": act.kind_version(),
        "matter": act.matter,
        "says": act.described(),
        "schema": schema,
    }
