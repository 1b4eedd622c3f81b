"""What is wrong with a cell, in a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Says

SAYS: Final[Mapping[str, Says]] = {
    "no_name": _("Write the name of the organisation."),
    "no_sector": _("Say the sector: government, company, civil society, university or community."),
    "sector": _(
        "“%(text)s” is no sector that is known. Write government, company, civil society, university or community."
    ),
    "tier": _(
        "“%(text)s” is no known level of government. Write municipality, province or national government, or nothing."
    ),
    "tier_of_others": _("Only a government has a level of government. Change the sector, or leave this empty."),
    "level": _("“%(text)s” is not known. Write local, regional, national or several countries, or leave it empty."),
    "country": _("“%(text)s” is no country that is known. Write its name or its two letters, such as KE."),
    "identifier": _("Write the register and the number with a colon between them, such as GB-CHC:1164883."),
    "roles": _(
        "“%(text)s” is no role that is known. Write convener, funder, accountable, extending, implementing or adviser."
    ),
    "website": _("Write a web address, such as https://example.org, or leave it empty."),
    "control": _("There are signs in this cell that cannot be seen. Write it again."),
    "lines": _("Write this on one line."),
    "formula": _("This is a formula without a value. Write the value."),
    "too_many_cells": _(
        "This row has more cells than there are headings. Was a comma or semicolon meant to be part of a text?"
    ),
    "same_name": _("%(other)s has the same name. Keep one of the two."),
    "same_identifier": _("%(other)s has the same number. Keep one of the two."),
    "member_name": _("“%(other)s” takes part already. Leave this row out."),
    "member_identifier": _("“%(other)s” takes part already under this number. Leave this row out."),
    "computed": _("The value of a formula, as it was when the file was saved."),
    "similar": _("Looks like %(other)s. Is it the same organisation?"),
    "https": _("“https://” was put before the address."),
}
"""By code. The last three are remarks: the row is taken in all the same."""

REMARKS: Final = frozenset({"computed", "similar", "https"})


@dataclass(frozen=True, slots=True)
class Fault:
    """Something about one cell.

    :param column: of the file, from 0; columns beyond its width are those that the preview added
    :param own: a sentence that came from the act itself
    """

    number: int
    column: int
    code: str
    values: tuple[tuple[str, Any], ...] = ()
    own: str = ""

    @property
    def blocks(self) -> bool:
        """Whether the row cannot be taken in with it."""
        return self.code not in REMARKS

    @property
    def says(self) -> str:
        """What is wrong and what to do, in the language of whoever reads it now."""
        return self.own or str(SAYS[self.code]) % dict(self.values)
