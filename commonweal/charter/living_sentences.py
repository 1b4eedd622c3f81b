"""What the other rules say, sentence by sentence: signing, changing, joining, leaving, disputes, interests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from commonweal.charter.data import Data
from commonweal.charter.rule_sentences import amount
from commonweal.charter.rules import (
    Access,
    Accession,
    Amendment,
    Cycle,
    DataPrinciple,
    Deadline,
    DisputePath,
    Dissolution,
    Exit,
    Grant,
    InterestsPolicy,
    Review,
    Signing,
    Succession,
    Suspension,
    Threshold,
)
from commonweal.charter.saying import Ref, Said, Value, refs


def of_life(rule: Data) -> Iterator[Said]:
    """Yield what a rule says that is neither a body, a matter nor a rule of decision."""
    yield from _SENTENCES[type(rule)](rule)


def _grant(rule: Grant) -> Iterator[Said]:
    roles = refs("role", rule.roles)
    if rule.acts:
        yield Said("grant.acts", {"acts": refs("act", rule.acts), "roles": roles})
    if rule.matters:
        yield Said("grant.matters", {"matters": refs("domain", rule.matters), "roles": roles})


def _access(rule: Access) -> Iterator[Said]:
    yield Said("access", {"what": Ref("readable", rule.what), "roles": refs("role", rule.roles)})


def _threshold(rule: Threshold) -> Iterator[Said]:
    named: dict[str, Value] = {"criterion": rule.criterion, "name": Ref("threshold", rule.name), "value": rule.value}
    yield Said("threshold", named)


def _cycle(rule: Cycle) -> Iterator[Said]:
    yield Said("cycle", {"what": rule.what, "months": rule.every_months})
    if rule.owed_by:
        yield Said("cycle.owed_by", {"who": refs("role", rule.owed_by)})


def _deadline(rule: Deadline) -> Iterator[Said]:
    yield Said(f"deadline.{rule.what}", {"days": rule.days})


def _interests(rule: InterestsPolicy) -> Iterator[Said]:
    yield Said("interests.renew", {"months": rule.renew_months})
    if rule.decided_by is not None:
        yield Said("interests.decided_by", {"body": Ref("body", rule.decided_by)})
    else:
        yield Said("interests.decided_by_chair")
    if rule.always:
        yield Said("interests.always", {"kinds": refs("term", tuple(f"interest_{kind}" for kind in rule.always))})
    if rule.bands:
        yield Said("interests.bands", {"amounts": tuple(amount(band, rule.currency) for band in rule.bands)})


def _data_principle(rule: DataPrinciple) -> Iterator[Said]:
    yield Said(f"data.{rule.code}")


def _dispute_path(rule: DisputePath) -> Iterator[Said]:
    for number, step in enumerate(rule.steps, start=1):
        named: dict[str, Value] = {"number": str(number), "step": step.name, "days": step.days}
        if step.body is None:
            yield Said("dispute.step", named)
        else:
            yield Said("dispute.step_body", {**named, "body": Ref("body", step.body)})


def _review(rule: Review) -> Iterator[Said]:
    if rule.on is not None:
        yield Said("review.on", {"day": rule.on.isoformat()})
    if rule.every_months is not None:
        yield Said("review.every", {"months": rule.every_months})


def _signing(rule: Signing) -> Iterator[Said]:
    yield Said(f"signing.{rule.parties}")
    yield Said("signing.assurance", {"ways": refs("term", rule.assurance)})
    if rule.in_order:
        yield Said("signing.in_order")
    yield Said("signing.period", {"days": rule.period_days})
    yield Said("signing.share", {"quantity": Ref("at_least", rule.share)})


def _amendment(rule: Amendment) -> Iterator[Said]:
    yield Said("amendment", {"matter": Ref("matter", rule.matter)})
    if rule.after_days:
        yield Said("amendment.after", {"days": rule.after_days})


def _accession(rule: Accession) -> Iterator[Said]:
    yield Said("accession", {"matter": Ref("matter", rule.matter)})


def _exit(rule: Exit) -> Iterator[Said]:
    yield Said("exit", {"days": rule.notice_days}) if rule.notice_days else Said("exit.at_once")
    yield Said("exit.duties_remain" if rule.duties_remain else "exit.duties_end")


def _suspension(rule: Suspension) -> Iterator[Said]:
    yield Said("suspension", {"matter": Ref("matter", rule.matter)})


def _succession(rule: Succession) -> Iterator[Said]:
    if rule.matter is None:
        yield Said("succession.legal")
    else:
        yield Said("succession", {"matter": Ref("matter", rule.matter)})


def _dissolution(rule: Dissolution) -> Iterator[Said]:
    yield Said("dissolution", {"matter": Ref("matter", rule.matter)})
    yield Said("dissolution.record", {"months": rule.record_months})


_SENTENCES: dict[type[Data], Callable[[Any], Iterator[Said]]] = {
    Grant: _grant,
    Access: _access,
    Threshold: _threshold,
    Cycle: _cycle,
    Deadline: _deadline,
    InterestsPolicy: _interests,
    DataPrinciple: _data_principle,
    DisputePath: _dispute_path,
    Review: _review,
    Signing: _signing,
    Amendment: _amendment,
    Accession: _accession,
    Exit: _exit,
    Suspension: _suspension,
    Succession: _succession,
    Dissolution: _dissolution,
}
