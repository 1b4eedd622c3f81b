"""The manifest of the glossary: read this first."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Capability, Link
from commonweal.capabilities.glossary import acts, conditions, offered, projection
from commonweal.capabilities.glossary.criteria import CRITERIA
from commonweal.capabilities.glossary.sentences import SENTENCES

CAPABILITY = Capability(
    name="glossary",
    label=_("Glossary"),
    step=3,
    urls="commonweal.capabilities.glossary.urls",
    acts={
        acts.Flag: projection.flagged,
        acts.SayMeaning: projection.meaning_said,
        acts.Define: projection.defined,
        acts.Accept: projection.accepted,
        acts.ObjectTo: projection.objected,
        acts.Adopt: projection.adopted,
    },
    conditions={
        acts.Flag: (conditions.was_met_here,),
        acts.SayMeaning: (conditions.is_in_the_glossary, conditions.of_ones_own_sector),
        acts.Define: (conditions.is_in_the_glossary,),
        acts.Accept: (conditions.is_the_meaning_proposed,),
        acts.ObjectTo: (conditions.is_the_meaning_proposed,),
        acts.Adopt: (conditions.may_be_adopted,),
    },
    criteria=CRITERIA,
    tables=projection.TABLES,
    sentences=SENTENCES,
    links=(
        Link(
            "glossary:glossary",
            _("Glossary"),
            _("Words that somebody stumbled over, what each sector means by them, and what we agreed"),
            criteria=("3.5",),
            acts=("glossary.flag", "glossary.define"),
        ),
    ),
    addresses=offered.ADDRESSES,
    tasks=(offered.waits,),
    sheets=(offered.GLOSSARY,),
    concerns=dict.fromkeys(("glossary.define", "glossary.adopt", "glossary.object"), offered.those_concerned),
    contributes={"glossary.flag": offered.given, "glossary.say_meaning": offered.given},
)
