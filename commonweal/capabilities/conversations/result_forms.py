"""The form by which a result is published; the rules are the act's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.capabilities.conversations import acts
from commonweal.web.actforms import ActForm

MODES = (
    ("stable", _("Groups only where they come out again with other participants (usual)")),
    ("polis", _("As Polis computes it, to compare with conversations held there")),
    ("bridging", _("By what explains the answers, once sides are taken out of them")),
)


class PublishForm(ActForm):
    """Publish what a conversation came to."""

    act_type = acts.PublishResult

    mode = forms.ChoiceField(label=_("How is it computed?"), choices=MODES, widget=forms.RadioSelect, initial="stable")

    def __init__(self, *args: Any, conversation: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conversation = conversation

    def fields_of_act(self) -> dict[str, Any]:
        """Return the act's fields: the conversation, and the mode; the house fills in the rest."""
        return super().fields_of_act() | {"conversation": self.conversation}
