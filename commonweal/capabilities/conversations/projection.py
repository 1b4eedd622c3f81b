"""From recorded acts to the read model of conversations."""

from __future__ import annotations

from typing import Any

from commonweal.acts.act import FreeText, TextRef
from commonweal.capabilities.conversations import acts
from commonweal.capabilities.conversations.models import (
    Conversation,
    GroupInvited,
    Moderated,
    PublishedResult,
    Statement,
    WaitingSuggestion,
    Wording,
)
from commonweal.record import boxes
from commonweal.record.entry import Entry

TABLES = (Conversation, Statement, Wording, Moderated, GroupInvited, PublishedResult)
"""What is written here, in the order in which a replay fills it."""


def opened(act: acts.OpenConversation, entry: Entry) -> None:
    """Write the open conversation."""
    Conversation.objects.create(
        **_envelope(entry),
        org=entry.org or "",
        box=act.box,
        title=act.title,
        lang=act.lang,
        question_id=_reference(act.question),
        policy_id=_reference(act.policy),
        languages=list(act.languages),
        who=act.who,
        suggestions=act.suggestions,
        until_on=act.until_on,
        about=list(act.about),
    )


def seeded(act: acts.Seed, entry: Entry) -> None:
    """Write a statement of whoever keeps the conversation."""
    _write_statement(act, entry, origin="seed", source=act.source or "")


def added(act: acts.AddStatement, entry: Entry) -> None:
    """Write a statement of somebody who takes part."""
    _write_statement(act, entry, origin="added")


def suggestion_taken(act: acts.TakeSuggestion, entry: Entry) -> None:
    """Write a statement that was suggested, and forget that it waited."""
    _write_statement(act, entry, origin="suggested", receipt=act.receipt)
    _log(act, entry, "taken", statement=entry.position, receipt=act.receipt)
    _no_longer_waits(act)


def suggestion_set_aside(act: acts.SetSuggestionAside, entry: Entry) -> None:
    """Write why a suggestion was not taken in, and forget its words."""
    _log(act, entry, "not_taken", receipt=act.receipt, reason=act.reason, words_id=_reference(act.words))
    _no_longer_waits(act)


def set_aside(act: acts.SetAsideStatement, entry: Entry) -> None:
    """Write that a statement is no longer asked."""
    _change(act, aside_at=entry.at, aside_entry=entry.position)
    _log(act, entry, "aside", statement=act.statement, reason=act.reason, words_id=_reference(act.words))


def restored(act: acts.RestoreStatement, entry: Entry) -> None:
    """Write that a statement is asked again."""
    _change(act, aside_at=None, aside_entry=None)
    _log(act, entry, "restored", statement=act.statement, words_id=_reference(act.words))


def meta_marked(act: acts.MarkMeta, entry: Entry) -> None:
    """Write whether a statement is about who takes part."""
    _change(act, meta=act.meta)
    _log(act, entry, "meta" if act.meta else "no_meta", statement=act.statement)


def translated(act: acts.TranslateStatement, entry: Entry) -> None:
    """Write the wording that now holds in its language."""
    Wording.objects.filter(partnership=act.partnership, statement=act.statement, lang=act.lang).delete()
    Wording.objects.create(
        **_envelope(entry),
        conversation=act.conversation,
        statement=act.statement,
        lang=act.lang,
        words_id=_reference(act.words),
    )


def group_invited(act: acts.InviteMissing, entry: Entry) -> None:
    """Write that a group was invited."""
    GroupInvited.objects.create(
        **_envelope(entry), conversation=act.conversation, group=act.group, how_id=_reference(act.how)
    )


def closed(act: acts.CloseConversation, entry: Entry) -> None:
    """Write the seal, and put the votes in an order that tells nothing of who came when."""
    row = Conversation.objects.get(pk=f"{act.partnership}.{act.conversation}")
    boxes.settle(act.partnership, row.box)
    row.closed_at, row.closed_entry = entry.at, entry.position
    row.count, row.root, row.votes, row.voters = act.count, act.root or "", act.votes, act.voters
    row.save()


def published(act: acts.PublishResult, entry: Entry) -> None:
    """Write that a result was published."""
    PublishedResult.objects.create(
        **_envelope(entry),
        conversation=act.conversation,
        mode=act.mode,
        version=act.version or "",
        digest=act.digest or "",
        votes=act.votes,
        voters=act.voters,
    )


def _write_statement(act: acts.Seed | acts.AddStatement | acts.TakeSuggestion, entry: Entry, **said: Any) -> None:
    before = Statement.objects.filter(partnership=act.partnership, conversation=act.conversation).count()
    Statement.objects.create(
        **_envelope(entry),
        org=entry.org or "",
        conversation=act.conversation,
        number=before + 1,
        words_id=_reference(act.words),
        **said,
    )


def _change(act: acts.OfStatement, **said: Any) -> None:
    row = Statement.objects.get(pk=f"{act.partnership}.{act.statement}")
    for name, value in said.items():
        setattr(row, name, value)
    row.save()


def _log(act: acts.InConversation, entry: Entry, turn: str, **said: Any) -> None:
    Moderated.objects.create(**_envelope(entry), org=entry.org or "", conversation=act.conversation, turn=turn, **said)


def _no_longer_waits(act: acts.TakeSuggestion | acts.SetSuggestionAside) -> None:
    WaitingSuggestion.objects.filter(partnership=act.partnership, receipt=act.receipt).delete()


def _envelope(entry: Entry) -> dict[str, Any]:
    return {
        "key": f"{entry.partnership}.{entry.position}",
        "partnership": entry.partnership,
        "entry": entry.position,
        "at": entry.at,
        "by": entry.by or "",
    }


def _reference(words: FreeText | None) -> str | None:
    return words.text if isinstance(words, TextRef) else None
