"""The built-in interim charter: pinned for ever, and readable by everybody in four languages."""

from __future__ import annotations

import pytest

from commonweal.charter.clauses import Charter, Localised, in_language
from commonweal.charter.data import Data
from commonweal.charter.interim import UnknownEdition, interim_charter
from commonweal.charter.judge import judge, may_read

LANGUAGES = {"en", "es", "fr", "ar"}
EDITIONS = {
    "interim/1": "44bf36e27feee6ebed8cc02dd1cc913532d55e13ef8cbf2cf84d1dff6bf52ec7",
    "interim/2": "627d3c5a5d83048e6b2032429f5ecceb3033c8d67a9b0bb4dcc1580435d8af7a",
    "interim/3": "44b8c1e1dd64c3ca72b29f72f41732082a684579cf196e0fdc1171234425f6eb",
    "interim/4": "009843a2e313c495f5491b6d3870d2222b6462f73b5f4197f40c923bde1329fc",
}
"""Records name these digests. An edition is never changed: write the next one, and pin it here."""


@pytest.mark.parametrize("edition", EDITIONS)
def test_an_edition_never_changes(edition):
    assert interim_charter(edition).digest() == EDITIONS[edition]


def test_an_edition_that_was_never_published_is_named():
    with pytest.raises(UnknownEdition, match="interim/7"):
        interim_charter("interim/7")


def said(data: Data, within: str = "") -> list[tuple[str, Localised]]:
    """Every text inside a rule, with the path at which it stands."""
    found = []
    for name in type(data).model_fields:
        value = getattr(data, name)
        if isinstance(value, dict):
            found.append((f"{within}{name}", value))
        for n, part in enumerate(value if isinstance(value, tuple) else [value]):
            if isinstance(part, Data):
                found += said(part, f"{within}{name}.{n}.")
    return found


def sentences(charter: Charter) -> list[tuple[str, Localised]]:
    """Every text of a charter, with where it stands."""
    found = [("title", charter.title)]
    for clause in charter.clauses:
        found += [(f"{clause.number} title", clause.title), (f"{clause.number} text", clause.text)]
        found += [(f"{clause.number} {where}", text) for rule in clause.rules for where, text in said(rule)]
    return found


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_sentence_stands_in_four_languages(edition):
    missing = [
        where for where, text in sentences(interim_charter(edition)) if set(text) != LANGUAGES or not all(text.values())
    ]

    assert missing == []


def test_clauses_stand_in_order_and_each_number_once():
    numbers = [tuple(map(int, clause.number.split("."))) for clause in interim_charter().clauses]

    assert numbers == sorted(set(numbers))


EVERYBODY_HERE = {"convener", "representative", "substitute", "participant", "observer"}
JUDGES = EVERYBODY_HERE - {"observer"}
DECIDES = JUDGES - {"participant"}
WHO = {
    # what, its matter: the roles that may, the clause that says so
    ("founding.found", "founding"): ({"founder"}, "2.1"),
    ("founding.describe", "founding"): ({"convener"}, "2.2"),
    ("membership.admit", "people"): ({"convener"}, "2.2"),
    ("membership.accept", "people"): ({"invited"}, "2.3"),
    ("membership.step_down", "people"): (EVERYBODY_HERE, "2.3"),
    ("fit.score", "fit"): (JUDGES, "2.4"),
    ("fit.decide", "fit"): (DECIDES, "2.5"),
    ("lifecycle.ask_waiver", "waivers"): (DECIDES, "2.6"),
    ("trust.add_key", "trust"): (JUDGES, "2.7"),
    ("trust.name_witnesses", "trust"): ({"convener"}, "2.8"),
    ("people.erased", "people"): ({"anyone"}, "3.2"),
    ("membership.invite", "people"): ({"convener", "representative"}, "5.1"),
    ("membership.answer_access", "people"): (EVERYBODY_HERE, "5.1"),
    ("calls.open", "people"): ({"convener"}, "2.2"),
    ("calls.apply", "people"): ({"applicant"}, "5.2"),
    ("calls.answer", "people"): ({"convener", "representative"}, "5.2"),
    ("diligence.conclude", "diligence"): ({"convener", "representative"}, "5.3"),
    ("diligence.reply", "diligence"): ({"representative", "substitute"}, "5.3"),
    ("messages.write", "talk"): (EVERYBODY_HERE, "5.4"),
    ("messages.set_aside", "talk"): ({"convener"}, "2.8"),
    ("access.looked", "access"): ({"administrator", "convener"}, "5.5"),
    ("trust.agree_to_move", "trust"): ({"convener", "representative"}, "5.6"),
}


@pytest.mark.parametrize(("what", "expected"), WHO.items(), ids=[kind for kind, _matter in WHO])
def test_who_may_do_what_and_by_which_clause(what, expected):
    everybody = EVERYBODY_HERE | {"anyone", "founder", "invited", "applicant", "administrator"}
    kind, matter = what
    verdicts = {r: judge(interim_charter(), kind=kind, matter=matter, roles=frozenset({r})) for r in everybody}

    assert {role for role, verdict in verdicts.items() if verdict.allowed} == expected[0]
    assert {verdict.clause for verdict in verdicts.values()} == {expected[1]}
    assert all(verdict.allowed or verdict.reason for verdict in verdicts.values())


def test_everybody_reads_the_record_and_only_those_inside_see_names():
    anyone, observer = frozenset({"anyone"}), frozenset({"anyone", "observer"})

    assert may_read(interim_charter(), "record", roles=anyone).allowed
    assert may_read(interim_charter(), "names", roles=observer).allowed
    refused = may_read(interim_charter(), "names", roles=anyone, lang="es")
    assert (refused.allowed, refused.clause) == (False, "3.2")
    assert refused.reason == "Solo quienes participan ven los nombres."


def test_a_language_that_is_not_there_falls_back_to_english():
    assert in_language({"en": "Yes", "fr": "Oui"}, "fr") == "Oui"
    assert in_language({"en": "Yes", "fr": "Oui"}, "de") == "Yes"
