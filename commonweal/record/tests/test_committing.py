"""Tests that commit leave no record behind, whatever the triggers say."""

from __future__ import annotations

import pytest

from commonweal.record import reading
from commonweal.record.tests.acting import add, found


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_time", ["once", "again"])
def test_a_committed_record_is_gone_before_the_next_test(_time: str) -> None:
    assert reading.partnerships() == []
    add(found())
    assert len(reading.partnerships()) == 1
