"""What is wrong with a file, in sentences that name the line and say what to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Self


def _(sentence: str) -> str:
    """Mark a sentence for translation; the page translates it before the values are set in."""
    return sentence


# ruff: noqa: E501 -- each sentence stands on one line, as in a table
# fmt: off
SENTENCES: Final[Mapping[str, str]] = MappingProxyType({
    # the file as a whole
    "empty": _("The file is empty. Choose the activity file (.xml) that your reporting tool exported."),
    "too_large": _("The file is larger than %(limit)s MB. Split it into files with fewer activities and take them in one by one."),
    "too_many_elements": _("The file has more than %(limit)s elements. Split it into files with fewer activities and take them in one by one."),
    "too_deep": _("Elements stand more than %(limit)s levels deep here, which no activity file needs. Export the file again."),
    "not_xml": _("This line is not well-formed XML (%(why)s). Open the file in an editor at this line and correct it, or export it again."),
    "encoding": _("The file does not say rightly how its letters are encoded. Save it as UTF-8 and begin it with <?xml version=\"1.0\" encoding=\"UTF-8\"?>."),
    "doctype": _("The file declares a document type (<!DOCTYPE …>), which an activity file does not need and which can hide instructions. Remove it."),
    "too_many_activities": _("The file has more than %(limit)s activities. Split it, or take it in with the command “commonweal import iati”."),
    "unfit": _("This activity cannot become a partnership: %(why)s"),
    "root": _("The file begins with <%(name)s>, but an activity file begins with <iati-activities>. Choose an IATI activity file."),
    "organisation_file": _("This is an IATI organisation file. A partnership is made from an activity file, which begins with <iati-activities>."),
    # elements
    "unknown_element": _("<%(child)s> does not belong inside <%(parent)s>. Remove it, or give it a namespace of your own."),
    "misspelt_element": _("<%(child)s> does not belong inside <%(parent)s>. Did you mean <%(close)s>?"),
    "misplaced": _("<%(child)s> stands too late inside <%(parent)s>: move it up, before <%(before)s>."),
    "after_foreign": _("<%(child)s> stands after an element of another namespace inside <%(parent)s>: move it up, before that element."),
    "too_many": _("<%(parent)s> may hold only one <%(child)s>. Keep one and remove the others."),
    "missing": _("<%(parent)s> has no <%(child)s>. Add one inside it."),
    "missing_after": _("<%(parent)s> has no <%(child)s>. Add one inside it, after <%(after)s>."),
    "no_children": _("<%(parent)s> holds text only, but <%(child)s> stands inside it. Remove it."),
    "no_text": _("Text stands directly inside <%(parent)s> (“%(text)s”). Put it into a <narrative> or an attribute where the standard has one, or remove it."),
    # attributes
    "missing_attribute": _("<%(parent)s> has no attribute “%(attribute)s”. Add it, as in <%(parent)s %(attribute)s=\"…\">."),
    "unknown_attribute": _("<%(parent)s> may not have an attribute “%(attribute)s”. Remove it."),
    "misspelt_attribute": _("<%(parent)s> may not have an attribute “%(attribute)s”. Did you mean “%(close)s”?"),
    # values; `where` is an attribute or “its text”
    "uri": _("“%(value)s” is no web address (%(where)s of <%(parent)s>). Write it like https://example.org/page."),
    "decimal": _("“%(value)s” is no plain number (%(where)s of <%(parent)s>). Write digits with a full stop, like 1250.50: no thousands sign, no currency, no %% sign."),
    "date": _("“%(value)s” is no date (%(where)s of <%(parent)s>). Write it as year-month-day, like 2026-03-31."),
    "instant": _("“%(value)s” is no date with time (%(where)s of <%(parent)s>). Write it like 2026-03-31T12:00:00Z."),
    "boolean": _("“%(value)s” is neither true nor false (%(where)s of <%(parent)s>). Write true, false, 1 or 0."),
    "int": _("“%(value)s” is no whole number (%(where)s of <%(parent)s>). Write digits only, like 2."),
    "count": _("“%(value)s” is no whole number from 0 up (%(where)s of <%(parent)s>). Write digits only, like 2."),
    "positive": _("“%(value)s” is no whole number from 1 up (%(where)s of <%(parent)s>). Write digits only, like 2026."),
    "token": _("“%(value)s” is no plain name (%(where)s of <%(parent)s>). Use letters, digits, full stops, hyphens and colons, without spaces."),
    "language": _("“%(value)s” is no language code (%(where)s of <%(parent)s>). Write it like en, fr or pt-BR."),
})
# fmt: on


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that must be corrected, at its line (from 1) and path."""

    line: int
    path: str
    template: str
    values: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, name: str, line: int, path: str = "", /, **values: object) -> Self:
        """Make a fault from a named sentence and what is set into it (long values are shortened)."""
        return cls(line, path, SENTENCES[name], {key: short(str(value)) for key, value in values.items()})

    @property
    def sentence(self) -> str:
        """The sentence in English."""
        return self.template % self.values

    def __str__(self) -> str:
        return f"line {self.line}: {self.sentence}"


class IatiRefused(ValueError):
    """The file cannot be taken in; `faults` says why, line by line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line))
        super().__init__("\n".join(map(str, self.faults)))


def short(text: str, limit: int = 60) -> str:
    """Keep a quoted value readable: one line, at most `limit` characters."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"
