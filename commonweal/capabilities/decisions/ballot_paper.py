"""The ballot on paper: one page by the rule, with a code by which everybody sees that all papers ask the same."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commonweal.capabilities.decisions.phrases import ANSWERS
from commonweal.capabilities.decisions.queries import BallotRound, Decision
from commonweal.capabilities.decisions.vote_forms import Options
from commonweal.charter.choices import ABSTAIN, RANKED, answers_of
from commonweal.charter.rules import YES_NO, DecisionRule
from commonweal.kit.canonical import canonical_encode
from commonweal.kit.digests import sha256_hex
from commonweal.web.documents import Block, Document, Heading, Lines, Mark, Table, Text


def code_of(row: Decision, ballot: BallotRound, options: Options) -> str:
    """Return the code of a paper: the digest of what it asks. Papers with another code ask something else."""
    question = row.question.text if row.question is not None and not row.question.erased_at else ""
    said = {"ballot": ballot.entry, "question": question, "options": [code for code, _words in options]}
    return sha256_hex(canonical_encode({"decision": row.decision, "partnership": row.partnership, **said}))


def paper_of(row: Decision, ballot: BallotRound, rule: DecisionRule, options: Options, *, partnership: str) -> Document:
    """Return the paper: the question, what can be said, how to mark it, and in the open who says it."""
    blocks: list[Block] = []
    if row.question is not None and not row.question.erased_at:
        blocks.append(Text(row.question.text, lang=row.question.lang))
    blocks += [Heading(1, _("Your ballot")), Text(_how(rule)), _marks(rule, options)]
    if ballot.secret:
        blocks.append(Text(_("This ballot is secret. Write no name on it, fold it and put it into the urn.")))
    else:
        blocks.append(Lines([_("For the seat of"), _("Name"), _("Signature")]))
    until = ballot.closes_at
    if until is not None:
        blocks.append(Text(_("It counts if it is entered before %(when)s.") % {"when": date_format(until)}, small=True))
    blocks.append(Mark(code_of(row, ballot, options), _("The code of this ballot: every paper of it has the same.")))
    below = _("Decision at entry %(decision)d, ballot at entry %(ballot)d")
    return Document(
        title=row.title,
        lang=get_language() or "en",
        blocks=blocks,
        above=partnership,
        below=below % {"decision": row.decision, "ballot": ballot.entry},
    )


def _how(rule: DecisionRule) -> str:
    """Return how a paper is marked under this rule."""
    if rule.method in YES_NO:
        if rule.split:
            return _("Write beside each answer which part of the weight of the seat it gets.")
        return _("Put a cross beside one answer.")
    if rule.method == "approval":
        return _("Put a cross beside everything that you can agree to.")
    if rule.method in RANKED:
        return _("Write 1 beside what you want most, 2 beside what comes next. What you leave out ranks last.")
    if rule.method == "quadratic":
        said = _("You have %(credits)d credits. One vote costs 1, two votes 4, three votes 9. Write credits.")
        return said % {"credits": rule.scale}
    return _("Write a number from 0 to %(highest)d beside each.") % {"highest": rule.scale}


def _marks(rule: DecisionRule, options: Options) -> Table:
    if rule.method in YES_NO:
        names = {**ANSWERS, "yes": _("I consent")} if rule.method == "consent" else ANSWERS
        rows = [("", str(names[code])) for code in answers_of(rule)]
    else:
        rows = [*(("", words) for _code, words in options), ("", str(ANSWERS[ABSTAIN]))]
    return Table(_("What can be said, with room for your mark"), (_("Your mark"), _("What it says")), rows, (1, 4))
