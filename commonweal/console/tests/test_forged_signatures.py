"""A host that alters who signed a charter, or which one rules, is named by the entry by whoever checks the bundle."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from commonweal.acts.installed import act_type
from commonweal.acts.testing import NOON, Founded, admit, founded, given, welcome
from commonweal.charter.clauses import REQUIRED_PARTS
from commonweal.charter.interim import interim_charter
from commonweal.console.tests.test_forged_ballots import Forged
from commonweal.record import reading

ORGS = {"Alba": "city", "Bruno": "company", "Chiara": "ngo", "Dina": "university"}
WEEK = timedelta(days=7)


@pytest.fixture
def cool(db: None) -> Founded:
    return founded()


def clauses(**changed: Any) -> list[dict[str, Any]]:
    """Return the interim charter's clauses, and one on each part that an agreement needs."""
    found = [clause.model_dump(mode="json") for clause in interim_charter().clauses]
    for n, part in enumerate(REQUIRED_PARTS, start=1):
        rules = [{"type": "review", "every_months": 12}] if part == "review" else []
        said = {"title": {"en": f"On {part}"}, "text": {"en": changed.get(part, "Agreed.")}}
        found.append({"number": f"9.{n}", "part": part, "rules": rules, **said})
    return found


def presented(cool: Founded, *, purpose: str = "sign", at: Any = NOON, changed: Any = None, **terms: Any) -> int:
    draft = cool.given("chartering.open_draft", at=at, title="Our charter", source="blank").position
    whole = clauses(**(changed or {}))
    for some in (whole[: len(whole) // 2], whole[len(whole) // 2 :]):  # more than one entry holds
        cool.given("chartering.put_clauses", at=at, draft=draft, clauses=some)
    return cool.given("chartering.freeze", at=at, draft=draft, purpose=purpose, **terms).position


def on_paper(cool: Founded, org: str, text: int, *, at: Any = NOON) -> int:
    digest = reading.entry_at(cool.id, text).body["digest"]
    said = {"scan": "ab" * 32, "signed_on": at.date(), "authority": "Statutes", "signer": {"text": "Somebody"}}
    return cool.given(
        "agreement.sign_on_paper", at=at, text=text, digest=digest, organisation=cool.org(org), **said
    ).position


@pytest.fixture
def signed(cool: Founded) -> Forged:
    """An honest bundle of a charter that four organisations of five signed, then the fifth, and a life under it."""
    parties = [cool.org(name) for name in (*ORGS.values(), "families")]
    text = presented(cool, parties=parties, until_on="2026-04-01")
    for org in (*ORGS.values(), "families"):
        on_paper(cool, org, text)
    for _ in range(3):
        cool.given("messages.write", about=0, words={"text": "Now it rules."})
    return Forged.of(cool.id)


def entries(found: list[tuple[int | None, str]]) -> list[int | None]:
    return [entry for entry, _says in found]


def test_an_honest_record_holds(signed: Forged):
    assert signed.found() == []


def test_a_signature_under_an_altered_digest_is_named(signed: Forged):
    place, act = signed.at("agreement.sign_on_paper", 1)
    act["body"]["digest"] = "0" * 64

    found = signed.found()

    assert found[0][0] == place
    assert "signs another text" in found[0][1]
    assert len(found) == 2  # and the charter that follows had one signature too few
    assert "does not rule here" in found[1][1]


def test_a_missing_signature_is_named_where_the_charter_changes(signed: Forged):
    _place, act = signed.at("agreement.sign_on_paper", 2)
    act["kind"], act["body"] = "fit.noted", {"signer": act["body"]["signer"]}

    (entry, says), *rest = signed.found()

    assert entry == signed.at("messages.write", 0)[0]
    assert "does not rule here" in says
    assert rest == []


def test_an_altered_clause_is_named(signed: Forged):
    _place, act = signed.at("chartering.put_clauses")
    act["body"]["clauses"][-1]["text"]["en"] = "Another end."

    found = signed.found()

    assert any("Clause 9.14" in says for _entry, says in found)


def test_a_charter_that_rules_too_early_is_named(signed: Forged):
    place, act = signed.at("agreement.sign_on_paper", 3)
    act["charter"] = signed.at("messages.write", 0)[1]["charter"]

    found = signed.found()

    assert found[0][0] == place
    assert "does not rule here" in found[0][1]


def test_a_charter_that_nobody_presented_is_named(signed: Forged):
    place, act = signed.at("messages.write", 1)
    act["charter"] = "ab" * 32

    found = signed.found()

    assert entries(found) == [place, place + 1]
    assert "another charter than the one that rules" in found[0][1]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"organisation": "stranger"}, "not asked to sign"),
        ({"organisation": "first"}, "had signed already"),
        ({"signed_on": "2026-04-02"}, "after 2026-04-01, the last day"),
        ({"text": 3}, "a text that no entry presented"),
    ],
)
def test_a_signature_that_does_not_count_is_named(signed: Forged, change: dict[str, Any], says: str):
    place, act = signed.at("agreement.sign_on_paper", 1)
    first = signed.at("agreement.sign_on_paper", 0)[1]["body"]["organisation"]
    named = {"stranger": "a" * 26, "first": first}
    act["body"] |= {name: named.get(str(value), value) for name, value in change.items()}

    found = signed.found()

    assert found[0][0] == place
    assert says in found[0][1]


