"""What is kept in order to tell people things: plain tables, all of them personal and none of them accountable.

Whoever is forgotten is forgotten here too: ``forgetting.py`` says how, and every row below that belongs to somebody
goes with her account.
"""

from __future__ import annotations

from datetime import time
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commonweal.people.models import Account

EVENING, MORNING = time(21), time(7)


class How(models.TextChoices):
    """How somebody wants to be told of a topic."""

    ONCE = "once", pgettext_lazy("how to be told", "At once")
    DAILY = "daily", pgettext_lazy("how to be told", "Once a day")
    NEVER = "never", pgettext_lazy("how to be told", "Never by mail")


class Why(models.TextChoices):
    """Why somebody is told of an entry."""

    CONCERN = "concern", _("It concerns you yourself.")
    TASK = "task", _("Something waits for you.")
    TOPIC = "topic", _("You chose to be told of this at once.")


class Notice(models.Model):
    """That one person is told of one entry: there is never more than one of both.

    :ivar topic: the name of the capability whose entry it is
    :ivar tasks: of a notice that something waits, the keys of what does, a line each
    :ivar how: how she wanted to be told when the notice was written
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    partnership = models.CharField(max_length=26)
    position = models.PositiveBigIntegerField()
    topic = models.CharField(max_length=40)
    why = models.CharField(max_length=8, choices=Why)
    how = models.CharField(max_length=8, choices=How)
    tasks = models.TextField(default="", blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "partnership", "position"], name="one_notice_of_one_entry")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["account"],
                condition=models.Q(how="once", read_at=None, mailed_at=None),
                name="notice_to_be_mailed",
            ),
            models.Index(fields=["account", "-id"], name="notice_newest"),
            models.Index(fields=["at"], name="notice_at"),
        ]

    def __str__(self) -> str:
        return f"{self.partnership}.{self.position}"


class Choice(models.Model):
    """How somebody wants to be told of a topic: everywhere, or in one partnership, which goes before."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    partnership = models.CharField(max_length=26, blank=True)
    topic = models.CharField(max_length=40)
    how = models.CharField(max_length=8, choices=How)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "partnership", "topic"], name="one_choice_of_a_topic")
        ]
        indexes: ClassVar = [models.Index(fields=["topic", "how"], name="choice_topic")]

    def __str__(self) -> str:
        return f"{self.topic}: {self.how}"


class Hours(models.Model):
    """When mail may come to somebody, in her own time zone.

    :ivar quiet_from: from when on nothing is mailed at once, until `quiet_to`; where the two are the same, never
    :ivar digest_on: the last day, in her zone, of which the digest was made
    :ivar digest_next: the instant from which the next one is due
    """

    account = models.OneToOneField(Account, primary_key=True, on_delete=models.CASCADE, related_name="+")
    zone = models.CharField(max_length=64)
    quiet_from = models.TimeField(default=EVENING)
    quiet_to = models.TimeField(default=MORNING)
    digest = models.BooleanField(default=True)
    digest_at = models.TimeField(default=MORNING)
    weekends = models.BooleanField(default=True)
    paused_until = models.DateField(null=True)
    digest_on = models.DateField(null=True)
    digest_next = models.DateTimeField(null=True, db_index=True)

    def __str__(self) -> str:
        return self.zone


class Marker(models.Model):
    """How far somebody has been told of a record: entries from `upto` on are new to her."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    partnership = models.CharField(max_length=26)
    upto = models.PositiveBigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "partnership"], name="one_marker_in_each_record")
        ]

    def __str__(self) -> str:
        return f"{self.partnership} {self.upto}"


class Followed(models.Model):
    """How far the tick has followed a record, and what then waited for whoever holds each place there."""

    partnership = models.CharField(primary_key=True, max_length=26)
    upto = models.PositiveBigIntegerField()
    waiting = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.partnership} {self.upto}"


class Outgoing(models.Model):
    """A mail on its way. Once it is sent, or given up, nothing of it is kept but its key, which stops a second one.

    :ivar key: what the mail is, such as ``digest:<account>:2026-03-02``: there is never another of the same
    :ivar again: whether it goes a second time where nobody knows whether it went the first time
    :ivar claimed_at: since when one tick tries to send it, so that no other does
    """

    key = models.CharField(max_length=120, unique=True)
    account = models.ForeignKey(Account, null=True, on_delete=models.CASCADE, related_name="+")
    partnership = models.CharField(max_length=26, blank=True)
    to = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    body = models.TextField(blank=True)
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    again = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    next_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    gave_up_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["next_at"], condition=models.Q(sent_at=None, gave_up_at=None), name="outgoing_to_be_sent"
            ),
            models.Index(fields=["made_at"], name="outgoing_made"),
        ]

    def __str__(self) -> str:
        return self.key


class Feed(models.Model):
    """A secret address under which a program reads what its owner may see. Only the digest of the secret is kept.

    :ivar partnership: the one whose calendar it is; nothing for those of all in which she holds a place
    """

    class Form(models.TextChoices):
        CALENDAR = "calendar", _("Calendar")
        ATOM = "atom", _("Feed of notices")

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    partnership = models.CharField(max_length=26, blank=True)
    form = models.CharField(max_length=8, choices=Form)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "partnership", "form"], name="one_feed_of_a_form")
        ]

    def __str__(self) -> str:
        return self.form


class Letter(models.Model):
    """A mail as it would have been sent, on a host without a mail server; it is shown on a page instead.

    :ivar partnership: of which it tells; nothing for mails about accounts
    """

    to = models.CharField(max_length=254, db_index=True)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    html = models.TextField(default="", blank=True)
    partnership = models.CharField(max_length=26, default="", blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return self.subject
