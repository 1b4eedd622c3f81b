"""What must be so for the tree to grow: no circles, no floods, and nothing noted that is not proved."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Objection
from commonweal.capabilities.founding import queries
from commonweal.capabilities.founding.acts import FoundPartnership, NoteChild
from commonweal.capabilities.founding.tree_acts import (
    AddChild,
    ChildForked,
    DeclineChild,
    JoinProgramme,
    LeaveProgramme,
    LinkPartnership,
    NoteRemoteChild,
    UnlinkPartnership,
)
from commonweal.kit.canonical import b64_decode
from commonweal.kit.outbound import NotAllowed, allowed
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.models import Partnership
from commonweal.record.checkpoints import open_checkpoint, origin_of
from commonweal.record.forks import NoFork, require_fork
from commonweal.record.notes import NoteError, parse_verifier
from commonweal.record.tree import ProofError, verify_consistency

A_DAY = timedelta(days=1)
MOST_LINKS = 100
MOST_REMOTE = 500
DEEPEST = 20
"""How many partnerships may stand above each other."""


def not_too_many_foundings(act: FoundPartnership, *, by: Actor, at: datetime) -> Objection | None:
    """One account founds a limited number of partnerships within a day."""
    most = settings.FOUNDINGS_A_DAY
    if most and queries.foundings_by(by.person, since=at - A_DAY) >= most:
        return Objection(_("You have founded many partnerships today. Go on tomorrow."))
    return None


def not_too_many_askings(act: FoundPartnership | JoinProgramme, *, by: Actor, at: datetime) -> Objection | None:
    """One account asks a limited number of times within a day to belong to programmes."""
    most = settings.PARENTS_A_DAY
    names_one = bool(act.parent) if isinstance(act, FoundPartnership) else True
    if most and names_one and queries.askings_by(by.person, since=at - A_DAY) >= most:
        return Objection(_("You have asked many programmes today. Go on tomorrow."), field="parent")
    return None


def above_fits(act: JoinProgramme, *, by: Actor, at: datetime) -> Objection | None:
    """A partnership belongs to another one, never to itself, nor to one that stands below it."""
    above = act.above
    if act.parent and not Partnership.objects.filter(pk=act.parent).exists():
        return Objection(_("The parent partnership is not on this host."), field="parent")
    if act.elsewhere:
        if Partnership.objects.filter(pk=above).exists():
            return Objection(_("That partnership lives on this host. Choose it here."), field="elsewhere")
        if (why := _may_not_be_asked(act.elsewhere.url, field="elsewhere")) is not None:
            return why
    line = queries.ancestors(above, deepest=DEEPEST)
    if act.partnership in (above, *line) or queries.has_remote_child(act.partnership, above):
        return Objection(_("A partnership cannot belong to itself, nor to one that belongs to it."), field="parent")
    if len(line) + 1 >= DEEPEST:
        return Objection(_("There are too many partnerships above each other here."), field="parent")
    now = queries.belonging_of(act.partnership)
    if now is not None and now.above == above:
        return Objection(_("This partnership names that one as its parent already."), field="parent")
    return None


def belongs_somewhere(act: LeaveProgramme, *, by: Actor, at: datetime) -> Objection | None:
    """Only what belongs somewhere can leave."""
    if not Partnership.objects.exclude(parent="").filter(pk=act.partnership).exists() and not queries.belonging_of(
        act.partnership
    ):
        return Objection(_("This partnership belongs to no other."))
    return None


def asked_or_belongs(act: DeclineChild, *, by: Actor, at: datetime) -> Objection | None:
    """What is declined names this partnership as its parent, or was added as a child on another host."""
    if queries.remote_child(act.partnership, act.child) is not None:
        return None
    child = Partnership.objects.filter(pk=act.child).first()
    if child is None or child.parent != act.partnership:
        return Objection(_("That partnership does not name this one as its parent."), field="child")
    if queries.declined(act.partnership, act.child):
        return Objection(_("This was declined before."), field="child")
    return None


def child_is_elsewhere(act: AddChild, *, by: Actor, at: datetime) -> Objection | None:
    """A child that is added lives on another host, and does not stand above this partnership."""
    if Partnership.objects.filter(pk=act.child).exists():
        return Objection(
            _("That partnership lives on this host. It asks to belong here by naming this one as its parent.")
        )
    if act.child in queries.ancestors(act.partnership, deepest=DEEPEST):
        return Objection(_("A partnership cannot belong to itself, nor to one that belongs to it."), field="child")
    if queries.count_remote(act.partnership) >= MOST_REMOTE:
        return Objection(
            _("There are too many children on other hosts. Let groups of them found a programme of their own.")
        )
    return _may_not_be_asked(act.url, field="url")


def proved(act: NoteRemoteChild, *, by: Actor, at: datetime) -> Objection | None:
    """What is noted is signed with the child's key, and proved to extend what was noted before."""
    row = queries.remote_child(act.partnership, act.child)
    if row is None:
        return Objection(_("This partnership was not added as a child on another host."), field="child")
    if row.forked is not None:
        return Objection(_("This record showed two histories. Nothing more of it is noted."), field="child")
    try:
        log = parse_verifier(row.log_key)
        found = open_checkpoint(act.note(), origin=origin_of(act.child), log=log)
        if (found.size, found.root.hex()) != (act.size, act.root):
            return Objection(_("The checkpoint says something else than this."), field="size")
        if row.size >= act.size:
            return Objection(_("Nothing has happened in the child's record since it was last noted."), field="size")
        if row.size:
            proof = [b64_decode(one) for one in act.proof]
            old_root = bytes.fromhex(row.root)
            verify_consistency(old=row.size, new=act.size, old_root=old_root, new_root=found.root, proof=proof)
    except NoteError as error:
        return Objection(str(error), field="checkpoint")
    except ProofError:
        return Objection(_("It is not proved that this record extends what was noted before."), field="proof")
    return None


