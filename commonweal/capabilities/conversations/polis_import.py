"""Take a conversation in from the files that Polis exports: statements become acts, votes become lines of its box.

It is done in pieces. Each is whole or was not done, and the next one goes on where the last one ended, however it
ended: an act has the same number each time, and a vote the same receipt.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.acts.act import Words
from commonweal.acts.perform import perform
from commonweal.capabilities.conversations import acts, counting, queries
from commonweal.capabilities.conversations.queries import Conversation, imports
from commonweal.capabilities.conversations.queries.imports import PolisImport
from commonweal.capabilities.conversations.result_files import as_written
from commonweal.kit.ids import id_from_seed, new_id
from commonweal.methods.opinion.polis_csv import OUT, BadFile, Comment, Table, read_comments, read_table
from commonweal.partnerships.actors import Actor
from commonweal.record import boxes

VOTES_AT_ONCE: Final = 5_000
MOST_STATEMENTS: Final = 10_000
MOST_BYTES: Final = 60_000_000


@dataclass(frozen=True, slots=True)
class Read:
    """What the files of a conversation say, or what is wrong with them: file, line and what was expected.

    :param left_out: votes on statements that comments.csv does not have
    """

    comments: Sequence[Comment] = ()
    votes: Sequence[tuple[str, str, int]] = ()
    people: int = 0
    left_out: int = 0
    faults: Mapping[str, str] | None = None


def read(comments: Iterable[str], votes: Iterable[str]) -> Read:
    """Read comments.csv, and votes.csv or participants-votes.csv."""
    faults: dict[str, str] = {}
    told: list[Comment] = []
    table: Table | None = None
    try:
        told = read_comments(comments)
        faults |= _wrong(told)
    except (BadFile, UnicodeDecodeError) as bad:
        faults["comments"] = _why(bad)
    try:
        table = read_table(votes)
    except (BadFile, UnicodeDecodeError) as bad:
        faults["votes"] = _why(bad)
    if faults or table is None:
        return Read(faults=faults)
    known = {one.id for one in told}
    rows = table.votes.rows()
    cast = [(who, to, vote) for who, row in rows.items() for to, vote in row.items() if to in known]
    return Read(told, cast, len({who for who, _to, _vote in cast}), table.votes.size - len(cast))


def begin(found: Read, *, by: Actor, at: datetime, title: str, question: str, lang: str, closes: bool) -> PolisImport:
    """Keep what was read; nothing of it is on the record yet."""
    return imports.begin(
        id=new_id(),
        partnership=by.partnership,
        by=by.person,
        at=at,
        title=title,
        lang=lang,
        question=question,
        closes=closes,
        comments=[[one.id, as_written(one.text).strip(), one.moderated, one.meta] for one in found.comments],
        votes=[list(one) for one in found.votes],
        people=found.people,
        left_out=found.left_out,
        statements_of=len(found.comments),
        votes_of=len(found.votes),
    )


def carry_on(row: PolisImport, *, by: Actor, at: datetime, seconds: float | None = None) -> bool:
    """Go on taking in, for so many seconds or to the end, and return whether it is all in.

    :raises Refused: where the charter does not let this actor open conversations
    :raises Objected: where the conversation was closed meanwhile
    """
    until = None if seconds is None else time.monotonic() + seconds
    conversation = _opened(row, by=by, at=at)
    while row.statements_done < row.statements_of:
        _take_statement(row, conversation, row.comments[row.statements_done], by=by, at=at)
        imports.come_to(row, statements_done=row.statements_done + 1)
        if until is not None and time.monotonic() > until:
            return False
    entries = {said.source: said.entry for said in queries.statements(conversation)}
    while row.votes_done < row.votes_of:
        _take_votes(row, conversation, entries)
        if until is not None and time.monotonic() > until:
            return False
    _finish(row, conversation, by=by, at=at)
    return True


def _opened(row: PolisImport, *, by: Actor, at: datetime) -> Conversation:
    if row.conversation is None:
        policy = _("Statements were moderated where this conversation was held; here they stand as they were left.")
        act = acts.OpenConversation(
            partnership=row.partnership,
            idem=id_from_seed("polis", row.id, "open"),
            box=id_from_seed("polis", row.id, "box"),
            title=row.title,
            lang=row.lang,
            question=Words(text=row.question, lang=row.lang),
            policy=Words(text=policy, lang=row.lang),
            languages=(row.lang,),
            suggestions="none",
        )
        imports.come_to(row, conversation=perform(act, by=by, at=at).position)
    return queries.conversation_at(row.partnership, row.conversation or 0)


def _take_statement(
    row: PolisImport, conversation: Conversation, comment: Sequence[Any], *, by: Actor, at: datetime
) -> None:
    id, text, moderated, meta = comment
    place = {"partnership": row.partnership, "conversation": conversation.entry}

    def idem(what: str) -> dict[str, Any]:
        return {**place, "idem": id_from_seed("polis", row.id, what, id)}

    seed = acts.Seed(**idem("seed"), words=Words(text=text, lang=row.lang), source=id)
    entry = perform(seed, by=by, at=at).position
    if moderated == OUT:
        perform(acts.SetAsideStatement(**idem("aside"), statement=entry, reason="other"), by=by, at=at)
    if meta:
        perform(acts.MarkMeta(**idem("meta"), statement=entry, meta=True), by=by, at=at)


def _take_votes(row: PolisImport, conversation: Conversation, entries: Mapping[str, int]) -> None:
    """Put the next votes into the box, and write how far that is, in one transaction."""
    with transaction.atomic():
        done = imports.votes_done(row)  # and nobody else goes on meanwhile
        some = row.votes[done : done + VOTES_AT_ONCE]
        named = []
        for who, to, vote in some:
            voter = id_from_seed("polis", conversation.box, who)
            line = {"what": "vote", "voter": voter, "statement": entries[to], "vote": vote}
            named.append((("vote", voter, str(entries[to])), line))
        boxes.put_each_once(row.partnership, conversation.box, named)
        imports.come_to(row, votes_done=done + len(some))


def _finish(row: PolisImport, conversation: Conversation, *, by: Actor, at: datetime) -> None:
    if row.done_at is not None:
        return
    counting.recount(conversation)
    if row.closes and conversation.closed_at is None:
        idem = id_from_seed("polis", row.id, "close")
        close = acts.CloseConversation(partnership=row.partnership, idem=idem, conversation=conversation.entry)
        perform(close, by=by, at=at)
    imports.come_to(row, done_at=at, comments=[], votes=[])


def _wrong(comments: Sequence[Comment]) -> dict[str, str]:
    """Say which statement cannot be taken in."""
    if len(comments) > MOST_STATEMENTS:
        return {"comments": _("There are more than %(most)s statements.") % {"most": MOST_STATEMENTS}}
    for one in comments:
        text = as_written(one.text).strip()
        if not text:
            return {"comments": _("The statement %(id)s is empty. Fill it in, or take the row out.") % {"id": one.id}}
        if len(text) > acts.SEED:
            said = {"id": one.id, "most": acts.SEED}
            return {"comments": _("The statement %(id)s has more than %(most)s characters.") % said}
    return {}


def _why(bad: Exception) -> str:
    if isinstance(bad, UnicodeDecodeError):
        return _("This is not text in UTF-8. Save the file as CSV in UTF-8.")
    return _("This cannot be read: %(why)s") % {"why": bad}
