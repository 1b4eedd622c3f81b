"""What can be wrong with a charter, in words that say what to do about it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from commonweal.acts.rule_words import Sentences

_NAMES: Sentences = {
    "number_twice": _("Two clauses have the number %(number)s. Give one of them another."),
    "out_of_order": _(
        "Clause %(number)s stands after clause %(before)s. Put the clauses in the order of their numbers."
    ),
    "body_twice": _("Two bodies have the code “%(code)s”; the other stands in %(other)s. Give one of them another."),
    "rule_twice": _("Two rules have the code “%(code)s”; the other stands in %(other)s. Give one of them another."),
    "matter_twice": _(
        "The matter “%(code)s” is mapped twice; the other stands in %(other)s. Let one body decide it by one rule."
    ),
    "cycle_twice": _("Two cycles have the code “%(code)s”; the other stands in %(other)s. Give one of them another."),
    "data_principle_twice": _("The data principle “%(code)s” stands twice, also in %(other)s. Strike one."),
    "seats_twice": _("Two groups of seats of %(body)s have the code “%(code)s”. Give one of them another."),
    "matter_without_body": _("%(matter)s: no body has the code “%(body)s”. Name the body that decides it."),
    "matter_without_rule": _("%(matter)s: no rule has the code “%(rule)s”. Name the rule by which it is decided."),
    "needed_matter_unmapped": _(
        "This clause says %(what)s, and leaves it to the matter “%(matter)s”, which no clause gives to a body. Map it."
    ),
    "no_matters": _("No matter is mapped to a body and a rule, so nothing could be decided."),
    "body_unknown": _("No body has the code “%(body)s”. Name one that there is."),
    "delegated_unknown": _("%(body)s may decide “%(matter)s”, but there is no such matter."),
    "delegated_elsewhere": _(
        "%(body)s may decide “%(matter)s”, but %(where)s gives that to another body: %(other)s. Say the same in both."
    ),
    "delegated_by_nobody": _("%(body)s decides what a body above lets it decide, but there is none above it."),
    "parent_unknown": _("%(body)s stands under a body with the code “%(parent)s”, and there is none."),
    "above_itself": _("%(body)s stands above itself, by a detour or straight. Give it another parent, or none."),
    "body_expired": _("%(body)s ended on %(day)s, and still has something to decide. Extend it, or move its matters."),
    "body_expired_idle": _("%(body)s ended on %(day)s. Strike it, or extend it."),
    "body_idle": _("%(body)s has nothing to decide. Map a matter to it, or strike it."),
    "rule_idle": _("No matter is decided by this rule: %(rule)s. Use it, or strike it."),
}

_AMOUNTS: Sentences = {
    "amount_empty": _("%(matter)s begins at or above the amount at which it ends. Correct the amounts."),
    "amount_currencies": _("The parts of “%(family)s” are in different currencies: %(currencies)s. Use one."),
    "amount_gap": _("Of “%(family)s”, nobody decides from %(start)s on and below %(end)s. Close the gap."),
    "amount_open_end": _("Of “%(family)s”, nobody decides from %(amount)s on. Let the last part have no upper end."),
    "amount_overlap": _(
        "From %(amount)s on, both decide: %(other)s, and: %(matter)s. Let one begin where the other ends."
    ),
}

_SEATS: Sentences = {
    "body_without_seats": _("%(body)s has no seats with the members that there are. Add a group of seats."),
    "seats_of_nobody": _("%(seats)s in %(body)s: say for which organisation, sector or community these seats are."),
    "seats_of_stranger": _("%(seats)s in %(body)s: the organisation for which these seats are is no member."),
    "seats_no_member": _("%(seats)s in %(body)s: no member belongs to this sector: %(sector)s. These may stay empty."),
    "seats_lot_not_drawn": _("%(seats)s in %(body)s: seats by lot are filled by a draw, and only they are."),
}

_REACH: Sentences = {
    "quorum_unreachable": ngettext_lazy(
        "%(rule)s in %(body)s: the quorum takes %(needed)s seats and there is %(seats)s. Lower it.",
        "%(rule)s in %(body)s: the quorum takes %(needed)s seats and there are %(seats)s. Lower it.",
        "seats",
    ),
    "quorum_unlikely": _(
        "%(rule)s in %(body)s: on a usual day %(there)s of %(seats)s seats are there, and the quorum takes %(needed)s. "
        "Lower it, or expect meetings that cannot decide."
    ),
    "quorum_sectors": _(
        "%(rule)s in %(body)s: %(needed)s sectors must be there, and only %(sectors)s have a seat. Ask for fewer."
    ),
    "presence_unreachable": _(
        "%(rule)s in %(body)s: %(needed)s seats of this sector must be there, and there are %(seats)s: %(sector)s."
    ),
    "share_over_one": _("%(what)s: a share of %(share)s can never be reached. Say a smaller one."),
    "population_nobody": _("%(rule)s counts the population for which seats of %(body)s stand, and none has any."),
    "weight_nothing": _("%(rule)s counts the weight of seats of %(body)s, and all weigh nothing."),
    "weight_equal": _("%(rule)s counts the weight of seats of %(body)s, and all weigh the same. Count seats instead."),
    "organisations_none": _("%(rule)s counts organisations, and no seat of %(body)s is held for one."),
    "sectors_none": _("%(rule)s counts by sector, and no seat of %(body)s belongs to one."),
    "sectors_few": _(
        "%(rule)s in %(body)s: %(needed)s sectors must say yes, and only %(sectors)s have a seat. Ask for fewer."
    ),
    "veto_seats_unknown": _("%(rule)s gives a veto to the seats “%(seats)s”, and %(body)s has none of that code."),
    "veto_sector_empty": _("%(rule)s gives a veto to a sector that has no seat in %(body)s: %(sector)s."),
    "veto_absolute": _(
        "%(rule)s in %(body)s: a veto without limit that nobody can set aside stops everything. Limit it, or let the "
        "others set it aside."
    ),
    "chair_missing": _("%(rule)s leaves something to the chair, and %(body)s has none. Give it one."),
    "winners_over_seats": _(
        "%(rule)s has %(winners)s winners, and %(body)s has %(seats)s seats to choose them. Ask for fewer winners."
    ),
    "present_without_quorum": _(
        "%(rule)s counts those who are there, and says nowhere how many must be. Set a quorum."
    ),
}

_CONTRADICTIONS: Sentences = {
    "secret_split": _("%(rule)s: a ballot that is split by a delegation cannot be secret. Choose one."),
    "secret_revealing": _(
        "%(rule)s: counting by weight, population, organisation or sector would show who voted how. Count seats, or "
        "vote openly."
    ),
    "secret_reasons": _(
        "%(rule)s: objections and vetoes have reasons and names, so this cannot be secret. Vote openly."
    ),
    "secret_few": _("%(rule)s in %(body)s: of so few ballots (%(seats)s), the count itself tells who voted how."),
    "winners_of_yes_no": _("%(rule)s answers yes or no, so it has no winners. Strike the number of winners."),
    "winners_of_one": _("%(rule)s finds one winner. Choose another method for several, or say one winner."),
    "sectors_not_counted": _("%(rule)s says in how many sectors it must hold, but does not count by sector."),
    "test_twice": _("%(rule)s sets two shares for the same count. Keep the higher one."),
    "casting_vote_idle": _("%(rule)s: a casting vote has a meaning only where yes and no are counted. Strike it."),
    "split_idle": _("%(rule)s: a vote can be split only where weight or population is counted. Strike it."),
    "ties_idle": _("%(rule)s has no options that could be equal. Strike what happens then."),
    "advice_bound": _(
        "%(rule)s: whoever proposes decides after advice, so a quorum or a veto has no meaning. Strike it."
    ),
    "threshold_contradicts": _(
        "Criterion %(criterion)s, %(name)s: %(value)s here and %(before)s in %(other)s. Say the same, or strike one."
    ),
    "threshold_twice": _("Criterion %(criterion)s, %(name)s: it stands in %(other)s already. Strike one."),
    "deadline_contradicts": _("Another time is set for %(what)s in %(other)s. Say the same, or strike one."),
    "said_twice": _("Another clause says already %(what)s. Say it once."),
    "decision_too_slow": _(
        "%(rule)s takes %(days)s days from notice to result, and a decision may take %(limit)s. Change one of them."
    ),
    "role_unknown": _("Nobody can have the role “%(role)s”. Name one of the house's roles."),
    "grant_to_nobody": _("This gives something to nobody. Name a role."),
    "grant_of_nothing": _("This gives nothing to anybody. Name acts or matters."),
}

_WHOLE: Sentences = {
    "part_missing": _("A part is missing: %(part)s. Add a clause of it."),
    "rule_missing": _("No clause sets %(what)s. Add a rule for it."),
    "no_title": _("The charter has no title."),
    "language_missing": _("Words are missing in %(languages)s. Write them, or take the language out of the title."),
    "summary_missing": _("There is no summary in plain words. Write one beside the legal text."),
    "base_missing": _(
        "The charter stands on no built-in edition and gives the rest to nobody, so most acts would be forbidden. "
        "Name an edition."
    ),
    "base_unknown": _("The charter stands on an edition that was never published: %(edition)s. Name another."),
    "base_another": _("The charter stands on %(edition)s, but gives another digest for it. Take the published one."),
    "base_old": _("The charter stands on %(edition)s, and the edition of today is %(current)s. Consider that one."),
    "review_never": _("It is not said when the charter is looked at again. Name a day, or a number of months."),
    "review_past": _("The day on which the charter was to be looked at again is over: %(day)s. Name a later one."),
    "signing_no_way": _("No way of signing counts, so nobody could sign. Name at least one."),
    "signing_nobody": _("The charter would rule without any signature. Say how many it takes."),
    "dispute_no_steps": _("The path of disputes has no steps. Name at least one."),
    "dispute_no_end": _("The last step of the path of disputes is before no body, so a dispute might never end."),
    "bands_not_ascending": _("The bands of declared interests do not ascend. Put them in order."),
}

FAULTS: Sentences = {
    f"fault.{code}": words
    for sentences in (_NAMES, _AMOUNTS, _SEATS, _REACH, _CONTRADICTIONS, _WHOLE)
    for code, words in sentences.items()
}
"""Every fault that `charter.checking` can find, by the code of its sentence."""
