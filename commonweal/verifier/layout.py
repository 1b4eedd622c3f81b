"""Check the file before its meaning: sums, manifest, and which members there are."""

from __future__ import annotations

import re
from typing import Final

from commonweal.record.tiles import WIDTH, bundles_of, tiles_of
from commonweal.verifier.bundle import LEADING, MANIFEST, BundleReader, MemberError
from commonweal.verifier.manifest import Manifest, read_manifest
from commonweal.verifier.report import Report

_BOX: Final = re.compile(r"boxes/[a-z2-7]{26}\.jsonl", re.ASCII)


def check_manifest(reader: BundleReader, report: Report) -> Manifest | None:
    """Read the manifest and compare all members with it and with the zip's own sums."""
    found = {}
    for name, member in reader.members.items():
        digest, crc = reader.digest(name)
        if crc != member.crc:
            report.say("its bytes were changed: the CRC of the zip differs", member=name)
        found[name] = (member.size, digest)
    del found[MANIFEST]
    try:
        manifest = read_manifest(reader.read(MANIFEST))
    except MemberError as error:
        report.say(str(error), member=MANIFEST)
        return None
    for name in sorted(found.keys() | manifest.members.keys()):
        if found.get(name) != manifest.members.get(name):
            report.say("differs from what the manifest says of it", member=name)
    if found.keys() == manifest.members.keys() and list(found) != list(manifest.members):
        report.say("lists the members in another order than the file", member=MANIFEST)
    return manifest


def check_layout(reader: BundleReader, size: int, report: Report) -> bool:
    """Check that there are exactly the members of a record of this size, in their order."""
    names = list(reader.members)
    if size > WIDTH * len(names):
        report.say(f"The manifest speaks of {size} entries; most are missing.", entry=0)
        return False
    starts = {one.path: one.index * WIDTH for one in bundles_of(size)}
    for tile in tiles_of(size):
        starts[tile.path] = tile.index * WIDTH ** (tile.level + 1)
    boxes = sorted(name for name in names if _BOX.fullmatch(name))
    wanted = [*LEADING, MANIFEST, "checkpoint", *starts, "texts.jsonl", *boxes, "keys.json"]
    for name in wanted:
        if name not in reader.members:
            report.say("is missing from the bundle", entry=starts.get(name), member=name)
    for name in sorted(set(names) - set(wanted)):
        report.say("does not belong into a bundle of this size", member=name)
    if report.holds and names != wanted:
        report.say("The members are not in canonical order.")
    return names == wanted
