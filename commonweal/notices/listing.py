"""Somebody's notices as a list, newest first: what she was told of, wherever it happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Subquery
from django.utils.translation import gettext as _

from commonweal.acts.capability import Says
from commonweal.notices.models import Notice, Why
from commonweal.notices.saying import Said, Standing, one_line, said, standings
from commonweal.notices.topics import label_of
from commonweal.partnerships.models import Member, Partnership
from commonweal.people.models import Account
from commonweal.record import reading


@dataclass(frozen=True, slots=True)
class Row:
    """One notice as it is listed.

    :ivar url: the path of the page to which it leads
    :ivar exact: whether `at` is; for those who take no part it is coarsened to the hour
    """

    notice: Notice
    partnership: Partnership
    says: str
    url: str
    at: datetime
    exact: bool

    @property
    def why(self) -> Says:
        """Why she is told, in words."""
        if self.notice.why != Why.TOPIC:
            return Why(self.notice.why).label
        return _("You chose to be told of “%(topic)s” at once.") % {"topic": label_of(self.notice.topic)}


@dataclass(frozen=True, slots=True)
class Page:
    """Some of somebody's notices, and where the older ones begin; nothing where there are none.

    :ivar unread: how many she has not read, on this page or on others
    """

    rows: tuple[Row, ...]
    older: int | None
    unread: int


def page_of(account: Account, *, at: datetime, count: int, before: int | None = None) -> Page:
    """Return the newest notices: five questions, and one for each partnership of which there are some."""
    unread = Notice.objects.filter(account=account, read_at=None).order_by().values("account").annotate(n=Count("pk"))
    rows = Notice.objects.filter(account=account).annotate(unread=Subquery(unread.values("n"))).order_by("-id")
    found = list((rows if before is None else rows.filter(id__lt=before))[: count + 1])
    notices, older = found[:count], found[count - 1].pk if len(found) > count else None
    here = standings(account, at=at, only={n.partnership for n in notices})
    orgs: dict[str, dict[str, Member]] = {}
    for member in Member.objects.filter(partnership__in=[s.partnership.pk for s in here]).order_by("entry"):
        orgs.setdefault(member.partnership, {})[member.organisation] = member
    told: dict[tuple[str, int], Row] = {}
    for standing in here:
        told |= _rows(standing, notices, orgs.get(standing.partnership.pk, {}))
    shown = tuple(told[n.partnership, n.position] for n in notices if (n.partnership, n.position) in told)
    return Page(shown, older, (found[0].unread or 0) if found else 0)


def unread(account: Account) -> int:
    """Return how many notices somebody has not read, for a number beside a link. One question."""
    return Notice.objects.filter(account=account, read_at=None).count()


def _rows(standing: Standing, notices: Sequence[Notice], orgs: dict[str, Member]) -> dict[tuple[str, int], Row]:
    """Return the rows of one partnership: what she may not read any more is left out, unless it concerns herself."""
    partnership = standing.partnership
    mine = [n for n in notices if n.partnership == partnership.pk]
    mine = [n for n in mine if n.why == Why.CONCERN or (standing.takes_part and standing.reads)]
    entries = reading.entries_at(partnership.pk, [n.position for n in mine])
    sentences = {each.position: each for each in said(standing, list(entries.values()), orgs=orgs)}
    return {
        (n.partnership, n.position): _row(n, standing, sentences[n.position]) for n in mine if n.position in sentences
    }


def _row(notice: Notice, standing: Standing, each: Said) -> Row:
    if notice.why == Why.TASK:
        says = _("Something new waits for you: %(cause)s") % {"cause": each.says}
        return Row(notice, standing.partnership, one_line(says), f"/p/{standing.slug}/", each.at, each.exact)
    return Row(notice, standing.partnership, each.says, each.url, each.at, each.exact)
