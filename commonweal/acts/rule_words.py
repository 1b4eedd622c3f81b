"""The sentences that bodies, matters and rules of decision say, by their codes."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

Sentences = Mapping[str, str | Promise]

BODIES: Sentences = {
    "body": _("%(body)s. %(mandate)s"),
    "body.parent": _("It stands under this body: %(parent)s."),
    "body.offices": _("It has %(offices)s."),
    "body.no_offices": _("It has no chair and no keeper of the record."),
    "body.delegated": _("The body above it lets it decide on: %(matters)s."),
    "body.meets": ngettext_lazy("It meets every month.", "It meets every %(months)s months.", "months"),
    "body.notice": ngettext_lazy(
        "A meeting is called at least %(days)s day before.",
        "A meeting is called at least %(days)s days before.",
        "days",
    ),
    "body.absence": _("Until six meetings tell, this share of its seats is expected to stay away: %(share)s."),
    "body.sunset": _("It ends after %(day)s, unless this charter is amended."),
    "seats.each_member": _("%(seats)s: one seat for every member organisation."),
    "seats.each_person": _("%(seats)s: one seat for everybody who takes part."),
    "seats.organisation": ngettext_lazy(
        "%(seats)s: %(count)s seat of %(of)s.", "%(seats)s: %(count)s seats of %(of)s.", "count"
    ),
    "seats.sector": ngettext_lazy(
        "%(seats)s: %(count)s seat for this sector: %(of)s.",
        "%(seats)s: %(count)s seats for this sector: %(of)s.",
        "count",
    ),
    "seats.community": ngettext_lazy(
        "%(seats)s: %(count)s seat for this community: %(of)s.",
        "%(seats)s: %(count)s seats for this community: %(of)s.",
        "count",
    ),
    "seats.lot": ngettext_lazy(
        "%(seats)s: %(count)s seat, for somebody drawn by lot.",
        "%(seats)s: %(count)s seats, for people drawn by lot.",
        "count",
    ),
    "seats.expert": ngettext_lazy(
        "%(seats)s: %(count)s seat, for somebody who speaks for nobody else.",
        "%(seats)s: %(count)s seats, for people who speak for nobody else.",
        "count",
    ),
    "seats.by_office": _("Whoever represents the organisation sits there."),
    "seats.by_appointment": _("Filled by appointment."),
    "seats.by_election": _("Filled by election."),
    "seats.by_draw": _("Filled by a lot that everybody can draw again."),
    "seats.by_mandate_letter": _("Filled by a letter of mandate."),
    "seats.weight": _("Each of them weighs %(weight)s where weight is counted."),
    "seats.population": _("Each of them stands for %(population)s people."),
    "seats.term": ngettext_lazy("Held for %(months)s month.", "Held for %(months)s months.", "months"),
    "seats.substitute": _("Somebody may stand in."),
    "seats.no_substitute": _("Nobody may stand in."),
}

MATTERS: Sentences = {
    "matter": _("%(matter)s. Decided by: %(body)s. By this rule: %(rule)s."),
    "matter.between": _("It holds from %(start)s on and below %(end)s."),
    "matter.from": _("It holds from %(start)s on."),
    "matter.below": _("It holds below %(end)s."),
    "matter.inform": _("Those affected are told at least."),
    "matter.consult": _("Those affected are asked at least."),
    "matter.involve": _("Those affected work on it at least."),
    "matter.collaborate": _("Those affected shape it as partners at least."),
    "matter.empower": _("Those affected decide."),
    "matter.knowledge": _("A decision has to rest on %(kinds)s."),
}

METHODS: Sentences = {
    "method.consent": _("%(rule)s. It is adopted unless a reasoned objection stands."),
    "method.consensus": _("%(rule)s. It is adopted if all who take part agree; anybody may stand aside."),
    "method.advice": _("%(rule)s. Whoever proposes decides, after asking those concerned and those who know."),
    "method.majority": _("%(rule)s. Everybody who votes says yes or no."),
    "method.approval": ngettext_lazy(
        "%(rule)s. Everybody ticks all options they can live with; the option with most ticks wins.",
        "%(rule)s. Everybody ticks all options they can live with; the %(winners)s options with most ticks win.",
        "winners",
    ),
    "method.score": ngettext_lazy(
        "%(rule)s. Everybody gives each option points; the option with most points wins.",
        "%(rule)s. Everybody gives each option points; the %(winners)s options with most points win.",
        "winners",
    ),
    "method.schulze": _("%(rule)s. Everybody ranks the options; they are compared two by two, by the Schulze method."),
    "method.ranked_pairs": _(
        "%(rule)s. Everybody ranks the options; they are compared two by two, the clearest result first."
    ),
    "method.irv": _(
        "%(rule)s. Everybody ranks the options; the weakest drops out, and its ballots go on to the next choice, until "
        "one has more than half."
    ),
    "method.stv": ngettext_lazy(
        "%(rule)s. Everybody ranks the candidates; a single transferable vote fills %(winners)s place.",
        "%(rule)s. Everybody ranks the candidates; a single transferable vote fills %(winners)s places, in proportion.",
        "winners",
    ),
    "method.quadratic": ngettext_lazy(
        "%(rule)s. Everybody spreads credits over the options, and n votes for one cost n times n; the option with "
        "most votes wins.",
        "%(rule)s. Everybody spreads credits over the options, and n votes for one cost n times n; the %(winners)s "
        "options with most votes win.",
        "winners",
    ),
    "tests.all": _("All of the following must be reached."),
    "test.seats.entitled": _("Yes from %(quantity)s of all seats."),
    "test.seats.present": _("Yes from %(quantity)s of the seats that are there."),
    "test.seats.voting": _("Yes from %(quantity)s of the seats that say yes or no."),
    "test.weight.entitled": _("Yes from %(quantity)s of the weight of all seats."),
    "test.weight.present": _("Yes from %(quantity)s of the weight of the seats that are there."),
    "test.weight.voting": _("Yes from %(quantity)s of the weight of the seats that say yes or no."),
    "test.population.entitled": _("Yes from seats that stand for %(quantity)s of the population of all seats."),
    "test.population.present": _("Yes from seats that stand for %(quantity)s of the population of those there."),
    "test.population.voting": _("Yes from seats that stand for %(quantity)s of the population of those that vote."),
    "test.organisations.entitled": _("Yes from %(quantity)s of all organisations, each counted once."),
    "test.organisations.present": _("Yes from %(quantity)s of the organisations that are there, each counted once."),
    "test.organisations.voting": _("Yes from %(quantity)s of the organisations that say yes or no, each counted once."),
    "test.each_sector.entitled": _("In every sector, yes from %(quantity)s of its seats."),
    "test.each_sector.present": _("In every sector, yes from %(quantity)s of its seats that are there."),
    "test.each_sector.voting": _("In every sector, yes from %(quantity)s of its seats that say yes or no."),
    "test.sectors.entitled": ngettext_lazy(
        "In at least %(sectors)s sector, yes from %(quantity)s of its seats.",
        "In at least %(sectors)s sectors, yes from %(quantity)s of their seats.",
        "sectors",
    ),
    "test.sectors.present": ngettext_lazy(
        "In at least %(sectors)s sector, yes from %(quantity)s of its seats that are there.",
        "In at least %(sectors)s sectors, yes from %(quantity)s of their seats that are there.",
        "sectors",
    ),
    "test.sectors.voting": ngettext_lazy(
        "In at least %(sectors)s sector, yes from %(quantity)s of its seats that say yes or no.",
        "In at least %(sectors)s sectors, yes from %(quantity)s of their seats that say yes or no.",
        "sectors",
    ),
}

COUNTING: Sentences = {
    "quorum": _("It counts only if %(quantity)s of the seats are there."),
    "quorum.none": _("It counts however few are there."),
    "quorum.sectors": ngettext_lazy(
        "Somebody from at least %(sectors)s sector must be there.",
        "Somebody from at least %(sectors)s sectors must be there.",
        "sectors",
    ),
    "quorum.presence": ngettext_lazy(
        "Of this sector at least %(seats)s seat must be there: %(sector)s.",
        "Of this sector at least %(seats)s seats must be there: %(sector)s.",
        "seats",
    ),
    "quorum.with_recused": _("Whoever has to step back counts as being there."),
    "quorum.without_recused": _("Whoever has to step back does not count, neither here nor among all."),
    "veto.seats": _("Each of these seats may stop it by a veto with reasons: %(seats)s."),
    "veto.sector": _("More than half of the seats of this sector may stop it by a veto with reasons: %(sector)s."),
    "veto.yearly": ngettext_lazy(
        "Whoever may do so can do it %(times)s time in twelve months.",
        "Whoever may do so can do it %(times)s times in twelve months.",
        "times",
    ),
    "veto.override": _("The others may set the veto aside, if this is reached:"),
    "veto.final": _("Nobody can set the veto aside."),
    "times.notice": ngettext_lazy(
        "What is to be decided is told %(days)s day before.",
        "What is to be decided is told %(days)s days before.",
        "days",
    ),
    "times.discussion": ngettext_lazy(
        "It is talked over for at least %(days)s day before anybody votes.",
        "It is talked over for at least %(days)s days before anybody votes.",
        "days",
    ),
    "times.open": ngettext_lazy("Ballots are taken for %(days)s day.", "Ballots are taken for %(days)s days.", "days"),
    "secrecy.open": _("Everybody sees who voted how."),
    "secrecy.secret": _("The ballot is secret: nobody sees who voted how."),
    "counting.split": _("A delegation may split the weight of its seat."),
    "counting.proxies": ngettext_lazy(
        "One person may vote for %(count)s absent member.",
        "One person may vote for up to %(count)s absent members.",
        "count",
    ),
    "counting.no_proxies": _("Nobody votes for an absent member."),
    "counting.casting_vote": _("Where yes and no are equal, the chair decides."),
    "counting.scale_score": _("The highest score is %(scale)s."),
    "counting.scale_quadratic": ngettext_lazy(
        "Everybody has %(scale)s credit.", "Everybody has %(scale)s credits.", "scale"
    ),
    "ties.fail": _("Where options are equal, nothing is decided."),
    "ties.chair": _("Where options are equal, the chair chooses."),
    "ties.lot": _("Where options are equal, a lot decides that everybody can draw again."),
}
