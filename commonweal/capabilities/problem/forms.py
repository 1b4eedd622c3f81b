"""The forms of problem statements; the rules are the acts'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.capabilities.problem import acts
from commonweal.capabilities.problem.queries import StatementLine, Suggestion
from commonweal.kit.ids import id_from_seed, new_id
from commonweal.web.actforms import ActForm, in_my_language

LONGEST = 10_000
_NUMBERS = re.compile(r"\d+")


class RestsOn(forms.CharField):
    """Entries on which something rests, by their numbers, in whatever way they are written one after the other."""

    def __init__(self) -> None:
        super().__init__(
            label=_("On which entries does it rest?"),
            required=False,
            max_length=400,
            help_text=_(
                "The numbers of statements, evidence, cards or ideas on the record, such as 41, 57."
                " Readers reach them from this line."
            ),
        )
        self.widget.attrs |= {"inputmode": "text", "dir": "ltr"}

    def clean(self, value: Any) -> list[int]:
        """Return the numbers.

        :raises ValidationError: where something else stands there
        """
        text = super().clean(value) or ""
        if re.sub(r"[\d\s,;،؛.#]", "", text):
            raise forms.ValidationError(_("Give numbers of entries, such as 41, 57."))
        found = [int(each) for each in _NUMBERS.findall(text)]
        if any(each >= 2**53 for each in found):
            raise forms.ValidationError(_("Give numbers of entries, such as 41, 57."))
        return found


class Brought(forms.MultipleChoiceField):
    """Evidence that was brought, to tick."""

    def __init__(self, items: Iterable[tuple[int, str]]) -> None:
        super().__init__(
            label=_("Evidence behind it"),
            choices=[(str(entry), title) for entry, title in items],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )


class ResourcefulForm(ActForm):
    """A form of something that rests on entries: numbers to write, and evidence to tick.

    :param items: entries and titles of evidence that was brought here
    """

    def __init__(self, *args: Any, items: Sequence[tuple[int, str]] = (), rests_on: Iterable[int] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        known, given = {entry for entry, _title in items}, list(rests_on)
        self.fields["rests_on"] = RestsOn()
        self.fields["rests_on"].initial = ", ".join(str(each) for each in given if each not in known)
        if items:
            self.fields["evidence"] = Brought(items)
            self.fields["evidence"].initial = [str(each) for each in given if each in known]

    @property
    def cites(self) -> list[dict[str, Any]]:
        """The citations that follow from what was written and ticked."""
        ticked = [int(each) for each in self.cleaned_data.get("evidence", ())]
        return [{"entry": each, "rel": "based_on"} for each in {*self.cleaned_data["rests_on"], *ticked}]


class OpenForm(ActForm):
    """Open a problem statement."""

    act_type = acts.OpenProblem
    words = ("question",)

    title = forms.CharField(label=_("What is the problem about?"), max_length=200)
    question = forms.CharField(
        label=_("What should everybody think about?"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("One question that people can answer from what they know."),
    )


class SuggestForm(ResourcefulForm):
    """Suggest a line, or a change of one.

    :param row: the wording that changes; nothing for a new line
    """

    act_type = acts.Suggest

    text = forms.CharField(label=_("The line as it should read"), max_length=2000, widget=forms.Textarea({"rows": 4}))
    why = forms.CharField(label=_("Why?"), max_length=LONGEST, required=False, widget=forms.Textarea({"rows": 2}))
    base = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        problem: int,
        lines: Sequence[tuple[StatementLine, str]],
        row: Suggestion | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, rests_on=row.cites if row else (), **kwargs)
        self.problem, self.row = problem, row
        if row is not None:
            self.fields["text"].initial = row.text.text if row.text else ""
            self.fields["base"].initial = row.entry
            self.fields["text"].required = False
            self.fields["remove"] = forms.BooleanField(label=_("The line should go altogether"), required=False)
        elif lines:
            places = [(line.line, _("After line %(n)s") % {"n": line.order}) for line, _text in lines]
            self.fields["after"] = forms.ChoiceField(label=_("Where?"), choices=places, initial=lines[-1][0].line)
        self.order_fields(["idem", "base", "text", "after", "remove", "why", "evidence", "rests_on"])

    def fields_of_act(self) -> dict[str, Any]:
        """Return the suggestion: a new line has a name that stays the same however often the form is sent."""
        given = self.cleaned_data
        said: dict[str, Any] = {"problem": self.problem, "cites": self.cites}
        if given.get("why"):
            said["why"] = in_my_language(given["why"])
        if self.row is None:
            seed = given.get("idem") or new_id()
            said |= {"how": "new", "line": id_from_seed("line", self.partnership, seed)}
            said["after"] = given.get("after") or None
        else:
            how = "remove" if given.get("remove") else "change"
            said |= {"how": how, "line": self.row.line, "base": given.get("base") or self.row.entry}
        if said["how"] != "remove" and given.get("text"):
            said["text"] = in_my_language(given["text"])
        return said

    def field_for(self, name: str) -> str | None:
        """Show what is missing at the words."""
        return "why" if name == "why" else super().field_for(name) or ("text" if name == "text" else None)


class SettleForm(ActForm):
    """Take a suggestion into the text, or decline it."""

    act_type = acts.SettleSuggestion
    words = ("reason",)

    reason = forms.CharField(
        label=_("Why?"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Needed where you decline. Whoever suggested it reads this."),
    )
    settled = forms.ChoiceField(choices=[("taken", ""), ("declined", "")], widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: Suggestion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row

    def fields_of_act(self) -> dict[str, Any]:
        """Name the suggestion."""
        return {**super().fields_of_act(), "problem": self.row.problem, "suggestion": self.row.entry}

    def explain(self, invalid: Any) -> None:
        """Show that a reason is missing at the reason."""
        for error in invalid.errors():
            self.add_error("reason", str((error.get("ctx") or {}).get("error", error["msg"])))


class DissentForm(ActForm):
    """Note dissent on a line, or on the whole."""

    act_type = acts.Dissent
    words = ("note",)

    line = forms.ChoiceField(label=_("On what?"), required=False)
    note = forms.CharField(
        label=_("How do you see it?"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("Your note stays beside the text in every version, with whatever is answered to it."),
    )

    def __init__(self, *args: Any, problem: int, lines: Iterable[StatementLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.problem = problem
        places = [(row.line, _("Line %(n)s") % {"n": row.order}) for row in lines]
        self.fields["line"].choices = [("", _("The whole text")), *places]  # type: ignore[attr-defined]  # a choice field

    def fields_of_act(self) -> dict[str, Any]:
        """Name the statement."""
        return {**super().fields_of_act(), "problem": self.problem}


class AnswerForm(ActForm):
    """Answer a note of dissent."""

    act_type = acts.AnswerDissent
    words = ("answer",)

    answer = forms.CharField(label=_("What do you answer?"), max_length=LONGEST, widget=forms.Textarea({"rows": 4}))

    def __init__(self, *args: Any, problem: int, note: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.problem, self.note = problem, note

    def fields_of_act(self) -> dict[str, Any]:
        """Name the note."""
        return {**super().fields_of_act(), "problem": self.problem, "dissent": self.note}


class PresentForm(ActForm):
    """Present a version: a button. It cites the wordings as whoever presents it saw them."""

    act_type = acts.Present

    def __init__(self, *args: Any, problem: int, wordings: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.problem, self.wordings = problem, wordings

    def fields_of_act(self) -> dict[str, Any]:
        """Name the statement and what stands in it."""
        cites = [{"entry": each, "rel": "based_on"} for each in self.wordings]
        return {"problem": self.problem, "cites": cites}


class AdoptForm(ActForm):
    """Adopt a version by a decision that was carried."""

    act_type = acts.Adopt
    decision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, problem: int, version: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.problem, self.version = problem, version

    def fields_of_act(self) -> dict[str, Any]:
        """Name the version."""
        return {**super().fields_of_act(), "problem": self.problem, "version": self.version}
