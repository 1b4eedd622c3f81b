"""The read model of meetings: when and where, who says she comes, what was noted, minuted, approved and agreed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from commonweal.partnerships.models import words_field
from commonweal.record.readmodel import ReadModel


class Meeting(ReadModel):
    """A meeting of a body, from the call to approved minutes.

    `moved` counts how often it was moved, for calendars. `agenda` is the list of its points as the act gives them, each
    with the matter and the organisations that the decision on it touches; `suggestions` those that somebody suggested.
    `speaking` says how long which group spoke; `quorum`, `there` and `seats` what was found when it closed.
    `minutes_entry` is the entry that drafted or last corrected the minutes, and `approvals` who approved which version.
    """

    meeting_id = models.CharField(max_length=26)
    body = models.CharField(max_length=40)
    title = models.CharField(max_length=200, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    how = models.CharField(max_length=10)
    where = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=200, blank=True)
    agenda = models.JSONField(default=list)
    suggestions = models.JSONField(default=list)
    agenda_entry = models.PositiveBigIntegerField(null=True)
    person = models.CharField(max_length=26)
    entry = models.PositiveBigIntegerField()
    called_at = models.DateTimeField()
    charter = models.CharField(max_length=64)
    moved = models.PositiveIntegerField(default=0)
    moved_entry = models.PositiveBigIntegerField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_entry = models.PositiveBigIntegerField(null=True)
    cancelled_because = words_field()
    opened_at = models.DateTimeField(null=True)
    opened_entry = models.PositiveBigIntegerField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_entry = models.PositiveBigIntegerField(null=True)
    quorum = models.JSONField(default=list)
    there = models.PositiveIntegerField(null=True)
    seats = models.PositiveIntegerField(null=True)
    speaking = models.JSONField(default=dict)
    drafted_at = models.DateTimeField(null=True)
    drafted_entry = models.PositiveBigIntegerField(null=True)
    minutes_entry = models.PositiveBigIntegerField(null=True)
    approvals = models.JSONField(default=list)
    approved_at = models.DateTimeField(null=True)
    approved_entry = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["partnership", "meeting_id"], name="meeting_id"),
            models.Index(fields=["partnership", "starts_at"], name="meeting_starts"),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.starts_at}"


class Attendance(ReadModel):
    """What is known of one person and one meeting: what she said before, and whether she was there.

    `said` is ``coming``, ``sends`` (her substitute) or ``absent``; `how` is ``room``, ``remote`` or ``paper`` once she
    was there.
    """

    meeting_id = models.CharField(max_length=26)
    person = models.CharField(max_length=26)
    said = models.CharField(max_length=10, default="", blank=True)
    how = models.CharField(max_length=10, default="", blank=True)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["partnership", "meeting_id"], name="attendance_meeting"),
            models.Index(fields=["partnership", "person"], name="attendance_person"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.said} {self.how}"


class MeetingNote(ReadModel):
    """What somebody noted on a point while the meeting went on."""

    meeting_id = models.CharField(max_length=26)
    item = models.CharField(max_length=26, default="", blank=True)
    words = words_field()
    person = models.CharField(max_length=26)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "meeting_id"], name="note_meeting")]

    def __str__(self) -> str:
        return str(self.entry)


class Minuted(ReadModel):
    """What the minutes say on one point, from the entry that says so until a correction takes its place."""

    meeting_id = models.CharField(max_length=26)
    item = models.CharField(max_length=26, default="", blank=True)
    words = words_field()
    person = models.CharField(max_length=26)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    replaced_entry = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "meeting_id"], name="minuted_meeting")]

    def __str__(self) -> str:
        return str(self.entry)


class AgreedAction(ReadModel):
    """Something that was agreed to be done; `outcome` is ``done`` or ``dropped`` once it is settled."""

    meeting_id = models.CharField(max_length=26)
    item = models.CharField(max_length=26, default="", blank=True)
    what = models.CharField(max_length=200)
    organisation = models.CharField(max_length=26, default="", blank=True)
    person = models.CharField(max_length=26, default="", blank=True)
    due_on = models.DateField(null=True)
    entry = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10, default="", blank=True)
    says = words_field()
    settled_at = models.DateTimeField(null=True)
    settled_entry = models.PositiveBigIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "meeting_id"], name="action_meeting")]

    def __str__(self) -> str:
        return self.what


class Proposal(ReadModel):
    """A decision that was proposed to a body, so that an agenda can name it; written from the entry of the proposal."""

    entry = models.PositiveBigIntegerField()
    body = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    organisation = models.CharField(max_length=26, default="", blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["partnership", "body"], name="proposal_body")]

    def __str__(self) -> str:
        return self.title
