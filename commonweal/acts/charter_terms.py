"""The words that charters share: sectors, roles, shares, parts of an agreement, ways of filling a seat."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commonweal.partnerships.models import Sector

Words = Mapping[str, str | Promise]

ROLES: Words = {
    "convener": _("the convener"),
    "representative": _("representatives of member organisations"),
    "substitute": _("substitutes"),
    "participant": _("participants"),
    "observer": _("observers"),
    "anyone": _("anybody"),
    "founder": _("anybody who has signed in"),
    "invited": _("whoever is invited"),
    "applicant": _("whoever applies"),
    "complainant": _("whoever complains"),
    "administrator": _("whoever runs the host"),
}

SHARES: Words = {
    "1/2": _("half"),
    "1/3": _("a third"),
    "2/3": _("two thirds"),
    "1/4": _("a quarter"),
    "3/4": _("three quarters"),
    "1/5": _("a fifth"),
    "2/5": _("two fifths"),
    "3/5": _("three fifths"),
    "4/5": _("four fifths"),
    "1/1": _("all"),
    "0/1": _("none"),
}

PARTS: Words = {
    "purpose": _("Purpose"),
    "parties": _("Parties"),
    "roles": _("Roles"),
    "bodies": _("Bodies"),
    "rules": _("Rules of decision"),
    "contributions": _("Contributions"),
    "data": _("Data"),
    "credit": _("Results and credit"),
    "interests": _("Interests"),
    "disputes": _("Complaints and disputes"),
    "review": _("Review"),
    "accession": _("Joining"),
    "exit": _("Leaving"),
    "end": _("The end"),
    "signing": _("Signing"),
    "amendment": _("Amendment"),
    "other": _("Other"),
}

LANGUAGES: Words = {"en": _("English"), "es": _("Spanish"), "fr": _("French"), "ar": _("Arabic")}

DOMAINS: Words = {
    "*": _("everything that no other clause gives to somebody"),
    "founding": _("describing the partnership"),
    "people": _("inviting and admitting"),
    "fit": _("judging whether to partner"),
    "waivers": _("waiving a criterion"),
    "trust": _("keys and witnesses"),
    "diligence": _("checks of partners"),
    "talk": _("messages"),
    "access": _("looking at personal data"),
    "decisions": _("proposing and deciding"),
    "charter": _("writing the charter"),
    "agreement": _("signing and ending"),
    "bodies": _("filling seats"),
    "meetings": _("meetings and minutes"),
    "interests": _("interests"),
    "disputes": _("complaints and disputes"),
    "commitments": _("what partners take on"),
    "pulse": _("asking how partners get on"),
    "conversations": _("asking many people"),
    "evidence": _("bringing what is known"),
    "problem": _("describing the problem"),
    "agenda": _("where members stand on the goals"),
    "glossary": _("what words mean"),
    "assumptions": _("what is taken for granted"),
    "workshops": _("workshops and their cards"),
    "ideas": _("ideas and drafts"),
    "feedback": _("answering what people said"),
    "kites": _("kites"),
}
"""What acts are about, by the name under which clauses give them to roles."""

READABLE: Words = {
    "record": _("the record"),
    "names": _("the names of people"),
    "programs": _("programs that act for somebody"),
    "webhooks": _("calls to other systems"),
}

THRESHOLDS: Words = {
    "goals": _("Goals that must be complete"),
    "assessors": _("People who must have scored"),
    "sectors": _("Sectors from which they must come"),
    "organisations": _("Organisations from which they must come"),
    "answered": _("Share of questions that must be answered"),
    "alternatives": _("Other ways that must be scored"),
    "spread": _("Widest spread of answers without a note"),
}

TERMS: Words = {
    # offices
    "chair": _("a chair"),
    "record_keeper": _("a keeper of the record"),
    # knowledge
    "technical": _("technical knowledge"),
    "community": _("knowledge of the community"),
    "experiential": _("knowledge of those who live with it"),
    # ways of signing
    "passkey": _("a passkey or the key of an organisation"),
    "code": _("a code by mail and a typed name"),
    "paper": _("paper"),
    # kinds of interest
    "interest_employment": _("being employed"),
    "interest_ownership": _("owning"),
    "interest_contract": _("a contract"),
    "interest_funding": _("being funded"),
    "interest_family": _("family"),
    "interest_office": _("holding an office"),
    "interest_property": _("property"),
    "interest_other": _("another interest"),
    # kinds of rules
    "signing": _("how it is signed"),
    "amendment": _("how it is amended"),
    "accession": _("how a partner joins"),
    "exit": _("how a partner leaves"),
    "suspension": _("how a partner's seats come to rest"),
    "succession": _("who takes over from a partner that ends"),
    "dissolution": _("how the partnership ends"),
    "dispute_path": _("how a dispute is settled"),
    "review": _("when it is looked at again"),
    "interests": _("how interests are handled"),
    "grant": _("who may do it"),
    "access": _("who may read it"),
    "threshold": _("a threshold"),
    "cycle": _("something that comes round"),
    "data_principle": _("a principle of data"),
    # deadlines
    "deadline_acknowledge": _("acknowledging what somebody contributed"),
    "deadline_answer": _("answering it"),
    "deadline_effect": _("saying what came of it"),
    "deadline_minutes": _("approving the minutes"),
    "deadline_decision": _("deciding what was proposed"),
    "deadline_dispute": _("settling a dispute"),
    "deadline_vacancy": _("filling an empty seat"),
    "deadline_appeal": _("appealing"),
}

VOCABULARIES: Mapping[str, Words] = {
    "sector": dict(Sector.choices),
    "role": ROLES,
    "share": SHARES,
    "part": PARTS,
    "language": LANGUAGES,
    "domain": DOMAINS,
    "readable": READABLE,
    "threshold": THRESHOLDS,
    "term": TERMS,
}
"""By the kind of a reference, its words; what stands in none is shown as it is."""
