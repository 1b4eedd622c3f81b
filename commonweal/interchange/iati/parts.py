"""Places, fields of work, goals, marks and money of an activity."""

from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation

from commonweal.interchange.iati.codelists import MEASURES, PURPOSES, RESULT_KINDS, country_name, goal_of, region_name
from commonweal.interchange.iati.phrases import phrases_of
from commonweal.interchange.iati.proposal import Field, GlobalGoal, Goal, Measure, Phrase, Place
from commonweal.interchange.iati.ruleset_dates import day_of
from commonweal.interchange.iati.ruleset_shares import share
from commonweal.interchange.iati.xml_tree import Node

SDG_FIELDS = frozenset({"7", "8", "9"})  # sector vocabularies: goals, targets, indicators
SDG_TAGS = frozenset({"2", "3"})  # tag vocabularies: goals, targets
SDG_INDICATORS = "9"  # indicator vocabulary
COMMON_LISTS = frozenset({"", "1", "2"})  # sector vocabularies of the OECD: five digits, three digits
REVISED = "2"


def places_of(activity: Node, lang: str) -> tuple[Place, ...]:
    """Return countries, regions and spots; those of the transactions where the activity itself names none."""
    found = [*_countries_and_regions(activity, lang)]
    if not found:
        for transaction in activity.all("transaction"):
            found.extend(_countries_and_regions(transaction, lang))
    found.extend(_spot(location, lang) for location in activity.all("location"))
    distinct = {(place.kind, place.code, place.name): place for place in found if place.code or place.name}
    return tuple(distinct.values())


def _countries_and_regions(node: Node, lang: str) -> Iterator[Place]:
    for country in node.all("recipient-country"):
        code = country.get("code").upper()
        yield Place("country", code, country_name(code) or _first(country, lang), share(country))
    for region in node.all("recipient-region"):
        code = region.get("code")
        known = region_name(code) if region.get("vocabulary") in {"", "1"} else ""
        yield Place("region", code, known or _first(region, lang), share(region))


def _spot(location: Node, lang: str) -> Place:
    point = location.first("point")
    position = None if point is None else point.first("pos")
    name = _first(location.first("name"), lang) or _first(location.first("description"), lang)
    return Place("spot", location.get("ref"), name, point=None if position is None else _point(position.text))


def _point(text: str) -> tuple[Decimal, Decimal] | None:
    """Read `latitude longitude` in degrees; none where it is no spot on earth."""
    try:
        latitude, longitude = (Decimal(number) for number in text.split())
        on_earth = abs(latitude) <= 90 and abs(longitude) <= 180
    except (ValueError, InvalidOperation):
        return None
    return (latitude, longitude) if on_earth else None


def _first(node: Node | None, lang: str) -> str:
    return next((phrase.text for phrase in phrases_of(node, lang)), "")


def fields_of(activity: Node, lang: str) -> tuple[Field, ...]:
    """Return the sectors of work that are no marks of the global goals."""
    sectors = list(activity.all("sector")) or [s for t in activity.all("transaction") for s in t.all("sector")]
    found: dict[tuple[str, str], Field] = {}
    for sector in sectors:
        vocabulary, code = sector.get("vocabulary"), sector.get("code")
        if vocabulary not in SDG_FIELDS:
            label = PURPOSES.get(code[:3], "") if vocabulary in COMMON_LISTS else ""
            names = phrases_of(sector, lang)
            found.setdefault((vocabulary, code), Field(code, vocabulary or "1", share(sector), label, names))
    return tuple(found.values())


def global_goals_of(activity: Node) -> tuple[GlobalGoal, ...]:
    """Return the marks of the Sustainable Development Goals that the whole activity carries: its sectors and tags."""
    codes = [s.get("code") for s in activity.all("sector") if s.get("vocabulary") in SDG_FIELDS]
    codes += [tag.get("code") for tag in activity.all("tag") if tag.get("vocabulary") in SDG_TAGS]
    return _marks(codes)


def _marks_of_result(result: Node) -> tuple[GlobalGoal, ...]:
    references = [r for owner in (result, *result.all("indicator")) for r in owner.all("reference")]
    return _marks(r.get("code") for r in references if r.get("vocabulary") == SDG_INDICATORS)


def _marks(codes: Iterable[str]) -> tuple[GlobalGoal, ...]:
    marks = {GlobalGoal(*mark) for mark in map(goal_of, codes) if mark}
    return tuple(sorted(marks, key=lambda mark: (mark.goal, mark.target)))


def goals_of(activity: Node, lang: str) -> tuple[Goal, ...]:
    """Return a goal for each result with a title."""
    goals = (_goal(result, lang) for result in activity.all("result"))
    return tuple(goal for goal in goals if goal is not None)


def _goal(result: Node, lang: str) -> Goal | None:
    titles = phrases_of(result.first("title"), lang)
    if not titles:
        return None
    measures = tuple(m for m in (_measure(i, lang) for i in result.all("indicator")) if m is not None)
    starts = [measure.start for measure in measures if measure.start]
    ends = [measure.end for measure in measures if measure.end]
    return Goal(
        title=titles[0],
        description=_phrase(result.first("description"), lang),
        kind=RESULT_KINDS.get(result.get("type"), ""),
        measures=measures,
        global_goals=_marks_of_result(result),
        start=min(starts, default=None),
        end=max(ends, default=None),
        line=result.line,
    )


def _phrase(node: Node | None, lang: str) -> Phrase | None:
    return next(iter(phrases_of(node, lang)), None)


def _measure(indicator: Node, lang: str) -> Measure | None:
    title = _phrase(indicator.first("title"), lang)
    if title is None:
        return None
    baseline = indicator.first("baseline")
    periods = list(indicator.all("period"))
    starts = [day for day in (day_of(period.first("period-start")) for period in periods) if day]
    ends = [day for day in (day_of(period.first("period-end")) for period in periods) if day]
    targets = [target.get("value") for period in periods for target in period.all("target") if target.get("value")]
    return Measure(
        indicator=title,
        unit=MEASURES.get(indicator.get("measure"), ""),
        baseline="" if baseline is None else baseline.get("value"),
        baseline_year="" if baseline is None else baseline.get("year"),
        target=targets[-1] if targets else "",
        start=min(starts, default=None),
        end=max(ends, default=None),
    )


def budgets_of(activity: Node) -> tuple[tuple[str, Decimal], ...]:
    """Return the sum of the budgets in each currency; a revised budget replaces the original of the same period."""
    periods: dict[tuple[str, ...], tuple[bool, str, Decimal]] = {}
    for place, budget in enumerate(activity.all("budget")):
        value = budget.first("value")
        if value is None:
            continue
        currency = (value.get("currency") or activity.get("default-currency")).upper()
        start, end = day_of(budget.first("period-start")), day_of(budget.first("period-end"))
        key = (str(start), str(end), currency) if budget.get("type") else (str(place),)
        revised = budget.get("type") == REVISED
        if key not in periods or revised or not periods[key][0]:
            periods[key] = (revised, currency, Decimal(value.text.strip()))
    totals: dict[str, Decimal] = {}
    for _revised, currency, amount in periods.values():
        totals[currency] = totals.get(currency, Decimal()) + amount
    return tuple(sorted(totals.items()))
