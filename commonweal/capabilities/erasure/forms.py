"""The forms of erasure; the rules are the act's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.capabilities.erasure import queries
from commonweal.capabilities.erasure.acts import MOST, EraseWordsAndNames
from commonweal.web.actforms import ActForm


class EraseWordsForm(ActForm):
    """Choose pieces of what one wrote."""

    act_type = EraseWordsAndNames

    def __init__(self, *args: Any, pieces: Sequence[queries.Piece], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["texts"] = forms.MultipleChoiceField(
            label=_("Which words?"),
            choices=[(piece.written.pk, piece.text.text) for piece in pieces],
            error_messages={"required": _("Choose what is to be erased.")},
        )

    def fields_of_act(self) -> dict[str, Any]:
        """Name the chosen texts in the order in which the record wants them."""
        return {"texts": sorted(self.cleaned_data["texts"])}


class EraseNameForm(ActForm):
    """Have one's name erased, and everything one wrote if one likes."""

    act_type = EraseWordsAndNames

    words_too = forms.BooleanField(
        label=_("Erase everything that I wrote here, too"),
        required=False,
        help_text=_("Otherwise your words stay, without your name."),
    )
    sure = forms.BooleanField(
        label=_("I understand that this cannot be undone, and that my places here end with it"),
        error_messages={"required": _("Tick this box if you want it. Nothing was erased.")},
    )

    def __init__(self, *args: Any, person: str | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def fields_of_act(self) -> dict[str, Any]:
        """Name the person, and her words where she wants them gone."""
        hers = queries.ids_by(self.person, partnership=self.partnership, most=MOST)
        return {
            "people": [self.person] if self.person else [],
            "texts": sorted(hers) if self.cleaned_data["words_too"] else [],
        }

    def field_for(self, name: str) -> str | None:
        """Show an objection to the name at the box that was ticked for it."""
        return "sure" if name == "people" else super().field_for(name)
