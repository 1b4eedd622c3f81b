"""What the house fills in: the base of a draft that is opened, and the digest of a text that is presented."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from commonweal.acts.perform import setting_of
from commonweal.capabilities.chartering import acts, queries
from commonweal.capabilities.chartering.queries import NotThere
from commonweal.capabilities.chartering.sources import source_of
from commonweal.charter.drafting import digest_of, mark_of
from commonweal.partnerships.actors import Actor


def source_named(act: acts.OpenDraft, *, by: Actor, at: datetime) -> acts.OpenDraft:
    """Fill in on which built-in edition the draft stands, and from which text it begins."""
    try:
        source = source_of(act.source, act.partnership, setting=setting_of(act.partnership))
    except NotThere:
        return act
    return act.model_copy(update={"base": source.base, "source_digest": source.digest})


def text_marked(act: acts.Freeze, *, by: Actor, at: datetime) -> acts.Freeze:
    """Fill in the digest of the text, and the beginning of each clause's own."""
    try:
        text = queries.text_of(queries.draft_with(act.partnership, act.draft)).plain()
    except NotThere:
        return act
    marks = [acts.MarkedClause(number=each["number"], mark=mark_of(each)) for each in text["clauses"]]
    filled: dict[str, Any] = {"digest": digest_of(text), "marks": tuple(marks)}
    return act.model_copy(update=filled)
