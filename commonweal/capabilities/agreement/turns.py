"""What can become of the agreement on a page of its own, each with its form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Says
from commonweal.capabilities.agreement import life_forms
from commonweal.charter.rules import Amendment, Dissolution, Succession, Suspension


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that can become of the agreement, with its form.

    :param rule: the rule of the charter that names the matter on which it is decided; nothing where any decision serves
    """

    form: type[life_forms.Choosing]
    title: Says
    lede: Says
    button: Says
    done: Says
    rule: type[Any] | None = None


TURNS: Mapping[str, Turn] = {
    "notice": Turn(
        life_forms.NoticeForm,
        _("Give notice"),
        _("Your organisation leaves the agreement on a day that you name. It still owes what it took on until then."),
        _("Give notice"),
        _("Notice is given. Everybody sees the day on which your organisation leaves."),
    ),
    "suspension": Turn(
        life_forms.SuspendForm,
        _("Let seats rest"),
        _("While its seats rest an organisation casts no ballots. It stays bound by what it signed."),
        _("Let its seats rest"),
        _("Its seats rest."),
        Suspension,
    ),
    "return": Turn(
        life_forms.LiftForm,
        _("Let seats rest no longer"),
        _("The organisation takes part in decisions again from now on."),
        _("Let it take part again"),
        _("Its seats rest no longer."),
        Suspension,
    ),
    "succession": Turn(
        life_forms.SucceedForm,
        _("Say who takes whose place"),
        _("Where an organisation ends or is merged, its successor is bound by what it signed."),
        _("Record the succession"),
        _("The successor stands where the organisation stood."),
        Succession,
    ),
    "renewal": Turn(
        life_forms.RenewForm,
        _("Renew the agreement"),
        _("Say until when everybody stays bound, as was decided."),
        _("Renew it"),
        _("The agreement is renewed."),
        Amendment,
    ),
    "end": Turn(
        life_forms.DissolveForm,
        _("End the partnership"),
        _("From that day on only what winds it up is done: duties, disputes, the record, erasing and moving."),
        _("End the partnership"),
        _("That the partnership ends is on the record."),
        Dissolution,
    ),
    "next": Turn(
        life_forms.NextForm,
        _("Decide what comes next"),
        _("At the end of each period: go on, change, hand over or end, and when that is asked again."),
        _("Publish it"),
        _("It is public what comes next, and when that is asked again."),
    ),
    "edition": Turn(
        life_forms.EditionForm,
        _("Go on under the newest interim charter"),
        _("The older one knows no assembly and no signing. Read the newest one before you go on under it."),
        _("Go on under it"),
        _("The newest interim charter is in force."),
    ),
}  # fmt: skip
"""By the last part of the address."""
