"""The forms of ideas and drafts; the rules are the acts'."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commonweal.capabilities.ideas import acts
from commonweal.capabilities.ideas.queries import CriteriaChosen, Draft, Idea, Paragraph, Suggestion
from commonweal.web.actforms import ActForm, in_my_language

LONGEST = 10_000
SCORES = [(n, str(n)) for n in range(acts.LOWEST, acts.HIGHEST + 1)]


class IdeaForm(ActForm):
    """Put an idea."""

    act_type = acts.PutIdea
    words = ("text",)

    title = forms.CharField(label=_("The idea in one line"), max_length=200, widget=forms.TextInput({"dir": "auto"}))
    text = forms.CharField(
        label=_("What exactly?"), max_length=LONGEST, widget=forms.Textarea({"rows": 5, "dir": "auto"})
    )
    sources = forms.CharField(
        label=_("What does it come from?"),
        max_length=400,
        required=False,
        widget=forms.TextInput({"dir": "ltr", "inputmode": "numeric"}),
        help_text=_("Numbers of entries, such as cards or evidence: 120, 134. You can leave it out."),
    )

    def clean_sources(self) -> list[int]:
        """Return the numbers of the entries that were named."""
        said = self.cleaned_data["sources"]
        if not re.fullmatch(r"[\d\s,;]*", said):
            raise ValidationError(_("Write numbers of entries with commas between them, such as 120, 134."))
        return [int(n) for n in re.findall(r"\d{1,15}", said)]

    def field_for(self, name: str) -> str | None:
        """Show what is wrong with a citation at the sources."""
        return "sources" if name == "cites" else super().field_for(name)


class MergeForm(ActForm):
    """Join ideas."""

    act_type = acts.MergeIdeas
    words = ("text",)

    ideas = forms.MultipleChoiceField(label=_("Which ideas?"), widget=forms.CheckboxSelectMultiple)
    title = IdeaForm.base_fields["title"]
    text = IdeaForm.base_fields["text"]

    def __init__(self, *args: Any, offered: list[Idea], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ideas = self.fields["ideas"]
        if isinstance(ideas, forms.MultipleChoiceField):
            ideas.choices = [(str(idea.entry), idea.title) for idea in offered]

    def fields_of_act(self) -> dict[str, Any]:
        """Return the ideas that were ticked, by their numbers."""
        said = super().fields_of_act()
        return said | {"ideas": [int(idea) for idea in said["ideas"]]}


class SplitForm(ActForm):
    """Let a part of an idea go on for itself."""

    act_type = acts.SplitIdea
    words = ("text",)

    title = forms.CharField(label=_("The part in one line"), max_length=200, widget=forms.TextInput({"dir": "auto"}))
    text = IdeaForm.base_fields["text"]

    def __init__(self, *args: Any, idea: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.idea = idea

    def fields_of_act(self) -> dict[str, Any]:
        """Name the whole."""
        return {"idea": self.idea, **super().fields_of_act()}


class CriteriaForm(ActForm):
    """Choose by what ideas are rated."""

    act_type = acts.ChooseCriteria

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(1, acts.MOST_CRITERIA + 1):
            self.fields[f"criterion_{n}"] = forms.CharField(
                label=_("Criterion %(n)s") % {"n": n}, max_length=200, required=n == 1
            )

    def fields_of_act(self) -> dict[str, Any]:
        """Return the criteria that were named."""
        given = (self.cleaned_data[f"criterion_{n}"] for n in range(1, acts.MOST_CRITERIA + 1))
        return {"criteria": [title for title in given if title]}

    def field_for(self, name: str) -> str | None:
        """Show what is wrong at the first criterion."""
        return "criterion_1" if name == "criteria" else super().field_for(name)


class RateForm(ActForm):
    """Rate an idea: one number for each criterion."""

    act_type = acts.RateIdea

    criteria = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, idea: int, chosen: CriteriaChosen, hers: list[int], **kwargs: Any) -> None:
        super().__init__(*args, initial={"criteria": chosen.entry}, **kwargs)
        self.idea = idea
        for n, title in enumerate(chosen.criteria):
            self.fields[f"score_{n}"] = forms.TypedChoiceField(
                label=title,
                choices=SCORES,
                coerce=int,
                widget=forms.RadioSelect,
                initial=hers[n] if n < len(hers) else None,
            )

    def fields_of_act(self) -> dict[str, Any]:
        """Return the scores in the order of the criteria."""
        given = self.cleaned_data
        scores = [said for name, said in given.items() if name.startswith("score_")]
        return {"idea": self.idea, "criteria": given["criteria"], "scores": scores}


class DraftForm(ActForm):
    """Open a draft: from which ideas, and its first words."""

    act_type = acts.OpenDraft

    title = forms.CharField(label=_("What is the intervention called?"), max_length=200)
    ideas = forms.MultipleChoiceField(label=_("From which ideas?"), widget=forms.CheckboxSelectMultiple)
    text = forms.CharField(
        label=_("First words"),
        max_length=60_000,
        widget=forms.Textarea({"rows": 10, "dir": "auto"}),
        help_text=_("Leave an empty line between paragraphs: changes are suggested paragraph by paragraph."),
    )

    def __init__(self, *args: Any, offered: list[Idea], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ideas = self.fields["ideas"]
        if isinstance(ideas, forms.MultipleChoiceField):
            ideas.choices = [(str(idea.entry), idea.title) for idea in offered]

    def fields_of_act(self) -> dict[str, Any]:
        """Return the ideas by their numbers, and the words paragraph by paragraph."""
        given = self.cleaned_data
        paragraphs = [part.strip() for part in re.split(r"\n\s*\n", given["text"].replace("\r\n", "\n"))]
        return {
            "title": given["title"],
            "ideas": [int(idea) for idea in given["ideas"]],
            "paragraphs": [in_my_language(part) for part in paragraphs if part],
        }

    def field_for(self, name: str) -> str | None:
        """Show what is wrong with the paragraphs at the words."""
        return "text" if name == "paragraphs" else super().field_for(name)


class SuggestForm(ActForm):
    """Suggest a change of one paragraph."""

    act_type = acts.SuggestChange
    words = ("text", "reason")

    on = forms.IntegerField(widget=forms.HiddenInput)
    what = forms.ChoiceField(
        label=_("What do you suggest?"),
        choices=[
            ("replace", _("Other words for this paragraph")),
            ("add", _("A new paragraph after it")),
            ("leave_out", _("To leave it out")),
        ],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Your words"), max_length=LONGEST, required=False, widget=forms.Textarea({"rows": 5, "dir": "auto"})
    )
    reason = forms.CharField(
        label=_("Why?"), max_length=LONGEST, required=False, widget=forms.Textarea({"rows": 2, "dir": "auto"})
    )

    def __init__(self, *args: Any, paragraph: Paragraph, **kwargs: Any) -> None:
        text = paragraph.text.text if paragraph.text else ""
        super().__init__(*args, initial={"on": paragraph.version, "what": "replace", "text": text}, **kwargs)
        self.paragraph = paragraph

    def fields_of_act(self) -> dict[str, Any]:
        """Name the draft and the paragraph; whoever wants it left out writes no words."""
        said = super().fields_of_act()
        if said["what"] == "leave_out":
            said.pop("text", None)
        return {"draft": self.paragraph.draft, "paragraph": self.paragraph.number, **said}


class SettleForm(ActForm):
    """Take a suggestion in, as it is or in other words, or decline it."""

    act_type = acts.SettleSuggestion
    words = ("text", "reason")

    outcome = forms.ChoiceField(
        label=_("What becomes of it?"),
        choices=[("taken", _("It is taken in")), ("declined", _("It is not taken"))],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("In other words"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        help_text=_("Leave it empty to take the suggestion as it is."),
    )
    reason = forms.CharField(
        label=_("Why?"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
        help_text=_("Whoever suggested it reads this. Needed where it is not taken."),
    )

    def __init__(self, *args: Any, suggestion: Suggestion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suggestion = suggestion

    def fields_of_act(self) -> dict[str, Any]:
        """Name the suggestion."""
        return {"suggestion": self.suggestion.entry, **super().fields_of_act()}


class FinishForm(ActForm):
    """Finish a draft: a button."""

    act_type = acts.FinishDraft

    def __init__(self, *args: Any, draft: Draft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draft = draft

    def fields_of_act(self) -> dict[str, Any]:
        """Name the draft."""
        return {"draft": self.draft.entry}