def test_a_key_that_never_signed_is_named(signed: Forged):
    place, act = signed.at("agreement.sign_on_paper", 0)
    body = act["body"]
    act["kind"] = "agreement.sign"
    act["org"] = body["organisation"]
    act["body"] = {name: body[name] for name in ("text", "digest", "authority")}

    found = signed.found()

    assert found[0] == (place, "It says that a key signed, and carries no signature.")


@pytest.fixture
def amended(cool: Founded) -> Forged:
    """An honest bundle of a charter that an amendment changed, as was decided."""
    text = presented(cool)
    for org in (*ORGS.values(), "families"):
        on_paper(cool, org, text)
    new = presented(cool, purpose="amend", changed={"purpose": "Something else."})
    decision = decided(cool, new)
    cool.given("agreement.bring_into_force", at=NOON + WEEK, text=new, decision=decision)
    cool.given("messages.write", at=NOON + WEEK, about=0, words={"text": "Amended."})
    return Forged.of(cool.id)


def decided(cool: Founded, about: int) -> int:
    """Let two thirds of all seats decide on an amendment."""
    said = {"title": "Amend", "on": "charter", "question": {"text": "Amend?"}, "promised": "consult"}
    act = act_type("decisions.propose").model_validate({"partnership": cool.id, "cites": [{"entry": about}], **said})
    decision = given(act, by=cool.alba).position
    cool.given("decisions.open_ballot", decision=decision)
    for who, org in ORGS.items():
        ballot = {"decision": decision, "seat": f"members.{cool.org(org)}", "choice": "yes"}
        cool.given("decisions.cast", by=cool.actor(who), **ballot)
    cool.given("decisions.close", at=NOON + WEEK, decision=decision)
    return decision


def test_an_honest_amendment_holds(amended: Forged):
    assert amended.found() == []


def test_an_amendment_without_its_decision_is_named(amended: Forged):
    place, act = amended.at("agreement.bring_into_force")
    act["body"]["decision"] = 3

    assert amended.found() == [(place, act_says(amended))]


def act_says(amended: Forged) -> str:
    text = amended.at("chartering.freeze")[0]
    return f"No decision on charter about entry {text} was carried, as clause 6.5 asks."


def test_a_decision_about_something_else_amends_nothing(amended: Forged):
    place, _act = amended.at("agreement.bring_into_force")
    amended.at("decisions.propose")[1]["cites"] = [{"entry": 1, "rel": "based_on"}]

    assert (place, act_says(amended)) in amended.found()


def test_who_leaves_is_not_waited_for(cool: Founded):
    admit(cool, "gone", "Gone", "company")
    text = presented(cool)
    for org in (*ORGS.values(), "families"):
        on_paper(cool, org, text)
    cool.given("membership.leave", organisation=cool.org("gone"))
    cool.given("agreement.bring_into_force", text=text)
    welcome(cool, "Eva", "observer")

    forged = Forged.of(cool.id)
    assert forged.found() == []
    place, _leave = forged.at("membership.leave")
    forged.entries[place]["act"]["kind"] = "fit.noted"
    assert "5 of the 6 organisations" in forged.found()[0][1]


def test_the_newest_interim_charter_is_followed(db: None):
    old = founded(slug="old", edition="interim/1")
    old.given("agreement.adopt_edition", edition="interim/4")
    old.given("messages.write", about=0, words={"text": "Under the newest."})

    forged = Forged.of(old.id)
    assert forged.found() == []
    forged.at("agreement.adopt_edition")[1]["body"]["edition"] = "interim/1"
    assert "not newer" in forged.found()[0][1]
