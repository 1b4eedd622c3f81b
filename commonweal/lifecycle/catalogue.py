"""The seven steps and every exit criterion by its id, whether or not something installed here can compute it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Says
from commonweal.web.places import STEPS


@dataclass(frozen=True, slots=True)
class Listed:
    """A criterion as the house knows it by name.

    :param title: what is so when it is met, in few plain words
    :param needs: the records without which nobody can tell
    """

    id: str
    title: Says
    needs: Says


@dataclass(frozen=True, slots=True)
class Step:
    """One of the seven steps.

    :param question: what partners ask themselves here, in plain words
    :param place: the step's name in addresses and in the navigation
    """

    number: int
    place: str
    label: Says
    question: Says
    about: Says
    criteria: tuple[Listed, ...]


class UnknownStep(LookupError):
    """No step, or no criterion, of this name."""


QUESTIONS: Mapping[int, tuple[Says, Says]] = {
    1: (
        _("Is a partnership the right way at all?"),
        _("Name what you want to reach, compare a partnership with other ways, and decide. No is a good answer."),
    ),
    2: (
        _("Are the right people here, and do they speak for others?"),
        _("Everybody who has a say or is affected is taking part, was asked, or stays out for a reason."),
    ),
    3: (
        _("Do we understand the problem alike, and want the same?"),
        _("One description of the problem, its causes and the goals, with objections heard."),
    ),
    4: (
        _("Have we bound ourselves, all of us, to the same text?"),
        _("An agreement with all its parts, signed by everyone it needs, and made public."),
    ),
    5: (
        _("Can it work, and go on working?"),
        _("Plan, money, risks, data and the time of those who keep it together."),
    ),
    6: (
        _("Is it clear who decides what, and does it work that way?"),
        _("Bodies, seats and rules that were used and can be checked."),
    ),
    7: (
        _("What changed, for whom, and what do we do differently?"),
        _("Asked again every period: results, fairness, promises and lessons."),
    ),
}

THRESHOLDS: Mapping[str, Says] = {
    "goals": _("Goals that must be complete"),
    "assessors": _("People who must have scored"),
    "sectors": _("Sectors from which they must come"),
    "answered": _("Share of questions that must be answered"),
    "alternatives": _("Other ways that must be scored"),
    "spread": _("Widest spread of answers without a note"),
    "overall": _("Share of seats that must be there"),
    "group": _("Share of the seats of each sector and group that must be there"),
    "gap": _("Widest gap between speaking and being there that is not named"),
    "tied": _("Share of commitments that must name a clause"),
    "response": _("Share of organisations that must have answered"),
    "density": _("Share of possible ties that must be there"),
    "depth": _("How many causes must lie one under the other"),
    "positions": _("Share of members that must have said where they stand on a goal"),
    "acknowledged": _("Share of contributions that must be acknowledged in time"),
    "closed": _("Share of contributions due that must be answered with what came of them"),
}
"""What a threshold counts, by the name under which criteria and charters know it."""

_GOALS, _SCORES = _("goals"), _("scores of the fit assessment")
_STAKEHOLDERS, _AGREEMENT = _("ratings of stakeholders"), _("versions of an agreement and their signatures")
_MEETINGS, _DECISIONS = _("meetings and who was present"), _("decisions and their ballots")
_INDICATORS, _COMMITMENTS = _("indicators and their values"), _("commitments and what came of them")

_ROWS: tuple[tuple[str, Says, Says], ...] = (
    ("1.1", _("A goal that says for whom, where, by when, and how to notice it"), _GOALS),
    ("1.2", _("Enough people from different sectors judged the fit"), _SCORES),
    ("1.3", _("Other ways were scored on the same questions, and the cost of working together estimated"), _SCORES),
    ("1.4", _("A partnership came out best, and wide differences were talked over"), _SCORES),
    (
        "1.5",
        _("Nothing stands in the way: influence, sponsor, time and means, each with evidence"),
        _("entry conditions"),
    ),
    ("1.6", _("It was decided, by somebody who answers for it, with interests declared"), _("a decision on the fit")),
    ("2.1", _("Nobody with a strong say or a strong stake was forgotten"), _STAKEHOLDERS),
    (
        "2.2",
        _("Every sector that is needed takes part, and affected groups hold seats"),
        _("sectors needed, and seats"),
    ),
    ("2.3", _("Who has a say and who is affected was judged from several sides"), _STAKEHOLDERS),
    (
        "2.4",
        _("Every representative has a mandate, a term and a substitute, and was asked about access"),
        _("mandates"),
    ),
    ("2.5", _("Those who take part resemble those who are affected"), _("participation, and figures to compare with")),
    (
        "2.6",
        _("Partners were looked into, and interests are declared and handled"),
        _("checks of partners, declared interests"),
    ),
    ("2.7", _("No organisation decides most things alone"), _("who decides what, as it is and as it should be")),
    ("2.8", _("Every member and affected group was told what influence is promised"), _("promises of involvement")),
    (
        "3.1",
        _("The problem is described together, from three kinds of knowledge"),
        _("a problem statement, and evidence"),
    ),
    ("3.2", _("Causes are traced, and each is taken up or left for a reason"), _("causes of the problem")),
    (
        "3.3",
        _("Members said where they stand on each goal, and objections were handled"),
        _("positions and objections"),
    ),
    ("3.4", _("Every sector supports every main goal"), _("positions on goals")),
    ("3.5", _("Words that somebody stumbled over are explained"), _("a glossary")),
    ("3.6", _("Known clashes of agendas have somebody who looks after them"), _("clashes of agendas")),
    ("3.7", _("It is written down how what we do leads to what we want"), _("a theory of change")),
    ("4.1", _("The agreement has all its parts"), _AGREEMENT),
    ("4.2", _("Everyone needed signed the same text, with authority"), _AGREEMENT),
    ("4.3", _("Everyone who signed promised something that can be checked"), _COMMITMENTS),
    ("4.4", _("How we work together was asked at the start"), _("a survey of working relations")),
    ("4.5", _("No member stands alone"), _("a survey of working relations")),
    ("4.6", _("The launch is public: what, who, and how to join or complain"), _("a published launch")),
    ("5.1", _("Every result has work behind it, and every piece of work somebody answerable"), _("a work plan")),
    ("5.2", _("The money for the next two years is there, as far as it must be"), _("a budget, and sources of money")),
    ("5.3", _("We do not hang on one funder without having decided to"), _("sources of money")),
    ("5.4", _("High risks have somebody who bears them and an answer"), _("risks")),
    ("5.5", _("There are enough hours to keep it together, and a substitute"), _("hours of coordination")),
    ("5.6", _("Data flows only under agreements that hold"), _("data flows and their agreements")),
    ("5.7", _("Meetings have a rhythm, and it is known how we would end"), _MEETINGS),
    ("6.1", _("Each kind of matter has one body and one rule"), _("bodies and their rules")),
    ("6.2", _("Seats are filled, and terms have not run out"), _("bodies and their seats")),
    ("6.3", _("No sector can force or block alone, and quorum can be reached"), _("bodies and their rules")),
    ("6.4", _("Decisions were taken under the rules and can be recomputed"), _DECISIONS),
    ("6.5", _("Decisions and minutes come in time"), _DECISIONS),
    ("6.6", _("People come, from every sector and group"), _MEETINGS),
    (
        "6.7",
        _("Complaints have a way that works, and conflicts of interest were kept out"),
        _("complaints and recusals"),
    ),
    ("6.8", _("Those who were promised a say had it"), _("promises of involvement, and decisions")),
    ("7.1", _("Results, process, governance and fairness are measured, with aims"), _INDICATORS),
    ("7.2", _("It is known for whom things changed, and for whom not"), _INDICATORS),
    ("7.3", _("Whoever told us something heard back"), _("what people told us, and the answers")),
    ("7.4", _("Promises are counted for every partner, funder and convener too"), _COMMITMENTS),
    ("7.5", _("What we assumed was tested, and what failed was acted on"), _("assumptions and their tests")),
    ("7.6", _("What we claim to have caused was doubted and reviewed"), _("claims of contribution")),
    ("7.7", _("We met to learn, and lessons became changes"), _("reviews and lessons")),
    ("7.8", _("How we work together was asked again"), _("a survey of working relations")),
    ("7.9", _("What is to grow was tested, with its side effects"), _("tests of prototypes")),
    ("7.10", _("It was decided whether to go on, change, hand over or end"), _("a decision on the next period")),
)


@cache
def steps() -> tuple[Step, ...]:
    """Return the seven steps in order, each with its criteria."""
    listed = [Listed(id=id, title=title, needs=needs) for id, title, needs in _ROWS]
    return tuple(
        Step(n, place, label, *QUESTIONS[n], tuple(c for c in listed if c.id.startswith(f"{n}.")))
        for n, (place, label) in enumerate(STEPS, start=1)
    )


@cache
def listed(criterion: str) -> Listed:
    """Return a criterion by its id.

    :raises UnknownStep: where there is none
    """
    for step in steps():
        for each in step.criteria:
            if each.id == criterion:
                return each
    raise UnknownStep(criterion)


def step_at(place: str) -> Step:
    """Return the step with this name in addresses.

    :raises UnknownStep: where there is none
    """
    for step in steps():
        if step.place == place:
            return step
    raise UnknownStep(place)


def step_of(criterion: str) -> Step:
    """Return the step to which a criterion belongs."""
    listed(criterion)
    return steps()[int(criterion.partition(".")[0]) - 1]
