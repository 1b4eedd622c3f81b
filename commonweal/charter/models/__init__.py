"""The starting charters, one for each model of co-creation, made of clauses that they share and of their own.

A file of this folder holds a model: its title, its bodies and its rules. `common.toml` holds what all of them say.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any, Final

from commonweal.charter.clauses import Base, Charter
from commonweal.charter.interim import CURRENT, interim_charter
from commonweal.charter.models.combining import Combination, combined

MODELS: Final = ("co_design_lab", "living_lab", "public_private", "citizen_panel", "consortium")
"""The models of co-creation for which there is a starting charter."""

HEAD: Final = "@head"
"""Stands in a shared clause for the body at the head, which each model names."""


class UnknownModel(LookupError):
    """There is no starting charter for this model."""


def starting_charter(model: str, *, base: Base | None = None) -> Charter:
    """Return the charter from which partners of a model start to write their own.

    :param model: one of `MODELS`
    :param base: the built-in edition on which it stands; the current one where nothing is said
    :raises UnknownModel: for a model that is none
    """
    if model not in MODELS:
        raise UnknownModel(f"There is no starting charter {model!r}. Known: {', '.join(MODELS)}.")
    found = _built(model)
    return found.model_copy(update={"base": base or base_today()})


def combine(models: Sequence[str], *, base: Base | None = None) -> Combination:
    """Return one charter for several models, the first of which rules where they clash, and every clash.

    :raises UnknownModel: for a model that is none
    :raises ValueError: where no model is named
    """
    if not models:
        raise ValueError("Name at least one model.")
    return combined({model: starting_charter(model, base=base) for model in models})


def base_today() -> Base:
    """Return the built-in edition of today as what a charter stands on."""
    return Base(edition=CURRENT, digest=interim_charter(CURRENT).digest())


@cache
def _built(model: str) -> Charter:
    shared, own = _read("common"), _read(model)
    library = {**shared["clauses"], **own["clauses"]}
    clauses = [
        {"number": f"{chapter}.{place}", **_worded(library[name], shared["clauses"])}
        for chapter, names in enumerate(own["chapters"], start=1)
        for place, name in enumerate(names, start=1)
    ]
    charter = {"edition": f"model/{model}/1", "title": own["title"], "clauses": clauses}
    return Charter.model_validate(_filled_in(charter, head=own["head"], names=shared["names"]))


def _worded(clause: dict[str, Any], shared: dict[str, Any]) -> dict[str, Any]:
    """Return a clause with the words of the shared one that it is `like`, where it names one."""
    return (
        {**shared[clause["like"]], **{k: v for k, v in clause.items() if k != "like"}} if "like" in clause else clause
    )


def _filled_in(value: Any, *, head: str, names: dict[str, Any]) -> Any:
    """Return a piece of a file with the body at the head put in, and the names that it leaves to the library."""
    if isinstance(value, list):
        return [_filled_in(part, head=head, names=names) for part in value]
    if not isinstance(value, dict):
        return head if value == HEAD else value
    found = {name: _filled_in(part, head=head, names=names) for name, part in value.items()}
    if found.get("type") in names and "name" not in found:
        found["name"] = names[found["type"]][found["code"]]
    return found


def _read(name: str) -> dict[str, Any]:
    file = resources.files("commonweal.charter.models") / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
