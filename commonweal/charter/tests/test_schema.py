"""The published schema is made from the classes, takes every charter that they take, and refuses what they refuse."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from commonweal.charter.checking import faults
from commonweal.charter.checking.counting import typically_absent
from commonweal.charter.clauses import Charter
from commonweal.charter.interim import PUBLISHED, interim_charter
from commonweal.charter.models import MODELS, starting_charter
from commonweal.charter.rules import Body
from commonweal.charter.schema import DIALECT, published, schema, schema_text
from commonweal.charter.tests.small import DAY, MEMBERS, body, en, matter, rule, small

CHECKER = jsonschema.Draft202012Validator(schema())


def data(charter: Charter) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(charter.model_dump_json())
    return read


def test_the_published_file_is_the_one_that_is_made_from_the_classes():
    assert published() == schema_text(), "Run python -m commonweal.charter.schema."


def test_it_is_a_schema_of_the_dialect_that_it_names():
    jsonschema.Draft202012Validator.check_schema(schema())
    assert schema()["$schema"] == DIALECT


@pytest.mark.parametrize("edition", PUBLISHED)
def test_it_takes_every_edition(edition):
    CHECKER.validate(data(interim_charter(edition)))


@pytest.mark.parametrize("model", MODELS)
def test_it_takes_every_starting_charter(model):
    CHECKER.validate(data(starting_charter(model)))


WRONG: dict[str, dict[str, Any]] = {
    "a colour": {"colour": "red"},
    "no title": {"title": None},
    "a base without a digest": {"base": {"edition": "interim/1"}},
    "a number in words": {"clauses": [{"number": "two", "title": en("A"), "text": en("A.")}]},
    "a language of five letters": {"title": {"latin": "Charta"}},
}
WRONG_RULES = {
    "a wish": {"type": "wish"},
    "a rule without a type": {"what": "minutes", "days": 3},
    "a majority of nobody": rule(tests=[]),
    "consent with a share": rule(method="consent"),
    "a share in percent": rule(tests=[{"share": "50%"}]),
    "a float": body(seats=[{"code": "a", "held_by": "lot", "name": en("A"), "weight": 1.5}]),
    "a body of guests": body(seats=[{"code": "a", "held_by": "guests", "name": en("A")}]),
    "a code with a space": matter("two words"),
    "an amount below nothing": matter("money", amount_from="-5"),
    "a colour of a matter": matter("money", colour="red"),
}


@pytest.mark.parametrize("wrong", [*WRONG, *WRONG_RULES])
def test_it_refuses_what_the_classes_refuse(wrong):
    charter = data(small())
    if wrong in WRONG:
        charter |= WRONG[wrong]
    else:
        charter["clauses"][-1]["rules"] = [WRONG_RULES[wrong]]

    with pytest.raises(ValidationError):
        Charter.model_validate(charter)
    assert list(CHECKER.iter_errors(charter))


def test_every_part_of_the_language_is_described():
    parts = schema()["$defs"]

    assert [name for name, part in parts.items() if not part.get("description")] == []
    assert parts["Test"]["properties"]["of"]["description"].startswith("the share of whom")
    assert not {"title", "discriminator"} & set(json.dumps(parts["Clause"]["properties"]["rules"]).split('"'))


RULES = st.sampled_from([r for m in MODELS for clause in data(starting_charter(m))["clauses"] for r in clause["rules"]])


@settings(max_examples=40, deadline=None)
@given(RULES, st.data())
def test_both_refuse_and_take_the_same_when_a_field_is_lost(given_rule, draw):
    lost = draw.draw(st.sampled_from(sorted(given_rule)))
    charter = data(small())
    charter["clauses"][-1]["rules"] = [{name: value for name, value in given_rule.items() if name != lost}]

    try:
        Charter.model_validate(charter)
        taken = True
    except ValidationError:
        taken = False
    assert CHECKER.is_valid(charter) == taken


def test_the_example_of_the_documents_is_a_charter_and_says_what_it_is_said_to():
    page = (Path(__file__).resolve().parents[3] / "docs" / "CHARTER.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    charter = Charter.model_validate(json.loads(example))

    CHECKER.validate(json.loads(example))
    codes = {fault.code for fault in faults(charter, MEMBERS, at=DAY) if fault.clause}
    assert codes == set()


@pytest.mark.parametrize(("seats", "absence", "away"), [(7, "1/5", 1), (4, "1/5", 1), (2, "1/5", 0), (2, "1/4", 1)])
def test_a_usual_day_is_worked_out_as_the_documents_say(seats, absence, away):
    assert typically_absent(Body.model_validate(body(typical_absence=absence)), seats) == away
