"""Quiet hours and the hour of the digest, on every clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.notices.hours import is_paused, is_quiet, next_digest, zone_of, zones


@dataclass
class Kept:
    zone: str = "UTC"
    quiet_from: time = time(21)
    quiet_to: time = time(7)
    digest: bool = True
    digest_at: time = time(7)
    weekends: bool = True
    paused_until: date | None = None
    digest_on: date | None = None


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("when", "quiet"),
    [
        ("2026-03-02T20:59:59", False),
        ("2026-03-02T21:00:00", True),
        ("2026-03-03T00:00:00", True),
        ("2026-03-03T06:59:59", True),
        ("2026-03-03T07:00:00", False),
    ],
)
def test_quiet_hours_reach_over_midnight(when, quiet):
    assert is_quiet(Kept(), at=at(when)) is quiet


def test_quiet_hours_within_a_day():
    siesta = Kept(quiet_from=time(13), quiet_to=time(16))

    assert [is_quiet(siesta, at=at(f"2026-03-02T{hour}:00:00")) for hour in (12, 13, 15, 16)] == [
        False,
        True,
        True,
        False,
    ]


def test_the_same_time_twice_means_none():
    assert not any(
        is_quiet(Kept(quiet_from=time(9), quiet_to=time(9)), at=at(f"2026-03-02T{hour:02}:00:00")) for hour in range(24)
    )


def test_quiet_hours_are_on_her_own_clock():
    noon = at("2026-03-02T12:00:00")

    assert is_quiet(Kept(zone="Pacific/Auckland"), at=noon)  # one in the morning
    assert not is_quiet(Kept(zone="Africa/Nairobi"), at=noon)


def test_a_pause_is_quiet_until_the_end_of_its_last_day_on_her_clock():
    pause = Kept(zone="Asia/Tokyo", quiet_from=time(0), quiet_to=time(0), paused_until=date(2026, 3, 5))

    assert is_paused(pause, at=at("2026-03-05T14:59:00"))
    assert not is_quiet(pause, at=at("2026-03-05T15:00:00"))


def test_a_digest_comes_at_its_hour_on_her_clock():
    assert next_digest(Kept(zone="Asia/Tokyo"), at=at("2026-03-02T12:00:00")) == at("2026-03-01T22:00:00")
    done = Kept(zone="Asia/Tokyo", digest_on=date(2026, 3, 2))
    assert next_digest(done, at=at("2026-03-02T12:00:00")) == at("2026-03-02T22:00:00")


def test_an_hour_that_the_clocks_skip_is_kept_at_the_hour_after():
    spring = Kept(zone="Europe/Madrid", digest_at=time(2, 30), digest_on=date(2026, 3, 28))

    assert next_digest(spring, at=at("2026-03-28T12:00:00")) == at("2026-03-29T01:30:00")  # 03:30 by then


def test_an_hour_that_comes_twice_brings_one_digest():
    autumn = Kept(zone="Europe/Madrid", digest_at=time(2, 30), digest_on=date(2026, 10, 24))
    first = next_digest(autumn, at=at("2026-10-24T12:00:00"))

    assert first == at("2026-10-25T00:30:00")
    autumn.digest_on = first.astimezone(zone_of(autumn.zone)).date()
    assert next_digest(autumn, at=first + timedelta(hours=1)) == at("2026-10-26T01:30:00")


def test_weekends_and_pauses_are_passed_over():
    friday = Kept(weekends=False, digest_on=date(2026, 3, 6))
    assert next_digest(friday, at=at("2026-03-06T12:00:00")) == at("2026-03-09T07:00:00")

    away = Kept(paused_until=date(2026, 3, 20), digest_on=date(2026, 3, 6))
    assert next_digest(away, at=at("2026-03-06T12:00:00")) == at("2026-03-21T07:00:00")


def test_who_wants_none_gets_none():
    assert next_digest(Kept(digest=False), at=at("2026-03-06T12:00:00")) is None


def test_a_zone_that_is_not_known_is_utc():
    assert str(zone_of("Middle/Earth")) == str(zone_of("../../etc/passwd")) == "UTC"
    assert "Africa/Nairobi" in zones()


@given(
    zone=st.sampled_from(["UTC", "Europe/Madrid", "Asia/Tokyo", "America/St_Johns", "Pacific/Apia", "Asia/Kathmandu"]),
    hour=st.times(),
    start=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001 - hypothesis adds it
    weekends=st.booleans(),
)
def test_there_is_never_more_than_one_on_a_day_of_hers(zone, hour, start, weekends):
    mine, days, now = Kept(zone=zone, digest_at=hour, weekends=weekends), [], start
    for _ in range(10):
        due = next_digest(mine, at=now)
        now = max(now, due)
        mine.digest_on = now.astimezone(zone_of(zone)).date()
        days.append(mine.digest_on)

    assert len(set(days)) == len(days)
    assert all((later - earlier).days <= (3 if not weekends else 1) for earlier, later in pairwise(days))
