"""The forms of conversations; the rules are the acts'."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from commonweal.acts.act import Act, Words
from commonweal.acts.capability import Says
from commonweal.acts.installed import act_type
from commonweal.acts.perform import perform
from commonweal.capabilities.conversations import acts
from commonweal.kit.ids import id_from_seed, new_id
from commonweal.partnerships.actors import Actor
from commonweal.web.actforms import ActForm, DayField, in_my_language

WHO: Mapping[str, Says] = {
    "anyone": _("Everybody who has the link, without an account"),
    "signed_in": _("Everybody who has an account, once for each account"),
    "members": _("Those who take part in this partnership, once for each"),
}
SUGGESTIONS: Mapping[str, Says] = {
    "open": _("Those who take part add statements at once; from others they wait for a moderator"),
    "moderated": _("All statements wait for a moderator"),
    "none": _("Nobody; only the statements to begin with are asked"),
}
REASONS: Mapping[str, Says] = {
    "off_topic": _("It is about something else"),
    "duplicate": _("Another statement says the same"),
    "names_somebody": _("It names a person"),
    "insults": _("It insults"),
    "two_in_one": _("It says two things at once, so that nobody can answer both"),
    "not_a_statement": _("It is a question or a remark, with which one cannot agree or disagree"),
    "other": _("Another reason, which is given"),
}
MOST_SEEDS = 50


class OpenForm(ActForm):
    """Open a conversation, with the statements to begin with."""

    act_type = acts.OpenConversation
    words = ("question", "policy")

    title = forms.CharField(label=_("What is the conversation called?"), max_length=200)
    question = forms.CharField(
        label=_("What do you ask?"),
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        help_text=_(
            "One open question, in the words of those you ask, such as: What should change on our way to school?"
        ),
    )
    seeds = forms.CharField(
        label=_("Statements to begin with"),
        required=False,
        widget=forms.Textarea({"rows": 8}),
        help_text=_(
            "One on each line, up to 300 characters, better 140. Ten to fifteen that differ are good: each says one "
            "thing with which some agree and some do not."
        ),
    )
    policy = forms.CharField(
        label=_("By which rules are statements taken in and set aside?"),
        max_length=5_000,
        widget=forms.Textarea({"rows": 4}),
        initial=_(
            "A statement is set aside if it is about something else, says what another says, names a person, insults, "
            "or says two things at once. Every reason is public."
        ),
        help_text=_("Everybody can read them before they write."),
    )
    who = forms.ChoiceField(
        label=_("Who can take part?"), choices=list(WHO.items()), widget=forms.RadioSelect, initial="anyone"
    )
    suggestions = forms.ChoiceField(
        label=_("Who can add statements?"), choices=list(SUGGESTIONS.items()), widget=forms.RadioSelect, initial="open"
    )
    languages = forms.MultipleChoiceField(
        label=_("In which languages is it held?"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A statement is shown in every language in which somebody wrote it, side by side."),
    )
    until_on = DayField(label=_("Last day"), required=False)
    about = forms.RegexField(
        r"^\s*\d{1,9}([\s,]+\d{1,9})*[\s,]*$",
        label=_("Which entries of the record is it about?"),
        required=False,
        help_text=_("Their numbers, such as those of goals: 12, 15."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["languages"].initial = [get_language() or "en"]

    @cached_property
    def box(self) -> str:
        """The box of the votes: the same however often the form is sent."""
        return id_from_seed("conversations", self.partnership, self.cleaned_data.get("idem") or new_id())

    def clean_seeds(self) -> list[str]:
        """Return the statements, one for each line."""
        found = [line.strip() for line in self.cleaned_data["seeds"].splitlines() if line.strip()]
        if len(found) > MOST_SEEDS:
            says = _("Begin with at most %(most)s statements; people add their own.")
            raise forms.ValidationError(says % {"most": MOST_SEEDS})
        long = next((line for line in found if len(line) > acts.STATEMENT), None)
        if long:
            says = _("This one is longer than %(most)s characters: %(line)s…")
            raise forms.ValidationError(says % {"most": acts.STATEMENT, "line": long[:60]})
        return list(dict.fromkeys(found))

    def fields_of_act(self) -> dict[str, Any]:
        """Return the conversation with its box; its title is in the language of the page."""
        given = {name: said for name, said in super().fields_of_act().items() if name != "seeds"}
        about = [int(entry) for entry in self.cleaned_data["about"].replace(",", " ").split()]
        return {**given, "box": self.box, "lang": get_language() or "en", "about": about}

    def performed(self, *, by: Actor, at: datetime) -> bool:
        """Open the conversation and put the statements in; each once, however often the form is sent."""
        if not super().performed(by=by, at=at) or self.entry is None:
            return False
        seed = act_type("conversations.seed")
        for line in self.cleaned_data["seeds"]:
            said = {"conversation": self.entry.position, "words": in_my_language(line)}
            idem = id_from_seed(self.entry.idem, line)
            perform(seed.model_validate({"partnership": self.partnership, "idem": idem, **said}), by=by, at=at)
        return True


class InConversationForm(ActForm):
    """A form for an act in a conversation that the page names."""

    def __init__(self, *args: Any, conversation: int, fixed: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fixed = {"conversation": conversation, **(fixed or {})}

    def fields_of_act(self) -> dict[str, Any]:
        """Return what was typed, with what the page settles."""
        return {**super().fields_of_act(), **self.fixed}


class StatementForm(InConversationForm):
    """Say something of one's own, as an act of somebody who takes part or as a suggestion without a name."""

    act_type: ClassVar[type[Act]] = acts.AddStatement
    words = ("words",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"] = forms.CharField(
            label=_("Your statement"),
            max_length=acts.STATEMENT,
            widget=forms.Textarea({"rows": 3, "maxlength": acts.STATEMENT, "dir": "auto"}),
            help_text=_(
                "One thought in your own words, best in 140 characters, with which others can agree or disagree. Name "
                "nobody."
            ),
        )


