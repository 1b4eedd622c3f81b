"""The manifest of founding: read this first."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Capability, Link
from commonweal.capabilities.founding import conditions, projection, sentences, tree_acts, tree_conditions, waiting
from commonweal.capabilities.founding.acts import DescribePartnership, FoundPartnership, NoteChild
from commonweal.capabilities.founding.models import Belonging, ChildFork, DeclinedChild, PartnershipLink, RemoteChild
from commonweal.capabilities.founding.sheets import CHILDREN
from commonweal.partnerships.models import CharterInForce, ChildCheckpoint, Partnership

CAPABILITY = Capability(
    name="founding",
    label=_("Founding"),
    step=1,
    urls="commonweal.capabilities.founding.urls",
    acts={
        FoundPartnership: projection.founded,
        DescribePartnership: projection.described,
        NoteChild: projection.noted,
        tree_acts.JoinProgramme: projection.joined,
        tree_acts.LeaveProgramme: projection.left,
        tree_acts.DeclineChild: projection.declined,
        tree_acts.AddChild: projection.added,
        tree_acts.NoteRemoteChild: projection.remote_noted,
        tree_acts.ChildForked: projection.fork_noted,
        tree_acts.LinkPartnership: projection.linked,
        tree_acts.UnlinkPartnership: projection.unlinked,
    },
    conditions={
        FoundPartnership: (
            conditions.not_yet_founded,
            tree_conditions.not_too_many_foundings,
            tree_conditions.not_too_many_askings,
        ),
        NoteChild: (conditions.child_is_ours, tree_conditions.not_rewritten),
        tree_acts.JoinProgramme: (tree_conditions.above_fits, tree_conditions.not_too_many_askings),
        tree_acts.LeaveProgramme: (tree_conditions.belongs_somewhere,),
        tree_acts.DeclineChild: (tree_conditions.asked_or_belongs,),
        tree_acts.AddChild: (tree_conditions.child_is_elsewhere,),
        tree_acts.NoteRemoteChild: (tree_conditions.proved,),
        tree_acts.ChildForked: (tree_conditions.truly_forked,),
        tree_acts.LinkPartnership: (tree_conditions.link_fits,),
        tree_acts.UnlinkPartnership: (tree_conditions.link_is_there,),
    },
    tables=(
        Partnership,
        CharterInForce,
        ChildCheckpoint,
        Belonging,
        DeclinedChild,
        RemoteChild,
        ChildFork,
        PartnershipLink,
    ),
    sentences={
        "founding.found": sentences.founded,
        "founding.describe": sentences.described,
        "founding.note_child": sentences.noted,
        "founding.join_programme": sentences.joined,
        "founding.leave_programme": sentences.left,
        "founding.decline_child": sentences.declined,
        "founding.add_child": sentences.added,
        "founding.note_remote_child": sentences.remote_noted,
        "founding.child_forked": sentences.forked,
        "founding.link": sentences.linked,
        "founding.unlink": sentences.unlinked,
    },
    links=(Link("founding:tree", _("The tree of partnerships"), _("Parents, children and what is known of them")),),
    tasks=(waiting.answer_those_who_ask,),
    sheets=(CHILDREN,),
    addresses=dict.fromkeys(waiting.IN_THE_TREE, waiting.tree_of),
)
