"""From five answers to a proposed model and a first list of steps: a suggestion, with its reason, never a rule."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Says

MODELS: dict[str, Says] = {
    "co_design_lab": _("Co-design lab"),
    "living_lab": _("Living lab or pilot"),
    "public_private": _("Public-private partnership"),
    "citizen_panel": _("Advisory board or citizen panel"),
    "consortium": _("Consortium"),
}
"""The five models of co-creation, by the id that the record keeps."""

WHO_DECIDES: dict[str, Says] = {
    "everyone": _("All partners together, each with the same say"),
    "group": _("A small group that the partners choose"),
    "residents": _("The people who are affected, with the partners' help"),
    "contract": _("A public body and companies, by contract"),
    "lead": _("One organisation, with the advice of the others"),
}
SIZES: dict[str, Says] = {
    "small": _("Up to 5 organisations"),
    "medium": _("6 to 15 organisations"),
    "large": _("16 to 50 organisations"),
    "many": _("More than 50, or several countries"),
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A model that fits the answers, why, and what to do first."""

    models: tuple[str, ...]
    because: Says
    first: tuple[Says, ...]


def proposed(*, who_decides: str, size: str) -> Proposal:
    """Return the model and the first steps that the answers suggest. The convener may choose differently."""
    models, because = {
        "everyone": (("consortium",), _("Partners with the same say need common rules for money and decisions.")),
        "group": (
            ("consortium", "co_design_lab"),
            _("A chosen group decides, and designs with those who will use it."),
        ),
        "residents": (("citizen_panel", "co_design_lab"), _("Those affected decide best when they also design.")),
        "contract": (("public_private",), _("A contract needs clear risks, prices and public control.")),
        "lead": (("living_lab", "citizen_panel"), _("One lead can try things in real places if others keep watch.")),
    }[who_decides]
    if size == "many" and "consortium" not in models:
        models, because = (*models, "consortium"), _("So many organisations need a consortium around the work.")
    first: list[Says] = [
        _("Name one goal: for whom, where, by when, and how you would notice it."),
        _("Ask at least three people from two sectors whether a partnership is the right way."),
    ]
    if who_decides in ("residents", "group"):
        first.append(_("Put one question to residents by a link or a poster."))
    first.append(_("Decide together: go on, take a smaller form, or do not partner."))
    return Proposal(models=models, because=because, first=tuple(first))