def truly_forked(act: ChildForked, *, by: Actor, at: datetime) -> Objection | None:
    """Both checkpoints are signed with the child's key, and they contradict each other."""
    row = queries.remote_child(act.partnership, act.child)
    if row is None:
        return Objection(_("This partnership was not added as a child on another host."), field="child")
    if row.forked is not None:
        return Objection(_("That this record showed two histories was noted before."), field="child")
    try:
        found = require_fork(act.fork(), logs=[parse_verifier(row.log_key)])
    except (NoFork, NoteError) as error:
        return Objection(str(error), field="shown")
    if found.origin != origin_of(act.child):
        return Objection(_("These are checkpoints of another record."), field="shown")
    return None


def link_fits(act: LinkPartnership, *, by: Actor, at: datetime) -> Objection | None:
    """A link leads to another partnership of this host, or to a public address; and there are not too many."""
    if queries.count_links(act.partnership) >= MOST_LINKS:
        return Objection(_("There are very many links here. Take one back first."))
    if queries.link_with(act.partnership, act.link):
        return Objection(_("This link was made before."), field="link")
    if act.other is not None:
        if act.other == act.partnership or not Partnership.objects.filter(pk=act.other).exists():
            return Objection(_("There is no such other partnership on this host."), field="other")
        return None
    return _may_not_be_asked(act.url or "", field="url")


def link_is_there(act: UnlinkPartnership, *, by: Actor, at: datetime) -> Objection | None:
    """Only a link that stands can be taken back."""
    if not queries.link_with(act.partnership, act.link):
        return Objection(_("There is no such link."), field="link")
    return None


def not_rewritten(act: NoteChild, *, by: Actor, at: datetime) -> Objection | None:
    """What is noted extends what was noted before: on this host, too, a record may have been rewritten."""
    if queries.rewritten(act.partnership, act.child):
        return Objection(_("The child's record no longer extends what was noted of it. Nothing more of it is noted."))
    return None


def _may_not_be_asked(url: str, *, field: str) -> Objection | None:
    try:
        allowed(url, private=settings.PRIVATE_HOSTS)
    except NotAllowed as refused:
        return Objection(str(refused), field=field)
    return None
