"""What the pages of commitments show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonweal.acts.charters import setting_with
from commonweal.acts.perform import verdict_on
from commonweal.capabilities.commitments.forms import _TurnForm
from commonweal.capabilities.commitments.phrases import CAME, FORMS, SIGNS, STATES, TURNS
from commonweal.capabilities.commitments.queries import Commitment, Record, Turn, state_of
from commonweal.partnerships.models import Member
from commonweal.web.audience import PartnershipRequest
from commonweal.web.pictures.charts import Bar, bars
from commonweal.web.pictures.picture import Picture

Orgs = Mapping[str, Member]


def row_of(row: Commitment, orgs: Orgs, *, on: date) -> dict[str, Any]:
    """Return one commitment as a list shows it."""
    state = state_of(row, on=on)
    return {
        "row": row,
        "state": state,
        "sign": SIGNS[state],
        "label": STATES[state],
        "form": FORMS.get(row.form, row.form),
        "debtor": orgs.get(row.debtor),
        "creditor": orgs.get(row.creditor),
        "amount": number_format(row.amount, use_l10n=True, force_grouping=True) if row.amount else "",
    }


def groups(rows: Sequence[Commitment], orgs: Orgs, *, on: date) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """Return the commitments in three groups: those that need somebody, those to come, those that are done with."""
    shown = [row_of(row, orgs, on=on) for row in rows]
    needs = [each for each in shown if each["state"] in ("asked", "late", "reported", "not_kept")]
    coming = [each for each in shown if each["state"] == "running"]
    done = [each for each in shown if each not in needs and each not in coming]
    return [
        ("needs", _("Needs somebody"), needs),
        ("coming", _("Still to come"), coming),
        ("done", _("Done with"), list(reversed(done))),
    ]


def record_rows(records: Sequence[Record], orgs: Orgs) -> list[dict[str, Any]]:
    """Return, in words, the partners of whom the picture does not say all: something is to come, or unexplained."""
    return [
        {
            "member": orgs[each.organisation],
            "says": _kept(each),
            "open": len(each.all) - each.due,
            "unexplained": len(each.unexplained),
        }
        for each in records
        if each.unexplained or len(each.all) > each.due
    ]


def _kept(each: Record) -> str:
    if not each.due:
        return _("Nothing was due yet")
    return ngettext("%(kept)s of %(due)s in time", "%(kept)s of %(due)s in time", each.due) % {
        "kept": each.kept,
        "due": each.due,
    }


def picture(records: Sequence[Record], orgs: Orgs) -> Picture | None:
    """Return the share of what was due that came in time, a bar for each partner; nothing before anything was due."""
    due = [each for each in records if each.due]
    if not due:
        return None
    kept, total = sum(each.kept for each in due), sum(each.due for each in due)
    says = ngettext(
        "%(kept)s of %(due)s promise that was due came in time.",
        "%(kept)s of %(due)s promises that were due came in time.",
        total,
    ) % {"kept": kept, "due": total}
    rows = [Bar(orgs[each.organisation].name, float(each.share or 0), _kept(each)) for each in due]
    return bars(rows, title=_("Promises kept in time"), says=says, of=1.0, columns=[_("Partner"), _("In time")])


def one(row: Commitment, orgs: Orgs, *, on: date) -> dict[str, Any]:
    """Return one commitment as its page shows it."""
    return {"shown": row_of(row, orgs, on=on)}


def turns(rows: Sequence[Turn], orgs: Orgs) -> list[dict[str, Any]]:
    """Return what was said since, in order."""
    return [
        {
            "turn": row,
            "says": TURNS.get(row.what, row.what),
            "came": CAME.get(row.came, ""),
            "member": orgs.get(row.organisation),
        }
        for row in rows
    ]


BUTTONS = {
    "accept": (gettext_lazy("Accept it"), gettext_lazy("You are asked to take this on. It counts once you accept.")),
    "decline": (gettext_lazy("Decline it"), ""),
    "report": (gettext_lazy("Report it as done"), ""),
    "confirm": (gettext_lazy("Say whether it came"), ""),
    "explain": (
        gettext_lazy("Explain a delay"),
        gettext_lazy("A reason and a remedy stand beside the breach; they do not undo it."),
    ),
    "release": (gettext_lazy("Let go of it"), ""),
}


def offered(
    row: Commitment, forms: Mapping[str, _TurnForm], request: PartnershipRequest, sent: str
) -> Iterator[dict[str, Any]]:
    """Yield what whoever looks may say about a commitment now, from the same verdicts that guard the acts."""
    state = state_of(row, on=request.at.date())
    fitting = {
        "asked": ("accept", "decline"),
        "running": ("report", "explain", "release"),
        "late": ("report", "explain", "confirm", "release"),
        "reported": ("confirm", "report", "release"),
        "not_kept": ("report", "explain", "confirm", "release"),
        "kept_late": ("explain",),
    }.get(state, ())
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    for name in fitting:
        fields: dict[str, Any] = {"partnership": row.partnership, "commitment": row.entry}
        about = forms[name].act_type.model_construct(**fields)
        if verdict_on(about, by=request.actor, at=request.at, setting=setting):
            label, hint = BUTTONS[name]
            yield {"name": name, "form": forms[name], "label": label, "hint": hint, "open": name == sent}
