"""Judge whether a charter allows an act, naming the clause on which the judgement rests."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.charter.clauses import Access, Charter, Clause, Grant, Localised, in_language
from commonweal.charter.ruling import all_of, base_rules

SILENT = "–"
"""The clause of a verdict where the charter says nothing at all."""

GIVEN_TO_NOBODY: Localised = {
    "en": "The charter gives this to nobody.",
    "es": "La carta no da esto a nadie.",
    "fr": "La charte ne donne cela à personne.",
    "ar": "لا يمنح الميثاق هذا لأحد.",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """An answer to "may this be done?", with the clause it rests on and the reason in words."""

    allowed: bool
    clause: str
    reason: str = ""

    @property
    def rests_on_a_clause(self) -> bool:
        """Whether there is a clause to name."""
        return self.clause != SILENT

    def __bool__(self) -> bool:
        return self.allowed


def judge(charter: Charter, *, kind: str, matter: str, roles: frozenset[str], lang: str = "en") -> Verdict:
    """Return whether somebody in `roles` may perform an act of this `kind`.

    A clause that names the act rules before one that names its matter, and one that names its matter before the
    clause for all other matters (`*`). Where several clauses of the same rank speak, one that allows is enough. What
    the charter itself does not name is left to its base, and only then to its own clause for all other matters.

    :param kind: the act's kind without its version, such as ``fit.score``
    """
    for named in _ranks(charter, kind=kind, matter=matter):
        if not named:
            continue
        for clause, grant in named:
            if not roles.isdisjoint(grant.roles):
                return Verdict(allowed=True, clause=clause.number)
        clause, grant = named[0]
        return Verdict(allowed=False, clause=clause.number, reason=in_language(grant.refusal, lang))
    return Verdict(allowed=False, clause=SILENT, reason=in_language(GIVEN_TO_NOBODY, lang))


def may_read(charter: Charter, what: str, *, roles: frozenset[str], lang: str = "en") -> Verdict:
    """Return whether somebody in `roles` may take away `what`; what no clause names is for everybody."""
    for clause, access in all_of(charter, Access):
        if access.what == what:
            if roles.isdisjoint(access.roles):
                return Verdict(allowed=False, clause=clause.number, reason=in_language(access.refusal, lang))
            return Verdict(allowed=True, clause=clause.number)
    return Verdict(allowed=True, clause=SILENT)


def _ranks(charter: Charter, *, kind: str, matter: str) -> list[list[tuple[Clause, Grant]]]:
    own, house = list(charter.rules(Grant)), list(base_rules(charter, Grant))
    return [
        [(c, g) for c, g in own if kind in g.acts],
        [(c, g) for c, g in own if matter in g.matters],
        [(c, g) for c, g in house if kind in g.acts],
        [(c, g) for c, g in house if matter in g.matters],
        [(c, g) for c, g in own if "*" in g.matters],
        [(c, g) for c, g in house if "*" in g.matters],
    ]
