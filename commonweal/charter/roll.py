"""Who is entitled to decide: the seats of a body as they stand when a ballot opens."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat of a body, held or empty.

    :param name: unique in its body: the group's code, a dot, and the organisation, the person or a number
    :param group: the code of its group of seats
    :param person: the pseudonym of whoever holds it; nothing where it is empty
    :param substitute: the pseudonym of whoever may stand in
    :param organisation: the member for which it is held, and its `sector`; nothing for a seat of a person or community
    :param weight: a decimal as text, as the charter gives it; `population` likewise
    :param recused: the entry of the recusal by which its holder steps back from what is decided; nothing where she does
        not
    """

    name: str
    group: str
    person: str = ""
    substitute: str = ""
    organisation: str = ""
    sector: str = ""
    weight: str = "1"
    population: str = "0"
    recused: int | None = None

    @property
    def filled(self) -> bool:
        """Whether somebody holds it."""
        return bool(self.person)

    def stepping_back(self, entry: int) -> Seat:
        """Return the seat with its holder recused by the recusal of this entry."""
        return replace(self, recused=entry)


def seat_name(group: str, whose: str | int) -> str:
    """Return the name of a seat: ``members.01h…`` of an organisation, ``residents.2`` of a numbered one."""
    return f"{group}.{whose}"
