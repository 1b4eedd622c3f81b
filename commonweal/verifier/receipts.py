"""Check a receipt: one entry, its way up the tree, and the signed checkpoint (C2SP tlog-proof)."""

from __future__ import annotations

from typing import Final

from commonweal.record import notes
from commonweal.record.notes import NoteError, Verifier
from commonweal.record.tlogproof import HEADER, parse_receipt, verify_receipt
from commonweal.record.tree import ProofError
from commonweal.verifier.bundle import BundleError
from commonweal.verifier.checks import Trust, require_single_signatures
from commonweal.verifier.report import Report

HEADER_LINE: Final = HEADER.encode() + b"\n"


def verify_receipt_file(data: bytes, *, log: Verifier | None, entry: bytes | None, trust: Trust) -> Report:
    """Check a receipt against the key of its log.

    :param entry: the bytes it speaks of; else those in its extra line
    :raises BundleError: if it is malformed, or key or entry are missing
    """
    try:
        receipt = parse_receipt(data.decode())
    except (UnicodeDecodeError, ProofError) as error:
        raise BundleError(f"The receipt cannot be read: {error}") from error
    entry = receipt.extra if entry is None else entry
    if log is None:
        raise BundleError("A receipt needs the key of its log: give it with --log (keys.json of a bundle has it).")
    if entry is None:
        raise BundleError("The receipt does not carry its entry: give it with --entry.")
    report = Report()
    try:
        require_single_signatures(receipt.checkpoint, [log, *trust.witnesses])
        checkpoint = verify_receipt(receipt, entry=entry, origin=log.name, log=log)
        cosigned = notes.verify_cosignatures(receipt.checkpoint, trust.witnesses)
        if len(cosigned) < (trust.threshold or 0):
            raise NoteError(f"It carries {len(cosigned)} of the {trust.threshold} cosignatures asked for.")
    except (NoteError, ProofError) as error:
        report.say(str(error), entry=receipt.index)
        return report
    report.facts = {
        "origin": checkpoint.origin,
        "entry": receipt.index,
        "size": checkpoint.size,
        "root": checkpoint.root.hex(),
        "cosigned_by": [one.by.name for one in cosigned],
    }
    return report
