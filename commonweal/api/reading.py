"""How entries, partnerships and kinds of act are written as JSON."""

from __future__ import annotations

from typing import Any

from commonweal.acts.act import Act
from commonweal.acts.capability import Task
from commonweal.api.schemas import schema_of_body
from commonweal.kit.dates import format_instant, to_the_hour, to_the_second
from commonweal.lifecycle.catalogue import Step
from commonweal.lifecycle.state import CriterionStanding
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


def criterion_json(each: CriterionStanding, *, step: Step) -> dict[str, Any]:
    """Return one criterion of the seven steps as it stands."""
    return {
        "criterion": each.id,
        "step": step.number,
        "title": str(each.title),
        "status": each.mark,
        "waived_until": each.waived_until.isoformat() if each.waived_until else None,
        "reopened": each.reopened,
        "used": list(each.used),
    }


def task_json(task: Task) -> dict[str, Any]:
    """Return something that waits for one person."""
    return {
        "key": task.key,
        "says": str(task.says),
        "url": task.url,
        "due_at": format_instant(to_the_second(task.due_at)) if task.due_at else None,
    }


def kind_json(act: type[Act]) -> dict[str, Any]:
    """Return a kind of act with the JSON Schema of what is sent to perform it."""
    return {
        "kind": act.kind_name(),
        "version": act.kind_version(),
        "matter": act.matter,
        "says": act.described(),
        "signed": act.must_be_signed,
        "schema": schema_of_body(act),
    }
