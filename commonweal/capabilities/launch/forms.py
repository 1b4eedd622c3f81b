"""The forms of the launch; the rules are the acts'."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.capabilities.launch import acts
from commonweal.capabilities.launch.queries import Launch
from commonweal.web.actforms import ActForm

LONGEST = 10_000


class PublishForm(ActForm):
    """Make the launch public."""

    act_type = acts.PublishLaunch
    words = ("summary", "how_to_join", "how_to_complain")

    summary = forms.CharField(
        label=_("What is this partnership about?"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("For somebody who has never heard of it: what is to be different, for whom, and who does what."),
    )
    contact = forms.CharField(
        label=_("Whom to ask"),
        max_length=200,
        help_text=_(
            "A mail address of an institution, such as hello@city.example, or a page. Not a person’s own: "
            "it stays on the record for ever."
        ),
    )
    how_to_join = forms.CharField(label=_("How to join"), max_length=LONGEST, widget=forms.Textarea({"rows": 3}))
    how_to_complain = forms.CharField(
        label=_("How to complain"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("To whom, and how soon one hears back. Somebody who is hurt by the work must find a way here."),
    )
    show_members = forms.BooleanField(
        label=_("The organisations that take part are listed on the page"), required=False
    )


class CorrectForm(PublishForm):
    """Say anew what is public."""

    act_type = acts.CorrectLaunch

    def __init__(self, *args: Any, now: Launch, **kwargs: Any) -> None:
        words = {name: getattr(now, name) for name in self.words}
        said = {name: text.text for name, text in words.items() if text is not None}
        super().__init__(*args, initial={**said, "contact": now.contact, "show_members": True}, **kwargs)
