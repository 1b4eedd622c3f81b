"""When somebody was last here, from what her browser kept and from what she said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from commonweal.people.models import Seen
from commonweal.web.visits import Visit

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_a_page_loaded_again_within_one_visit_looks_the_same():
    first = Visit.read("", size=10, at=NOON)
    again = Visit.read(first.kept(), size=12, at=NOON + timedelta(minutes=5))
    once_more = Visit.read(again.kept(), size=13, at=NOON + timedelta(minutes=20))

    assert (first.new, again.new, once_more.new) == (0, 2, 3)
    assert once_more.since_at == NOON


def test_the_next_visit_counts_from_the_end_of_the_last():
    visit = Visit.read(Visit.read("", size=10, at=NOON).kept(), size=15, at=NOON + timedelta(days=2))

    assert (visit.since, visit.new, visit.since_at) == (10, 5, NOON)


def test_a_cookie_of_an_earlier_version_still_counts():
    assert Visit.read(f"10.12.{int(NOON.timestamp())}", size=15, at=NOON + timedelta(minutes=1)).since == 10


@pytest.mark.parametrize(
    "cookie", ["", "x", "1.2", "1.2.x", "1.2.3.4.5", "-1.2.3", "1..2", "٣.٣.٣", "9" * 50, "1.2.999999999999"]
)
def test_what_is_no_cookie_of_ours_is_no_visit(cookie):
    visit = Visit.read(cookie, size=10, at=NOON)

    assert visit.new in range(11)
    assert visit.kept()


@pytest.mark.parametrize(("kept", "said", "since"), [(3, 7, 7), (7, 3, 7), (None, 4, 4), (3, None, 3), (2, 99, 10)])
def test_the_later_of_both_counts(kept, said, since):
    visit = Visit(kept, NOON, 10, NOON)
    seen = Seen(position=said, at=NOON) if said is not None else None

    assert visit.or_later(seen).since == since
