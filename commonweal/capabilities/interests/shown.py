"""What pages of interests show: whose, with whom, what follows, and from what somebody steps back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import get_language, gettext

from commonweal.acts.capability import Says
from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on_reading
from commonweal.acts.stepping_back import policy_of
from commonweal.capabilities.interests import queries
from commonweal.capabilities.interests.phrases import CONFLICTS, NATURES, SIGNS, STATES, band_words
from commonweal.capabilities.interests.queries import Declaration, Judgement
from commonweal.charter.clauses import Charter
from commonweal.charter.data import in_language
from commonweal.charter.rules import Matter
from commonweal.charter.ruling import all_of
from commonweal.partnerships.models import Member, Recusal
from commonweal.people.identity import names_of
from commonweal.web.audience import PartnershipRequest
from commonweal.web.told import organisations


@dataclass(frozen=True, slots=True)
class Sign:
    """A state with its shape."""

    code: str
    says: Says

    @property
    def status(self) -> str:
        """The shape and colour of the state."""
        return SIGNS[self.code]


@dataclass(frozen=True, slots=True)
class Interest:
    """One declaration for the eyes of one reader.

    :param whose: the name of the person or organisation; who she is where the reader may not know her name
    :param with_whom: the name of a member; somebody outside stands in `row.counterpart`
    """

    row: Declaration
    whose: str
    nature: Says
    with_whom: str
    amount: str
    matters: tuple[str, ...]
    sign: Sign
    judged: Judgement | None = None


@dataclass(frozen=True, slots=True)
class Away:
    """One recusal: who steps back, from what, until when."""

    row: Recusal
    whose: str
    what: str

    @property
    def over(self) -> bool:
        """Whether it was ended before its last day."""
        return self.row.ended_at is not None


@dataclass(slots=True)
class Eyes:
    """What a reader may know: names of persons, and words.

    :param names: of persons, filled by `knowing`; empty for readers who may not see them
    """

    request: PartnershipRequest
    orgs: Mapping[str, Member]
    may_names: bool
    may_words: bool
    charter: Charter
    names: dict[str, str] = field(default_factory=dict)

    def knowing(self, persons: Iterable[str]) -> None:
        """Look the names of these persons up, in one question, where the reader may see them."""
        wanted = {person for person in persons if person}
        if self.may_names and wanted:
            self.names |= names_of(wanted, partnership=self.request.partnership.pk)

    def person(self, person: str, organisation: str) -> str:
        """Return how a person is called here."""
        if person in self.names:
            return self.names[person]
        if organisation in self.orgs:
            return gettext("Somebody of %(organisation)s") % {"organisation": self.orgs[organisation].name}
        if person == self.request.partnership.convener:
            return gettext("The convener")
        return gettext("Somebody who takes part")

    def organisation(self, organisation: str) -> str:
        """Return how an organisation is called."""
        return self.orgs[organisation].name if organisation in self.orgs else ""

    def matter(self, code: str) -> str:
        """Return what a matter is called in the language of the page; its code where no charter knows it any more."""
        return matters_of(self.charter).get(code, code)


def eyes(request: PartnershipRequest) -> Eyes:
    """Return what whoever asks may know."""
    here = request.partnership.pk
    setting = setting_with(here, digest=request.partnership.charter)
    return Eyes(
        request,
        organisations(here),
        may_names=verdict_on_reading("names", by=request.actor, setting=setting).allowed,
        may_words=verdict_on_reading("interests", by=request.actor, setting=setting).allowed,
        charter=setting.charter,
    )


def matters_of(charter: Charter) -> dict[str, str]:
    """Return every matter of a charter, by its code, in the language of the page."""
    lang = get_language() or "en"
    return {rule.code: in_language(rule.name, lang) for _clause, rule in reversed(all_of(charter, Matter))}


def state_of(row: Declaration) -> str:
    """Return how an interest stands."""
    if row.conflict and (row.over_entry is None or row.conflict == "recuse"):
        return row.conflict
    if row.over_entry is not None and not row.always:
        return "over"
    if row.what == "stepped_back" or (row.always and (row.matters or row.counterpart_org or row.decision is not None)):
        return "none" if row.conflict == "none" else "recuse"
    return "over" if row.over_entry is not None else "open"


def interest(row: Declaration, to: Eyes, *, judged: Judgement | None = None) -> Interest:
    """Return one declaration as a reader sees it."""
    policy = policy_of(setting_with(row.partnership, digest=row.charter).charter)[1]
    state = state_of(row)
    return Interest(
        row=row,
        whose=whose(row, to),
        nature=NATURES.get(row.nature, gettext("Stepped back by her own will")),
        with_whom=to.organisation(row.counterpart_org),
        amount=band_words(policy, row.band, to.request.partnership.currency),
        matters=tuple(to.matter(code) for code in row.matters),
        sign=Sign(state, STATES[state]),
        judged=judged,
    )


def whose(row: Declaration, to: Eyes) -> str:
    """Return whose interest it is."""
    return (
        to.organisation(row.organisation) if row.subject == "organisation" else to.person(row.person, row.organisation)
    )


def away(row: Recusal, to: Eyes, declared: Mapping[int, Declaration]) -> Away:
    """Return one recusal as a reader sees it."""
    of = declared.get(row.interest)
    who = to.organisation(row.organisation) or to.person(row.person, of.organisation if of else "")
    if row.matter:
        what = to.matter(row.matter)
    elif row.decision is not None:
        what = gettext("the decision proposed in entry %(n)s") % {"n": row.decision}
    else:
        what = gettext("what concerns %(organisation)s") % {"organisation": to.organisation(row.counterpart)}
    return Away(row, who, what)


Judged = list[tuple[Judgement, Says, tuple[str, ...]]]
"""Each judgement with what it says, and of what."""


def judgement_rows(row: Declaration, to: Eyes) -> Judged:
    """Return what others said, the newest first, with what they said it of."""
    found = []
    for each in queries.judgements_of(row):
        of = [to.matter(code) for code in each.matters]
        if each.counterpart_org:
            of.append(
                gettext("what concerns %(organisation)s") % {"organisation": to.organisation(each.counterpart_org)}
            )
        if each.decision is not None:
            of.append(gettext("the decision proposed in entry %(n)s") % {"n": each.decision})
        found.append((each, CONFLICTS[each.conflict], tuple(of)))
    return found


def is_in_force(row: Recusal, on: date) -> bool:
    """Tell whether somebody steps back on a day."""
    return row.ended_at is None and (row.until_on is None or row.until_on >= on)


def history(row: Declaration, judged: Judged) -> list[tuple[datetime, int, str]]:
    """Return everything that happened to a declaration, the newest first."""
    turns = [(row.at, row.entry, gettext("Declared"))]
    if row.said_entry not in (row.entry, row.over_entry):
        turns.append((row.said_at, row.said_entry, gettext("Said again")))
    turns += [(each.at, each.entry, str(says)) for each, says, _of in judged]
    if row.over_entry is not None and row.said_entry == row.over_entry:
        turns.append((row.said_at, row.over_entry, gettext("Over")))
    return sorted(turns, key=lambda turn: -turn[1])
