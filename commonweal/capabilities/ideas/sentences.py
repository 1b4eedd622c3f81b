"""What each act on ideas is called in the list of what happened: without the full stop, without who."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext, ngettext

from commonweal.capabilities.ideas import acts
from commonweal.record.entry import Entry


def _put(act: acts.PutIdea, entry: Entry) -> str:
    return gettext("An idea was put: “%(title)s”") % {"title": act.title}


def _merged(act: acts.MergeIdeas, entry: Entry) -> str:
    n = len(act.ideas)
    return ngettext("%(n)s idea was joined into “%(title)s”", "%(n)s ideas were joined into “%(title)s”", n) % {
        "n": n,
        "title": act.title,
    }


def _split(act: acts.SplitIdea, entry: Entry) -> str:
    return gettext("A part of an idea goes on for itself: “%(title)s”") % {"title": act.title}


def _criteria(act: acts.ChooseCriteria, entry: Entry) -> str:
    return gettext("Criteria were chosen by which ideas are rated")


def _rated(act: acts.RateIdea, entry: Entry) -> str:
    return gettext("An idea was rated")


def _drafted(act: acts.OpenDraft, entry: Entry) -> str:
    return gettext("An intervention is being drafted: “%(title)s”") % {"title": act.title}


def _suggested(act: acts.SuggestChange, entry: Entry) -> str:
    return gettext("A change of a draft was suggested")


def _settled(act: acts.SettleSuggestion, entry: Entry) -> str:
    if act.outcome == "taken":
        return gettext("A suggestion was taken into a draft")
    return gettext("A suggestion was not taken, with a reason")


def _finished(act: acts.FinishDraft, entry: Entry) -> str:
    return gettext("A draft was finished as an intervention")


SENTENCES: Mapping[str, Callable[[Any, Entry], str]] = {
    "ideas.put": _put,
    "ideas.merge": _merged,
    "ideas.split": _split,
    "ideas.choose_criteria": _criteria,
    "ideas.rate": _rated,
    "ideas.open_draft": _drafted,
    "ideas.suggest": _suggested,
    "ideas.settle": _settled,
    "ideas.finish": _finished,
}
