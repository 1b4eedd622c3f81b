"""Acts whose citations follow from their fields, so that nobody has to say them twice."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from pydantic import model_validator

from commonweal.acts.act import Act, Cite


class Citing(Act):
    """An act that cites the entries which its fields name, beside those that it is given.

    :cvar relations: field to what the act does to the entry that stands in it
    """

    relations: ClassVar[dict[str, str]] = {}

    def named(self) -> dict[int, str]:
        """Return further entries that the act names, with what it does to them."""
        return {}

    @model_validator(mode="after")
    def _cites_what_it_names(self) -> Self:
        found: dict[int, str] = {
            getattr(self, field): rel for field, rel in self.relations.items() if getattr(self, field) is not None
        }
        wanted = {Cite.model_validate({"entry": entry, "rel": rel}) for entry, rel in (self.named() | found).items()}
        if not wanted <= set(self.cites):
            cites: Any = tuple(sorted(wanted | set(self.cites), key=lambda cite: (cite.entry, cite.rel)))
            object.__setattr__(self, "cites", cites)
        return self
