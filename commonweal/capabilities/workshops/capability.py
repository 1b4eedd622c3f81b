"""The manifest of workshops: read this first."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Capability, Link
from commonweal.capabilities.workshops import acts, conditions, offered, projection
from commonweal.capabilities.workshops.sentences import SENTENCES

CAPABILITY = Capability(
    name="workshops",
    label=_("Workshops"),
    step=3,
    urls="commonweal.capabilities.workshops.urls",
    acts={
        acts.PlanWorkshop: projection.planned,
        acts.BeginWorkshop: projection.begun,
        acts.EndWorkshop: projection.ended,
        acts.OpenCanvas: projection.canvas_opened,
        acts.PutCard: projection.card_put,
        acts.ChangeCard: projection.card_changed,
        acts.MoveCard: projection.card_moved,
        acts.TakeBackCard: projection.card_taken_back,
        acts.ClusterCards: projection.clustered,
        acts.TakeCard: projection.card_taken,
        acts.ImportCards: projection.list_imported,
        acts.MakeTemplate: projection.template_made,
    },
    conditions={
        acts.PlanWorkshop: (conditions.guide_is_known,),
        acts.BeginWorkshop: (conditions.may_begin,),
        acts.EndWorkshop: (conditions.may_end,),
        acts.OpenCanvas: (conditions.canvas_fits,),
        acts.PutCard: (conditions.zone_is_there, conditions.still_running),
        acts.ChangeCard: (conditions.read_before_changed,),
        acts.MoveCard: (conditions.can_be_moved,),
        acts.TakeBackCard: (conditions.hers_to_take_back,),
        acts.ClusterCards: (conditions.cards_lie_there,),
        acts.TakeCard: (conditions.zone_is_there, conditions.guest_waits),
        acts.ImportCards: (conditions.still_running,),
        acts.MakeTemplate: (conditions.after_the_library,),
    },
    tables=projection.TABLES,
    sentences=SENTENCES,
    links=(
        Link(
            "workshops:workshops",
            _("Workshops"),
            _("Meet around canvases: a telephone to write, a wall to see"),
            acts=("workshops.put_card", "workshops.plan"),
        ),
    ),
    addresses={
        "workshops.plan": offered.page_of_workshop,
        "workshops.begin": offered.page_of_workshop,
        "workshops.end": offered.page_of_workshop,
        "workshops.open_canvas": offered.page_of_canvas,
        "workshops.put_card": offered.page_of_card,
        "workshops.change_card": offered.page_of_card,
        "workshops.move_card": offered.page_of_card,
        "workshops.take_back_card": offered.page_of_card,
        "workshops.take_card": offered.page_of_card,
        "workshops.cluster": offered.page_of_clusters,
        "workshops.import_cards": offered.page_of_canvas,
        "workshops.make_template": offered.page_of_template,
    },
    tasks=(offered.waits,),
    dates=(offered.days,),
    sheets=(offered.WORKSHOPS, offered.CARDS),
    contributes={"workshops.put_card": offered.contributed, "workshops.take_card": offered.contributed},
)
