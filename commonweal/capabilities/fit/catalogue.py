"""The catalogue of the five models of working together: what each presets, and what a combination of them presets."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import combinations
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Says
from commonweal.charter.clauses import Localised, in_language

KINDS: Final[dict[str, Says]] = {
    "bodies": _("Bodies"),
    "seats": _("Seats"),
    "rules": _("How it is decided"),
    "parts": _("Parts of the agreement"),
    "indicators": _("What is measured"),
    "safeguards": _("Safeguards"),
}
"""What a model presets, in the order in which it is shown."""


class UnknownModel(LookupError):
    """The catalogue has no model of this code."""


@dataclass(frozen=True, slots=True)
class Preset:
    """One thing that a model presets, and the models that bring it."""

    kind: str
    code: str
    words: Localised
    brought_by: tuple[str, ...]

    @property
    def says(self) -> str:
        """What it is, in the language of the page."""
        return here(self.words)


@dataclass(frozen=True, slots=True)
class Clash:
    """Two presets that do not go together as they stand, and what to settle."""

    between: tuple[Preset, Preset]
    words: Localised

    @property
    def says(self) -> str:
        """What to settle, in the language of the page."""
        return here(self.words)


@dataclass(frozen=True, slots=True)
class ModelOfCocreation:
    """One of the five models."""

    code: str
    texts: dict[str, Localised]
    presets: dict[str, tuple[str, ...]]

    @property
    def name(self) -> str:
        """Its name, in the language of the page."""
        return here(self.texts["name"])

    @property
    def what(self) -> str:
        """What it is, in one sentence."""
        return here(self.texts["what"])

    @property
    def for_whom(self) -> str:
        """For whom it is meant."""
        return here(self.texts["for_whom"])

    @property
    def suits(self) -> str:
        """When it suits."""
        return here(self.texts["suits"])

    @property
    def not_suits(self) -> str:
        """When it does not."""
        return here(self.texts["not_suits"])


@dataclass(frozen=True, slots=True)
class Combination:
    """What several models preset together: everything that one of them brings, and what clashes."""

    models: tuple[ModelOfCocreation, ...]
    presets: dict[str, tuple[Preset, ...]]
    clashes: tuple[Clash, ...]

    @property
    def groups(self) -> list[tuple[Says, tuple[Preset, ...]]]:
        """The presets under their headings, as a page shows them."""
        return [(KINDS[kind], presets) for kind, presets in self.presets.items()]


def here(words: Localised) -> str:
    """Return `words` in the language of the page, or in English."""
    return in_language(words, get_language() or "en")


@cache
def catalogue() -> dict[str, ModelOfCocreation]:
    """Return the models by their codes, in their order."""
    found = {}
    for code, row in _file()["models"].items():
        texts = {name: value for name, value in row.items() if name not in KINDS}
        found[code] = ModelOfCocreation(code, texts, {kind: tuple(row[kind]) for kind in KINDS})
    return found


def combined(codes: list[str] | tuple[str, ...]) -> Combination:
    """Return what these models preset together.

    Everything that at least one of them brings is in it; two presets that the catalogue says do not go together are
    named as a clash, for the partners to settle, and neither is dropped.

    :raises UnknownModel: for a code that is not in the catalogue
    """
    unknown = [code for code in codes if code not in catalogue()]
    if unknown:
        raise UnknownModel(f"There is no model {unknown[0]!r}. Known: {', '.join(catalogue())}.")
    chosen = tuple(model for code, model in catalogue().items() if code in codes)
    presets = {kind: _union(kind, chosen) for kind in KINDS}
    by_address = {f"{p.kind}.{p.code}": p for group in presets.values() for p in group}
    rules = {frozenset(row["between"]): row["says"] for row in _file()["clashes"]}
    clashes = [
        Clash((by_address[one], by_address[other]), rules[pair])
        for one, other in combinations(by_address, 2)
        if (pair := frozenset((one, other))) in rules
    ]
    return Combination(chosen, presets, tuple(clashes))


def _union(kind: str, models: tuple[ModelOfCocreation, ...]) -> tuple[Preset, ...]:
    words: dict[str, Localised] = _file()["items"][kind]
    found = []
    for code in words:
        brought_by = tuple(model.code for model in models if code in model.presets[kind])
        if brought_by:
            found.append(Preset(kind, code, words[code], brought_by))
    return tuple(found)


@cache
def _file() -> dict[str, Any]:
    text = (resources.files("commonweal.capabilities.fit") / "cocreation.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
