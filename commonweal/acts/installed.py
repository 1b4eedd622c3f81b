"""The capabilities of this installation: the one piece of global state, read once and never changed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Any

from django.conf import settings

from commonweal.acts.act import Act
from commonweal.acts.capability import Capability, Contributed, Criterion, Sheet
from commonweal.record.entry import Entry


class UnknownKind(LookupError):
    """The record holds an act of a kind that no installed capability knows."""


@cache
def installed() -> tuple[Capability, ...]:
    """Return the manifests of all installed capabilities, lifecycle's included, in their order."""
    rooms = [*settings.COMMONWEAL_CAPABILITIES, "commonweal.lifecycle"]
    return tuple(import_module(f"{room}.capability").CAPABILITY for room in rooms)


@cache
def act_types() -> dict[str, type[Act]]:
    """Return every kind of act, by its name without version."""
    return {act.kind_name(): act for capability in installed() for act in capability.acts}


@cache
def capability_of(name: str) -> Capability:
    """Return the capability that offers acts of this name.

    :raises UnknownKind: where none does
    """
    for capability in installed():
        if any(act.kind_name() == name for act in capability.acts):
            return capability
    raise UnknownKind(f"No installed capability knows acts of kind {name!r}.")


def act_type(name: str) -> type[Act]:
    """Return the type of acts of this name.

    :raises UnknownKind: where no installed capability offers it
    """
    try:
        return act_types()[name]
    except KeyError:
        raise UnknownKind(f"No installed capability knows acts of kind {name!r}.") from None


def criteria() -> Iterator[Criterion]:
    """Yield the criteria of all installed capabilities."""
    for capability in installed():
        yield from capability.criteria


@cache
def sheets() -> dict[str, Sheet]:
    """Return every read model that is offered as rows, by its name."""
    return {sheet.name: sheet for capability in installed() for sheet in capability.sheets}


@cache
def contributing() -> frozenset[str]:
    """Return the kinds of acts, without their versions, by which people may contribute something."""
    return frozenset(kind for capability in installed() for kind in capability.contributes)


def contribution_of(entry: Entry) -> Contributed | None:
    """Return whose answer an entry waits for, where it is somebody's contribution."""
    if entry.kind not in contributing():
        return None
    return capability_of(entry.kind).contributes[entry.kind](entry)


def body_today(entry: Entry) -> dict[str, Any]:
    """Return an entry's body in the newest version of its kind, one upcaster after the other.

    :raises UnknownKind: where a version has no way forward
    """
    capability, body, now = capability_of(entry.kind), dict(entry.body), act_type(entry.kind).kind_version()
    for version in range(entry.kv, now):
        try:
            body = capability.upcasters[entry.kind, version](body)
        except KeyError:
            raise UnknownKind(f"{entry.kind} version {version} has no upcaster.") from None
    return body


def act_of(entry: Entry) -> Act:
    """Return the typed act that an entry records."""
    return act_type(entry.kind).model_validate(
        {
            **body_today(entry),
            "partnership": entry.partnership,
            "cites": [c._asdict() for c in entry.cites],
            "idem": entry.idem,
        }
    )
