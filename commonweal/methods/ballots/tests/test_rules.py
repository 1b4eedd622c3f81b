"""Rule documents: complete, in one writing, and for ever."""

from __future__ import annotations

import pytest

from commonweal.methods.ballots.rules import FORM_OF, RULES, UnknownRule, read_rule, standard

RELEASED = [
    "plurality/1;equal=share;ties=fail",
    "approval/1;ties=fail",
    "score/1;lowest=0;highest=5;blank=lowest;by=sum;ties=fail",
    "quadratic/1;budget=100;against=no;ties=fail",
    "yesno/1;share=1/2;needs=more;of=votes",
    "condorcet/1;unranked=last",
    "schulze/1;strength=winning-votes;unranked=last;ties=fail",
    "ranked_pairs/1;strength=winning-votes;unranked=last;ties=fail",
    "irv/1;equal=share;until=majority;ties=fail",
    "stv/1;transfer=wigm;quota=droop;surplus=one;precision=exact;equal=share;ties=fail",
    "stv/1;transfer=meek;quota=droop;precision=9;omega=6;equal=share;ties=fail",
]
"""Documents stand on records. None of them may ever become unknown, so nothing may leave this list."""


@pytest.mark.parametrize("document", RELEASED)
def test_what_was_released_is_read_for_ever(document):
    assert read_rule(document).document == document


def test_every_rule_has_a_standard():
    assert sorted(standard(name) for name in [*FORM_OF, "meek"]) == sorted(RELEASED)
    assert len(RELEASED) == len(RULES)


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ("borda/1", "There is no rule 'borda/1'"),
        ("irv/2;equal=share", "There is no rule"),
        ("irv/1;equal=share;ties=fail", "must also say until"),
        ("irv/1;equal=share;until=noon;ties=fail", "until is majority or two, not 'noon'"),
        ("irv/1;equal=share;equal=share;until=two;ties=fail", "each once"),
        ("irv/1;until=two;equal=share;ties=fail", "in their order"),
        ("score/1;lowest=5;highest=5;blank=lowest;by=sum;ties=fail", "must lie below"),
        ("stv/1;transfer=meek;quota=droop;precision=6;omega=9;equal=share;ties=fail", "smaller than precision"),
    ],
)
def test_what_was_never_released_is_refused(document, says):
    with pytest.raises(UnknownRule, match=says):
        read_rule(document)


def test_standards_are_changed_by_choices_they_have():
    assert standard("stv", precision="4").split(";")[4] == "precision=4"
    with pytest.raises(UnknownRule, match="leaves no choice 'mood'"):
        standard("irv", mood="good")
    with pytest.raises(UnknownRule, match="There is no rule 'borda'"):
        standard("borda")
