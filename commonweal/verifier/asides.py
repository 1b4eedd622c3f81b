"""Check what stands beside the entries and is bound by them: texts, boxes, and the list of keys."""

from __future__ import annotations

from typing import Any

from commonweal.kit.canonical import CanonicalError, b64_decode, canonical_decode
from commonweal.kit.digests import SALT_BYTES, commitment
from commonweal.kit.ids import is_id
from commonweal.record.tree import append_to_edge, leaf_hash, root_of_edge
from commonweal.verifier.bundle import BundleReader, MemberError
from commonweal.verifier.report import Report
from commonweal.verifier.walk import Box, Walk

TEXTS = "texts.jsonl"
KEYS = "keys.json"
_KEPT = ["digest", "id", "lang", "salt", "text"]
_ERASED = ["digest", "erased_at", "id"]
_WITHHELD = ["digest", "id", "withheld"]


def check_texts(reader: BundleReader, walk: Walk, report: Report) -> None:
    """Check every kept text against its salted digest, and that whatever is gone was erased or is withheld."""
    met: set[str] = set()
    previous, number = "", 0
    try:
        for number, line in enumerate(reader.lines(TEXTS), 1):
            try:
                text = _text_line(line, walk, previous)
            except (MemberError, CanonicalError) as error:
                report.say(f"line {number}: {error}", member=TEXTS)
                continue
            previous = text["id"]
            met.add(previous)
            entry, digest = walk.texts[previous]
            if wrong := _text_wrong(text, digest, walk.erased.get(previous)):
                report.say(wrong, entry=entry, member=TEXTS)
            elif "withheld" in text:
                walk.withheld.append(previous)
    except MemberError as error:
        report.say(f"line {number + 1}: {error}", member=TEXTS)
    for text_id, (entry, _digest) in walk.texts.items():
        if text_id not in met:
            report.say(f"its text {text_id} is neither kept, withheld nor erased", entry=entry, member=TEXTS)


def _text_line(line: bytes, walk: Walk, previous: str) -> dict[str, Any]:
    text = canonical_decode(line)
    if sorted(text) not in (_KEPT, _ERASED, _WITHHELD):
        raise MemberError("does not have the keys of a text")
    if not is_id(text["id"]) or text["id"] not in walk.texts:
        raise MemberError("belongs to no entry")
    if text["id"] <= previous:
        raise MemberError("is not in order")
    return text


def _text_wrong(text: dict[str, Any], digest: str, erased: tuple[int, str] | None) -> str | None:
    """Return what is wrong with a text, or None."""
    if text["digest"] != digest:
        return "its text has another digest than the entry says"
    if "erased_at" in text:
        if erased is None:
            return "its text is gone, but no act erased it"
        return None if text["erased_at"] == erased[1] else "its text was erased at another time"
    if erased is not None:
        found = "withheld" if "withheld" in text else "still here"
        return f"its text is {found}, though entry {erased[0]} erased it"
    if "withheld" in text:
        return None if text["withheld"] is True else "its text is malformed"
    if not all(isinstance(text[name], str) for name in ("lang", "salt", "text")):
        return "its text is malformed"
    try:
        salt = b64_decode(text["salt"], size=SALT_BYTES)
        same = commitment(salt, {"lang": text["lang"], "text": text["text"]}) == digest
    except CanonicalError:
        return "its text is malformed"
    return None if same else "its text was changed"


def check_boxes(reader: BundleReader, walk: Walk, report: Report) -> None:
    """Count the lines of every closed box, and compare their root with the act that closed it."""
    for name in reader.members:
        if name.startswith("boxes/"):
            box = walk.boxes.get(name.removeprefix("boxes/").removesuffix(".jsonl"))
            if box is None or box.closed is None:
                report.say("belongs to no closed box", member=name)
    for box_id, box in walk.boxes.items():
        if box.closed is not None:
            member = f"boxes/{box_id}.jsonl"
            try:
                _check_box(reader, member, box)
            except (MemberError, CanonicalError) as error:
                report.say(f"its box: {error}", entry=box.closed, member=member)


def _check_box(reader: BundleReader, member: str, box: Box) -> None:
    edge: list[bytes] = []
    count, previous = 0, b""
    for count, line in enumerate(reader.lines(member), 1):
        canonical_decode(line)
        if line < previous:
            raise MemberError(f"line {count} is not in order")
        append_to_edge(edge, count - 1, leaf_hash(line))
        previous = line
    if count != box.count:
        raise MemberError(f"it holds {count} lines, not {box.count}")
    if root_of_edge(edge).hex() != box.root:
        raise MemberError("a line was changed")


def check_results(reader: BundleReader, walk: Walk, report: Report) -> None:
    """Compute again what follows from the lines of closed boxes; where one is not there, that was said already."""

    def lines_of(box: str) -> list[bytes]:
        try:
            return list(reader.lines(f"boxes/{box}.jsonl"))
        except MemberError:
            return []

    for entry, says in walk.recomputations.finish(lines_of):
        report.say(says, entry=entry)


def check_keys(reader: BundleReader, walk: Walk, report: Report) -> None:
    """Check that the list of keys says what the record says."""
    said = {
        "log": [str(key) for key in walk.keyring.log_keys],
        "threshold": walk.keyring.witnesses.threshold,
        "witnesses": [str(key) for key in walk.keyring.witnesses.verifiers],
    }
    try:
        same = canonical_decode(reader.read(KEYS)) == said
    except (MemberError, CanonicalError) as error:
        report.say(str(error), entry=walk.witnesses_at, member=KEYS)
        return
    if not same:
        report.say("is not what the record says of host and witnesses", entry=walk.witnesses_at, member=KEYS)
