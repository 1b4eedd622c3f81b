"""The criterion of step 2 that belongs to no capability yet: it can say what is not so, and never more than that."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Criterion, Facts, Finding
from commonweal.lifecycle.catalogue import listed
from commonweal.partnerships.models import Sector
from commonweal.partnerships.queries import every_member

MOVES_MEMBERS = frozenset(
    {
        "membership.admit",
        "membership.correct",
        "membership.leave",
        "membership.import_list",
        "membership.undo_import",
    }
)


def sectors_take_part(facts: Facts, criterion: Criterion) -> Finding:
    """2.2: until it is recorded which sectors and groups are needed, say who takes part and who does not."""
    present = facts.once(every_member)
    sectors = {each.sector for each in present}
    absent = [str(label) for name, label in Sector.choices if name not in sectors]
    missing = [
        _("Which sectors are needed is not recorded."),
        _("Which groups are affected, and their seats, are not recorded."),
    ]
    if not present:
        return Finding("not_met", _("No organisation takes part yet."), missing=(_("Add the first member."), *missing))
    says = (
        _("Members come from every sector; whether those are all that are needed is not recorded.")
        if not absent
        else _("Nobody takes part from these sectors: %(sectors)s.") % {"sectors": ", ".join(absent)}
    )
    return Finding("unknown", says, used=tuple(sorted({each.entry for each in present})), missing=tuple(missing))


CRITERIA = (Criterion(id="2.2", title=listed("2.2").title, evaluate=sectors_take_part, moved_by=MOVES_MEMBERS),)
