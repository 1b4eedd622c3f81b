"""What can be done to make a launch public."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar

from django.utils.translation import gettext_lazy as _
from pydantic import StringConstraints, field_validator

from commonweal.acts.act import Act, FreeText

Contact = Annotated[str, StringConstraints(strip_whitespace=True, min_length=5, max_length=200)]

_MAIL = re.compile(r"[A-Za-z0-9._%+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,24}")
_PAGE = re.compile(r"https?://[^\s/@<>\"']+\.[^\s/@<>\"']+(/[^\s<>\"']*)?")


class PublishLaunch(Act):
    """The launch is made public: what it is about, who takes part, and how to join or to complain."""

    kind: ClassVar[str] = "launch.publish.v1"
    matter: ClassVar[str] = "founding"

    summary: FreeText
    contact: Contact
    how_to_join: FreeText
    how_to_complain: FreeText
    show_members: bool

    @field_validator("contact")
    @classmethod
    def _leads_somewhere(cls, contact: str) -> str:
        if not _MAIL.fullmatch(contact) and not _PAGE.fullmatch(contact):
            raise ValueError(_("Give a mail address of an institution, or a page that begins with https://."))
        return contact

    @field_validator("show_members")
    @classmethod
    def _members_are_shown(cls, shown: bool) -> bool:  # noqa: FBT001 - pydantic hands it in by position
        if not shown:
            raise ValueError(_("A launch is public only with the list of its members. Tick this to agree."))
        return shown


class CorrectLaunch(PublishLaunch):
    """What was made public with the launch is said anew."""

    kind: ClassVar[str] = "launch.correct.v1"
