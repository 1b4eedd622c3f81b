"""An entry that is recognised by its bytes is always one that the record's own reader accepts."""

from __future__ import annotations

import random
from typing import Any

import pytest

from commonweal.kit.canonical import canonical_encode
from commonweal.kit.dates import parse_instant
from commonweal.record.entry import EntryError, parse_entry
from commonweal.verifier.shapes import Shapes
from commonweal.verifier.tests.making import Maker
from commonweal.verifier.walk import Walk

BODIES: list[dict[str, Any]] = [
    {},
    {"n": 0},
    {"n": -17, "note": "x y"},
    {"a": {"b": [1, "two", None, {"c": True}]}, "z": []},
    {"kind": '","kind":"', "by": None, "cites": []},
]


@pytest.fixture
def maker() -> Maker:
    return Maker("shapes")


def walked(maker: Maker, raws: list[bytes]) -> list[tuple[int, str]]:
    """Return what a walk says of these entries after it met the shapes of all bodies twice."""
    said: list[tuple[int, str]] = []
    walk = Walk(maker.partnership, say=lambda entry, says: said.append((entry, says)))
    maker.found()
    for body in BODIES * 3:
        maker.add("workplan.report", body)
    walk.take(0, maker.entries)
    walk.take(len(maker.entries), raws[:0])
    walk.take(len(maker.entries), raws)
    return said


def test_every_recognised_mutation_is_one_that_the_reader_accepts(maker: Maker):
    dice = random.Random(8785)
    shapes = Shapes(maker.partnership)
    maker.found()
    for body in BODIES:
        shapes.learn("workplan.report", 1, body)
        maker.add("workplan.report", body, cites=[{"entry": 0, "rel": "answers"}])
        maker.add("workplan.report", body, by=None)
    recognised = 0
    for _ in range(60_000):
        data = bytearray(dice.choice(maker.entries[1:]))
        for _ in range(dice.randrange(1, 3)):
            at = dice.randrange(len(data))
            how = dice.randrange(4)
            if how == 0:
                data[at] = dice.choice(b'"\\{}[]:,0123456789-.eE ntfa\x7f\xc3')
            elif how == 1:
                del data[at]
            elif how == 2:
                data.insert(at, dice.choice(b'"\\{}[]:,019-. a'))
            else:
                data[at] ^= 1 << dice.randrange(8)
        raw = bytes(data)
        found = shapes.match(raw)
        if found is not None and _is_instant(found) and found["cites"].count(b"rel") < 2:
            recognised += 1
            position = 10**15
            assert parse_entry(raw, position=position, partnership=maker.partnership).raw == raw

    assert recognised > 1000


def _is_instant(found) -> bool:
    """Days and times are looked up among those met; here any that exists will do."""
    try:
        parse_instant((found["day"] + found["time"]).decode())
    except ValueError:
        return False
    return True


@pytest.mark.parametrize(
    "given",
    [
        {"kv": 2},
        {"by": None},
        {"at": "2026-03-09T17:45:31Z"},
        {"cites": [{"entry": 3, "rel": "a"}, {"entry": 3, "rel": "b"}]},
        {"body": {"n": 999_999_999_999_999}},
        {"body": {"n": 2**53 - 1}},
        {"body": {"n": 1, "note": "é\n"}},
        {"body": {"note": "x", "n": True}},
    ],
)
def test_good_entries_of_known_and_new_shapes_pass(maker: Maker, given: dict[str, Any]):
    other = Maker("shapes")
    acts = [other.act("workplan.report", {"n": 5}, charter="ab" * 32, idem=other.id(str(n))) | given for n in range(3)]
    acts = [act | {"idem": other.id("x", str(n))} for n, act in enumerate(acts)]

    assert walked(maker, [canonical_encode({"act": act, "sig": None}) for act in acts]) == []


@pytest.mark.parametrize(
    "given",
    [
        {"cites": [{"entry": 99, "rel": "a"}]},
        {"cites": [{"entry": 3, "rel": "b"}, {"entry": 3, "rel": "a"}]},
        {"at": "2026-02-29T00:00:00Z"},
        {"at": "2026-01-01T24:00:00Z"},
        {"body": {"n": 2**53 - 1, "text": "a", "digest": "b", "x": {"text": "a", "digest": "b"}}},
    ],
)
def test_bad_entries_of_known_shapes_are_named(maker: Maker, given: dict[str, Any]):
    other = Maker("shapes")
    act = other.act("workplan.report", {"n": 5}, charter="ab" * 32, idem=other.id("x")) | given

    said = walked(maker, [canonical_encode({"act": act, "sig": None})])

    assert [entry for entry, _says in said] == [16]


def test_a_repeated_submission_is_noticed_whichever_way_the_entries_went(maker: Maker):
    maker.found()
    walk = Walk(maker.partnership, say=lambda _entry, says: pytest.fail(says))
    for n in range(6):
        maker.add("workplan.report", {"n": n})
    maker.add("workplan.report", {"other": "ü"}, idem=maker.id("idem", "5"))
    walk.take(0, maker.entries[:3])
    walk.take(3, maker.entries[3:])

    assert walk.idems.repeated() == {hash(maker.id("idem", "5").encode())}


def test_the_reader_itself_refuses_what_these_tests_mutate():
    with pytest.raises(EntryError):
        parse_entry(b"{}", position=1)
