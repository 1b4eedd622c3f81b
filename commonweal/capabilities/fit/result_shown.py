"""What the pages of result and decision show: figures rounded for people, and pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.capabilities.fit.assessment_forms import criterion_words
from commonweal.capabilities.fit.phrases import ALTERNATIVES, ANSWERS, OUTCOMES, Criterion, Phrase
from commonweal.capabilities.fit.queries import AssessmentThen, Decision, DiscussionNote, Sounding
from commonweal.methods.fit import Comparison, Spread, mean_of
from commonweal.partnerships.models import Member
from commonweal.people.models import Text
from commonweal.web.pictures.charts import Answers, Bar, bars, spread
from commonweal.web.pictures.picture import Picture

WIDE = Fraction(1)
"""The spread above which an item wants a note. A charter may set another; the criterion's page says which holds."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One item of the table: its median, how many answered, and whether views lie far apart."""

    median: str
    count: int
    wide: bool


@dataclass(frozen=True, slots=True)
class WideItem:
    """An item on which views lie far apart, with what was found in talking about it."""

    alternative: Phrase
    criterion: Criterion
    low: str
    high: str
    notes: tuple[DiscussionNote, ...]


@dataclass(frozen=True, slots=True)
class Against:
    """The alliance against one alternative."""

    alternative: Phrase
    comparison: Comparison
    difference: str


@dataclass(frozen=True, slots=True)
class CostShown:
    """What collaborating is expected to cost each partner in a month: the middle, and from where to where."""

    median: str
    low: str
    high: str
    count: int
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """The whole result, for the page."""

    assessors: int
    sectors: tuple[str, ...]
    percent: int
    picture: Picture | None
    medians: tuple[tuple[Phrase, str], ...]
    against: tuple[Against, ...]
    alternatives: tuple[Phrase, ...]
    table: tuple[tuple[Criterion, tuple[Cell | None, ...]], ...]
    wide: tuple[WideItem, ...]
    hours: CostShown | None
    money: tuple[CostShown, ...]


@dataclass(frozen=True, slots=True)
class DecisionShown:
    """A decision, for the page."""

    row: Decision
    outcome: Phrase
    instead: Phrase | None
    sponsor: Member | None
    org: Member | None
    interests: tuple[tuple[str, bool | None, Text | None], ...]
    medians: tuple[tuple[Phrase, str], ...]


def rounded(number: Fraction, places: int = 1) -> str:
    """Return a fraction as a decimal for people, half rounded up."""
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    text = str(exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP))
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown(stands: AssessmentThen) -> Shown:
    """Return the result of an assessment as it is shown."""
    result = stands.result
    alternatives = tuple(ALTERNATIVES[a] for a in stands.row.alternatives)
    words = {asked["code"]: criterion_words(asked) for asked in stands.row.criteria}
    wide = result.wide(WIDE)
    table = tuple(
        (words[code], tuple(_cell(result.items.get((a.code, code)), (a.code, code) in wide) for a in alternatives))
        for code in stands.codes
    )
    return Shown(
        assessors=len(stands.scores),
        sectors=tuple(sorted({score.sector for score in stands.scores} - {""})),
        percent=int(result.answered_share * 100),
        picture=_picture(stands) if stands.scores else None,
        medians=tuple((a, rounded(result.scores[a.code].median)) for a in alternatives if a.code in result.scores),
        against=tuple(
            Against(ALTERNATIVES[code], compared, _signed(compared.difference))
            for code, compared in result.comparisons.items()
        ),
        alternatives=alternatives,
        table=table,
        wide=tuple(_wide_item(stands, item, words[item[1]]) for item in wide),
        hours=_cost(stands.cost.hours) if stands.cost.hours else None,
        money=tuple(_cost(amounts, currency) for currency, amounts in stands.cost.money.items()),
    )


