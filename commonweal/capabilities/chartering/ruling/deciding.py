"""What is asked of a matter, and of a rule of decision."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal.acts.charter_terms import TERMS
from commonweal.capabilities.chartering.ruling.asked import Ask, Kind, Part, Rows
from commonweal.partnerships.models import Sector

SECTORS = dict(Sector.choices)
PROMISED = {
    "inform": _("Told: they are informed"),
    "consult": _("Asked: they are consulted"),
    "involve": _("Working alongside: they are involved"),
    "collaborate": _("Partners: it is worked out with them"),
    "empower": _("Deciding: they decide"),
}
KNOWLEDGE = {code: TERMS[code] for code in ("technical", "community", "experiential")}
METHODS = {
    "consent": _("Consent: adopted unless a reasoned objection stands"),
    "consensus": _("Consensus: adopted if all who vote agree"),
    "advice": _("Advice: whoever proposes decides after asking"),
    "majority": _("Majority: the shares below must be reached"),
    "approval": _("Choosing: approve as many options as you like"),
    "score": _("Choosing: give each option a score"),
    "schulze": _("Choosing by ranking: Schulze"),
    "ranked_pairs": _("Choosing by ranking: ranked pairs"),
    "irv": _("Choosing one by ranking: the last is struck until one has a majority"),
    "stv": _("Choosing several by ranking, each group its share: single transferable vote"),
    "quadratic": _("Choosing by credits: several on one option cost more"),
}
OVER = {
    "seats": _("Seats"),
    "weight": _("The weight of seats"),
    "population": _("The people for whom seats stand"),
    "organisations": _("Organisations, each once"),
    "each_sector": _("Seats within each sector"),
}
OF = {
    "voting": _("of those who vote yes or no"),
    "present": _("of those present"),
    "entitled": _("of all who are entitled"),
}
TIES = {"fail": _("it fails"), "chair": _("the chair chooses"), "lot": _("a lot is drawn that everybody can check")}
SHARE_HINT = _("As a fraction or a percentage: 1/2, 2/3, 55%.")

MATTER = Kind(
    "matter",
    _("A matter"),
    _("Something on which decisions are taken: which body takes them, and by which rule."),
    (
        Ask("name", "names", _("What is it about?"), needed=True),
        Ask("body", "one", _("Which body decides?"), of="body", needed=True),
        Ask("rule", "one", _("By which rule?"), of="rule", needed=True),
        Ask("promised", "choice", _("What are those promised whom it affects?"), choices=PROMISED),
        Ask("knowledge", "choices", _("Knowledge that a decision has to rest on"), choices=KNOWLEDGE),
        Ask("amount_from", "number", _("Only from this amount on"), rare=True),
        Ask("amount_below", "number", _("Only below this amount"), rare=True),
        Ask("currency", "line", _("Currency"), hint=_("Three letters, such as EUR."), rare=True),
        Ask(
            "family",
            "line",
            _("Word that its parts share"),
            hint=_("Where one matter is split by amount: the same word in each part, such as money."),
            rare=True,
        ),
    ),
    coded=True,
)


def _test() -> tuple[Ask, ...]:
    return (
        Ask("share", "share", _("Share"), hint=SHARE_HINT, needed=True),
        Ask("more", "yes", _("More than this share is needed; else the share is enough")),
        Ask("over", "choice", _("Counted over"), choices=OVER),
        Ask("of", "choice", _("Share of whom?"), choices=OF),
        Ask("sectors", "whole", _("In how many sectors, where each is counted?"), hint=_("Empty: in all."), least=1),
    )


TESTS = Rows(
    "tests",
    _("Majorities"),
    _test(),
    key="share",
    hint=_("For a rule by majority alone. Two that must both be reached make a double majority."),
)
QUORUM = Part(
    "quorum",
    _("Who must be there"),
    (
        Ask("share", "share", _("Share of the seats entitled"), hint=SHARE_HINT, needed=True),
        Ask("more", "yes", _("More than this share is needed; else the share is enough")),
        Ask(
            "sectors",
            "whole",
            _("From how many sectors at least one seat"),
            hint=_("Empty: it does not matter."),
            least=1,
        ),
        Rows(
            "presence",
            _("Sectors that must be there"),
            (
                Ask("sector", "choice", _("Sector"), choices=SECTORS),
                Ask("seats", "whole", _("With how many seats?"), least=1),
            ),
            key="sector",
            more=1,
        ),
        Ask("recused", "yes", _("Those who step back count as well")),
    ),
    switch=_("A decision counts only if enough are there"),
)
VETOES = Rows(
    "vetoes",
    _("Vetoes"),
    (
        Ask(
            "held_by",
            "choice",
            _("Who can stop a decision?"),
            choices={"sector": _("Most seats of a sector"), "seats": _("Each seat of a group")},
        ),
        Ask(
            "of",
            "line",
            _("Which sector, or which group of seats?"),
            hint=_(
                "A sector: government, company, civil_society, university or community. A group of seats: its code."
            ),
            needed=True,
        ),
        Ask("yearly", "whole", _("How often in twelve months?"), hint=_("Empty: without limit."), least=1),
        Part("override", _("How the others go on all the same"), _test(), switch=_("The others can set a veto aside")),
    ),
    key="of",
    more=1,
)
RULE = Kind(
    "rule",
    _("A rule of decision"),
    _("How a body decides: by consent, by majority, by ranking; who must be there; how long it takes."),
    (
        Ask("name", "names", _("What is it called?"), needed=True),
        Ask("method", "choice", _("How is it decided?"), choices=METHODS, needed=True),
        TESTS,
        QUORUM,
        Ask("secrecy", "choice", _("Ballots are"), choices={"open": _("open"), "secret": _("secret")}),
        Ask("notice_days", "whole", _("Days of notice")),
        Ask("discussion_days", "whole", _("Days of discussion")),
        Ask("open_days", "whole", _("Days on which the ballot is open")),
        Ask(
            "proxies",
            "whole",
            _("For how many absent members may one person vote?"),
            hint=_("0: nobody votes for another."),
        ),
        Ask("casting_vote", "yes", _("The chair decides where yes and no are equal")),
        Ask("ties", "choice", _("Where options are equal"), choices=TIES),
        Ask("winners", "whole", _("How many options are chosen?"), least=1),
        Ask("scale", "whole", _("Highest score, or credits of each voter"), least=1, rare=True),
        Ask("split", "yes", _("A delegation may split the weight of its seat"), rare=True),
        VETOES,
    ),
    coded=True,
)
