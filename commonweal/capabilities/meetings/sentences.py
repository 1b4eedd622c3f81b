"""What each act on meetings is called in the list of what happened: without the full stop, without who."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext, ngettext

from commonweal.acts.charters import UnknownCharter, setting_with
from commonweal.capabilities.meetings import acts, minutes_acts, presence_acts
from commonweal.capabilities.meetings.phrases import here
from commonweal.record.entry import Entry


def body_name(code: str, entry: Entry) -> str:
    """Return what a body was called in the charter under which an entry was made."""
    try:
        found = setting_with(entry.partnership, digest=entry.charter or "").charter.body(code)
    except UnknownCharter:
        found = None
    return here(found[1].name) if found else code


def _called(act: acts.CallMeeting, entry: Entry) -> str:
    named = {"body": body_name(act.body, entry), "when": _when(act)}
    return gettext("“%(body)s” was called to a meeting on %(when)s") % named


def _moved(act: acts.Reschedule, entry: Entry) -> str:
    return gettext("A meeting was moved to %(when)s") % {"when": _when(act)}


def _cancelled(act: acts.Cancel, entry: Entry) -> str:
    return gettext("A meeting was cancelled")


def _suggested(act: acts.SuggestItem, entry: Entry) -> str:
    return gettext("A point was suggested for an agenda: %(title)s") % {"title": act.title}


def _settled(act: acts.SettleAgenda, entry: Entry) -> str:
    says = ngettext(
        "An agenda was settled with %(n)s point", "An agenda was settled with %(n)s points", len(act.agenda)
    )
    return says % {"n": len(act.agenda)}


def _opened(act: acts.OpenMeeting, entry: Entry) -> str:
    return gettext("A meeting began")


def _closed(act: acts.CloseMeeting, entry: Entry) -> str:
    return gettext("A meeting was closed")


def _present(act: presence_acts.SayPresent, entry: Entry) -> str:
    if act.expected:
        return gettext("Somebody will come to a meeting")
    return gettext("Somebody is at a meeting")


def _absent(act: presence_acts.SayAbsent, entry: Entry) -> str:
    return gettext("Somebody cannot come to a meeting")


def _recorded(act: presence_acts.RecordPresence, entry: Entry) -> str:
    says = ngettext(
        "The presence of %(n)s seat was recorded", "The presence of %(n)s seats was recorded", len(act.seats)
    )
    return says % {"n": len(act.seats)}


def _counted(act: presence_acts.CountSpeaking, entry: Entry) -> str:
    if act.by == "sector":
        return gettext("It was counted how long each sector spoke")
    return gettext("It was counted how long each organisation spoke")


def _noted(act: minutes_acts.Note, entry: Entry) -> str:
    return gettext("Something was noted in a meeting")


def _drafted(act: minutes_acts.DraftMinutes, entry: Entry) -> str:
    return gettext("The minutes of a meeting were drafted")


def _corrected(act: minutes_acts.CorrectMinutes, entry: Entry) -> str:
    return gettext("The minutes of a meeting were corrected")


def _approved(act: minutes_acts.ApproveMinutes, entry: Entry) -> str:
    return gettext("Somebody who was there approved the minutes of a meeting")


def _agreed(act: minutes_acts.AgreeAction, entry: Entry) -> str:
    return gettext("It was agreed in a meeting: %(what)s") % {"what": act.what}


def _action(act: minutes_acts.SettleAction, entry: Entry) -> str:
    if act.outcome == "done":
        return gettext("What was agreed in a meeting is done")
    return gettext("What was agreed in a meeting is let go of")


def _when(act: acts.CallMeeting | acts.Reschedule) -> str:
    return date_format(localtime(act.starts_at), "DATETIME_FORMAT")


SENTENCES: Mapping[str, Callable[[Any, Entry], str]] = {
    "meetings.call": _called,
    "meetings.reschedule": _moved,
    "meetings.cancel": _cancelled,
    "meetings.suggest_item": _suggested,
    "meetings.settle_agenda": _settled,
    "meetings.open": _opened,
    "meetings.close": _closed,
    "meetings.say_present": _present,
    "meetings.say_absent": _absent,
    "meetings.record_presence": _recorded,
    "meetings.count_speaking": _counted,
    "meetings.note": _noted,
    "meetings.draft_minutes": _drafted,
    "meetings.correct_minutes": _corrected,
    "meetings.approve_minutes": _approved,
    "meetings.agree_action": _agreed,
    "meetings.settle_action": _action,
}
