"""Of what one can be told, and how somebody wants to be told of it where she has not said so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Says
from commonweal.acts.installed import installed
from commonweal.notices.models import Choice, How, Why
from commonweal.people.models import Account

MYSELF: Mapping[str, Says] = {
    Why.CONCERN: _("What concerns me myself: I am mentioned, answered, checked or decided on"),
    Why.TASK: _("What waits for me"),
}
"""Two topics that lie across all others: they come first, and at once where nothing was chosen."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Something of which one can be told: what concerns oneself, what waits, or what one capability does."""

    name: str
    label: Says
    otherwise: How


def topics() -> list[Topic]:
    """Return everything of which one can be told, in the order of the pages."""
    mine = [Topic(name, label, How.ONCE) for name, label in MYSELF.items()]
    return mine + [Topic(c.name, c.label, How.DAILY) for c in installed() if c.acts]


def label_of(name: str) -> Says:
    """Return what a topic is called; of a capability that was taken out, its name."""
    return next((topic.label for topic in topics() if topic.name == name), name)


def otherwise(topic: str) -> How:
    """Return how one is told of a topic where one has chosen nothing."""
    return How.ONCE if topic in MYSELF else How.DAILY


class Choices:
    """What some people chose, each for everywhere and for single partnerships; asked in one question."""

    def __init__(self, rows: Iterable[Choice]) -> None:
        self._said = {(row.account_id, row.partnership, row.topic): How(row.how) for row in rows}

    @classmethod
    def of(cls, *accounts: str) -> Choices:
        """Return everything that these accounts chose."""
        return cls(Choice.objects.filter(account__in=accounts)) if accounts else cls(())

    def how(self, account: str, topic: str, *, partnership: str) -> How:
        """Return how somebody wants to be told of a topic in a partnership."""
        here = self._said.get((account, partnership, topic))
        return here or self._said.get((account, "", topic)) or otherwise(topic)

    def said(self, account: str, topic: str, *, partnership: str = "") -> How | None:
        """Return what she chose for exactly this: everywhere, or one partnership; nothing where she did not."""
        return self._said.get((account, partnership, topic))


def choose(account: Account, topic: str, how: str, *, partnership: str = "") -> None:
    """Let somebody be told so of a topic; an empty `how` takes the choice back."""
    if how:
        Choice.objects.update_or_create(account=account, partnership=partnership, topic=topic, defaults={"how": how})
    else:
        Choice.objects.filter(account=account, partnership=partnership, topic=topic).delete()
