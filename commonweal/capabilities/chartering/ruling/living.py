"""What is asked of every other rule: how a charter is signed, changed and ended, and what is due when."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal.acts.charter_terms import DOMAINS, READABLE, ROLES, TERMS
from commonweal.capabilities.chartering.ruling.asked import Ask, Kind, Rows

ON_A_MATTER = Ask("matter", "one", _("On which matter is it decided?"), of="matter", needed=True)
MEMBERS = {role: ROLES[role] for role in ("convener", "representative", "substitute", "participant", "observer")}
WHO = {**MEMBERS, "anyone": ROLES["anyone"]}
ASSURANCE = {code: TERMS[code] for code in ("passkey", "code", "paper")}
INTERESTS = {
    kind: TERMS[f"interest_{kind}"]
    for kind in ("employment", "ownership", "contract", "funding", "family", "office", "property", "other")
}
DEADLINES = {
    what: TERMS[f"deadline_{what}"]
    for what in ("acknowledge", "answer", "effect", "minutes", "decision", "dispute", "vacancy", "appeal")
}
PRINCIPLES = {
    "purpose": _("Only for the purpose for which they were given"),
    "minimisation": _("No more than is needed"),
    "transparency": _("Everybody knows what is done with them"),
    "retention": _("No longer than is needed"),
    "security": _("Kept safe"),
    "community_consent": _("With the consent of the communities whom they are about"),
    "openness": _("Open to all where nobody is harmed"),
}
REFUSAL = Ask("refusal", "texts", _("What do others read who may not?"), needed=True)
ROLES_ASKED = Ask("roles", "choices", _("Who may?"), choices=WHO, needed=True)

LIVING: tuple[Kind, ...] = (
    Kind(
        "signing",
        _("How it is signed"),
        _("Who signs, how surely, in which order and until when."),
        (
            Ask(
                "parties",
                "choice",
                _("Who signs?"),
                choices={
                    "each_member": _("Every member organisation"),
                    "named": _("Those who are named when it is presented"),
                },
            ),
            Ask("assurance", "choices", _("Ways of signing that count"), choices=ASSURANCE, needed=True),
            Ask("period_days", "whole", _("Days in which to sign"), least=1),
            Ask(
                "share",
                "share",
                _("Share of them that must have signed for it to rule"),
                hint=_("Such as 1/1 for all."),
            ),
            Ask("in_order", "yes", _("They sign in the order in which they are named")),
        ),
    ),
    Kind(
        "amendment",
        _("How it is amended"),
        _("On which matter an amendment is decided, and when it rules."),
        (ON_A_MATTER, Ask("after_days", "whole", _("Days from the decision until it rules"))),
    ),
    Kind("accession", _("How a partner joins"), _("On which matter it is decided that one joins."), (ON_A_MATTER,)),
    Kind(
        "exit",
        _("How a partner leaves"),
        _("With how much notice, and whether duties remain."),
        (
            Ask("notice_days", "whole", _("Days of notice")),
            Ask("duties_remain", "yes", _("Duties taken on remain until they are done")),
        ),
    ),
    Kind(
        "suspension",
        _("How a partner's seats come to rest"),
        _("On which matter it is decided that a partner's seats rest for a time."),
        (ON_A_MATTER,),
    ),
    Kind(
        "succession",
        _("Who takes over from a partner that ends"),
        _("Its legal successor, or whoever is decided on."),
        (
            Ask(
                "matter",
                "one",
                _("On which matter is it decided?"),
                of="matter",
                hint=_("Empty: the legal successor takes over without a decision."),
            ),
        ),
    ),
    Kind(
        "dissolution",
        _("How the partnership ends"),
        _("On which matter it is decided, and how long its record stays reachable."),
        (ON_A_MATTER, Ask("record_months", "whole", _("Months for which the record stays reachable"), least=1)),
    ),
    Kind(
        "review",
        _("When it is looked at again"),
        _("On a day, or every so many months."),
        (
            Ask("on", "day", _("On this day")),
            Ask("every_months", "whole", _("Every so many months"), least=1),
        ),
    ),
    Kind(
        "deadline",
        _("A deadline"),
        _("Within how many days something has to be done."),
        (
            Ask("what", "choice", _("What has to be done?"), choices=DEADLINES, needed=True),
            Ask("days", "whole", _("Within how many days?"), least=1, needed=True),
        ),
    ),
    Kind(
        "dispute_path",
        _("How a dispute is settled"),
        _("From talking to settling, step by step."),
        (
            Rows(
                "steps",
                _("Steps"),
                (
                    Ask("name", "names", _("What happens?"), needed=True),
                    Ask("days", "whole", _("Within how many days?"), least=1, needed=True),
                    Ask("body", "one", _("Which body settles it?"), of="body", hint=_("Empty: none.")),
                ),
                key="name",
            ),
        ),
    ),
    Kind(
        "interests",
        _("How interests are handled"),
        _("Who says what interests they have, who judges them, and what always is a conflict."),
        (
            Ask("renew_months", "whole", _("Months after which they are declared again"), least=1),
            Ask("decided_by", "one", _("Which body judges?"), of="body", hint=_("Empty: the chair or the convener.")),
            Ask("always", "choices", _("Always a conflict"), choices=INTERESTS),
            Ask("bands", "lines", _("Amounts at which bands begin, one a line")),
            Ask("currency", "line", _("Currency"), hint=_("Three letters, such as EUR.")),
        ),
    ),
    Kind(
        "data_principle",
        _("A principle for data"),
        _("How the partnership handles data."),
        (Ask("code", "choice", _("Which one?"), choices=PRINCIPLES, needed=True),),
    ),
    Kind(
        "cycle",
        _("Something that comes round"),
        _("Such as a report or a review, and who owes it."),
        (
            Ask("what", "names", _("What is due?"), needed=True),
            Ask("every_months", "whole", _("Every so many months"), least=1, needed=True),
            Ask("owed_by", "choices", _("Who owes it?"), choices=MEMBERS),
        ),
        coded=True,
    ),
    Kind(
        "grant",
        _("Who may do something"),
        _("Which roles may do the acts of a matter. Where a charter says nothing, the house's own clauses rule."),
        (
            Ask("matters", "choices", _("What is it about?"), choices=DOMAINS),
            Ask(
                "acts",
                "lines",
                _("Only these acts, one a line"),
                hint=_("By the names under “For programs”."),
                rare=True,
            ),
            ROLES_ASKED,
            REFUSAL,
        ),
    ),
    Kind(
        "access",
        _("Who may read something"),
        _("Which roles may read or take away something."),
        (Ask("what", "choice", _("What?"), choices=READABLE, needed=True), ROLES_ASKED, REFUSAL),
    ),
    Kind(
        "threshold",
        _("A number of the seven steps"),
        _("The number against which a criterion is held in this partnership."),
        (
            Ask("criterion", "line", _("Which criterion?"), hint=_("Its number, such as 1.4."), needed=True),
            Ask("name", "line", _("Which of its numbers?"), needed=True),
            Ask("value", "line", _("How much?"), needed=True),
        ),
    ),
)
