"""Open a draft and put in what its source says: several acts, each of which is done once however often it is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from commonweal.acts.perform import perform, setting_of
from commonweal.capabilities.chartering import acts
from commonweal.capabilities.chartering.sources import in_languages, in_parts, source_of
from commonweal.charter.clauses import Clause
from commonweal.kit.ids import id_from_seed, new_id
from commonweal.partnerships.actors import Actor


def opened_from(
    source: acts.Source,
    *,
    title: str,
    languages: Sequence[str],
    partnership: str,
    by: Actor,
    at: datetime,
    titles: Mapping[str, str] | None = None,
    idem: str | None = None,
) -> int:
    """Open a draft, put in the clauses of its source in these languages, and return the entry that opened it.

    Where it was broken off half-way, the same call goes on: each part has a number of its own.
    """
    idem = idem or new_id()
    begun = source_of(source, partnership, setting=setting_of(partnership))
    act = acts.OpenDraft(
        partnership=partnership,
        idem=idem,
        title=title,
        source=source,
        languages=tuple(languages),
        titles=dict(titles) if titles else None,
    )
    draft = perform(act, by=by, at=at).position
    put_all(in_languages(begun.clauses, languages), draft=draft, partnership=partnership, by=by, at=at, idem=idem)
    return draft


def put_all(
    clauses: Iterable[Mapping[str, Any]], *, draft: int, partnership: str, by: Actor, at: datetime, idem: str
) -> int:
    """Put clauses into a draft, in as many acts as it takes, and return how many acts there were."""
    n = 0
    for part in in_parts(dict(clause) for clause in clauses):
        act = acts.PutClauses(
            partnership=partnership,
            idem=id_from_seed("chartering.put", idem, str(n)),
            draft=draft,
            clauses=tuple(Clause.model_validate(clause) for clause in part),
        )
        perform(act, by=by, at=at)
        n += 1
    return n
