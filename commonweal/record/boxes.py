"""Boxes: lines that come by the thousand or must be secret, and are bound by one entry when closed.

A line is a canonical object. It carries a random `receipt`, by which whoever put it in can find it and
nobody else can tell whose it is. Nothing is kept of when a line came: no time, no counter, and on
SQLite no hidden row number. PostgreSQL places rows in the order of arrival, so `settle` writes the
whole box anew in the order of the bytes when it is closed.

Whether a box is open is for its capability to say before it calls `put`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, connection, transaction

from commonweal.kit.canonical import canonical_decode, canonical_encode
from commonweal.kit.ids import id_from_seed, new_id
from commonweal.record import driver
from commonweal.record.models import BoxLine
from commonweal.record.tree import leaf_hash, root_of_leaves

MAX_LINE_BYTES = 65_535

_PUT_NEW = (
    "INSERT INTO record_box_line (partnership, box, receipt, line) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING"
)
_EACH = (
    "SELECT asked.receipt, there.line"
    " FROM unnest(string_to_array(%s, ','), string_to_array(%s, ',')) AS asked (box, receipt),"
    " LATERAL (SELECT line FROM record_box_line"
    " WHERE partnership = %s AND box = asked.box AND receipt = asked.receipt OFFSET 0) there"
)
"""PostgreSQL knows nothing of a box that fills within minutes, takes it for one line, and would read it all each time.
Asked line by line (`OFFSET 0` keeps it from joining) it goes by the index, whatever it believes."""


class BoxError(ValueError):
    """A line that cannot be put into a box, or is not in it."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What the closing act carries: the number of lines and the root over them."""

    count: int
    root: bytes


def put(partnership: str, box: str, line: dict[str, Any]) -> str:
    """Put a line into a box and return its receipt.

    :raises BoxError: if the line brings a receipt of its own, or is too long
    :raises CanonicalError: if it has no canonical form
    """
    receipt = new_id()
    BoxLine.objects.bulk_create([_row(partnership, box, receipt, line)])
    return receipt


def put_once(partnership: str, box: str, line: dict[str, Any], *words: str) -> bool:
    """Put a line into a box under a receipt that follows from `words`; tell whether it was not there before.

    It keeps neither time nor order, as no line does. What may stand in a box once, such as that a seat has voted, is
    put in so: the database refuses a second one, however many try at once.

    :raises BoxError: as for :func:`put`
    """
    try:
        with transaction.atomic():
            BoxLine.objects.bulk_create([_row(partnership, box, known_receipt(box, *words), line)])
    except IntegrityError:
        return False
    return True


def put_in_place(partnership: str, box: str, line: dict[str, Any], *words: str) -> dict[str, Any] | None:
    """Put a line under the receipt that follows from `words`, and return the one that stood there before, if one did.

    Call it in a transaction. Of many who put the same at once each waits for the one before; a line that comes for the
    first time costs one question.

    :raises BoxError: as for :func:`put`
    """
    row = _row(partnership, box, known_receipt(box, *words), line)
    if driver.execute(_PUT_NEW, [partnership, box, row.receipt, row.line]):
        return None
    there = BoxLine.objects.select_for_update().get(pk=row.pk)
    before = canonical_decode(bytes(there.line))
    if bytes(there.line) != row.line:
        BoxLine.objects.filter(pk=row.pk).update(line=row.line)
    return before


def lines_of(partnership: str, box: str, receipts: Iterable[str]) -> dict[str, bytes]:
    """Return the lines of these receipts that are in the box, by receipt: one question, whatever the box holds."""
    return _found(partnership, dict.fromkeys(receipts, box))


def put_each_once(partnership: str, box: str, named: Iterable[tuple[tuple[str, ...], dict[str, Any]]]) -> int:
    """Put many lines into a box, each under a receipt that follows from its words, and return their number.

    :raises IntegrityError: where one of them stands there already
    """
    rows = [_row(partnership, box, known_receipt(box, *words), line) for words, line in named]
    BoxLine.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def known_receipt(box: str, *words: str) -> str:
    """Return the receipt of a line that is found by what it is about, such as a seat, and not by chance."""
    return id_from_seed(box, *words)


def mix(partnership: str, box: str, *, some: int, besides: bytes) -> None:
    """Take some lines of a box, which ones chance says, and write them anew in the order of their receipts.

    A database may tell which rows were written together. Where this is done with every line that comes, such a row
    stands among as many others, and each is moved again and again.

    :param besides: lines that begin so stay where they are: those that were there before the box took anything
    """
    rows = BoxLine.objects.filter(partnership=partnership, box=box)
    others = rows.exclude(line__gte=besides, line__lt=besides + b"\xff")
    moved = list(others.filter(receipt__gte=new_id()).order_by("receipt")[:some])
    if len(moved) < some:
        moved += list(others.order_by("receipt")[: some - len(moved)])
    found = {row.receipt: row for row in moved}
    rows.filter(receipt__in=list(found)).delete()
    BoxLine.objects.bulk_create(sorted(found.values(), key=lambda row: row.receipt), batch_size=500)


