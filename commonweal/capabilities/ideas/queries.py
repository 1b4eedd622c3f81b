"""Questions asked of ideas, their ratings and the drafts made from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from django.db.models import Count

from commonweal.capabilities.ideas.models import CriteriaChosen, Draft, Idea, Paragraph, Rating, Suggestion
from commonweal.methods.choosing import ranks

__all__ = ["CriteriaChosen", "Draft", "Idea", "NotThere", "Paragraph", "Rating", "Suggestion"]

LEAST_RATERS = 3
"""How many persons rate an idea before it has a place among the others."""


class NotThere(LookupError):
    """No idea, draft or suggestion of this number in this partnership."""


@dataclass(frozen=True, slots=True)
class Rated:
    """How an idea stands.

    :param n: how many persons rated it
    :param mean: of all scores, each person counting once; nothing where nobody rated it
    :param medians: by criterion, with the lowest and the highest score beside it: the spread
    :param rank: among the ideas that at least three persons rated; equal means share it
    """

    idea: Idea
    n: int = 0
    mean: Fraction | None = None
    medians: tuple[tuple[float, int, int], ...] = ()
    rank: int | None = None


def ideas(partnership: str) -> list[Idea]:
    """Return every idea with its words, the newest first."""
    return list(Idea.objects.filter(partnership=partnership).select_related("text").order_by("-entry"))


def idea_at(partnership: str, entry: int) -> Idea:
    """Return one idea with its words.

    :raises NotThere: where there is none
    """
    found = Idea.objects.filter(pk=f"{partnership}.{entry}").select_related("text").first()
    if found is None:
        raise NotThere(entry)
    return found


def ideas_at(partnership: str, entries: Iterable[int]) -> list[Idea]:
    """Return the ideas among these entries, in their order."""
    rows = Idea.objects.filter(partnership=partnership, entry__in=list(entries))
    return list(rows.select_related("text").order_by("entry"))


def that_came_of(partnership: str, idea: Idea) -> list[Idea]:
    """Return the ideas into which one went."""
    if idea.ended_entry is None:
        return []
    rows = Idea.objects.filter(partnership=partnership, entry__gte=idea.ended_entry).order_by("entry")
    return [row for row in rows if idea.entry in row.sources]


def criteria_now(partnership: str) -> CriteriaChosen | None:
    """Return the criteria by which ideas are rated now, or nothing where none were chosen."""
    return CriteriaChosen.objects.filter(partnership=partnership).order_by("-entry").first()


def ratings(partnership: str, criteria: int, *, idea: int | None = None) -> list[Rating]:
    """Return all ratings by one choice of criteria. One question."""
    rows = Rating.objects.filter(partnership=partnership, criteria=criteria)
    return list((rows if idea is None else rows.filter(idea=idea)).order_by("entry"))


def standing(rows: Sequence[Idea], given: Sequence[Rating]) -> list[Rated]:
    """Return how ideas stand, those with a rank first, the others as they came."""
    by_idea: dict[int, list[Rating]] = {}
    for each in given:
        by_idea.setdefault(each.idea, []).append(each)
    means = {entry: _mean(hers) for entry, hers in by_idea.items()}
    here = {row.entry for row in rows}
    places = ranks({e: m for e, m in means.items() if e in here and len(by_idea[e]) >= LEAST_RATERS})
    found = [
        Rated(
            row,
            len(by_idea.get(row.entry, ())),
            means.get(row.entry),
            _medians(by_idea.get(row.entry, ())),
            places.get(row.entry),
        )
        for row in rows
    ]
    return sorted(found, key=lambda each: (each.rank is None, each.rank or 0))


def _mean(given: Sequence[Rating]) -> Fraction:
    each = [Fraction(sum(row.scores), len(row.scores)) for row in given]
    return sum(each, Fraction()) / len(each)


def _medians(given: Sequence[Rating]) -> tuple[tuple[float, int, int], ...]:
    columns = list(zip(*(row.scores for row in given), strict=True)) if given else []
    return tuple((float(median(scores)), min(scores), max(scores)) for scores in columns)


# ── Drafts ────────────────────────────────────────────────────────────────────────────────────────


def drafts(partnership: str) -> list[Draft]:
    """Return every draft, the newest first."""
    return list(Draft.objects.filter(partnership=partnership).order_by("-entry"))


def draft_at(partnership: str, entry: int) -> Draft:
    """Return one draft.

    :raises NotThere: where there is none
    """
    found = Draft.objects.filter(pk=f"{partnership}.{entry}").first()
    if found is None:
        raise NotThere(entry)
    return found


def paragraphs_of(draft: Draft) -> list[Paragraph]:
    """Return the paragraphs of a draft as they stand now, in their order."""
    rows = Paragraph.objects.filter(partnership=draft.partnership, draft=draft.entry, left_out_entry__isnull=True)
    return list(rows.select_related("text").order_by("place"))


def paragraph_of(partnership: str, draft: int, number: int) -> Paragraph | None:
    """Return one paragraph that was not left out, or nothing."""
    rows = Paragraph.objects.filter(pk=f"{partnership}.{draft}.{number}", left_out_entry__isnull=True)
    return rows.select_related("text").first()


def suggestions_of(draft: Draft) -> list[Suggestion]:
    """Return all suggestions to a draft with their words, in the order in which they came."""
    rows = Suggestion.objects.filter(partnership=draft.partnership, draft=draft.entry)
    return list(rows.select_related("before", "text", "reason", "settled_text", "answer").order_by("entry"))


def suggestion_at(partnership: str, entry: int) -> Suggestion:
    """Return one suggestion with its words.

    :raises NotThere: where there is none
    """
    rows = Suggestion.objects.filter(pk=f"{partnership}.{entry}").select_related("before", "text", "reason")
    found = rows.first()
    if found is None:
        raise NotThere(entry)
    return found


def waiting_by_draft(partnership: str) -> dict[int, int]:
    """Return by draft how many suggestions wait. One question."""
    rows = Suggestion.objects.filter(partnership=partnership, outcome="").values("draft").annotate(n=Count("key"))
    return {row["draft"]: row["n"] for row in rows.order_by()}
