"""From what a draft can begin, as the page offers it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commonweal.capabilities.chartering.acts import Source
from commonweal.capabilities.chartering.queries import NotThere
from commonweal.charter.clauses import in_language
from commonweal.charter.models import MODELS, starting_charter
from commonweal.charter.rules import Body, Matter

MEANS: dict[str, tuple[str | Promise, str | Promise]] = {
    "co_design_lab": (
        _("Co-design lab"),
        _("Those who are affected design a service or a policy together with those who run it, in rounds."),
    ),
    "living_lab": (
        _("Living lab or pilot"),
        _("New things are tried out where people live, with residents deciding what is tried and what stays."),
    ),
    "public_private": (
        _("Public-private partnership"),
        _("A public body and companies build or run something for a long time, and share money and risk."),
    ),
    "citizen_panel": (
        _("Advisory board or citizen panel"),
        _("Residents drawn by lot learn, deliberate and recommend; those in office have to answer."),
    ),
    "consortium": (
        _("Consortium"),
        _("Organisations of several sectors put their means together and decide as equals."),
    ),
}


@dataclass(frozen=True, slots=True)
class Card:
    """A model as it is offered: what it means, its bodies, and how much there is to decide."""

    code: str
    label: str
    says: str
    bodies: tuple[str, ...]
    clauses: int
    matters: int
    chosen: bool


def offered(lang: str, *, chosen: Sequence[str] = ()) -> list[Card]:
    """Return the five models, those first that the partnership chose when it judged whether to partner."""
    cards = [_card(code, lang, chosen=code in chosen) for code in MODELS]
    return sorted(cards, key=lambda card: not card.chosen)


def read_source(said: str) -> Source:
    """Return the source that an address names: models joined by `+`, a draft's entry, or a word.

    :raises NotThere: where it names none
    """
    if said in ("in_force", "blank"):
        return said  # type: ignore[return-value]  # just held against both words
    if said.isascii() and said.isdecimal() and len(said) < 16:
        return int(said)
    models = tuple(dict.fromkeys(said.split("+")))
    if not set(models) <= set(MODELS):
        raise NotThere(said)
    return models  # type: ignore[return-value]  # just held against the codes


def _card(code: str, lang: str, *, chosen: bool) -> Card:
    label, says = MEANS[code]
    bodies, clauses, matters = _read(code, lang)
    return Card(code, str(label), str(says), bodies, clauses, matters, chosen)


@cache
def _read(code: str, lang: str) -> tuple[tuple[str, ...], int, int]:
    charter: Any = starting_charter(code)
    bodies = tuple(in_language(body.name, lang) for _clause, body in charter.rules(Body))
    return bodies, len(charter.clauses), sum(1 for _each in charter.rules(Matter))
