"""The read model of who decides: seats that are held, offices, who steps back, what was decided, who was there.

It stands on this floor because several capabilities meet in it: `bodies` writes seats and offices, `interests`
recusals, `decisions` what was decided, `meetings` who was there, `chartering` the texts that were presented and
`agreement` what became of them; `interests` also how declarations stand, and recusals that were missed. Each lists its
tables.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.record.readmodel import ReadModel


class HeldSeat(ReadModel):
    """A seat that somebody was given, from the entry that says so until it ends.

    `seat` is the seat's name in its body, such as ``residents.2`` (`seats.seat_name`). `person` and `substitute` are
    pseudonyms; `organisation` the member for which the seat is held, where it is. `how` as `FilledBy` in the charter.
    """

    body = models.CharField(max_length=40)
    seat = models.CharField(max_length=80)
    person = models.CharField(max_length=26, blank=True)
    organisation = models.CharField(max_length=26, default="", blank=True)
    substitute = models.CharField(max_length=26, default="", blank=True)
    how = models.CharField(max_length=20)
    reference = models.CharField(max_length=200, default="", blank=True)
    since_at = models.DateTimeField()
    until_on = models.DateField(null=True)
    entry = models.PositiveBigIntegerField()
    ended_at = models.DateTimeField(null=True)
    ended_entry = models.PositiveBigIntegerField(null=True)
    why_ended = models.CharField(max_length=20, default="", blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "body", "seat"], name="held_seat")]

    def __str__(self) -> str:
        return f"{self.body} {self.seat}"


class HeldOffice(ReadModel):
    """Who chairs a body or keeps its record, from the entry that says so until it ends."""

    body = models.CharField(max_length=40)
    office = models.CharField(max_length=20)
    person = models.CharField(max_length=26)
    since_at = models.DateTimeField()
    until_on = models.DateField(null=True)
    entry = models.PositiveBigIntegerField()
    ended_at = models.DateTimeField(null=True)
    ended_entry = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "body"], name="held_office_body")]

    def __str__(self) -> str:
        return f"{self.office} of {self.body}"


class Recusal(ReadModel):
    """That a person, or everybody of an organisation, steps back from a matter, a decision, or what concerns a member.

    Exactly one of `person` and `organisation` is given. Of `matter`, `decision` (the entry that proposed it) and
    `counterpart` (a member organisation that gains or loses) at least one; where several are given, each is enough.
    `interest` is the entry of the declaration on which it rests and `entry` the one that made it a recusal.
    """

    person = models.CharField(max_length=26, default="", blank=True)
    organisation = models.CharField(max_length=26, default="", blank=True)
    matter = models.CharField(max_length=40, default="", blank=True)
    decision = models.PositiveBigIntegerField(null=True)
    counterpart = models.CharField(max_length=26, default="", blank=True)
    interest = models.PositiveBigIntegerField()
    entry = models.PositiveBigIntegerField()
    since_at = models.DateTimeField()
    until_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_entry = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "ended_at"], name="recusal_now")]

    def __str__(self) -> str:
        return f"{self.person or self.organisation} at {self.entry}"


class Decided(ReadModel):
    """The result of a decision: which one, on which matter, by which body and rule, and what came out.

    `decision` is the entry that proposed it and `entry` the one that closed it. `outcome` is ``carried``, ``failed``,
    ``no_quorum``, ``tied`` or ``vetoed``; `winners` the codes of the options chosen; `concerns` the organisations that
    it touches; `about` the entries that the proposal cites, such as the text of an amendment. `reopened_at` is set when
    an appeal took it back, and `flagged` when a recusal was missed.
    """

    decision = models.PositiveBigIntegerField()
    matter = models.CharField(max_length=40)
    body = models.CharField(max_length=40)
    rule = models.CharField(max_length=40)
    outcome = models.CharField(max_length=20)
    winners = models.JSONField(default=list)
    concerns = models.JSONField(default=list)
    about = models.JSONField(default=list)
    charter = models.CharField(max_length=64)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    proposed_at = models.DateTimeField()
    review_on = models.DateField(null=True)
    reopened_at = models.DateTimeField(null=True)
    flagged = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "decision"], name="decided_decision")]

    def __str__(self) -> str:
        return f"{self.decision}: {self.outcome}"


class SeatPresence(ReadModel):
    """That a seat was there, or excused or away, at a meeting.

    `how` is ``room``, ``remote``, ``paper``, ``excused`` or ``absent``; `sector` that of the seat's organisation then.
    """

    meeting = models.PositiveBigIntegerField()
    body = models.CharField(max_length=40)
    seat = models.CharField(max_length=80)
    person = models.CharField(max_length=26, blank=True)
    organisation = models.CharField(max_length=26, default="", blank=True)
    sector = models.CharField(max_length=20, default="", blank=True)
    how = models.CharField(max_length=20)
    held_at = models.DateTimeField()
    entry = models.PositiveBigIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "body", "held_at"], name="presence_body")]

    def __str__(self) -> str:
        return f"{self.seat} at {self.meeting}: {self.how}"


class CharterText(ReadModel):
    """A text that was presented for signature or for decision, whole, with its digest.

    `entry` is the one that presented it; `draft` the one that opened its draft. `purpose` is ``sign`` for a charter
    that parties sign and ``amend`` for one that a decision puts in the place of the one in force. `in_order` tells that
    parties sign one after the other. `withdrawn_entry` is set where it was taken back, `ruling_entry` where it rules.
    """

    digest = models.CharField(max_length=64)
    document = models.JSONField()
    draft = models.PositiveBigIntegerField()
    purpose = models.CharField(max_length=10)
    parties = models.JSONField(default=list)
    in_order = models.BooleanField(default=False)
    until_on = models.DateField(null=True)
    effective_on = models.DateField(null=True)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    withdrawn_entry = models.PositiveBigIntegerField(null=True)
    ruling_entry = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "digest"], name="charter_text_digest")]

    def __str__(self) -> str:
        return self.digest


class Suspension(ReadModel):
    """That the seats of an organisation rest, from the entry that says so until a day or until it is lifted."""

    organisation = models.CharField(max_length=26)
    since_at = models.DateTimeField()
    until_on = models.DateField(null=True)
    entry = models.PositiveBigIntegerField()
    ended_at = models.DateTimeField(null=True)
    ended_entry = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "organisation"], name="suspension_organisation")]

    def __str__(self) -> str:
        return f"{self.organisation} since {self.entry}"


class DeclarationState(ReadModel):
    """How a person, or an organisation, stands with saying which interests she or it has.

    Exactly one of `person` and `organisation` is given. `entry` is the last in which something was declared, renewed
    or said not to exist; `renew_on` the first day on which something of it no longer counts; `unhandled` the entries of
    interests on which nobody has said yet whether they are a conflict. `interests` writes it.
    """

    person = models.CharField(max_length=26, default="", blank=True)
    organisation = models.CharField(max_length=26, default="", blank=True)
    entry = models.PositiveBigIntegerField()
    renew_on = models.DateField()
    unhandled = models.JSONField(default=list)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "organisation"], name="declaration_state_org")]

    def __str__(self) -> str:
        return f"{self.person or self.organisation} until {self.renew_on}"


class MissedRecusal(ReadModel):
    """That somebody took part in a decision from which she, or an organisation, had to step back, as was found later.

    Exactly one of `person` and `organisation` is given. `decision` is the entry that proposed it, `declaration` that of
    the interest, and `entry` the one that reported it, by which the dispute that it opened is known too.
    `settled_entry` is set once that dispute is settled. `interests` writes it.
    """

    decision = models.PositiveBigIntegerField()
    person = models.CharField(max_length=26, default="", blank=True)
    organisation = models.CharField(max_length=26, default="", blank=True)
    declaration = models.PositiveBigIntegerField()
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_entry = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "decision"], name="missed_recusal_decision")]

    def __str__(self) -> str:
        return f"{self.decision} at {self.entry}"


class CoreGoal(ReadModel):
    """A goal as it is worded now, and whether partners named it one of their main goals.

    `goal` is the entry that first named it and `entry` the one of the wording that holds. `core_entry` is the last in
    which it was said whether it is a main goal; `withdrawn_entry` is set where it was given up. `agenda` writes it.
    """

    goal = models.PositiveBigIntegerField()
    title = models.CharField(max_length=200)
    lang = models.CharField(max_length=16)
    core = models.BooleanField(default=False)
    core_entry = models.PositiveBigIntegerField(null=True)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    withdrawn_entry = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "goal"], name="core_goal_goal")]

    def __str__(self) -> str:
        return self.title
