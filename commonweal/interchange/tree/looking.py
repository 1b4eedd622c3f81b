"""Look at children on other hosts: fetch what they signed, prove that it extends what was noted, and ask for figures.

Looking changes nothing on the record. What was found waits for the convener, who has it noted with one tap: a machine
holds no place in a partnership, so it writes nothing there (docs/decisions/0018).
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _

from commonweal.capabilities.founding.queries import KnownElsewhere, all_remote_children
from commonweal.interchange.tree.figures import NotFigures, figures_in
from commonweal.interchange.tree.models import Look
from commonweal.kit import outbound
from commonweal.kit.canonical import b64_encode
from commonweal.record import tree
from commonweal.record.checkpoints import Checkpoint, open_checkpoint, origin_of, parse_checkpoint
from commonweal.record.notes import Note, NoteError, parse_note, parse_verifier
from commonweal.verifier.witness.fetching import Log, Unreachable
from commonweal.verifier.witness.rules import Forked, Kept
from commonweal.verifier.witness.watching import nodes_of, require_growth, require_own_tiles

log = logging.getLogger(__name__)

AGAIN_AFTER: Final = timedelta(seconds=20)
"""Whoever taps “look again” many times asks the other host once."""
EACH_TICK: Final = timedelta(hours=6)
FIGURES: Final = "programme.json"


def tick(at: datetime) -> None:
    """Look at every child on another host that was not looked at for some hours; one that fails holds up no other."""
    fresh = set(Look.objects.filter(at__gt=at - EACH_TICK).values_list("partnership", "child"))
    for child in all_remote_children():
        if (child.partnership, child.child) not in fresh:
            try:
                look(child, at=at)
            except Exception:  # another host's answer must not keep us from the rest
                log.exception("Looking at %s for %s failed", child.child, child.partnership)


def last_look(partnership: str, child: str) -> Look | None:
    """Return what a child showed when it was last looked at, or nothing."""
    return Look.objects.filter(partnership=partnership, child=child).first()


def looks_of(partnerships: Sequence[str]) -> dict[tuple[str, str], Look]:
    """Return what was last seen of the children elsewhere of these partnerships: (parent, child) to it. One query."""
    return {(row.partnership, row.child): row for row in Look.objects.filter(partnership__in=partnerships)}


def look(child: KnownElsewhere, *, at: datetime) -> Look:
    """Look at a child's record and figures now, and keep what was found; a look of a moment ago is enough."""
    before = last_look(child.partnership, child.child)
    if before and timedelta(0) <= at - before.at < AGAIN_AFTER and before.size >= child.size:
        return before
    row = before or Look(partnership=child.partnership, child=child.child)
    row.at, row.found, row.forked, row.says = at, None, False, ""
    try:
        shown, row.found = _found(child)
        row.size = shown.size
    except Forked as fork:
        row.size, row.found, row.forked = parse_checkpoint(fork.shown.text).size, _as_fork(fork), True
        row.says = _("This record shows another history than the one that was noted.")
    except (Unreachable, NoteError, ValueError) as error:
        row.says = str(error)
    else:
        _ask_figures(child, row)
    row.save()
    return row


def _found(child: KnownElsewhere) -> tuple[Checkpoint, dict[str, Any] | None]:
    """Return the checkpoint that a child shows now, and what would be noted of it; nothing where nothing is new.

    :raises Forked: with the proof, if it shows another history
    :raises NoteError: if what it shows is not signed with its key, or less than before
    :raises Unreachable: if it does not answer
    """
    at = Log(child.url, ask=through_the_guard)
    note, log_key = parse_note(at.checkpoint()), parse_verifier(child.log_key)
    shown = open_checkpoint(note, origin=origin_of(child.child), log=log_key)
    ours = tuple(one for one in note.signatures if (one.name, one.key_id) == (log_key.name, log_key.key_id))
    note, kept = Note(note.text, ours), Kept(parse_note(child.checkpoint)) if child.checkpoint else None
    fetch = nodes_of(at, shown.size)
    require_own_tiles(shown, fetch)
    require_growth(kept, note, fetch)
    if shown.size == child.size:
        return shown, None
    proof = tree.consistency_proof(child.size, shown.size, fetch) if child.size else []
    return shown, {
        "size": shown.size,
        "root": shown.root.hex(),
        "checkpoint": str(note),
        "proof": [b64_encode(one) for one in proof],
    }


def _as_fork(fork: Forked) -> dict[str, Any] | None:
    if fork.proof is None:
        return None
    return {
        "kept": str(fork.proof.kept),
        "shown": str(fork.proof.shown),
        "root": b64_encode(fork.proof.root),
        "proof": [b64_encode(one) for one in fork.proof.proof],
    }


def _ask_figures(child: KnownElsewhere, row: Look) -> None:
    """Keep what that host says of the partnership; where that cannot be read, what it said before stays."""
    try:
        raw = through_the_guard(f"{child.url.rstrip('/')}/{FIGURES}", None, outbound.LIMIT_BYTES)
        row.figures = figures_in(raw, of=child.child).model_dump(mode="json")
        row.figures_at, row.figures_size = row.at, row.size
    except (Unreachable, NotFigures) as error:
        row.says = _("The record is proved, but the figures could not be read: %(why)s") % {"why": error}


def through_the_guard(url: str, data: bytes | None, limit: int) -> bytes:
    """Ask another host through the one guarded way out.

    :raises Unreachable: if it gave no answer that can be used
    """
    headers: Mapping[str, str] = {"Content-Type": "text/plain; charset=utf-8"} if data is not None else {}
    try:
        answer = outbound.ask(
            url,
            method="GET" if data is None else "POST",
            body=data,
            headers=headers,
            limit=limit,
            private=settings.PRIVATE_HOSTS,
        )
    except (outbound.NotAllowed, outbound.Unreachable) as error:
        raise Unreachable(str(error)) from error
    if answer.status != 200:
        raise Unreachable(_("it answered %(status)s.") % {"status": answer.status})
    return answer.body
