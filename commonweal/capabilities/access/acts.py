"""What is done with somebody's personal data, or with her account, by whoever runs the host or convenes."""

from __future__ import annotations

from typing import ClassVar, Literal

from commonweal.acts.act import Act, FreeText, Id

What = Literal["mail_address", "profile", "access_needs", "export", "account"]


class LookAtPerson(Act):
    """Somebody looks at personal data of a person who takes part, and says why."""

    kind: ClassVar[str] = "access.looked.v1"
    matter: ClassVar[str] = "access"

    person: Id
    what: What
    reason: FreeText


class StopAccount(Act):
    """Whoever runs the host stops a person's account: she is signed out and cannot sign in."""

    kind: ClassVar[str] = "access.stopped.v1"
    matter: ClassVar[str] = "access"

    person: Id
    reason: FreeText


class ResumeAccount(Act):
    """Whoever runs the host lets a person's account go on."""

    kind: ClassVar[str] = "access.resumed.v1"
    matter: ClassVar[str] = "access"

    person: Id
    reason: FreeText


class LinkPerson(Act):
    """A person whose account is not known here any more is linked to one again."""

    kind: ClassVar[str] = "access.linked.v1"
    matter: ClassVar[str] = "access"

    person: Id
    reason: FreeText