class SeedForm(StatementForm):
    """Put a further statement in, as whoever keeps the conversation."""

    act_type = acts.Seed


class TakeForm(InConversationForm):
    """Take a suggestion in: a button."""

    act_type = acts.TakeSuggestion


class ReasonForm(InConversationForm):
    """A reason, and words where they help."""

    words = ("words",)

    reason = forms.ChoiceField(label=_("Why?"), choices=[("", "…"), *REASONS.items()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"] = forms.CharField(
            label=_("In your words"), required=False, max_length=1_000, widget=forms.Textarea({"rows": 2})
        )


class SuggestionAsideForm(ReasonForm):
    """Set a suggestion aside."""

    act_type = acts.SetSuggestionAside


class StatementAsideForm(ReasonForm):
    """Set a statement aside."""

    act_type = acts.SetAsideStatement


class RestoreForm(InConversationForm):
    """Ask a statement again: a button."""

    act_type = acts.RestoreStatement


class MetaForm(InConversationForm):
    """Mark a statement as one about who takes part, or take the mark away: a button."""

    act_type = acts.MarkMeta


class TranslateForm(InConversationForm):
    """Write a statement in a further language."""

    act_type = acts.TranslateStatement

    def __init__(self, *args: Any, languages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lang"] = forms.ChoiceField(label=_("In which language?"), choices=languages)
        self.fields["words"] = forms.CharField(
            label=_("The statement in this language"),
            max_length=acts.SEED,
            widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        )

    def fields_of_act(self) -> dict[str, Any]:
        """Return the words in the language that was chosen."""
        given = super().fields_of_act()
        return {**given, "words": Words(text=given["words"], lang=given["lang"])}


class InviteForm(InConversationForm):
    """Invite a group that is missing."""

    act_type = acts.InviteMissing
    words = ("how",)

    group = forms.CharField(
        label=_("Who is missing?"),
        max_length=200,
        help_text=_("A group, not a person, such as: families in the north quarter."),
    )
    how = forms.CharField(
        label=_("How are they invited?"),
        max_length=1_000,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Where and by whom: a poster in the school, a tablet at the market, a visit."),
    )


class CloseForm(InConversationForm):
    """Close a conversation: a button."""

    act_type = acts.CloseConversation


class CodeForm(forms.Form):
    """Type a code that one got before."""

    code = forms.CharField(
        label=_("Your code"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "dir": "ltr", "autocapitalize": "none"}),
    )
