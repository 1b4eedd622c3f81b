"""What is wrong with a charter, and in which clause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from commonweal.charter.saying import Said, Value

Severity = Literal["error", "warning"]

WHOLE = ""
"""The clause of a fault of the charter as a whole, such as a part that is missing."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something by which the rules of a charter do not fit together.

    :param clause: the number of the clause in which it stands; `WHOLE` where it stands in none
    :param code: which fault it is; `acts.charter_words` has its sentence
    :param params: what the sentence speaks of
    :param severity: an ``error`` keeps a charter from being presented for signature, a ``warning`` does not
    """

    clause: str
    code: str
    params: Mapping[str, Value] = field(default_factory=dict)
    severity: Severity = "error"

    @property
    def said(self) -> Said:
        """The sentence that explains it."""
        return Said(f"fault.{self.code}", self.params)


def warning(clause: str, code: str, /, **params: Value) -> Fault:
    """Return a fault that does not keep a charter from being signed."""
    return Fault(clause, code, params, "warning")


def error(clause: str, code: str, /, **params: Value) -> Fault:
    """Return a fault that has to be mended before a charter can be signed."""
    return Fault(clause, code, params)
