"""Which rows are the same organisation as another row, or as one that takes part already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from commonweal.interchange.organisations.words import folded

_SMALL: Final = """
the of de la el los las le les du des und and y et e a ltd limited inc llc gmbh ag sa sl srl sas sarl bv nv plc co
foundation fundacion fondation association asociacion
"""
_FORMS: Final = frozenset(_SMALL.split())
"""Small words and legal forms: two names that differ in these only are alike."""
_SHORTEST: Final = 6
"""Shorter names differ by a sign for good reasons."""


@dataclass
class Seen:
    """The organisations met so far, by what makes them the same."""

    names: dict[str, str] = field(default_factory=dict)
    numbers: dict[tuple[str, str], str] = field(default_factory=dict)
    alike: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, identifiers: Iterable[dict[str, Any]], *, called: str) -> None:
        """Remember one, and by which words it is called when another one is the same."""
        self.names.setdefault(folded(name), called)
        for identifier in identifiers:
            self.numbers.setdefault(_number(identifier), called)
        for key in _keys(name):
            self.alike.setdefault(key, called)

    def same_name(self, name: str) -> str:
        """Return what the one of the same name is called, or an empty string."""
        return self.names.get(folded(name), "")

    def same_number(self, identifiers: Iterable[dict[str, Any]]) -> str:
        """Return what one of the same number is called, or an empty string."""
        return next((self.numbers[n] for n in map(_number, identifiers) if n in self.numbers), "")

    def similar(self, name: str) -> str:
        """Return what one of nearly the same name is called, or an empty string."""
        return next((self.alike[key] for key in _keys(name) if key in self.alike), "")


def _number(identifier: dict[str, Any]) -> tuple[str, str]:
    return folded(identifier["scheme"]), folded(identifier["value"]).replace(" ", "")


@lru_cache(maxsize=8)  # the same name is asked for up to three times, one after the other
def _keys(name: str) -> tuple[str, ...]:
    """Return what two names have in common when a letter is missing, added or another, or words stand otherwise."""
    parts = [part for part in folded(name).split() if part not in _FORMS]
    core = " ".join(sorted(parts))
    if len(core) < _SHORTEST:
        return (core,)
    cut = [(core[:n], core[n + 1 :]) for n in range(len(core))]
    return (core, *(f"{before}\0{after}" for before, after in cut), *(before + after for before, after in cut))
