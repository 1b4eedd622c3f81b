"""Criteria 3.1 and 3.2: the problem is described together, from three kinds of knowledge, and its causes are traced."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Criterion, Facts, Finding
from commonweal.capabilities.problem import queries
from commonweal.capabilities.problem.queries import Cause, Version
from commonweal.capabilities.problem.tree import branches, depth_of, flat
from commonweal.partnerships.understanding import EvidenceItem
from commonweal.record import reading

KINDS = {
    "technical": _("technical"),
    "community": _("of a community"),
    "experiential": _("of experience"),
}
"""The three kinds of knowledge, in no rank."""

NAMED = 12
"""How many lacks are named; of more it gives the number."""


def described_together(facts: Facts, criterion: Criterion) -> Finding:
    """3.1: a version was adopted by decision, and its lines and causes rest on each kind of knowledge."""
    versions = [row for row in facts.once(queries.every_version) if row.at <= facts.at]
    if not versions:
        says = gettext("No version of a problem statement was presented yet.")
        return Finding("unknown", says, missing=(gettext("Describe the problem together, then present a version."),))
    adopted = queries.in_force(row for row in versions if row.adopted_at and row.adopted_at <= facts.at)
    if not adopted:
        says = gettext("Version %(n)s was presented and is not adopted.") % {"n": versions[0].number}
        missing = gettext("Decide on the version that was presented, and adopt it by that decision.")
        return Finding("not_met", says, (versions[0].entry,), (missing,))
    found = {row.entry: _kinds_behind(facts.partnership, row) for row in adopted.values()}
    best = max(adopted.values(), key=lambda row: (len(found[row.entry][0]), row.entry))
    kinds, items = found[best.entry]
    used = tuple(sorted({best.entry, best.adopted_entry or best.entry, *items}))
    named = {"n": best.number, "kinds": len(kinds)}
    lacks = [str(says) for kind, says in KINDS.items() if kind not in kinds]
    if lacks:
        says = gettext("Version %(n)s was adopted by decision; it rests on %(kinds)s of 3 kinds of knowledge.") % named
        told = gettext("Let a line or a cause rest on evidence of this kind, too: %(kind)s. Then adopt that version.")
        return Finding("not_met", says, used, tuple(told % {"kind": lack} for lack in lacks))
    return Finding(
        "met", gettext("Version %(n)s was adopted by decision and rests on three kinds of knowledge.") % named, used
    )


def _kinds_behind(partnership: str, version: Version) -> tuple[frozenset[str], frozenset[int]]:
    """Return the kinds of knowledge behind a version, and the entries of the evidence of which they are."""
    wordings = [row["wording"] for row in (*version.lines, *version.causes)]
    cited = {row.cited for row in reading.cites_of(partnership, *wordings) if row.rel == "based_on"}
    rows = EvidenceItem.objects.filter(partnership=partnership, retired_at__isnull=True)
    items = [row for row in rows if row.entry in cited or not set(wordings).isdisjoint(row.about)]
    kinds = frozenset(kind for row in items for kind in row.kinds)
    return kinds, frozenset(row.entry for row in items)


def causes_traced(facts: Facts, criterion: Criterion) -> Finding:
    """3.2: the tree is deep enough, its roots are named, and each is taken up by a goal or set aside with a reason."""
    causes = [row for row in facts.once(_causes) if row.at <= facts.at]
    if not causes:
        says = gettext("No cause of the problem was named yet.")
        return Finding("unknown", says, missing=(gettext("Ask why the problem is there, and name the first cause."),))
    wanted = int(criterion.threshold("depth", facts))
    stand = {row.goal for row in facts.once(queries.goals)}
    tree = [branch for rows in _by_problem(causes).values() for branch in branches(rows)]
    deep, roots = depth_of(tree), [branch.cause for branch in flat(tree) if branch.cause.root]
    open_ones = [row for row in roots if row.aside_entry is None and stand.isdisjoint(row.goals)]
    missing = []
    if deep < wanted:
        missing.append(gettext("Ask of the causes why they are there, too: the tree is %(n)s deep.") % {"n": deep})
    if not roots:
        missing.append(gettext("Name the causes that are roots: behind which you look no further."))
    missing += [
        gettext("Name a goal that takes up the root in entry %(entry)s, or say why it is not yours.")
        % {"entry": row.wording}
        for row in open_ones[:NAMED]
    ]
    used = tuple(sorted({row.wording for row in causes} | {row.aside_entry for row in roots if row.aside_entry}))
    says = ngettext(
        "The tree is %(deep)s deep, with %(n)s root; %(open)s waits for a goal or a reason.",
        "The tree is %(deep)s deep, with %(n)s roots; %(open)s wait for a goal or a reason.",
        len(roots),
    ) % {"deep": deep, "n": len(roots), "open": len(open_ones)}
    return Finding("not_met" if missing else "met", says, used, tuple(missing))


def _causes(partnership: str) -> list[Cause]:
    return list(Cause.objects.filter(partnership=partnership).order_by("entry"))


def _by_problem(causes: Iterable[Cause]) -> dict[int, list[Cause]]:
    found: dict[int, list[Cause]] = {}
    for row in causes:
        found.setdefault(row.problem, []).append(row)
    return found


CRITERIA = (
    Criterion(
        id="3.1",
        title=_("The problem is described together, from three kinds of knowledge"),
        evaluate=described_together,
        moved_by=frozenset(
            {
                "problem.present",
                "problem.adopt",
                "decisions.close",
                "decisions.reopen",
                "evidence.add",
                "evidence.correct",
                "evidence.retire",
                "evidence.withdraw_consent",
            }
        ),
    ),
    Criterion(
        id="3.2",
        title=_("Causes are traced, and each is taken up or left for a reason"),
        evaluate=causes_traced,
        thresholds={"depth": Decimal(2)},
        moved_by=frozenset(
            {
                "problem.add_cause",
                "problem.reword_cause",
                "problem.move_cause",
                "problem.mark_root",
                "problem.link_cause",
                "problem.set_aside",
                "fit.name_goal",
                "fit.withdraw_goal",
            }
        ),
    ),
)
