"""From recorded acts to what was given and what is owed for it; every entry is looked at, whatever its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from commonweal.acts.act import FreeText, TextRef
from commonweal.acts.charters import setting_with
from commonweal.acts.installed import body_today, contribution_of
from commonweal.capabilities.feedback import acts
from commonweal.capabilities.feedback.citations import CLOSED_BY_ITS_ANSWER, DECLINED, Does, does
from commonweal.capabilities.feedback.models import Contribution, Reply
from commonweal.capabilities.feedback.promised import due
from commonweal.charter.judge import judge
from commonweal.partnerships.actors import actor_of
from commonweal.partnerships.models import Partnership
from commonweal.record.entry import Entry, texts_in

TABLES = (Contribution, Reply)
"""What is written here, in the order in which a replay fills it."""

SAID = ("words", "says", "text", "suggestion", "statement", "note")
"""The fields in which somebody says what she gives, whatever else her act explains in words."""

_DONE = (
    "owner",
    "acknowledged_at",
    "acknowledged_entry",
    "answered_at",
    "answered_entry",
    "outcome",
    "effect_at",
    "effect_entry",
    "withdrawn_entry",
    "aside_entry",
    "owes",
    "due_at",
)


# ── What was given ────────────────────────────────────────────────────────────────────────────────


def given(entry: Entry) -> None:
    """Observe contributions: whatever an installed capability declares as one. What its own owner gives is none."""
    said = contribution_of(entry)
    if said is None:
        return
    person = "" if said.receipt else entry.by or ""
    if person and person == (said.owner or _convener(entry)):
        return
    until, title = due(entry), entry.body.get("title")
    row = Contribution(
        key=f"{entry.partnership}.{entry.position}",
        partnership=entry.partnership,
        entry=entry.position,
        kind=entry.kind,
        room=entry.kind.partition(".")[0],
        person=person,
        organisation="" if said.receipt else entry.org or "",
        asked=said.asked,
        owner=said.owner,
        receipt=said.receipt,
        title=title[:200] if isinstance(title, str) else "",
        words_id=_own_words(entry),
        at=entry.at,
        acknowledge_by=until["acknowledge"],
        answer_by=until["answer"],
        effect_by=until["effect"],
    )
    _settle(row)
    row.save(force_insert=True)


def _own_words(entry: Entry) -> str | None:
    """Return the id of the words that say what was given: the field that is named so, or else the first of all."""
    named = (entry.body.get(name) for name in SAID)
    found = next((reference for said in named for reference in texts_in(said)), None)
    found = found or next(texts_in(entry.body), None)
    return found.text if found else None


def _convener(entry: Entry) -> str:
    return Partnership.objects.filter(pk=entry.partnership).values_list("convener", flat=True).first() or ""


# ── What was said about it ────────────────────────────────────────────────────────────────────────


def acknowledged(act: acts.Acknowledge, entry: Entry) -> None:
    """Write that they arrived; the first acknowledgement of each holds."""
    _reply("acknowledge", act, entry, words=act.words)
    _change(act, lambda row: _acknowledge(row, entry))


def answered(act: acts.AnswerContributions, entry: Entry) -> None:
    """Write the answer; the latest holds, the day is that of the first."""
    _reply("answer", act, entry, words=act.words, outcome=act.outcome)
    _change(act, lambda row: _answer(row, entry, outcome=act.outcome))


def effect_stated(act: acts.StateEffect, entry: Entry) -> None:
    """Write what came of them; the latest holds, the day is that of the first."""
    _reply("effect", act, entry, words=act.words)
    _change(act, lambda row: _show(row, entry))


def handed_over(act: acts.HandOver, entry: Entry) -> None:
    """Let somebody else answer them."""
    _reply("hand_over", act, entry, owner=act.owner)

    def to_her(row: Contribution) -> None:
        row.owner = act.owner

    _change(act, to_her)


def _reply(
    what: str,
    act: acts.OfContributions,
    entry: Entry,
    *,
    words: FreeText | None = None,
    outcome: str = "",
    owner: str = "",
) -> None:
    Reply.objects.create(
        key=f"{entry.partnership}.{entry.position}",
        partnership=entry.partnership,
        entry=entry.position,
        what=what,
        outcome=outcome,
        words_id=words.text if isinstance(words, TextRef) else None,
        person=entry.by or "",
        organisation=entry.org or "",
        owner=owner,
        count=len(act.about),
        at=entry.at,
    )


# ── What a citation says by itself ────────────────────────────────────────────────────────────────


def cited(entry: Entry) -> None:
    """Observe citations: an entry that answers a contribution answers it, one that builds on it shows an effect."""
    if not entry.cites or entry.by is None:
        return
    rels = {f"{entry.partnership}.{cite.entry}": cite.rel for cite in entry.cites}
    changed = []
    for row in Contribution.objects.filter(pk__in=rels):
        what = does(rels[row.key], kind=entry.kind, own=row.room)
        if what is not None and _moved(row, entry, what):
            changed.append(row)
    _save(changed)


def _moved(row: Contribution, entry: Entry, what: Does) -> bool:
    """Change one contribution by what an entry does to it, and tell whether that changed it."""
    if what == "withdraws":
        row.withdrawn_entry = entry.position
    elif what in ("sets_aside", "restores"):
        row.aside_entry = entry.position if what == "sets_aside" else None
    elif row.person == entry.by:
        return False  # nobody answers herself, and what she builds on it is no effect of others
    elif what == "shows":
        if row.effect_entry is not None:
            return False
        _show(row, entry)
    else:
        if row.answered_entry is not None or not _answers_it(row, entry):
            return False
        _answer(row, entry, outcome=_outcome(entry) if what == "settles" else "")
        if what == "settles" and row.effect_entry is None:
            _show(row, entry)
    return True


def _outcome(entry: Entry) -> str:
    body = body_today(entry)
    return "not_taken" if body.get("settled", body.get("outcome")) in DECLINED else "taken_up"


def _answers_it(row: Contribution, entry: Entry) -> bool:
    """Tell whether an entry answers for the partnership: its owner acted, or somebody to whom the charter gives it."""
    if contribution_of(entry) is not None:
        return False  # one contribution never answers another
    return row.owner == entry.by or _answers_for_the_partnership(entry)


def _answers_for_the_partnership(entry: Entry) -> bool:
    """Tell whether whoever acted was one of those to whom the charter in force gave answering."""
    if entry.charter is None or entry.by is None:
        return False
    charter = setting_with(entry.partnership, digest=entry.charter).charter
    roles = actor_of(entry.by, partnership=entry.partnership, at=entry.at, org=entry.org).roles
    kind, matter = acts.AnswerContributions.kind_name(), acts.AnswerContributions.matter
    return judge(charter, kind=kind, matter=matter, roles=roles).allowed


# ── What follows for one contribution ─────────────────────────────────────────────────────────────


def _acknowledge(row: Contribution, entry: Entry) -> None:
    if row.acknowledged_entry is None:
        row.acknowledged_at, row.acknowledged_entry = entry.at, entry.position


def _answer(row: Contribution, entry: Entry, *, outcome: str) -> None:
    _acknowledge(row, entry)
    if row.effect_entry is not None and row.effect_entry == row.answered_entry:
        row.effect_at, row.effect_entry = None, None  # it was closed by the answer that this one replaces
    row.answered_at = row.answered_at or entry.at
    row.answered_entry, row.outcome = entry.position, outcome
    if outcome in CLOSED_BY_ITS_ANSWER and row.effect_entry is None:
        row.effect_at, row.effect_entry = entry.at, entry.position


def _show(row: Contribution, entry: Entry) -> None:
    row.effect_at = row.effect_at or entry.at
    row.effect_entry = entry.position


def _settle(row: Contribution) -> None:
    """Write what is owed next, and until when."""
    owed: tuple[tuple[str, int | None, datetime], ...] = (
        ("acknowledge", row.acknowledged_entry, row.acknowledge_by),
        ("answer", row.answered_entry, row.answer_by),
        ("effect", row.effect_entry, row.effect_by),
    )
    waiting = owed if row.withdrawn_entry is None else ()
    row.owes, row.due_at = next(((what, by) for what, done, by in waiting if done is None), ("", None))


def _change(act: acts.OfContributions, change: Callable[[Contribution], None]) -> None:
    rows = list(Contribution.objects.filter(pk__in=[f"{act.partnership}.{about}" for about in act.about]))
    for row in rows:
        change(row)
    _save(rows)


def _save(rows: Iterable[Contribution]) -> None:
    rows = list(rows)
    for row in rows:
        _settle(row)
    if len(rows) == 1:
        rows[0].save(update_fields=_DONE)
    elif rows:
        Contribution.objects.bulk_update(rows, _DONE, batch_size=50)
