"""The manifest of decisions: read this first."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Capability, Link
from commonweal.capabilities.decisions import acts, ballot_acts, ballot_conditions, conditions, offered
from commonweal.capabilities.decisions.completing import COMPLETES
from commonweal.capabilities.decisions.criteria import CRITERIA
from commonweal.capabilities.decisions.guards import who_holds_the_seat
from commonweal.capabilities.decisions.projection import ballots as counted
from commonweal.capabilities.decisions.projection import proposals as written
from commonweal.capabilities.decisions.sentences import SENTENCES
from commonweal.capabilities.decisions.sheets import SHEETS

CAPABILITY = Capability(
    name="decisions",
    label=_("Decisions"),
    step=6,
    urls="commonweal.capabilities.decisions.urls",
    acts={
        acts.Propose: written.proposed,
        acts.ProposeAmendment: written.change_proposed,
        acts.SettleAmendment: written.change_settled,
        acts.SayPosition: written.position_said,
        acts.Object: written.objected,
        acts.IntegrateObjection: written.objection_integrated,
        acts.WithdrawObjection: written.objection_withdrawn,
        acts.Withdraw: written.withdrawn,
        ballot_acts.OpenBallot: counted.opened,
        ballot_acts.GiveProxy: counted.proxy_given,
        ballot_acts.WithdrawProxy: counted.proxy_withdrawn,
        ballot_acts.Cast: counted.cast,
        ballot_acts.EnterPaper: counted.paper_entered,
        ballot_acts.UseVeto: counted.vetoed,
        ballot_acts.CloseBallot: counted.closed,
        ballot_acts.ChooseTie: counted.tie_chosen,
        acts.StateOutcome: written.outcome_stated,
        acts.Dissent: written.dissented,
        acts.Appeal: written.appealed,
        acts.RuleOnAppeal: written.appeal_ruled_on,
        acts.Reopen: written.reopened,
    },
    conditions={
        acts.Propose: (
            conditions.matter_is_known,
            conditions.options_fit,
            conditions.promise_is_kept,
            conditions.rests_on_knowledge,
            conditions.concerns_members,
            conditions.review_lies_ahead,
        ),
        acts.ProposeAmendment: (conditions.is_discussed,),
        acts.SettleAmendment: (conditions.is_discussed, conditions.change_waits),
        acts.SayPosition: (conditions.is_undecided,),
        acts.Object: (conditions.is_undecided,),
        acts.IntegrateObjection: (conditions.is_discussed, conditions.objection_stands),
        acts.WithdrawObjection: (conditions.is_undecided, conditions.objection_stands),
        acts.Withdraw: (conditions.is_discussed,),
        ballot_acts.OpenBallot: (
            ballot_conditions.may_open,
            ballot_conditions.notice_was_given,
            ballot_conditions.can_be_voted_on,
            ballot_conditions.keeps_its_secret,
        ),
        ballot_acts.GiveProxy: (ballot_conditions.is_proxied_while_open,),
        ballot_acts.WithdrawProxy: (ballot_conditions.is_proxied_while_open, ballot_conditions.proxy_was_given),
        ballot_acts.Cast: (ballot_conditions.can_be_cast,),
        ballot_acts.EnterPaper: (ballot_conditions.can_be_entered,),
        ballot_acts.UseVeto: (ballot_conditions.is_open,),
        ballot_acts.CloseBallot: (ballot_conditions.may_close,),
        ballot_acts.ChooseTie: (ballot_conditions.something_is_left,),
        acts.StateOutcome: (conditions.is_decided, conditions.review_lies_ahead),
        acts.Dissent: (conditions.is_decided,),
        acts.Appeal: (conditions.is_decided, conditions.appeal_in_time),
        acts.RuleOnAppeal: (conditions.appeal_waits,),
        acts.Reopen: (conditions.may_be_reopened,),
    },
    guards=(who_holds_the_seat,),
    observes=(written.recusal_missed,),
    criteria=CRITERIA,
    tables=written.TABLES,
    completes=COMPLETES,
    sentences=SENTENCES,
    links=(
        Link(
            "decisions:decisions",
            _("Decisions"),
            _("What is proposed, who decides it by which rule, and what came out"),
            criteria=("6.4", "6.8"),
            acts=("decisions.propose", "decisions.cast", "decisions.state_outcome"),
        ),
    ),
    home=(offered.in_short,),
    addresses=offered.ADDRESSES,
    tasks=(offered.waits,),
    dates=(offered.days,),
    sheets=SHEETS,
    concerns=offered.CONCERNS,
)
