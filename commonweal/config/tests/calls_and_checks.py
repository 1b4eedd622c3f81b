"""A call with an application, and what follows from looking into a partner, for tests of every page."""

from __future__ import annotations

from commonweal.acts.testing import NOON, Founded, known_here
from commonweal.kit.ids import id_from_seed
from commonweal.partnerships.actors import ANYONE, Actor


def calls_and_checks(cool: Founded, words: str) -> dict[str, str | int]:
    """Let these words stand wherever somebody may write her own, and return the ids that addresses are made of."""
    said = {"text": words, "lang": "en"}
    cool.given("launch.publish", summary=said, contact="hello@ribera.example", how_to_join=said, how_to_complain=said,
               show_members=True)  # fmt: skip
    return {**_call(cool, words), **_check(cool, words), **_kept_apart(cool, words)}


def _call(cool: Founded, words: str) -> dict[str, str]:
    call, application = id_from_seed("test", "call"), id_from_seed("test", "application")
    said = {"text": words, "lang": "en"}
    cool.given("calls.open", call=call, title=words[:200], role="representative", organisations=True, places=1,
               criteria=[{"title": words[:200]}], closes_at=NOON.replace(month=5), text=said)  # fmt: skip
    farah = Actor(cool.id, person=known_here(cool, "Farah"), roles=frozenset({ANYONE, "applicant"}))
    cool.given("calls.apply", by=farah, call=call, application=application, organisation_name=f"Bus {words}"[:150],
               sector="company", answers=[said])  # fmt: skip
    cool.given("calls.answer", application=application, outcome="waiting", scores=[3], reason=said)
    return {"call": call, "application": application}


def _check(cool: Founded, words: str) -> dict[str, str]:
    check, said = id_from_seed("test", "check"), {"text": words, "lang": "en"}
    company = cool.org("company")
    cool.given("diligence.open", check=check, organisation=company, depth="light", because=words[:200])
    for item in ("existence", "control"):
        cool.given("diligence.find", check=check, item=item, finding="concern", note=said,
                   evidence=[{"title": words[:200], "url": "https://example.org/a"}])  # fmt: skip
        cool.given("diligence.reply", by=cool.bruno, check=check, item=item, words=said)
    cool.given("diligence.reply", by=cool.bruno, check=check, words=said)
    return {"check": check, "item": "existence"}


def _kept_apart(cool: Founded, words: str) -> dict[str, int]:
    said = {"text": words, "lang": "en"}
    declared = cool.given("interests.declare", by=cool.bruno, subject="self", nature="family", counterpart=said,
                          says=said, matters=["money"]).position  # fmt: skip
    cool.given("interests.judge", by=cool.chiara, declaration=declared, conflict="manage", plan=said, reason=said)
    cool.given("interests.recuse", by=cool.bruno, matters=["data"], reason=said)
    farah = Actor(cool.id, person=known_here(cool, "Farah"), roles=frozenset({ANYONE, "complainant"}))
    dispute = cool.given("disputes.raise", by=farah, sort="complaint", against=cool.org("company"), words=said,
                         wish=said).position  # fmt: skip
    cool.given("disputes.take", by=cool.chiara, dispute=dispute)
    cool.given("disputes.say", by=cool.bruno, dispute=dispute, words=said)
    cool.given("disputes.rehearse", note=said)
    return {"declaration": declared, "dispute": dispute}
