"""What an act is, by itself: its kind, its body, the words in it, and how old bodies become new ones."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pydantic import ValidationError

from commonweal.acts.act import Act, Words, put_at, words_in
from commonweal.acts.installed import UnknownKind, act_of, act_type, body_today, capability_of
from commonweal.acts.sentences import sentence_of
from commonweal.acts.testing import NOON, made
from commonweal.kit.ids import id_from_seed
from commonweal.record.entry import Entry

ID = id_from_seed("test", "partnership")


def entry(kv, body, kind="kites.fly"):
    return Entry(
        partnership=ID, position=7, kind=kind, kv=kv, at=NOON, by=None, org=None, charter=None, body=body, cites=(),
        idem=id_from_seed("test", "idem"), seen=None, sig=None, raw=b"", leaf=b"",
    )  # fmt: skip


def test_a_kind_has_a_name_and_a_version(kites):
    assert (kites.FlyKite.kind_name(), kites.FlyKite.kind_version()) == ("kites.fly", 3)
    assert kites.FlyKite.described() == "A kite is flown."


def test_the_body_is_everything_but_the_envelope(kites):
    assert made("kites.fly", ID, colour="blue", metres=3).as_body() == {"colour": "blue", "metres": 3, "why": None}


@pytest.mark.parametrize(
    "wrong",
    [{"colour": "blue"}, {"colour": "blue", "metres": 1, "tail": "long"}, {"colour": "blue", "metres": 1, "idem": "x"}],
)
def test_what_is_missing_unknown_or_malformed_is_not_an_act(kites, wrong):
    with pytest.raises(ValidationError):
        made("kites.fly", ID, **wrong)


def test_an_act_cannot_be_changed_afterwards(kites):
    act = made("kites.fly", ID, colour="blue", metres=3)

    with pytest.raises(ValidationError):
        act.cites = ()  # type: ignore[misc]  # what the test is about


def test_citations_have_one_form(kites):
    cites = [{"entry": 9, "rel": "funds"}, {"entry": 2, "rel": "answers"}, {"entry": 9, "rel": "funds"}]
    act = made("kites.fly", ID, colour="blue", metres=3, cites=cites)

    assert [(cite.entry, cite.rel) for cite in act.cites] == [(2, "answers"), (9, "funds")]


def test_every_piece_of_words_is_found_where_it_stands():
    class Letter(Act):
        """A letter."""

        kind = "letters.write.v1"
        matter = "letters"
        body: Words
        postscripts: tuple[Words, ...] = ()
        by_place: dict[str, Words] = {}

    one, two, three = (Words(text=text) for text in ("One.", "Two.", "Three."))
    letter = Letter(partnership=ID, body=one, postscripts=(two,), by_place={"rome": three})

    assert words_in(letter) == [("/body", one), ("/by_place/rome", three), ("/postscripts/0", two)]
    body = letter.as_body()
    for path, _words in words_in(letter):
        put_at(body, path, "gone")
    assert body == {"body": "gone", "postscripts": ["gone"], "by_place": {"rome": "gone"}}


def test_an_old_body_comes_forward_one_version_at_a_time(kites):
    assert body_today(entry(1, {"color": "blue", "feet": 100})) == {"colour": "blue", "metres": 30}
    assert body_today(entry(2, {"colour": "blue", "feet": 100})) == {"colour": "blue", "metres": 30}
    assert body_today(entry(3, {"colour": "blue", "metres": 30})) == {"colour": "blue", "metres": 30}


def test_an_old_entry_is_read_as_an_act_of_today_and_keeps_its_bytes(kites):
    old = entry(1, {"color": "blue", "feet": 100})

    assert act_of(old) == kites.FlyKite(partnership=ID, idem=old.idem, colour="blue", metres=30)
    assert old.body == {"color": "blue", "feet": 100}
    assert sentence_of(old) == "A blue kite rose"


def test_a_version_without_a_way_forward_is_named(kites):
    with pytest.raises(UnknownKind, match=r"kites\.fly version 0 has no upcaster"):
        body_today(entry(0, {}))


def test_a_kind_that_is_not_installed_is_named_and_still_told(kites):
    unknown = replace(entry(1, {}), kind="kites.eat")

    with pytest.raises(UnknownKind, match=r"kites\.eat"):
        act_type("kites.eat")
    with pytest.raises(UnknownKind, match=r"kites\.eat"):
        capability_of("kites.eat")
    assert sentence_of(unknown) == "An act of a kind that is not installed here: kites.eat"


def test_an_act_without_a_sentence_is_told_by_its_own_description(kites):
    assert sentence_of(entry(1, {}, kind="kites.tie")) == "A knot is tied, for which one answers with a key"
