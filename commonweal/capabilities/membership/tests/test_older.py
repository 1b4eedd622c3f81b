"""What was recorded under version 1 means today what it meant then."""

from __future__ import annotations

from typing import Any

import pytest

from commonweal.acts.act import TextRef
from commonweal.acts.installed import act_of, act_type
from commonweal.acts.testing import NOON
from commonweal.capabilities.membership.older import UPCASTERS
from commonweal.kit.ids import id_from_seed
from commonweal.record.entry import Entry

ORG = id_from_seed("test", "org")
TEXT = {"text": id_from_seed("test", "text"), "digest": "ab" * 32}

OLD: dict[str, dict[str, Any]] = {
    "membership.admit": {
        "organisation": ORG,
        "name": "Tejados Frescos",
        "sector": "company",
        "level": None,
        "country": "ES",
        "identifiers": [{"scheme": "ES-RMC", "value": "B123"}],
        "roles": ["funder"],
        "brings": "Roofs",
    },
    "membership.leave": {"organisation": ORG, "reason": None, "duties": TEXT},
    "membership.invite": {
        "invitation": id_from_seed("test", "invitation"),
        "role": "representative",
        "organisation": ORG,
        "expires_at": "2026-04-01T10:00:00Z",
    },
    "membership.represent": {"organisation": ORG, "until_on": "2026-04-01"},
}
OLD["membership.correct"] = OLD["membership.admit"]


def entry_of(kind: str, body: dict[str, Any]) -> Entry:
    return Entry(
        partnership=id_from_seed("test", "here"), position=7, kind=kind, kv=1, at=NOON, by=None, org=None, charter=None,
        body=body, cites=(), idem=id_from_seed("test", kind), seen=None, sig=None, raw=b"", leaf=b"",
    )  # fmt: skip


def read(entry: Entry) -> Any:
    return act_of(entry)


@pytest.mark.parametrize("kind", sorted(OLD))
def test_an_old_body_is_understood_and_keeps_what_it_said(kind):
    act = read(entry_of(kind, OLD[kind]))

    said = act.as_body()
    kept = {name: value for name, value in OLD[kind].items() if name not in {"duties"}}
    assert {name: said[name] for name in kept} == kept


def test_the_duties_of_old_are_one_duty_without_a_day():
    act = read(entry_of("membership.leave", OLD["membership.leave"]))

    assert [(duty.what, duty.until_on) for duty in act.duties] == [(TextRef.model_validate(TEXT), None)]
    none = read(entry_of("membership.leave", {**OLD["membership.leave"], "duties": None}))
    assert none.duties == ()


def test_an_old_line_has_no_language():
    assert read(entry_of("membership.admit", OLD["membership.admit"])).lang is None


def test_every_kind_of_a_later_version_has_its_way_forward():
    assert {kind for kind, _version in UPCASTERS} == set(OLD)
    assert all(act_type(kind).kind_version() == 2 for kind in OLD)
