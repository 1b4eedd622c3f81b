"""Ids, instants and digests."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.kit import dates, digests, ids


def test_ids_are_random_and_well_formed() -> None:
    made = {ids.new_id() for _ in range(1000)}

    assert len(made) == 1000
    assert all(ids.is_id(one) for one in made)


@pytest.mark.parametrize("text", ["", "a" * 25, "a" * 27, "A" * 26, "a" * 25 + "b", "a" * 26 + "\n", 5, None])
def test_what_is_no_id(text: object) -> None:
    assert not ids.is_id(text)


def test_a_seed_gives_the_same_id_and_its_parts_do_not_run_together() -> None:
    assert ids.id_from_seed("a", "b") == ids.id_from_seed("a", "b")
    assert ids.id_from_seed("ab", "c") != ids.id_from_seed("a", "bc")
    assert ids.is_id(ids.id_from_seed())


@given(st.datetimes(timezones=st.just(UTC)))
def test_instants_both_ways(at: datetime) -> None:
    second = dates.to_the_second(at)

    assert dates.parse_instant(dates.format_instant(second)) == second


def test_an_instant_is_written_in_utc() -> None:
    at = datetime(2030, 1, 2, 1, 30, tzinfo=timezone(timedelta(hours=2)))

    assert dates.format_instant(at) == "2030-01-01T23:30:00Z"
    assert dates.to_the_hour(at) == datetime(2030, 1, 1, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2030-01-01",
        "2030-01-01T00:00:00",
        "2030-01-01T00:00:00+00:00",
        "2030-01-01T00:00:00.5Z",
        "2030-02-30T00:00:00Z",
        "2030-01-01T24:00:00Z",
        "2030-01-01T00:00:00Z\n",
        "\uff12030-01-01T00:00:00Z",
    ],
)
def test_another_spelling_of_an_instant_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"instant|day|hour|must be in"):
        dates.parse_instant(text)


def test_an_instant_that_would_lose_something_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        dates.format_instant(datetime(2030, 1, 1))  # noqa: DTZ001 - the missing zone is the point
    with pytest.raises(ValueError, match="whole seconds"):
        dates.format_instant(datetime(2030, 1, 1, 0, 0, 0, 1, tzinfo=UTC))


def test_dates() -> None:
    assert dates.parse_date("2030-01-31") == date(2030, 1, 31)
    with pytest.raises(ValueError, match="not a date"):
        dates.parse_date("20300131")


def test_a_commitment_needs_its_salt() -> None:
    salt = bytes(range(32))

    # HMAC-SHA256 over {"lang":"en","text":"hello"}, computed with the standard library alone.
    known = "6daaea319b8952c460339168f202d6b458e2275f9a236b15fc024abe956c9305"
    assert digests.commitment(salt, {"text": "hello", "lang": "en"}) == known
    assert digests.commitment(digests.new_salt(), {"a": 1}) != digests.commitment(salt, {"a": 1})
    with pytest.raises(ValueError, match="32 bytes"):
        digests.commitment(b"", {"a": 1})


def test_digests_are_known_and_compared() -> None:
    assert digests.sha256_hex(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert digests.sha256(b"").hex() == digests.sha256_hex(b"")
    assert digests.is_hex_digest(digests.sha256_hex(b"a"))
    assert not digests.is_hex_digest("A" * 64)
    assert digests.same("a", "a")
    assert not digests.same(b"a", b"b")
    with pytest.raises(TypeError):
        digests.same("a", b"a")
