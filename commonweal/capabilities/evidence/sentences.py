"""What is recorded about evidence, in one sentence each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext

from commonweal.acts.capability import Says
from commonweal.capabilities.evidence import acts
from commonweal.record.entry import Entry

SENTENCES: Mapping[str, Callable[[Any, Entry], Says]] = {
    "evidence.add": lambda act, entry: _added(act),
    "evidence.correct": lambda act, entry: gettext("Put evidence right: “%(title)s”") % {"title": act.title},
    "evidence.contradict": lambda act, entry: gettext("Said that two pieces of evidence do not fit together"),
    "evidence.withdraw_consent": lambda act, entry: (
        gettext("%(community)s withdrew its consent: the words of this evidence are erased")
        % {"community": act.withdrawn_by}
    ),
    "evidence.retire": lambda act, entry: gettext("Took evidence out of use"),
    "evidence.use": lambda act, entry: (
        gettext("Said on which evidence a decision rests")
        if act.evidence or act.kinds
        else gettext("Said why a decision rests on no evidence")
    ),
}


def _added(act: acts.Add) -> str:
    return gettext("Brought evidence: “%(title)s”") % {"title": act.title}
