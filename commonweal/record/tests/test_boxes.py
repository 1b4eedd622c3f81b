"""Boxes: lines that can be found by their receipt and by nothing else."""

from __future__ import annotations

import json

import pytest
from django.db import IntegrityError, connection, transaction

from commonweal.kit.canonical import CanonicalError, canonical_decode
from commonweal.kit.ids import is_id, new_id
from commonweal.record import boxes, tree
from commonweal.record.boxes import BoxError

pytestmark = pytest.mark.django_db

PARTNERSHIP = new_id()


def test_a_line_is_found_by_its_receipt() -> None:
    box = new_id()

    receipt = boxes.put(PARTNERSHIP, box, {"choice": "yes"})

    assert is_id(receipt)
    assert boxes.line_of(PARTNERSHIP, box, receipt) == {"choice": "yes", "receipt": receipt}
    assert [canonical_decode(line)["receipt"] for line in boxes.lines(PARTNERSHIP, box)] == [receipt]


def test_a_line_can_be_replaced_and_taken_back() -> None:
    box = new_id()
    first = boxes.put(PARTNERSHIP, box, {"choice": "yes"})

    second = boxes.replace(PARTNERSHIP, box, first, {"choice": "no"})

    assert boxes.line_of(PARTNERSHIP, box, second)["choice"] == "no"
    with pytest.raises(BoxError, match="no line"):
        boxes.line_of(PARTNERSHIP, box, first)
    boxes.take_back(PARTNERSHIP, box, second)
    assert boxes.count(PARTNERSHIP, box) == 0
    with pytest.raises(BoxError, match="no line"):
        boxes.take_back(PARTNERSHIP, box, second)


def test_boxes_do_not_touch() -> None:
    one, other = sorted([new_id(), new_id()])
    receipt = boxes.put(PARTNERSHIP, one, {"a": 1})
    boxes.put(PARTNERSHIP, other, {"a": 1})

    assert boxes.boxes_of(PARTNERSHIP) == [one, other]
    with pytest.raises(BoxError):
        boxes.line_of(PARTNERSHIP, other, receipt)
    with pytest.raises(BoxError):
        boxes.line_of(new_id(), one, receipt)


def test_what_cannot_be_put() -> None:
    with pytest.raises(BoxError, match="given by the box"):
        boxes.put(PARTNERSHIP, new_id(), {"receipt": new_id()})
    with pytest.raises(BoxError, match="65535"):
        boxes.put(PARTNERSHIP, new_id(), {"text": "x" * 65_536})
    with pytest.raises(CanonicalError):
        boxes.put(PARTNERSHIP, new_id(), {"share": 0.5})


def test_settling_gives_the_root_over_the_sorted_lines() -> None:
    box = new_id()
    for number in range(20):
        boxes.put(PARTNERSHIP, box, {"choice": number % 3})

    settled = boxes.settle(PARTNERSHIP, box)

    lines = boxes.lines(PARTNERSHIP, box)
    assert lines == sorted(lines)
    assert settled.count == len(lines) == 20
    assert settled.root == tree.MemoryTree(map(tree.leaf_hash, lines)).root()
    assert boxes.root(PARTNERSHIP, box) == settled.root
    assert boxes.settle(PARTNERSHIP, new_id()) == boxes.Settled(0, tree.EMPTY_ROOT)


def test_a_settled_box_lies_in_the_order_of_its_bytes() -> None:
    """What the database shows without being asked for an order must not be the order of arrival."""
    box = new_id()
    arrived = [boxes.put(PARTNERSHIP, box, {"choice": "same"}) for _ in range(60)]

    boxes.settle(PARTNERSHIP, box)

    place = "ctid" if connection.vendor == "postgresql" else "receipt"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT line FROM record_box_line WHERE box = %s ORDER BY {place}", [box])
        lying = [json.loads(bytes(row[0]))["receipt"] for row in cursor.fetchall()]
    assert lying == sorted(arrived)
    assert lying != arrived


def test_sqlite_counts_no_lines_behind_our_back() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("Only SQLite has hidden row numbers.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'record_box_line'")
        assert cursor.fetchone()[0].endswith("WITHOUT ROWID")


