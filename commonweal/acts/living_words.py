"""The sentences that the other rules of a charter say, by their codes: deadlines, signing, changing, leaving."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from commonweal.acts.rule_words import Sentences

WHO: Sentences = {
    "grant.acts": _("Who does this: %(roles)s. Acts: %(acts)s."),
    "grant.matters": _("Who does this: %(roles)s. What it is about: %(matters)s."),
    "access": _("Who reads this: %(roles)s. What it is: %(what)s."),
    "threshold": _("Criterion %(criterion)s. %(name)s: %(value)s."),
}

TIMES: Sentences = {
    "cycle": ngettext_lazy("%(what)s: every month.", "%(what)s: every %(months)s months.", "months"),
    "cycle.owed_by": _("Owed by: %(who)s."),
    "deadline.acknowledge": ngettext_lazy(
        "Whoever contributes something gets a word within %(days)s day.",
        "Whoever contributes something gets a word within %(days)s days.",
        "days",
    ),
    "deadline.answer": ngettext_lazy(
        "Whoever contributes something gets an answer within %(days)s day.",
        "Whoever contributes something gets an answer within %(days)s days.",
        "days",
    ),
    "deadline.effect": ngettext_lazy(
        "Within %(days)s day it is said what came of a contribution.",
        "Within %(days)s days it is said what came of a contribution.",
        "days",
    ),
    "deadline.minutes": ngettext_lazy(
        "Minutes are approved within %(days)s day.", "Minutes are approved within %(days)s days.", "days"
    ),
    "deadline.decision": ngettext_lazy(
        "What is proposed is decided within %(days)s day.",
        "What is proposed is decided within %(days)s days.",
        "days",
    ),
    "deadline.dispute": ngettext_lazy(
        "A dispute is settled within %(days)s day.", "A dispute is settled within %(days)s days.", "days"
    ),
    "deadline.vacancy": ngettext_lazy(
        "An empty seat is filled within %(days)s day.", "An empty seat is filled within %(days)s days.", "days"
    ),
    "deadline.appeal": ngettext_lazy(
        "One may appeal against a decision within %(days)s day.",
        "One may appeal against a decision within %(days)s days.",
        "days",
    ),
    "review.on": _("This charter is looked at again on %(day)s."),
    "review.every": ngettext_lazy(
        "This charter is looked at again every month.",
        "This charter is looked at again every %(months)s months.",
        "months",
    ),
}

CARE: Sentences = {
    "interests.renew": ngettext_lazy(
        "Interests are declared again every month.",
        "Interests are declared again every %(months)s months.",
        "months",
    ),
    "interests.decided_by": _("Whether an interest is a conflict is judged by: %(body)s."),
    "interests.decided_by_chair": _("Whether an interest is a conflict is judged by the chair or the convener."),
    "interests.always": _("These are always a conflict: %(kinds)s."),
    "interests.bands": _("Amounts are declared in bands that begin at %(amounts)s."),
    "data.purpose": _("Data are used for the purpose for which they were given, and for no other."),
    "data.minimisation": _("No more data are collected than are needed."),
    "data.transparency": _("Everybody can see which data are held, by whom and why."),
    "data.retention": _("Data are kept for no longer than they are needed."),
    "data.security": _("Data are protected as those would wish whom they are about."),
    "data.community_consent": _("Data about a community are used only as it agreed."),
    "data.openness": _("Data that are about nobody are open to everybody."),
    "dispute.step": ngettext_lazy(
        "Step %(number)s: %(step)s, within %(days)s day.", "Step %(number)s: %(step)s, within %(days)s days.", "days"
    ),
    "dispute.step_body": ngettext_lazy(
        "Step %(number)s: %(step)s, within %(days)s day, before: %(body)s.",
        "Step %(number)s: %(step)s, within %(days)s days, before: %(body)s.",
        "days",
    ),
}

LIFE: Sentences = {
    "signing.each_member": _("Every member organisation signs."),
    "signing.named": _("The parties that are named when the text is presented sign it."),
    "signing.assurance": _("These ways of signing count: %(ways)s."),
    "signing.in_order": _("They sign in the order in which they are named."),
    "signing.period": ngettext_lazy(
        "Signatures are taken for %(days)s day.", "Signatures are taken for %(days)s days.", "days"
    ),
    "signing.share": _("It rules once %(quantity)s of the parties have signed."),
    "amendment": _("An amendment is decided as this matter: %(matter)s."),
    "amendment.after": ngettext_lazy(
        "It rules %(days)s day after it was decided.", "It rules %(days)s days after it was decided.", "days"
    ),
    "accession": _("That an organisation joins is decided as this matter: %(matter)s. It then signs this charter."),
    "exit": ngettext_lazy(
        "A partner may leave with %(days)s day of notice.", "A partner may leave with %(days)s days of notice.", "days"
    ),
    "exit.at_once": _("A partner may leave at any time."),
    "exit.duties_remain": _("What it took on and still owes, it goes on owing."),
    "exit.duties_end": _("With the exit, what it took on ends."),
    "suspension": _("That a partner's seats rest for a time is decided as this matter: %(matter)s."),
    "succession": _("Who takes over from a partner that ends is decided as this matter: %(matter)s."),
    "succession.legal": _("The legal successor takes over from a partner that ends."),
    "dissolution": _("That the partnership ends is decided as this matter: %(matter)s."),
    "dissolution.record": ngettext_lazy(
        "Its record is kept reachable for %(months)s month after that.",
        "Its record is kept reachable for %(months)s months after that.",
        "months",
    ),
}