def replace(partnership: str, box: str, receipt: str, line: dict[str, Any]) -> str:
    """Take out the line of this receipt, put in another and return the new receipt.

    The receipt is new so that the two versions cannot be joined by someone who kept both.

    :raises BoxError: if there is no such line
    """
    with transaction.atomic():
        take_back(partnership, box, receipt)
        return put(partnership, box, line)


def take_back(partnership: str, box: str, receipt: str) -> None:
    """Take out the line of this receipt.

    :raises BoxError: if there is no such line
    """
    if not BoxLine.objects.filter(pk=(partnership, box, receipt)).delete()[0]:
        raise BoxError("There is no line with this receipt in the box.")


def line_of(partnership: str, box: str, receipt: str) -> dict[str, Any]:
    """Return the line of this receipt.

    :raises BoxError: if there is no such line
    """
    row = BoxLine.objects.filter(pk=(partnership, box, receipt)).first()
    if row is None:
        raise BoxError("There is no line with this receipt in the box.")
    return canonical_decode(bytes(row.line))


def has(partnership: str, box: str, receipt: str) -> bool:
    """Tell whether a line has this receipt."""
    return BoxLine.objects.filter(pk=(partnership, box, receipt)).exists()


def those_there(partnership: str, looked_for: Mapping[str, str]) -> set[str]:
    """Return which of these receipts have a line, given the box of each. One query."""
    return set(_found(partnership, looked_for))


def _found(partnership: str, looked_for: Mapping[str, str]) -> dict[str, bytes]:
    """Return the lines that these receipts have, given the box of each. One query, which reads no other line."""
    if connection.vendor == "postgresql":
        found = driver.rows(_EACH, [",".join(looked_for.values()), ",".join(looked_for), partnership])
    else:
        rows = BoxLine.objects.filter(partnership=partnership, box__in=set(looked_for.values()), receipt__in=looked_for)
        there = rows.values_list("box", "receipt", "line")
        found = [(receipt, line) for box, receipt, line in there if looked_for[receipt] == box]
    return {receipt: bytes(line) for receipt, line in found}


def lines(partnership: str, box: str) -> list[bytes]:
    """Return the canonical lines, sorted by their bytes: the order tells nothing."""
    rows = BoxLine.objects.filter(partnership=partnership, box=box)
    return sorted(bytes(line) for line in rows.values_list("line", flat=True))


def count(partnership: str, box: str) -> int:
    """Return the number of lines."""
    return BoxLine.objects.filter(partnership=partnership, box=box).count()


def boxes_of(partnership: str) -> list[str]:
    """Return the ids of the boxes that have a line, in order."""
    rows = BoxLine.objects.filter(partnership=partnership)
    return list(rows.order_by("box").values_list("box", flat=True).distinct())


def root(partnership: str, box: str) -> bytes:
    """Return the root over the lines as they are now."""
    return root_of_lines(lines(partnership, box))


def root_of_lines(sorted_lines: Iterable[bytes]) -> bytes:
    """Return the RFC 6962 root over lines that are sorted by their bytes."""
    return root_of_leaves(leaf_hash(line) for line in sorted_lines)


def settle(partnership: str, box: str) -> Settled:
    """Write the whole box anew in the order of its bytes, and return what the closing act carries.

    Call it in the transaction of the closing act.
    """
    with transaction.atomic():
        final = lines(partnership, box)
        _rewrite(partnership, box, final)
    return Settled(len(final), root_of_lines(final))


def lay_down(partnership: str, box: str, final: Iterable[bytes]) -> int:
    """Fill an empty box with lines from a bundle and return their number.

    :raises BoxError: if the box is not empty
    :raises CanonicalError: if a line is not canonical
    """
    with transaction.atomic():
        if BoxLine.objects.filter(partnership=partnership, box=box).exists():
            raise BoxError("Lines can only be laid down in an empty box.")
        return _rewrite(partnership, box, final)


def _rewrite(partnership: str, box: str, final: Iterable[bytes]) -> int:
    rows = [_row_of(partnership, box, line) for line in final]
    BoxLine.objects.filter(partnership=partnership, box=box).delete()
    BoxLine.objects.bulk_create(rows, batch_size=500)
    return len(rows)


def _row(partnership: str, box: str, receipt: str, line: dict[str, Any]) -> BoxLine:
    if "receipt" in line:
        raise BoxError("The receipt of a line is given by the box.")
    data = canonical_encode({**line, "receipt": receipt})
    if len(data) > MAX_LINE_BYTES:
        raise BoxError(f"A line has at most {MAX_LINE_BYTES} bytes; this one has {len(data)}.")
    return BoxLine(partnership=partnership, box=box, receipt=receipt, line=data)


def _row_of(partnership: str, box: str, line: bytes) -> BoxLine:
    receipt = canonical_decode(line).get("receipt")
    if not isinstance(receipt, str):
        raise BoxError("A line in a box carries its receipt.")
    return BoxLine(partnership=partnership, box=box, receipt=receipt, line=line)