def decision_shown(row: Decision, *, orgs: Mapping[str, Member], words: Mapping[str, Text]) -> DecisionShown:
    """Return a decision as it is shown. Persons are not named: a declaration says only whose organisation it is."""
    return DecisionShown(
        row=row,
        outcome=OUTCOMES[row.outcome],
        instead=ALTERNATIVES.get(row.instead),
        sponsor=orgs.get(row.sponsor),
        org=orgs.get(row.org),
        interests=tuple(
            (_decider(said, row, orgs), said["interest"], words.get(said["what"] or "")) for said in row.interests
        ),
        medians=tuple(
            (ALTERNATIVES[code], rounded(Fraction(row.medians[code]))) for code in ALTERNATIVES if code in row.medians
        ),
    )


def sounding_picture(question: Sounding) -> Picture:
    """Return the count of a closed question as bars."""
    total = question.count or 0
    yes = question.answers.get("yes", 0)
    says = ngettext("%(yes)s of %(n)s answer is yes.", "%(yes)s of %(n)s answers are yes.", total) % {
        "yes": yes,
        "n": total,
    }
    rows = [
        Bar(a.name, question.answers.get(a.code, 0), str(question.answers.get(a.code, 0))) for a in ANSWERS.values()
    ]
    return bars(rows, title=_("What residents answered"), says=says, of=total, columns=[_("Answer"), _("How many")])


def _picture(stands: AssessmentThen) -> Picture:
    result = stands.result
    rows = []
    for code in stands.row.alternatives:
        lies = result.scores.get(code)
        if lies is None:
            continue
        means = [m for score in stands.scores if (m := mean_of(score.scores, code, stands.codes)) is not None]
        rows.append(
            Answers(
                ALTERNATIVES[code].name,
                [float(mean) for mean in means],
                float(lies.q1),
                float(lies.median),
                float(lies.q3),
                strong=code == "alliance",
            )
        )
    return spread(
        rows,
        title=_("How each way was scored"),
        says=_leads(stands),
        low=1,
        high=5,
        ends=(_("1 is worst."), _("5 is best.")),
    )


def _leads(stands: AssessmentThen) -> str:
    medians = {code: lies.median for code, lies in stands.result.scores.items()}
    best = max(medians.values())
    first = [code for code, median in medians.items() if median == best]
    if len(first) > 1:
        names = ", ".join(str(ALTERNATIVES[code].name) for code in first)
        return _("Several ways share the highest median, %(score)s: %(names)s.") % {
            "score": rounded(best),
            "names": names,
        }
    return _("“%(name)s” has the highest median, %(score)s of 5.") % {
        "name": ALTERNATIVES[first[0]].name,
        "score": rounded(best),
    }


def _cell(lies: Spread | None, wide: bool) -> Cell | None:  # noqa: FBT001 - used above, where its name stands
    return Cell(rounded(lies.median), lies.count, wide) if lies else None


def _wide_item(stands: AssessmentThen, item: tuple[str, str], criterion: Criterion) -> WideItem:
    lies = stands.result.items[item]
    notes = tuple(note for note in stands.notes if (note.alternative, note.criterion) == item)
    return WideItem(ALTERNATIVES[item[0]], criterion, rounded(lies.low), rounded(lies.high), notes)


def _cost(lies: Spread, currency: str = "") -> CostShown:
    low, middle, high = (rounded(number, 2) for number in (lies.low, lies.median, lies.high))
    return CostShown(middle, low, high, lies.count, currency)


def _signed(difference: Fraction | None) -> str:
    if difference is None:
        return "–"
    sign = "+" if difference > 0 else "−" if difference < 0 else ""
    return f"{sign}{rounded(abs(difference))}"


def _decider(said: Mapping[str, str | None], row: Decision, orgs: Mapping[str, Member]) -> str:
    if said["organisation"]:
        member = orgs.get(said["organisation"])
        return member.name if member else _("An organisation")
    return _("Who took the decision") if said["person"] == row.by else _("Another person who decides")
