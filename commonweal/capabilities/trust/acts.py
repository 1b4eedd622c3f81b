"""What can be done so that partners need not trust the host."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from commonweal.acts.act import Act, EntryCount, FreeText, Id
from commonweal.kit.canonical import b64_decode
from commonweal.record.keyring import parse_log_key, parse_witnesses
from commonweal.record.signatures import SignatureRefused, parse_key

Base64 = Annotated[str, StringConstraints(max_length=200)]
VerifierKey = Annotated[str, StringConstraints(min_length=10, max_length=300)]

HostUrl = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=r"^https?://[^\s<>\"\\/?#]+/?$", max_length=300)
]
"""The address of a host, without any path."""


class AddKey(Act):
    """A person or an organisation names the key that it signs with."""

    kind: ClassVar[str] = "trust.add_key.v1"
    matter: ClassVar[str] = "trust"

    key: Id
    holder: Literal["person", "organisation"]
    of: Id
    alg: Literal["ed25519", "webauthn"]
    public: Base64
    rp: Annotated[str, StringConstraints(max_length=253)] | None = None

    @model_validator(mode="after")
    def _is_a_key_that_can_be_trusted(self) -> Self:
        try:
            parse_key(self.as_body(), added=0)
        except SignatureRefused as refused:
            raise ValueError(str(refused)) from refused
        return self


class RevokeKey(Act):
    """A key is withdrawn: what it signs from here on does not count."""

    kind: ClassVar[str] = "trust.revoke_key.v1"
    matter: ClassVar[str] = "trust"

    key: Id


class NameWitnesses(Act):
    """The witnesses that cosign checkpoints are named, and how many of them make one sealed."""

    kind: ClassVar[str] = "trust.name_witnesses.v1"
    matter: ClassVar[str] = "trust"

    witnesses: Annotated[tuple[VerifierKey, ...], Field(max_length=15)]
    threshold: Annotated[int, Field(ge=0, le=15)]

    @model_validator(mode="after")
    def _can_be_reached(self) -> Self:
        try:
            parse_witnesses(self.as_body())
        except SignatureRefused as refused:
            raise ValueError(str(refused)) from refused
        return self


class AnchorRecord(Act):
    """A partner signs that she has verified the record up to here; whoever rewrites it breaks her signature."""

    kind: ClassVar[str] = "trust.anchor.v1"
    matter: ClassVar[str] = "trust"
    must_be_signed: ClassVar[bool] = True

    note: FreeText | None = None


class MoveHost(Act):
    """Another host signs the checkpoints from here on; the tree goes on where the old host left it."""

    kind: ClassVar[str] = "trust.host_moved.v1"
    matter: ClassVar[str] = "trust"

    log_key: VerifierKey
    size: EntryCount
    root: Base64

    @model_validator(mode="after")
    def _is_a_log_key(self) -> Self:
        try:
            parse_log_key(self.as_body(), partnership=self.partnership)
            b64_decode(self.root, size=32)
        except ValueError as refused:
            raise ValueError(str(refused)) from refused
        return self


class AgreeToMove(Act):
    """A partner signs that the whole record moves to another host."""

    kind: ClassVar[str] = "trust.agree_to_move.v1"
    matter: ClassVar[str] = "trust"
    must_be_signed: ClassVar[bool] = True

    to: HostUrl
    log_key: VerifierKey | None = None
    reason: FreeText | None = None

    @model_validator(mode="after")
    def _is_a_log_key(self) -> Self:
        if self.log_key is not None:
            try:
                parse_log_key({"log_key": self.log_key}, partnership=self.partnership)
            except ValueError as refused:
                raise ValueError(str(refused)) from refused
        return self


class CloseHere(Act):
    """This host records nothing more after this entry; the record goes on with the new host."""

    kind: ClassVar[str] = "trust.closed_here.v1"
    matter: ClassVar[str] = "trust"

    to: HostUrl
