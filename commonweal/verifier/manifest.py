"""What a bundle says of itself: its record, and the size and digest of every member."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from commonweal.kit.canonical import CanonicalError, canonical_decode
from commonweal.kit.digests import is_hex_digest
from commonweal.kit.ids import is_id
from commonweal.verifier.bundle import FORMAT, BundleError, MemberError


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the bundle says it holds: `members` maps a name to (bytes, SHA-256 in hex)."""

    partnership: str
    origin: str
    size: int
    root: str
    members: Mapping[str, tuple[int, str]]


def read_manifest(raw: bytes) -> Manifest:
    """Return what a manifest says.

    :raises BundleError: if it is the manifest of another format
    :raises MemberError: if it is malformed
    """
    try:
        value = canonical_decode(raw)
    except CanonicalError as error:
        raise MemberError("is not canonical JSON") from error
    if sorted(value) != ["format", "members", "origin", "partnership", "root", "size"]:
        raise MemberError("does not have the keys of a manifest")
    if value["format"] != FORMAT:
        raise BundleError("This bundle is of a format that this program does not know.")
    partnership, size, root, listed = value["partnership"], value["size"], value["root"], value["members"]
    if not is_id(partnership) or value["origin"] != f"commonweal/{partnership}":
        raise MemberError("names a malformed partnership")
    if type(size) is not int or size < 1 or not is_hex_digest(root) or type(listed) is not list:
        raise MemberError("has a malformed size, root or list of members")
    members = dict(_listed(item) for item in listed)
    if len(members) != len(listed):
        raise MemberError("lists a member twice")
    return Manifest(partnership, value["origin"], size, root, members)


def _listed(item: object) -> tuple[str, tuple[int, str]]:
    if not isinstance(item, dict) or sorted(item) != ["bytes", "name", "sha256"]:
        raise MemberError("lists a malformed member")
    name, size, digest = item["name"], item["bytes"], item["sha256"]
    if type(name) is not str or type(size) is not int or size < 0 or not is_hex_digest(digest):
        raise MemberError("lists a malformed member")
    return name, (size, digest)
