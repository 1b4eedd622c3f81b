"""One page that shows every component in all its states."""

from __future__ import annotations

from types import SimpleNamespace

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from commonweal.charter.judge import Verdict
from commonweal.partnerships.models import Sector
from commonweal.web.actforms import DayField
from commonweal.web.audience import for_everyone, now
from commonweal.web.pictures.charts import Answers, Bar, bars, by_sector, spread
from commonweal.web.pictures.opinion_bars import Answered, answered
from commonweal.web.pictures.opinion_map import Area, Spot, opinion_map
from commonweal.web.pictures.results import Tested, majorities, pairs, rounds

SCHEMES = ("light", "dark")
STATES = ("met", "not_met", "unknown", "waived", "needs")

SAID = (
    ("es", "Nosotros vemos tuberías. El agua, la sombra y la espera en la acera son un solo problema."),
    ("ar", "الأمهات ينتظرن في الشمس كل يوم."),
)
"""What people say stays in their language, whatever the language of the page."""


class _Sample(forms.Form):
    """One field of each kind."""

    name = forms.CharField(
        label=gettext_lazy("One line"), help_text=gettext_lazy("A hint stands between the label and the field.")
    )
    words = forms.CharField(label=gettext_lazy("Several lines"), widget=forms.Textarea({"rows": 3}))
    day = DayField(label=gettext_lazy("A day"))
    sector = forms.ChoiceField(label=gettext_lazy("One of a few"), choices=Sector.choices, widget=forms.RadioSelect)
    several = forms.MultipleChoiceField(
        label=gettext_lazy("Any of a few"), choices=Sector.choices, widget=forms.CheckboxSelectMultiple
    )


@require_safe
@for_everyone
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component; `?scheme=dark` and the language show the other schemes and directions."""
    scheme = request.GET.get("scheme", "")
    context = {
        "scheme": scheme if scheme in SCHEMES else "",
        "schemes": SCHEMES,
        "states": STATES,
        "sectors": Sector,
        "form": _Sample(),
        "wrong": _Sample({"name": "", "day": "yesterday"}, auto_id="wrong_%s"),
        "verdict": Verdict(allowed=False, clause="2.2", reason=_("Only the convener invites others.")),
        "said": [SimpleNamespace(text=text, lang=lang, erased_at=None) for lang, text in SAID],
        "acting_for": [("1", _("City of Ribera Alta")), ("2", _("Families of the North Quarter"))],
        "path": _path(),
        "erased": SimpleNamespace(text="", lang="", erased_at=now()),
        "withheld": SimpleNamespace(text="", lang="", erased_at=None, withheld=True),
        "pictures": _pictures(),
        "bars": _bars(),
    }
    return render(request, "styleguide.html", context)


def _path() -> list[dict[str, object]]:
    return [
        {"label": _("Fit"), "says": _("6 of 6 met"), "kind": "met"},
        {"label": _("People"), "says": _("7 of 8 met, 1 waived to 1 March"), "kind": "met"},
        {"label": _("Purpose"), "says": _("2 not met"), "kind": "now", "open": True},
        {"label": _("Launch"), "says": _("6 unknown")},
        {"label": _("Means"), "says": _("7 unknown")},
        {"label": _("Structure"), "says": _("8 unknown")},
        {"label": _("Learning"), "says": _("This period: 3 of 10")},
    ]


def _pictures() -> list[object]:
    seats = {"government": 6, "company": 4, "civil_society": 5, "university": 3, "community": 4}
    kept = [Bar(_("Government"), 9, "9/12", "government"), Bar(_("Companies"), 6, "6/7", "company")]
    scores = [
        Answers(_("Alliance"), [4.1, 4.2, 3.6, 3.9], 3.8, 4.0, 4.1, strong=True),
        Answers(_("Contract"), [2.2, 3.4, 1.6, 2.9], 2.05, 2.55, 3.0),
    ]
    return [
        by_sector(
            seats, promised={**seats, "community": 7}, says=_("Communities hold 4 of the 7 seats they were promised.")
        ),
        bars(kept, title=_("Promises kept"), says=_("Companies kept more."), of=12, columns=[_("Sector"), _("Kept")]),
        spread(
            scores,
            title=_("How each way was scored"),
            says=_("Everybody scores the alliance higher."),
            low=1,
            high=5,
            ends=(_("1 is worst."), _("5 is best.")),
        ),
        *_results(),
        _map(),
    ]


def _map() -> object:
    areas = [
        Area("A", _("Group A"), (-2.0, -0.4), [(-3, -1), (-1, -2), (-1, 1), (-2, 1)]),
        Area("B", _("Group B"), (2.0, 0.5), [(1, -1), (3, 0), (3, 2), (1, 1)], look=1),
    ]
    said = [(1, (0.1, 0.4), "92%"), (2, (-1.4, 0.1), "55%"), (3, (1.2, -0.3), "48%")]
    text = _("The gate should stay open after school.")
    spots = [Spot(number, place, named=True, row=(number, text, agree)) for number, place, agree in said]
    return opinion_map(
        areas,
        spots,
        title=_("Map of the conversation"),
        says=_("Who answers alike stands close together."),
        columns=[_("Number"), _("Statement"), _("Agree")],
        you=(-1.2, -1.4),
    )


def _bars() -> object:
    rows = [
        Answered(_("Everybody"), 0.71, 0.09, 0.20, 0.66, 0.75),
        Answered(_("Group A"), 0.93, 0.02, 0.05, 0.86, 0.97),
        Answered(_("Group B"), 0.40, 0.20, 0.40, 0.31, 0.50),
    ]
    return answered(rows, title=_("How it was answered"), describes=_("Everybody agrees but for a part of group B."))


def _results() -> list[object]:
    tested = [
        Tested(_("Government"), 3, 1, 4, 2, _("enough"), reached=True),
        Tested(_("Companies"), 1, 2, 3, 1.5, _("not enough"), reached=False),
    ]
    columns = [_("Majority"), _("Yes"), _("No"), _("It takes"), _("Reached?")]
    names = {"a": _("The square"), "b": _("The market"), "c": _("The school")}
    votes = [{"a": 4, "b": 3, "c": 2}, {"a": 4, "b": 5}]
    against = {"a": {"b": 5, "c": 6}, "b": {"a": 4, "c": 7}, "c": {"a": 3, "b": 2}}
    return [
        majorities(tested, title=_("A result"), says=_("It holds in 1 of 2 sectors."), columns=columns),
        rounds(votes, names, title=_("Votes round by round"), says=_("Counted in two rounds."), needed=5, chosen=["b"]),
        pairs(against, names, title=_("Each against each"), says=_("The square is preferred to each of the others.")),
    ]
