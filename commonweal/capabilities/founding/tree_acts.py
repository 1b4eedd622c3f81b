"""What can be done to grow the tree: ask to belong, accept, decline, leave, and know a record on another host."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, Self

from django.utils.translation import gettext_lazy as _
from pydantic import Field, StringConstraints, model_validator

from commonweal.acts.act import Act, Data, EntryCount, FreeText, Hex, Id, Lang
from commonweal.capabilities.founding.acts import Name
from commonweal.record.forks import MAX_PROOF, Fork, NoFork, fork_from
from commonweal.record.keyring import parse_log_key
from commonweal.record.notes import Note, NoteError, parse_note

Url = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^https?://[^\s<>\"\\]+$", max_length=300)]
"""A web address that an institution publishes. Where the house asks it, it does so through its one guarded way out."""
LogKey = Annotated[str, StringConstraints(strip_whitespace=True, min_length=40, max_length=300)]
Hash = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]{43}=$")]
"""A hash in base64, as proofs carry it."""
SignedNote = Annotated[str, StringConstraints(min_length=40, max_length=4_000)]
"""A signed checkpoint, as it was served, with the line of its log alone."""
LinkKind = Literal["learns_from", "supports", "overlaps_with"]


class Elsewhere(Data):
    """A partnership on another host: where its pages are, its id, and the key that signs its checkpoints."""

    partnership: Id
    url: Url
    log_key: LogKey

    @model_validator(mode="after")
    def _is_its_key(self) -> Self:
        _require_log_key(self.log_key, self.partnership)
        return self


class JoinProgramme(Act):
    """The partnership asks to belong to a programme, which accepts it by noting its record."""

    kind: ClassVar[str] = "founding.join_programme.v1"
    matter: ClassVar[str] = "founding"

    parent: Id | None = None
    elsewhere: Elsewhere | None = None
    name: Name

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.parent is None) == (self.elsewhere is None):
            raise ValueError(_("Name a partnership on this host, or one on another host."))
        return self

    @property
    def above(self) -> str:
        """The id of the partnership above, wherever it is."""
        return self.parent or (self.elsewhere.partnership if self.elsewhere else "")


class LeaveProgramme(Act):
    """The partnership no longer belongs to the programme that it named as its parent."""

    kind: ClassVar[str] = "founding.leave_programme.v1"
    matter: ClassVar[str] = "founding"

    reason: FreeText | None = None


class DeclineChild(Act):
    """A partnership that asked to belong here does not, or does no longer."""

    kind: ClassVar[str] = "founding.decline_child.v1"
    matter: ClassVar[str] = "founding"

    child: Id
    reason: FreeText


class AddChild(Act):
    """A partnership on another host belongs to this programme; its address and its key are named, or named anew."""

    kind: ClassVar[str] = "founding.add_child.v1"
    matter: ClassVar[str] = "founding"

    child: Id
    name: Name
    url: Url
    log_key: LogKey

    @model_validator(mode="after")
    def _is_its_key(self) -> Self:
        _require_log_key(self.log_key, self.child)
        return self


class NoteRemoteChild(Act):
    """The record writes down the signed checkpoint of a child on another host, proved to extend the last one."""

    kind: ClassVar[str] = "founding.note_remote_child.v1"
    matter: ClassVar[str] = "founding"

    child: Id
    size: EntryCount
    root: Hex
    checkpoint: SignedNote
    proof: Annotated[tuple[Hash, ...], Field(max_length=MAX_PROOF)] = ()

    @model_validator(mode="after")
    def _is_a_note(self) -> Self:
        self.note()
        return self

    def note(self) -> Note:
        """Return the checkpoint that was signed."""
        try:
            return parse_note(self.checkpoint)
        except NoteError as error:
            raise ValueError(str(error)) from error


class ChildForked(Act):
    """A child on another host showed two histories; both signed checkpoints are kept with the proof."""

    kind: ClassVar[str] = "founding.child_forked.v1"
    matter: ClassVar[str] = "founding"

    child: Id
    kept: SignedNote
    shown: SignedNote
    root: Hash
    proof: Annotated[tuple[Hash, ...], Field(max_length=MAX_PROOF)] = ()

    @model_validator(mode="after")
    def _is_a_proof(self) -> Self:
        self.fork()
        return self

    def fork(self) -> Fork:
        """Return the proof, which is verified where the child's key is known."""
        said: dict[str, Any] = {"kept": self.kept, "shown": self.shown, "root": self.root, "proof": list(self.proof)}
        try:
            return fork_from(said)
        except NoFork as error:
            raise ValueError(str(error)) from error


class LinkPartnership(Act):
    """The partnership says how it stands to another one, beside or beyond its programme."""

    kind: ClassVar[str] = "founding.link.v1"
    matter: ClassVar[str] = "founding"

    link: Id
    stands: LinkKind
    name: Name
    lang: Lang = "en"
    other: Id | None = None
    url: Url | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.other is None) == (self.url is None):
            raise ValueError(_("Name a partnership on this host, or give the web address of another one."))
        return self


class UnlinkPartnership(Act):
    """A link to another partnership is taken back."""

    kind: ClassVar[str] = "founding.unlink.v1"
    matter: ClassVar[str] = "founding"

    link: Id


def _require_log_key(log_key: str, partnership: str) -> None:
    try:
        parse_log_key({"log_key": log_key}, partnership=partnership)
    except ValueError as refused:
        raise ValueError(str(refused)) from refused
