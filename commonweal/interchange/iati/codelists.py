"""What the codes of an activity file mean, in our own short words, as far as a partnership needs them."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final


def _(words: str) -> str:
    """Mark words for translation; the page translates them."""
    return words


ORGANISATION_ROLES: Final[Mapping[str, str]] = {
    "1": "funding",
    "2": "accountable",
    "3": "extending",
    "4": "implementing",
}
ROLE_LABELS: Final[Mapping[str, str]] = {
    "funding": _("gives money"),
    "accountable": _("answers for it"),
    "extending": _("passes money on and oversees"),
    "implementing": _("carries it out"),
    "reporting": _("reports on it"),
}
# The kinds of organisations of the standard, in our five sectors. Bodies of states together (40) are public; a
# public-private partnership (30) is run like a company; a foundation (60) belongs to civil society.
# "90" (other) is in no sector: whoever takes the file in is asked to look.
SECTORS: Final[Mapping[str, str]] = {
    "10": "government",
    "11": "government",
    "15": "government",
    "40": "government",
    "21": "civil_society",
    "22": "civil_society",
    "23": "civil_society",
    "24": "civil_society",
    "60": "civil_society",
    "30": "company",
    "70": "company",
    "71": "company",
    "72": "company",
    "73": "company",
    "80": "university",
}
ORGANISATION_LEVELS: Final[Mapping[str, str]] = {"11": "local", "40": "multi_country", "21": "multi_country"}
# activity-scope → how wide a partnership reaches
LEVELS: Final[Mapping[str, str]] = {
    "1": "multi_country",
    "2": "multi_country",
    "3": "multi_country",
    "4": "national",
    "5": "regional",
    "6": "regional",
    "7": "local",
    "8": "local",
}
STATUSES: Final[Mapping[str, str]] = {
    "1": _("being prepared"),
    "2": _("under way"),
    "3": _("being completed"),
    "4": _("closed"),
    "5": _("cancelled"),
    "6": _("suspended"),
}
RESULT_KINDS: Final[Mapping[str, str]] = {"1": "output", "2": "outcome", "3": "impact"}
MEASURES: Final[Mapping[str, str]] = {
    "1": _("number"),
    "2": _("per cent"),
    "3": _("category"),
    "4": _("rank"),
    "5": _("in words"),
}
RELATIONS: Final[Mapping[str, str]] = {
    "1": "parent",
    "2": "child",
    "3": "sibling",
    "4": "co_funded",
    "5": "third_party",
}
# Markers of the OECD that partnerships are asked about: equality of women and men, and the climate.
MARKERS: Final[Mapping[str, str]] = {"1": "gender", "6": "climate_mitigation", "7": "climate_adaptation"}
GOALS: Final[Mapping[int, str]] = {
    1: _("No more poverty"),
    2: _("No more hunger"),
    3: _("Health for all"),
    4: _("Good schooling for all"),
    5: _("Equality of women and men"),
    6: _("Clean water and toilets"),
    7: _("Clean and affordable energy"),
    8: _("Decent work"),
    9: _("Industry and lasting infrastructure"),
    10: _("Less inequality"),
    11: _("Liveable cities and villages"),
    12: _("Responsible consumption"),
    13: _("Climate action"),
    14: _("Life in the seas"),
    15: _("Life on land"),
    16: _("Peace and justice"),
    17: _("Working in partnership"),
}
# Purposes of aid by the first three digits of the OECD's codes.
PURPOSES: Final[Mapping[str, str]] = {
    "111": _("Education"),
    "112": _("Basic education"),
    "113": _("Secondary education"),
    "114": _("Higher education"),
    "121": _("Health systems"),
    "122": _("Basic health"),
    "123": _("Non-communicable diseases"),
    "130": _("Population and reproductive health"),
    "140": _("Water and sanitation"),
    "151": _("Government and civil society"),
    "152": _("Peace and security"),
    "160": _("Social services and housing"),
    "210": _("Transport and storage"),
    "220": _("Communication"),
    "230": _("Energy"),
    "231": _("Energy policy"),
    "232": _("Renewable energy"),
    "233": _("Energy from fossil sources"),
    "234": _("Energy from mixed sources"),
    "235": _("Nuclear energy"),
    "236": _("Energy distribution"),
    "240": _("Banking and finance"),
    "250": _("Business"),
    "311": _("Agriculture"),
    "312": _("Forestry"),
    "313": _("Fishing"),
    "321": _("Industry"),
    "322": _("Mining"),
    "323": _("Construction"),
    "331": _("Trade"),
    "332": _("Tourism"),
    "410": _("Environment"),
    "430": _("Several fields together"),
    "510": _("Support to a state's budget"),
    "520": _("Food security"),
    "530": _("Other goods"),
    "600": _("Debt"),
    "720": _("Emergency response"),
    "730": _("Rebuilding after emergencies"),
    "740": _("Preparing for disasters"),
    "910": _("Administration"),
    "920": _("Support to civil society"),
    "930": _("Refugees in donor countries"),
    "998": _("Not specified"),
}
_TARGET = re.compile(r"(?P<goal>1[0-7]|[1-9])\.(?P<target>\d{1,2}|[a-d])(?:\.(?P<indicator>\d))?", re.ASCII)


@cache
def _places() -> tuple[Mapping[str, str], Mapping[str, str]]:
    text = files(__package__).joinpath("data", "places.txt").read_text("utf-8")
    body = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    countries, regions = body.split("\n\n")
    return _table(countries), _table(regions)


def _table(lines: str) -> Mapping[str, str]:
    rows = (line.partition(" ") for line in lines.splitlines())
    return {code: name for code, _space, name in rows}


def country_name(code: str) -> str:
    """Return the short English name of a country, or an empty string."""
    return _places()[0].get(code.upper(), "")


def region_name(code: str) -> str:
    """Return the short English name of a region of the OECD's list, or an empty string."""
    return _places()[1].get(code, "")


def goal_of(code: str) -> tuple[int, str] | None:
    """Read a code of the Sustainable Development Goals: the goal, and the target or indicator where it names one."""
    code = code.strip()
    if code.isdecimal() and int(code) in GOALS:
        return int(code), ""
    match = _TARGET.fullmatch(code)
    return (int(match["goal"]), code) if match else None
