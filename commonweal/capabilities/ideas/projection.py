"""From recorded acts to the read model of ideas, ratings and drafts."""

from __future__ import annotations

from typing import Any

from django.db.models import F

from commonweal.acts.act import FreeText, TextRef
from commonweal.capabilities.ideas import acts
from commonweal.capabilities.ideas.models import CriteriaChosen, Draft, Idea, Paragraph, Rating, Suggestion
from commonweal.record.entry import Entry

TABLES = (Idea, CriteriaChosen, Rating, Draft, Paragraph, Suggestion)
"""What is written here, in the order in which a replay fills it."""


def put(act: acts.PutIdea, entry: Entry) -> None:
    """Write the idea."""
    cited = sorted({cite.entry for cite in entry.cites})
    Idea.objects.create(**_given(entry), title=act.title, text_id=_text(act.text), sources=cited)


def merged(act: acts.MergeIdeas, entry: Entry) -> None:
    """Write the new idea, and say of the others into what they went."""
    Idea.objects.create(**_given(entry), title=act.title, text_id=_text(act.text), sources=list(act.ideas))
    rows = Idea.objects.filter(partnership=entry.partnership, entry__in=act.ideas)
    rows.update(became="merged", ended_entry=entry.position)


def split(act: acts.SplitIdea, entry: Entry) -> None:
    """Write the part, and say of the whole that it was split."""
    Idea.objects.create(**_given(entry), title=act.title, text_id=_text(act.text), sources=[act.idea])
    row = Idea.objects.get(pk=_key(entry, act.idea))
    if row.ended_entry is None:
        row.became, row.ended_entry = "split", entry.position
        row.save()


def criteria_chosen(act: acts.ChooseCriteria, entry: Entry) -> None:
    """Write the criteria."""
    CriteriaChosen.objects.create(**_given(entry), criteria=list(act.criteria))


def rated(act: acts.RateIdea, entry: Entry) -> None:
    """Write her rating in place of an earlier one of hers."""
    given = _given(entry) | {"key": f"{entry.partnership}.{act.idea}.{act.criteria}.{entry.by}"}
    key = given.pop("key")
    said = {"idea": act.idea, "criteria": act.criteria, "scores": list(act.scores)}
    Rating.objects.update_or_create(key=key, defaults=given | said)


def draft_opened(act: acts.OpenDraft, entry: Entry) -> None:
    """Write the draft and its paragraphs."""
    Draft.objects.create(**_given(entry), title=act.title, ideas=list(act.ideas))
    for number, words in enumerate(act.paragraphs, start=1):
        _paragraph(entry, entry.position, number, place=number, text=_text(words))


def suggested(act: acts.SuggestChange, entry: Entry) -> None:
    """Write the suggestion beside the words to which it was made."""
    paragraph = _paragraph_of(entry, act.draft, act.paragraph)
    Suggestion.objects.create(
        **_given(entry),
        draft=act.draft,
        paragraph=act.paragraph,
        on=act.on,
        what=act.what,
        before_id=paragraph.text_id,
        text_id=_text(act.text),
        reason_id=_text(act.reason),
    )


def settled(act: acts.SettleSuggestion, entry: Entry) -> None:
    """Say what became of the suggestion; where it was taken, change the draft."""
    row = Suggestion.objects.get(pk=_key(entry, act.suggestion))
    row.outcome, row.settled_entry = act.outcome, entry.position
    row.settled_text_id, row.answer_id = _text(act.text), _text(act.reason)
    row.save()
    if act.outcome != "taken":
        return
    paragraph = _paragraph_of(entry, row.draft, row.paragraph)
    if row.what == "leave_out":
        paragraph.left_out_entry = entry.position
        paragraph.save()
    elif row.what == "replace":
        paragraph.text_id, paragraph.version = row.settled_text_id or row.text_id, entry.position
        paragraph.save()
    else:
        _add(entry, row, after=paragraph)


def finished(act: acts.FinishDraft, entry: Entry) -> None:
    """Say when the draft was finished."""
    row = Draft.objects.get(pk=_key(entry, act.draft))
    row.finished_at, row.finished_entry = entry.at, entry.position
    row.save()


def _add(entry: Entry, row: Suggestion, *, after: Paragraph) -> None:
    of_draft = Paragraph.objects.filter(partnership=entry.partnership, draft=row.draft)
    of_draft.filter(place__gt=after.place).update(place=F("place") + 1)
    _paragraph(
        entry,
        row.draft,
        of_draft.count() + 1,
        place=after.place + 1,
        text=row.settled_text_id or row.text_id,
    )


def _paragraph(entry: Entry, draft: int, number: int, *, place: int, text: str | None) -> None:
    given = _given(entry) | {"key": f"{entry.partnership}.{draft}.{number}"}
    Paragraph.objects.create(**given, draft=draft, number=number, place=place, text_id=text, version=entry.position)


def _paragraph_of(entry: Entry, draft: int, number: int) -> Paragraph:
    return Paragraph.objects.get(pk=f"{entry.partnership}.{draft}.{number}")


def _key(entry: Entry, position: int) -> str:
    return f"{entry.partnership}.{position}"


def _given(entry: Entry) -> dict[str, Any]:
    return {
        "key": _key(entry, entry.position),
        "partnership": entry.partnership,
        "entry": entry.position,
        "at": entry.at,
        "by": entry.by or "",
        "org": entry.org or "",
    }


def _text(words: FreeText | None) -> str | None:
    return words.text if isinstance(words, TextRef) else None
