"""The words by which people say what a column holds and what a cell means, in four languages."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

FIELDS: Final = (
    "name",
    "sector",
    "tier",
    "level",
    "country",
    "identifiers",
    "roles",
    "brings",
    "website",
    "territory",
    "mandate",
    "legal_name",
)
"""What can be said of an organisation, in the order in which it is shown."""

_MARKS = re.compile(r"[\W_]+")
_TATWEEL: Final = "\u0640"
_LETTERS: Final = str.maketrans(
    {
        **dict.fromkeys("\u0623\u0625\u0622", "\u0627"),  # alef with hamza or madda
        "\u0649": "\u064a",  # alef maksura as yeh
        "\u0629": "\u0647",  # teh marbuta as heh
        "ß": "ss",
        "œ": "oe",
        "æ": "ae",
    }
)
"""Letters that are typed in more than one way for the same word."""


@lru_cache(maxsize=4_096)  # a column says the same few words thousands of times
def folded(text: str) -> str:
    """Return a text without case, accents, marks and needless space, so that two ways of typing it are one."""
    if text.isascii():
        return _MARKS.sub(" ", text.casefold()).strip()
    apart = unicodedata.normalize("NFKD", text.replace(_TATWEEL, "").casefold().translate(_LETTERS))
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign)).translate(_LETTERS)
    return _MARKS.sub(" ", bare).strip()


def field_of(header: str) -> str:
    """Return which field a heading names, or an empty string."""
    said = folded(header)
    return _headers().get(said, "") or _headers().get(_without_brackets(header), "")


def is_personal(header: str) -> bool:
    """Tell whether a heading announces something of persons, which is not taken in."""
    return folded(header) in _personal()


def sector_of(text: str) -> str:
    """Return the sector that a word names, or an empty string."""
    return _values("sector").get(folded(text), "")


def tier_of(text: str) -> str:
    """Return the level of government that a word names, or an empty string."""
    return _values("tier").get(folded(text), "")


def level_of(text: str) -> str:
    """Return the level that a word names, or an empty string."""
    return _values("level").get(folded(text), "")


def role_of(text: str) -> str:
    """Return the role in the partnership that a word names, or an empty string."""
    return _values("roles").get(folded(text), "")


def country_of(text: str) -> str:
    """Return the ISO 3166-1 code that a name or code means, or an empty string."""
    code = text.strip().upper()
    return code if code in countries() else _country_names().get(folded(text), "")


@cache
def countries() -> Mapping[str, tuple[str, ...]]:
    """Return the names of each country by its code."""
    text = files(__package__).joinpath("data", "countries.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {code: tuple(names) for code, *names in rows}


@cache
def _country_names() -> Mapping[str, str]:
    return {folded(name): code for code, names in countries().items() for name in names}


@cache
def _file() -> Mapping[str, Mapping[str, list[str]]]:
    return tomllib.loads(files(__package__).joinpath("data", "words.toml").read_text("utf-8"))


@cache
def _headers() -> Mapping[str, str]:
    return {folded(word): name for name, words in _file()["headers"].items() for word in [name, *words]}


@cache
def _personal() -> frozenset[str]:
    return frozenset(folded(word) for word in _file()["personal"]["headers"])


@cache
def _values(kind: str) -> Mapping[str, str]:
    return {folded(word): name for name, words in _file()[kind].items() for word in [name, *words]}


def _without_brackets(header: str) -> str:
    return folded(re.sub(r"[(\[].*?[)\]]", " ", header))
