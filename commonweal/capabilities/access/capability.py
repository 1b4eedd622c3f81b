"""The manifest of access: read this first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Capability, Says
from commonweal.capabilities.access import conditions, projection, sheets
from commonweal.capabilities.access.acts import LinkPerson, LookAtPerson, ResumeAccount, StopAccount
from commonweal.capabilities.access.models import Look
from commonweal.capabilities.access.phrases import said
from commonweal.record.entry import Entry


def _told(act: Any, entry: Entry) -> Says:
    return said(entry.kind.rpartition(".")[2], getattr(act, "what", ""))


def _whom(entry: Entry) -> Iterable[str]:
    return (entry.body["person"],)


def _page(_entry: Entry, slug: str) -> str:
    return reverse("access:who_looked", args=[slug])


KINDS = ("access.looked", "access.stopped", "access.resumed", "access.linked")

CAPABILITY = Capability(
    name="access",
    label=_("Who looked"),
    urls="commonweal.capabilities.access.urls",
    acts={
        LookAtPerson: projection.looked,
        StopAccount: projection.looked,
        ResumeAccount: projection.looked,
        LinkPerson: projection.looked,
    },
    conditions={
        LookAtPerson: (conditions.somebody_of_here,),
        StopAccount: (conditions.somebody_of_here, conditions.whoever_runs_the_host),
        ResumeAccount: (conditions.somebody_of_here, conditions.whoever_runs_the_host),
        LinkPerson: (conditions.somebody_of_here, conditions.belongs_to_nobody_now),
    },
    tables=(Look,),
    sentences=dict.fromkeys(KINDS, _told),
    addresses=dict.fromkeys(KINDS, _page),
    concerns=dict.fromkeys(KINDS, _whom),
    sheets=(sheets.LOOKS,),
)
