"""A code on paper survives a pencil and a tired reader; a slip is found before anybody is let in or locked out."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.people import papercodes
from commonweal.people.models import Account, PaperCode

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
CODES = st.text(papercodes.ALPHABET, min_size=20, max_size=20).map(lambda d: d + papercodes.check_character(d))


def test_a_code_has_a_hundred_random_bits_and_looks_like_seven_groups():
    code = papercodes.new_code()

    assert len(set(papercodes.ALPHABET)) == 32
    assert [len(group) for group in code.split("-")] == [3] * 7
    assert papercodes.understood(code) == code.replace("-", "")
    assert len({papercodes.new_code() for _ in range(200)}) == 200


@given(CODES, st.integers(0, 20), st.sampled_from(papercodes.ALPHABET))
def test_one_wrong_character_is_always_found(code, where, instead):
    wrong = code[:where] + instead + code[where + 1 :]

    assert (papercodes.understood(wrong) is None) == (wrong != code)


@given(CODES, st.integers(0, 19), st.integers(0, 19))
def test_two_characters_that_changed_places_are_always_found(code, one, other):
    swapped = list(code)
    swapped[one], swapped[other] = swapped[other], swapped[one]

    assert (papercodes.understood("".join(swapped)) is None) == ("".join(swapped) != code)


@pytest.mark.parametrize(
    "typed",
    ["", "0", "A" * 20, "A" * 22, "🙂" * 21, "\u0661" * 21, "-" * 400, "AAA-AAA-AAA-AAA-AAA-AAA-AA\u202eA", "ß" * 21],
)
def test_what_is_no_code_is_none(typed):
    assert papercodes.understood(typed) in (None, "A" * 21)


def test_a_code_is_understood_as_people_type_it():
    code = papercodes.spelled("01V" * 6 + "01" + papercodes.check_character("01V" * 6 + "01"))

    assert papercodes.understood(code.lower().replace("0", "o").replace("1", "l").replace("-", " "))
    assert papercodes.understood(code.replace("1", "I").replace("V", "u")) == code.replace("-", "")


@pytest.mark.django_db
def test_only_a_digest_is_kept_and_a_new_code_ends_the_old_one():
    fatima = Account.objects.create_user(None, name="Fatima")
    old = papercodes.give(fatima, at=NOON)
    new = papercodes.give(fatima, at=NOON)

    kept = PaperCode.objects.get()
    assert new.replace("-", "") not in kept.digest
    assert papercodes.account_with(papercodes.understood(old)) is None
    assert papercodes.account_with(papercodes.understood(new)) == fatima
    papercodes.take_away(fatima)
    assert papercodes.account_with(papercodes.understood(new)) is None


@pytest.mark.django_db
def test_a_closed_account_is_not_entered_and_many_have_no_address():
    closed = Account.objects.create_user("", name="Closed", is_active=False)
    Account.objects.create_user(None)
    Account.objects.create_user(None)

    assert closed.email is None
    assert papercodes.account_with(papercodes.understood(papercodes.give(closed, at=NOON))) is None