def test_a_box_is_laid_down_from_a_bundle() -> None:
    box = new_id()
    for number in range(5):
        boxes.put(PARTNERSHIP, box, {"choice": number})
    lines = boxes.lines(PARTNERSHIP, box)
    elsewhere = new_id()

    assert boxes.lay_down(elsewhere, box, lines) == 5

    assert boxes.lines(elsewhere, box) == lines
    with pytest.raises(BoxError, match="empty box"):
        boxes.lay_down(elsewhere, box, lines)
    with pytest.raises(BoxError, match="carries its receipt"):
        boxes.lay_down(new_id(), box, [b'{"a":1}'])


def test_what_may_stand_in_a_box_once_is_put_once() -> None:
    box = new_id()

    first = boxes.put_once(PARTNERSHIP, box, {"seat": "a"}, "tick", "a")
    again = boxes.put_once(PARTNERSHIP, box, {"seat": "a", "how": "paper"}, "tick", "a")
    other = boxes.put_once(PARTNERSHIP, box, {"seat": "b"}, "tick", "b")

    assert (first, again, other) == (True, False, True)
    receipt = boxes.known_receipt(box, "tick", "a")
    assert boxes.line_of(PARTNERSHIP, box, receipt) == {"seat": "a", "receipt": receipt}
    assert boxes.has(PARTNERSHIP, box, receipt)
    assert not boxes.has(PARTNERSHIP, box, boxes.known_receipt(box, "tick", "c"))


def test_many_are_put_once_at_a_time() -> None:
    box = new_id()
    named = [(("seat", str(n)), {"seat": str(n)}) for n in range(1200)]

    assert boxes.put_each_once(PARTNERSHIP, box, named) == 1200

    assert boxes.count(PARTNERSHIP, box) == 1200
    with pytest.raises(IntegrityError), transaction.atomic():
        boxes.put_each_once(PARTNERSHIP, box, named[:1])


def test_mixing_moves_lines_and_changes_none() -> None:
    box = new_id()
    boxes.put_each_once(PARTNERSHIP, box, [((str(n),), {"group": str(n)}) for n in range(20)])
    for n in range(20):
        boxes.put(PARTNERSHIP, box, {"choice": str(n)})
    before = boxes.lines(PARTNERSHIP, box)

    for some in (0, 1, 7, 20, 100):
        boxes.mix(PARTNERSHIP, box, some=some, besides=b'{"group"')

    assert boxes.lines(PARTNERSHIP, box) == before


def test_lines_are_found_by_many_receipts_among_many_lines() -> None:
    box, other = new_id(), new_id()
    for place in (box, other):
        boxes.put_each_once(PARTNERSHIP, place, [(("vote", str(n)), {"vote": n}) for n in range(300)])
    receipts = {boxes.known_receipt(box, "vote", str(n)): n for n in (3, 7, 299, 300)}

    found = boxes.lines_of(PARTNERSHIP, box, receipts)

    assert {receipts[one]: canonical_decode(line)["vote"] for one, line in found.items()} == {3: 3, 7: 7, 299: 299}
    assert boxes.lines_of(PARTNERSHIP, box, []) == {}
    assert boxes.lines_of(new_id(), box, receipts) == {}
    of_other = boxes.known_receipt(other, "vote", "5")
    looked_for = dict.fromkeys(receipts, box) | {of_other: other, boxes.known_receipt(other, "vote", "6"): box}
    assert boxes.those_there(PARTNERSHIP, looked_for) == {*found, of_other}


def test_a_full_box_of_which_the_database_knows_nothing_is_not_read_whole() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("Only PostgreSQL plans by what it believes to know.")
    box = new_id()
    boxes.put_each_once(PARTNERSHIP, box, [(("vote", str(n)), {"vote": n}) for n in range(3_000)])
    receipts = [boxes.known_receipt(box, "vote", str(n)) for n in range(40)]

    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE) {boxes._EACH}", [",".join([box] * 40), ",".join(receipts), PARTNERSHIP])
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert "Rows Removed by Filter" not in plan, plan
    assert "rows=3000" not in plan, plan
