"""The file of a rule and the table of weights: read exactly, or refused in one sentence that names the place."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import jsonschema
import pytest

from commonweal.methods.power import Majority, Player, Quorum, power_of
from commonweal.methods.power.rulefile import BadRule, read_rule, read_weights, schema
from commonweal.methods.power.written import as_data

pytestmark = pytest.mark.once

RULE = {
    "name": "River",
    "players": [
        {"name": "City", "weight": "5/2", "population": 12.5, "sector": "government", "veto": True},
        {"name": "Club", "count": 2, "sector": "civil_society", "organisation": "Clubs"},
    ],
    "majorities": [{"over": "weight", "share": 0.6}, {}, {"over": "seats", "need": 2}],
    "minority": 1,
    "sector_vetoes": ["civil_society"],
    "quorum": {"share": "1/3", "sectors": 1, "presence": {"government": 1}},
    "absence": "1/5",
}


def test_a_rule_is_read_as_it_is_written():
    rule = read_rule(json.dumps(RULE))

    assert (rule.name, rule.absence) == ("River", Fraction(1, 5))
    assert rule.game.players == (
        Player("City", Fraction(5, 2), Fraction(25, 2), "government", veto=True),
        Player("Club 1", sector="civil_society", organisation="Clubs"),
        Player("Club 2", sector="civil_society", organisation="Clubs"),
    )
    assert rule.game.majorities == (
        Majority("weight", Fraction(3, 5), more=False),
        Majority("seats", Fraction(1, 2), more=True),
        Majority("seats", more=False, need=2),
    )
    assert rule.game.quorum == Quorum(Fraction(1, 3), sectors=1, presence={"government": 1})


def test_the_schema_takes_what_is_read_and_refuses_what_is_not():
    jsonschema.validate(RULE, schema())
    for wrong in ({"players": []}, RULE | {"players": [{"name": "a", "weight": "x"}]}, RULE | {"colour": "blue"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema())
        with pytest.raises(BadRule):
            read_rule(json.dumps(wrong))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Line 1, column 1 is not JSON"),
        ('{"players": [\n}', "Line 2, column 1 is not JSON"),
        ("[]", "The file"),
        ("[" * 100_000, "nested too deeply"),
        ('{"players": [{"name": "a", "weight": ' + "9" * 5000 + '}], "majorities": [{}]}', "too long a number"),
        ('{"players": [{"name": "a", "weight": 1e99}], "majorities": [{}]}', "players, number 1, weight: .* up to 15"),
        ('{"players": [{"name": "a", "weight": NaN}], "majorities": [{}]}', "players, number 1, weight"),
        ('{"players": [{"name": "a", "weight": -1}], "majorities": [{}]}', "'-1' is not a number"),
        ('{"players": [{"name": "a"}, {"name": "a"}], "majorities": [{}]}', "Two players are called 'a'"),
        ('{"players": [{"name": "a"}], "majorities": [{"share": 1, "need": 1}]}', "majorities, number 1: .* not both"),
        ('{"players": [{"name": "a"}], "majorities": [{"over": "hats"}]}', "majorities, number 1, over"),
        ('{"players": [{"name": "a"}], "majorities": [{}], "absence": 2}', "absence: 2 is not a share"),
        ('{"players": [{"name": "a", "count": 2000}, {"name": "b"}], "majorities": [{}]}', "up to 2000 players"),
    ],
)  # fmt: skip
def test_what_is_no_rule_is_refused_with_its_place(text, says):
    with pytest.raises(BadRule, match=says):
        read_rule(text)


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_a_table_of_weights_is_read(between):
    lines = ["\ufeffName,Weight,Sector,Veto", "City,2/3,government,yes", "", '"Club",0.5,,']

    found = read_weights("\r\n".join(lines).replace(",", between))

    assert found == (Player("City", Fraction(2, 3), sector="government", veto=True), Player("Club", Fraction(1, 2)))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Line 1: .* column called name"),
        ("name,colour\n", "Line 1: .*'colour'"),
        ("name,weight,weight\n", "Line 1: .*'weight'"),
        ("name\n", "no line with a player"),
        ("name,weight\na,1\nb\n", "Line 3: 1 cells where the first line has 2"),
        ("name,weight\na,1\nb,one\n", "Line 3, column weight: 'one' is not a number"),
        ("name,population\na,1/0\n", "Line 2, column population"),
        ("name,weight\n,1\n", "Line 2, column name is empty"),
        ("name,veto\na,perhaps\n", "Line 2, column veto: 'perhaps' is neither yes nor no"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_with_its_line_and_column(text, says):
    with pytest.raises(BadRule, match=says):
        read_weights(text)


def test_the_answer_is_data_that_loses_nothing():
    rule = read_rule(json.dumps(RULE))

    said = json.loads(json.dumps(as_data(rule, power_of(rule.game))))

    assert said["players"][0]["veto"] is True
    assert sum(Fraction(player["shapley"]) for player in said["players"]) == 1
    assert said["organisations"] == [
        {"name": "Clubs", "seats": 2, "weight": "4/9", "banzhaf": said["sectors"][0]["banzhaf"]}
        | {key: said["sectors"][0][key] for key in ("shapley", "blocks", "passes")}
    ]
    assert Fraction(said["quorum_reach"]) == Fraction(4, 5)
    assert all(player["no_show"] is not None for player in said["players"])


def test_every_key_of_the_answer_is_explained_on_the_page():
    page = (Path(__file__).resolve().parents[3] / "docs" / "methods" / "power.md").read_text(encoding="utf-8")
    rule = read_rule(json.dumps(RULE))

    said = as_data(rule, power_of(rule.game))

    inner = [key for part in ("players", "sectors") for key in said[part][0]]
    keys = {*said, *inner}.union(said["smallest"], schema()["properties"])
    assert {key for key in keys if f"`{key}`" not in page} == set()
