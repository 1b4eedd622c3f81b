"""What the agreement offers to the rest of the house: tasks, days, who must be told, and where a thing is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time

from django.urls import reverse
from django.utils.translation import gettext

from commonweal.acts.capability import Block, Dated, Facts, Task
from commonweal.acts.perform import setting_of, verdict_on
from commonweal.capabilities.agreement import queries
from commonweal.capabilities.agreement.acts import BringIntoForce, DecideNext, SignByCode
from commonweal.charter.rules import Review
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.naming import organisation_name
from commonweal.record.entry import Entry


def waits(facts: Facts, actor: Actor, slug: str) -> Iterator[Task]:
    """Yield what waits for somebody: to sign, to bring into force what only waits for that, to say what comes next."""
    if actor.person is None:
        return
    here, on = facts.partnership, facts.at.date()
    standings = facts.once(queries.standings)
    signs = [each for each in standings if each.open(on) and not each.ready(on)]
    if signs and verdict_on(SignByCode, by=actor, at=facts.at).allowed:
        yield from _to_sign(signs, actor, slug, on=on)
    ready = [each for each in standings if each.ready(on)]
    if ready and verdict_on(BringIntoForce, by=actor, at=facts.at).allowed:
        for each in ready:
            url = reverse("agreement:force", args=[slug, each.text.entry])
            yield Task(f"agreement.force.{each.text.entry}", gettext("Bring the signed charter into force"), url)
    row = queries.last(here, "next")
    passed = row.until_on if row is not None and row.until_on is not None and row.until_on <= on else None
    if row is not None and passed is not None and verdict_on(DecideNext, by=actor, at=facts.at).allowed:
        url = reverse("agreement:life", args=[slug, "next"])
        yield Task(f"agreement.next.{row.entry}", gettext("Decide what comes next"), url, due_at=_noon(passed))


def _to_sign(signs: Iterable[queries.Standing], actor: Actor, slug: str, *, on: date) -> Iterator[Task]:
    may_sign: dict[str, bool] = {}
    for each in signs:
        for organisation in actor.orgs:
            party = each.party(organisation)
            if party is None or party.left or party.signature or party.declined or each.before(organisation):
                continue
            if organisation not in may_sign:
                held = queries.mandates(actor.person or "", organisation, partnership=each.text.partnership)
                may_sign[organisation] = any(row.until_on is None or row.until_on >= on for row in held)
            if may_sign[organisation]:
                says = gettext("Sign the charter for %(name)s") % {"name": party.name}
                url = reverse("agreement:sign", args=[slug, each.text.entry])
                key = f"agreement.sign.{each.text.entry}.{organisation}"
                yield Task(key, says, url, due_at=_noon(each.until_on))


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def days(partnership: str, slug: str) -> Iterator[Dated]:
    """Yield the days of the agreement: last days to sign, days on which something comes into force or ends, reviews."""
    for each in queries.standings(partnership):
        if each.text.purpose == "sign" and not (each.ruling or each.withdrawn or each.overtaken):
            url = reverse("agreement:text", args=[slug, each.text.entry])
            key = f"agreement.text.{each.text.entry}"
            yield Dated(f"{key}.until", gettext("Last day to sign the charter"), each.until_on, url)
            if each.text.effective_on:
                yield Dated(f"{key}.from", gettext("The charter can come into force"), each.text.effective_on, url)
    index = reverse("agreement:index", args=[slug])
    review = setting_of(partnership).charter.first(Review)
    if review is not None and review[1].on is not None:
        says = gettext("Review of the charter (clause %(clause)s)") % {"clause": review[0].number}
        yield Dated("agreement.review", says, review[1].on, index)
    yield from _of_life(partnership, index)


def _of_life(partnership: str, url: str) -> Iterator[Dated]:
    newest: set[str] = set()
    for row in queries.milestones(partnership):
        if row.what == "notice":
            says = gettext("%(name)s leaves the agreement") % {
                "name": organisation_name(row.organisation, partnership=partnership)
            }
            yield Dated(f"agreement.notice.{row.entry}", says, row.on, url)
        elif row.what == "dissolved":
            yield Dated("agreement.end", gettext("The partnership ends"), row.on, url)
        elif row.what in ("renewed", "next") and row.what not in newest and row.until_on is not None:
            newest.add(row.what)
            says = (
                gettext("The agreement is renewed until today")
                if row.what == "renewed"
                else gettext("It is asked again what comes next")
            )
            yield Dated(f"agreement.{row.what}", says, row.until_on, url)


# ── Who must be told ──────────────────────────────────────────────────────────────────────────────


def those_of_the_organisation(entry: Entry) -> Iterable[str]:
    """Return who must be told of what becomes of an organisation: those who represent it."""
    named = {entry.body.get("organisation"), entry.body.get("successor")} - {None}
    return queries.spokespeople({str(each) for each in named}, partnership=entry.partnership)


def those_who_sign(entry: Entry) -> Iterable[str]:
    """Return who must be told that somebody declined: those who represent the other parties."""
    return [person for person in queries.everybody_who_signs(entry.partnership) if person != entry.by]


# ── Where it is shown ─────────────────────────────────────────────────────────────────────────────


def page_of_text(entry: Entry, slug: str) -> str:
    """Return the page of the text that an entry signed, declined or brought into force."""
    return reverse("agreement:text", args=[slug, entry.body["text"]])


def page_of_agreement(entry: Entry, slug: str) -> str:
    """Return the page of the agreement."""
    return reverse("agreement:index", args=[slug])


def in_short(facts: Facts) -> Block | None:
    """Return how far the signing has come, while a text waits for it: the criterion counted it, so no question."""
    rests, text = facts.rests.get("4.2"), _waiting_text(facts)
    if not rests or not text:
        return None
    return Block("agreement/home.html", {"text": text, "signed": len(rests) - 1 if rests[0] == text else None})


def _waiting_text(facts: Facts) -> int:
    """Return the newest text that waits for signatures; asked where the finding is older than its figures."""
    now = facts.figures.get("4.2")
    if now is None and facts.rests.get("4.2"):
        text = queries.open_text(facts.partnership)
        return text.entry if text else 0
    return int(now["waits"]) if now else 0
