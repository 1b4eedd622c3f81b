"""The manifest of the launch: read this first."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Capability, Link
from commonweal.capabilities.launch import acts, conditions, home, projection
from commonweal.capabilities.launch.criteria import CRITERIA
from commonweal.capabilities.launch.models import Launch
from commonweal.record.entry import Entry


def _published(act: Any, entry: Entry) -> str:
    return gettext("The launch was made public")


def _corrected(act: Any, entry: Entry) -> str:
    return gettext("What is public of the launch was said anew")


def _page(entry: Entry, slug: str) -> str:
    return reverse("launch:about", args=[slug])


CAPABILITY = Capability(
    name="launch",
    label=_("Launch"),
    step=4,
    urls="commonweal.capabilities.launch.urls",
    acts={acts.PublishLaunch: projection.said, acts.CorrectLaunch: projection.said},
    conditions={
        acts.PublishLaunch: (conditions.not_public_yet,),
        acts.CorrectLaunch: (conditions.public_already,),
    },
    criteria=CRITERIA,
    tables=(Launch,),
    sentences={"launch.publish": _published, "launch.correct": _corrected},
    links=(
        Link(
            "launch:about",
            _("About this partnership"),
            _("The page for everybody: what, who, whom to ask, how to join and how to complain"),
            criteria=("4.6",),
            acts=("launch.publish", "launch.correct"),
        ),
    ),
    home=(home.about_in_short,),
    addresses={"launch.publish": _page, "launch.correct": _page},
)
