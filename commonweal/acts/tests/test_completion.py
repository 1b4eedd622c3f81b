"""What only the house can compute of an act: filled in under the lock, and never by whoever asks for a verdict."""

from __future__ import annotations

import pytest

from commonweal.acts.perform import Objected, perform, require_fit
from commonweal.acts.testing import NOON, given, made
from commonweal.acts.tests.kites.capability import BOX
from commonweal.record import boxes, reading
from commonweal.record.entry import Seen


def count(alone, colour="blue", **fields):
    return made("kites.count", alone.id, colour=colour, **fields)


@pytest.fixture
def up(kites, alone):
    """A partnership above which two blue kites fly."""
    for metres in (10, 20):
        given(made("kites.fly", alone.id, colour="blue", metres=metres), by=alone.alba)
    return alone


def test_the_house_fills_in_what_it_alone_can_know(up):
    assert perform(count(up), by=up.alba, at=NOON).body == {"colour": "blue", "up": 2}


def test_whatever_is_handed_in_for_it_is_computed_anew(up):
    assert perform(count(up, up=99), by=up.alba, at=NOON).body["up"] == 2


def test_an_act_that_cannot_be_completed_is_explained_and_leaves_nothing(up):
    with pytest.raises(Objected, match="No kite of this colour"):
        perform(count(up, "green"), by=up.alba, at=NOON)

    assert boxes.count(up.id, BOX) == 0
    assert reading.size(up.id) == 3


def test_to_ask_whether_it_fits_completes_nothing(up):
    require_fit(count(up), by=up.alba, at=NOON)

    assert boxes.count(up.id, BOX) == 0


def test_the_same_act_again_is_the_entry_that_stands(up):
    act = count(up)
    first = perform(act, by=up.alba, at=NOON)
    given(made("kites.fly", up.id, colour="blue", metres=30), by=up.alba)

    assert perform(act, by=up.alba, at=NOON).position == first.position
    assert boxes.count(up.id, BOX) == 1


def test_who_signed_other_figures_than_follow_now_is_told(up):
    seen = Seen(size=3, root=reading.head(up.id).root.hex())

    with pytest.raises(Objected, match="no longer what follows"):
        perform(count(up, up=1), by=up.alba, at=NOON, sig={"alg": "ed25519", "key": "x", "sig": "y"}, seen=seen)
