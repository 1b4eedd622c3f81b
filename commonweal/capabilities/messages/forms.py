"""The forms of talk; the rules are the acts'."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.capabilities.messages import acts
from commonweal.web.actforms import ActForm

GONE = _("Somebody you mention no longer takes part here. Take that name out.")


class WriteForm(ActForm):
    """Write about something, or answer. The names of those who can be mentioned are the page's."""

    act_type = acts.WriteMessage
    words = ("text",)

    answers = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=_("What do you want to say?"),
        widget=forms.Textarea({"rows": 5, "maxlength": 10_000, "data-mentions": "mentions"}),
        help_text=_("It cannot be changed once it is sent. To correct it, write a further message."),
    )
    mentions = forms.MultipleChoiceField(
        label=_("Who should be told?"), required=False, error_messages={"invalid_choice": GONE}
    )

    def __init__(self, *args: Any, about: int, people: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.about = about
        self.fields["mentions"].choices = [(person, person) for person in people]  # type: ignore[attr-defined]  # choices it has

    @property
    def ticked(self) -> tuple[str, ...]:
        """The people who are ticked: they stay so after a mistake elsewhere."""
        return tuple(self["mentions"].value() or ())

    def fields_of_act(self) -> dict[str, Any]:
        """Say which thing this is about."""
        given = super().fields_of_act()
        words = given.pop("text")
        return {**given, "words": words, "about": self.about}

    def field_for(self, name: str) -> str | None:
        """Show a complaint about the words where they are typed."""
        return super().field_for("text" if name == "words" else name)


class SetAsideForm(ActForm):
    """Set a message aside, with a reason."""

    act_type = acts.SetMessageAside
    words = ("reason",)

    message = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why is it set aside?"),
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Everybody who reads the thread sees your reason and can still unfold the message."),
    )
