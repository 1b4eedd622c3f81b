"""The catalogue of models: whole in four languages, and combined without dropping anything."""

from __future__ import annotations

import pytest
from django.utils import translation

from commonweal.capabilities.fit.catalogue import KINDS, UnknownModel, catalogue, combined
from commonweal.capabilities.fit.values import COCREATION

LANGUAGES = {"en", "es", "fr", "ar"}


def test_every_model_says_everything_in_every_language():
    assert tuple(catalogue()) == COCREATION
    for model in catalogue().values():
        assert set(model.texts) == {"name", "what", "for_whom", "suits", "not_suits"}
        assert all(set(words) == LANGUAGES and all(words.values()) for words in model.texts.values())
        assert all(model.presets[kind] for kind in KINDS)


def test_everything_preset_and_every_clash_has_words_in_every_language():
    everything = combined(COCREATION)

    shown = {(p.kind, p.code) for presets in everything.presets.values() for p in presets}
    named = {(kind, code) for model in catalogue().values() for kind in KINDS for code in model.presets[kind]}
    assert shown == named
    assert all(set(p.words) == LANGUAGES for presets in everything.presets.values() for p in presets)
    assert all(set(clash.words) == LANGUAGES for clash in everything.clashes)
    assert len(everything.clashes) == 7


def test_one_model_clashes_with_nothing_of_its_own():
    for code in COCREATION:
        assert combined((code,)).clashes == ()


def test_a_combination_joins_and_says_who_brings_what():
    both = combined(("consortium", "co_design_lab"))

    steering = next(p for p in both.presets["bodies"] if p.code == "steering_group")
    assert steering.brought_by == ("co_design_lab", "consortium")
    assert [m.code for m in both.models] == ["co_design_lab", "consortium"]


def test_a_clash_is_named_and_nothing_is_dropped():
    both = combined(("public_private", "consortium"))

    assert {p.code for p in both.presets["rules"]} == {"both_parties", "double_majority"}
    assert {tuple(p.code for p in c.between) for c in both.clashes} == {
        ("both_parties", "double_majority"),
        ("equal_votes", "no_third"),
    }


def test_words_come_in_the_language_of_the_page():
    with translation.override("fr"):
        assert catalogue()["living_lab"].name == "Laboratoire vivant ou pilote"
    with translation.override("de"):
        assert catalogue()["living_lab"].name == "Living lab or pilot"


def test_an_unknown_model_is_told():
    with pytest.raises(UnknownModel, match="miracle"):
        combined(("miracle",))
