"""What can be done to be forgotten."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from django.utils.translation import gettext_lazy as _
from pydantic import Field, model_validator

from commonweal.acts.act import Act, Id

MOST = 1000
"""How many ids one act names: more would not fit into the 65,535 bytes of an entry."""

Ids = Annotated[tuple[Id, ...], Field(max_length=MOST)]


class EraseWordsAndNames(Act):
    """A person has words of hers, or her name, erased."""

    kind: ClassVar[str] = "people.erased.v1"
    matter: ClassVar[str] = "people"

    texts: Ids = ()
    people: Ids = ()

    @model_validator(mode="after")
    def _names_something_once(self) -> Self:
        if not self.texts and not self.people:
            raise ValueError(_("Choose what is to be erased."))
        for ids in (self.texts, self.people):
            if list(ids) != sorted(set(ids)):
                raise ValueError(_("Name each id once, in order."))
        return self
