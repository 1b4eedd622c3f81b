"""What a new charter does, in words, before anybody votes on it; and where two starting charters clash."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from commonweal.acts.rule_words import Sentences

EFFECTS: Sentences = {
    "effect.seat_lost": _("%(seats)s in %(body)s: whoever holds this seat loses it."),
    "effect.body_new": _("There is a new body: %(body)s."),
    "effect.body_gone": _("This body ends: %(body)s."),
    "effect.body_moved": _("%(body)s stands under another body than before."),
    "effect.body_sunset": _("%(body)s ends after %(day)s."),
    "effect.seats_new": _("There are new seats in %(body)s: %(seats)s."),
    "effect.seats_gone": _("These seats in %(body)s end: %(seats)s."),
    "effect.seats_of_others": _("These seats in %(body)s are for others than before: %(seats)s."),
    "effect.seats_count": ngettext_lazy(
        "%(seats)s in %(body)s: %(count)s seat, before %(before)s.",
        "%(seats)s in %(body)s: %(count)s seats, before %(before)s.",
        "count",
    ),
    "effect.seats_weight": _("%(seats)s in %(body)s weigh differently."),
    "effect.seats_term": _("%(seats)s in %(body)s are held for another time than before."),
    "effect.matter_new": _("There is a new matter: %(matter)s. Decided by: %(body)s."),
    "effect.matter_gone": _("This matter ends, and is decided as an ordinary one if there is one: %(matter)s."),
    "effect.matter_body": _("%(matter)s. Decided by: %(body)s. Before: %(before)s."),
    "effect.matter_rule": _("%(matter)s. Decided by this rule: %(rule)s. Before: %(before)s."),
    "effect.matter_amounts": _("%(matter)s: holds for other amounts than before."),
    "effect.matter_promise": _("%(matter)s: another part in it is promised to those affected."),
    "effect.rule_changed": _("This rule says something else: %(rule)s. It decides on: %(matters)s."),
    "effect.threshold": _("Criterion %(criterion)s. %(name)s: %(value)s, before %(before)s."),
    "effect.other_changed": _("A rule says something else."),
    "effect.other_new": _("There is a new rule."),
    "effect.other_gone": _("A rule ends."),
    "effect.no_longer": _("No longer: %(sentence)s"),
    "effect.decision_keeps": _(
        "The open decision in entry %(entry)s (%(matter)s) is ended under the charter under which its ballot was "
        "opened."
    ),
    "effect.decision_moves": _(
        "The proposal in entry %(entry)s (%(matter)s) will be decided by the new charter, unless its ballot is opened "
        "before."
    ),
    "effect.decision_homeless": _(
        "The proposal in entry %(entry)s (%(matter)s) loses its matter. Open its ballot before, or propose it again."
    ),
    "clash": _("%(what)s: two models set this. What %(number)s says stands; look at the words of %(other)s again."),
}
