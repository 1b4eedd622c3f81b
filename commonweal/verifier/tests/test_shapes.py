"""An entry that is recognised by its bytes is always one that the record's own reader accepts."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest

from commonweal.kit.canonical import canonical_encode
from commonweal.kit.dates import parse_instant
from commonweal.record import tiles
from commonweal.record.entry import EntryError, parse_entry
from commonweal.verifier.shapes import Row, Shapes
from commonweal.verifier.tests.making import Maker
from commonweal.verifier.walk import Anchor, Walk

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
    for raw in maker.entries[1:] * 200:
        shapes.match(raw)  # until all of them are common
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
        assert _in_a_tile(shapes, raw, maker.entries[-1]) == (found and found.group("day", "time", "cites", "idem"))
        if found is not None and _is_instant(found) and found["cites"].count(b"rel") < 2:
            recognised += 1
            position = 10**15
            assert parse_entry(raw, position=position, partnership=maker.partnership).raw == raw

    assert recognised > 1000


def _in_a_tile(shapes: Shapes, raw: bytes, other: bytes) -> Row | None:
    """Return what is found in an entry that stands among others, or nothing where it is not recognised."""
    rows = shapes.rows([other, raw, other])
    return rows[1] if rows and rows[1][0] else None


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


# ── Signed entries ────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def signed(maker: Maker) -> Maker:
    """A record of one tile in which partners signed acts of one shape, so that it is known."""
    maker.found()
    maker.add_key("k")
    for n in range(6):
        maker.add("fit.score", {"n": n})
    for n in range(tiles.WIDTH - len(maker.entries)):
        maker.signed(maker.ed25519("k"), body={"n": n})
    return maker


def walk_on(maker: Maker, raws: list[bytes]) -> tuple[Walk, list[tuple[int, str]]]:
    """Walk over the first tile and then these entries, and return what is known and what was said."""
    said: list[tuple[int, str]] = []
    walk = Walk(maker.partnership, say=lambda entry, says: said.append((entry, says)))
    walk.take(0, maker.entries[: tiles.WIDTH])
    walk.take(tiles.WIDTH, raws)
    return walk, said


def test_signed_entries_of_a_known_shape_are_counted_and_anchored_as_any(signed: Maker, monkeypatch):
    place = signed.signed(signed.ed25519("k"), body={"n": 3}, saw=40)
    raws = signed.entries[tiles.WIDTH :]
    monkeypatch.setattr(Walk, "_take_slowly", walk_only_the_first_tile(Walk._take_slowly))

    walk, said = walk_on(signed, raws)

    assert said == []
    assert walk.signed == tiles.WIDTH - 8 + 1
    entry = parse_entry(raws[0], position=place)
    assert walk.anchors == [Anchor(place, 40, signed.tree.root(40), entry.message)]


def walk_only_the_first_tile(slowly: Callable[[Walk, bytes, int], None]) -> Callable[[Walk, bytes, int], None]:
    """Return the slow way, closed to entries after the first tile."""

    def guarded(walk: Walk, raw: bytes, position: int) -> None:
        assert position < tiles.WIDTH
        slowly(walk, raw, position)

    return guarded


def test_no_changed_byte_of_a_signed_entry_is_overlooked(signed: Maker):
    place = signed.signed(signed.ed25519("k"), body={"n": 3})
    raw = signed.entries[place]
    dice = random.Random(25519)
    for at in range(len(raw)):
        changed = raw[:at] + bytes([raw[at] ^ 1 << dice.randrange(8)]) + raw[at + 1 :]
        assert places_named(signed, [*signed.entries[:12], changed]) == [12], (at, changed)


def places_named(maker: Maker, raws: list[bytes]) -> list[int]:
    """Return the entries of a first tile about which a walk says something."""
    said: list[int] = []
    Walk(maker.partnership, say=lambda entry, _says: said.append(entry)).take(0, raws)
    return said


def test_a_key_counts_only_until_it_is_revoked_in_the_same_tile(signed: Maker):
    before = signed.signed(signed.ed25519("k"), body={"n": 3})
    signed.add("trust.revoke_key", {"key": signed.id("key", "k")})
    after = signed.signed(signed.ed25519("k"), body={"n": 4})

    _walk, said = walk_on(signed, signed.entries[tiles.WIDTH :])

    assert [entry for entry, _says in said] == [after]
    assert before < after


@pytest.mark.parametrize("given", [{"org": None}, {"cites": [{"entry": 999, "rel": "a"}]}, {"by": 7}])
def test_a_signed_entry_of_a_known_shape_that_does_not_fit_is_named(signed: Maker, given: dict[str, Any]):
    place = signed.signed(signed.ed25519("k"), body={"n": 3}, **given)

    _walk, said = walk_on(signed, signed.entries[tiles.WIDTH :])

    assert [entry for entry, _says in said] == [place]


def test_something_like_a_reference_to_a_text_is_refused_whatever_it_holds(maker: Maker):
    """Keys that were met before do not make an object with other than a digest in it a plain one."""
    maker.found()
    reference = maker.text("words")
    for n in range(4):
        maker.add("workplan.report", {"said": reference, "n": n})
    place = maker.add("workplan.report", {"said": {"text": reference["text"], "digest": 5}, "n": 4})
    said: list[int] = []
    walk = Walk(maker.partnership, say=lambda entry, _says: said.append(entry))

    walk.take(0, maker.entries[:4])
    walk.take(4, maker.entries[4:])

    assert said == [place]
