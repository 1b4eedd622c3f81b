"""What each act of workshops is called in the list of what happened: without the full stop, without who."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext, ngettext

from commonweal.capabilities.workshops import acts
from commonweal.record.entry import Entry


def _planned(act: acts.PlanWorkshop, entry: Entry) -> str:
    return gettext("A workshop was announced: “%(title)s”") % {"title": act.title}


def _canvas(act: acts.OpenCanvas, entry: Entry) -> str:
    return gettext("A canvas was laid out: “%(title)s”") % {"title": act.title}


def _clustered(act: acts.ClusterCards, entry: Entry) -> str:
    n = len(act.cards)
    return ngettext("%(n)s card was put under a name", "%(n)s cards were put under one name", n) % {"n": n}


def _imported(act: acts.ImportCards, entry: Entry) -> str:
    return ngettext(
        "%(n)s card written on paper was brought in", "%(n)s cards written on paper were brought in", act.cards
    ) % {"n": act.cards}


def _template(act: acts.MakeTemplate, entry: Entry) -> str:
    return gettext("A canvas of our own was made: “%(title)s”") % {"title": act.title}


def _always(says: Callable[[], str]) -> Callable[[Any, Entry], str]:
    return lambda _act, _entry: says()


SENTENCES: Mapping[str, Callable[[Any, Entry], str]] = {
    "workshops.plan": _planned,
    "workshops.begin": _always(lambda: gettext("A workshop began")),
    "workshops.end": _always(lambda: gettext("A workshop ended, and said what came of it")),
    "workshops.open_canvas": _canvas,
    "workshops.put_card": _always(lambda: gettext("A card was put on a canvas")),
    "workshops.change_card": _always(lambda: gettext("A card was changed; its earlier words stay to be read")),
    "workshops.move_card": _always(lambda: gettext("A card was moved to another zone")),
    "workshops.take_back_card": _always(lambda: gettext("A card was taken back")),
    "workshops.cluster": _clustered,
    "workshops.take_card": _always(lambda: gettext("The card of a guest was taken in")),
    "workshops.import_cards": _imported,
    "workshops.make_template": _template,
}
