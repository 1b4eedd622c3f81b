"""From bodies of earlier versions to those of today: pure functions, for ever."""

from __future__ import annotations

from typing import Any

Body = dict[str, Any]


def organisation_1(body: Body) -> Body:
    """An organisation of version 1 had a name, a sector and a reach; the rest was not said."""
    added: Body = {
        "legal_name": None,
        "tier": None,
        "territories": [],
        "mandate": None,
        "website": None,
        "lang": None,
    }
    return {**body, **added}


def leave_1(body: Body) -> Body:
    """The duties of version 1 were one text without a day."""
    said = body["duties"]
    return {**body, "duties": [] if said is None else [{"what": said, "until_on": None}]}


def invite_1(body: Body) -> Body:
    """A place of version 1 had no last day, succeeded nobody and was not counted."""
    return {**body, "until_on": None, "succeeds": None, "places": None}


def represent_1(body: Body) -> Body:
    """A convener of version 1 did not say by which mandate she acts."""
    return {**body, "how": None, "reference": None}


UPCASTERS = {
    ("membership.admit", 1): organisation_1,
    ("membership.correct", 1): organisation_1,
    ("membership.leave", 1): leave_1,
    ("membership.invite", 1): invite_1,
    ("membership.represent", 1): represent_1,
}
