"""The forms of open calls; the rules are the acts'."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from commonweal.acts.perform import Objected, Refused, require_fit, verdict_on
from commonweal.capabilities.calls import acts
from commonweal.capabilities.calls.phrases import ANSWERS, OFFERS
from commonweal.capabilities.calls.queries import Application, Call
from commonweal.kit.ids import id_from_seed, new_id
from commonweal.methods.choosing import HIGHEST, LOWEST
from commonweal.partnerships.actors import Actor
from commonweal.partnerships.models import Sector
from commonweal.web.actforms import ActForm, DayField, in_my_language, in_words, sentence

CRITERIA = range(acts.MOST_CRITERIA)
SHOWN_AT_ONCE = 3
"""How many criteria the form shows before one asks for more."""

LONGEST = 10_000


class OpenForm(ActForm):
    """Open a call."""

    act_type = acts.OpenCall
    words = ("text",)

    title = forms.CharField(label=_("What is the call about?"), max_length=200)
    text = forms.CharField(
        label=_("What should people know before they apply?"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("What the place is for, how much time it takes, what it gives. Everybody can read this."),
    )
    offers = forms.ChoiceField(
        label=_("Who may apply, and for what?"), choices=list(OFFERS.items()), widget=forms.RadioSelect
    )
    places = forms.IntegerField(label=_("How many places?"), min_value=1, max_value=500, initial=1)
    closes_on = DayField(label=_("Last day to apply"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["closes_on"].initial = timezone.localdate() + timedelta(days=21)
        for n in CRITERIA:
            self.fields[f"criterion_{n}"] = forms.CharField(
                label=_("Criterion %(n)s") % {"n": n + 1}, max_length=200, required=n == 0
            )
            self.fields[f"weight_{n}"] = forms.IntegerField(
                label=_("Counts, out of 100"), min_value=1, max_value=100, required=False
            )

    @property
    def about(self) -> list[forms.BoundField]:
        """The fields before the criteria, for the page."""
        return [self[name] for name in ("title", "text", "offers", "places", "closes_on")]

    @property
    def first_criteria(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The criteria that the page shows at once, each with its weight."""
        return [self._criterion(n) for n in CRITERIA[:SHOWN_AT_ONCE]]

    @property
    def more_criteria(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The criteria for which one asks."""
        return [self._criterion(n) for n in CRITERIA[SHOWN_AT_ONCE:]]

    @property
    def uses_more_criteria(self) -> bool:
        """Whether something stands, or is wrong, in those for which one asks."""
        return any(field.value() or field.errors for pair in self.more_criteria for field in pair)

    def _criterion(self, n: int) -> tuple[forms.BoundField, forms.BoundField]:
        return self[f"criterion_{n}"], self[f"weight_{n}"]

    @cached_property
    def call(self) -> str:
        """The id of the call: the same however often the form is sent."""
        return id_from_seed("call", self.partnership, self.cleaned_data.get("idem") or new_id())

    def fields_of_act(self) -> dict[str, Any]:
        """Return the call: its last day ends where the host is, its criteria are those that were written."""
        given = self.cleaned_data
        role, _dot, whom = given["offers"].partition(".")
        end = datetime.combine(given["closes_on"], time(23, 59, 59), tzinfo=timezone.get_current_timezone())
        criteria = [{"title": given[f"criterion_{n}"], "weight": given[f"weight_{n}"]} for n in self._used()]
        return {
            "call": self.call,
            "title": given["title"],
            "text": in_my_language(given["text"]),
            "role": role,
            "organisations": whom == "organisation",
            "places": given["places"],
            "closes_at": end,
            "criteria": criteria,
        }

    def field_for(self, name: str) -> str | None:
        """Show what is wrong with the last instant at the last day, and with the role at the offer."""
        return {"closes_at": "closes_on", "role": "offers"}.get(name) or super().field_for(name)

    def explain(self, invalid: ValidationError) -> None:
        """Show what is wrong with a criterion at that criterion, and with the weights at the first of them."""
        used = self._used()
        for error in invalid.errors():
            first, *rest = error["loc"] or ("role",)
            if first != "criteria":
                where = self.field_for(str(first))
            elif rest and isinstance(rest[0], int):
                where = f"{'weight' if rest[-1] == 'weight' else 'criterion'}_{used[rest[0]]}"
            else:
                where = f"weight_{used[0]}" if used else "criterion_0"
            self.add_error(where, sentence(error))

    def _used(self) -> list[int]:
        return [n for n in CRITERIA if self.cleaned_data.get(f"criterion_{n}") or self.cleaned_data.get(f"weight_{n}")]


class CloseForm(ActForm):
    """Close a call: a button."""

    act_type = acts.CloseCall

    def __init__(self, *args: Any, call: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.call = call

    def fields_of_act(self) -> dict[str, Any]:
        """Name the call."""
        return {"call": self.call}


class ApplyForm(ActForm):
    """Apply: for whom, and something on each criterion."""

    act_type = acts.Apply

    your_name = forms.CharField(
        label=_("Your name"), max_length=120, help_text=_("Only those who take part see it. You can have it erased.")
    )

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.call = call
        if call.organisations:
            self.fields["organisation_name"] = forms.CharField(label=_("Name of the organisation"), max_length=160)
            self.fields["sector"] = forms.ChoiceField(label=_("Sector"), choices=[("", "–"), *Sector.choices])
        for n, criterion in enumerate(call.criteria):
            self.fields[f"answer_{n}"] = forms.CharField(
                label=criterion["title"], max_length=LONGEST, widget=forms.Textarea({"rows": 4})
            )

    def fields_of_act(self) -> dict[str, Any]:
        """Return the application; the person's name never enters an act."""
        given = self.cleaned_data
        said: dict[str, Any] = {
            "call": self.call.call,
            "application": id_from_seed("application", self.partnership, given.get("idem") or new_id()),
            "answers": [in_my_language(given[f"answer_{n}"]) for n in range(len(self.call.criteria))],
        }
        if self.call.organisations:
            said |= {"organisation_name": given["organisation_name"], "sector": given["sector"]}
        return said

    def explain(self, invalid: ValidationError) -> None:
        """Show what is wrong with an answer at its criterion."""
        for error in invalid.errors():
            first, *rest = error["loc"] or ("organisation_name",)
            at_answer = first == "answers" and rest and isinstance(rest[0], int)
            self.add_error(f"answer_{rest[0]}" if at_answer else self.field_for(str(first)), sentence(error))


class WithdrawForm(ActForm):
    """Take an application back: a button."""

    act_type = acts.WithdrawApplication
    application = forms.CharField(widget=forms.HiddenInput)


class AnswerForm(ActForm):
    """Answer an application; looked at once more before it is put on the record."""

    act_type = acts.AnswerApplication

    def __init__(self, *args: Any, call: Call, row: Application, **kwargs: Any) -> None:
        said = {f"score_{n}": score for n, score in enumerate(row.scores)}
        super().__init__(*args, initial=said, **kwargs)
        self.call, self.row = call, row
        marks = [(n, str(n)) for n in range(LOWEST + 1, HIGHEST + 1)]
        for n, criterion in enumerate(call.criteria):
            self.fields[f"score_{n}"] = forms.TypedChoiceField(
                label=criterion["title"],
                coerce=int,
                choices=[*marks, (LOWEST, _("0: nothing speaks for it"))],
                widget=forms.RadioSelect,
            )
        self.fields["outcome"] = forms.ChoiceField(
            label=_("What is the answer?"), choices=list(ANSWERS.items()), widget=forms.RadioSelect
        )
        self.fields["reason"] = forms.CharField(
            label=_("Why? Everybody can read this."),
            max_length=LONGEST,
            widget=forms.Textarea({"rows": 4}),
            help_text=_("Two or three sentences that help whoever applied, without anything personal."),
        )
        self.fields["answered"] = forms.IntegerField(required=False, initial=row.answer_entry, widget=forms.HiddenInput)

    @property
    def scores(self) -> list[forms.BoundField]:
        """The fields of the scores, for the page."""
        return [self[f"score_{n}"] for n in range(len(self.call.criteria))]

    def fields_of_act(self) -> dict[str, Any]:
        """Return the answer, citing the one that the reader saw, if there was one."""
        given = self.cleaned_data
        before = given.get("answered")
        cites = [{"entry": self.row.entry, "rel": "answers"}]
        return {
            "application": self.row.application,
            "outcome": given["outcome"],
            "scores": [given[f"score_{n}"] for n in range(len(self.call.criteria))],
            "reason": in_my_language(given["reason"]),
            "cites": [*cites, {"entry": before, "rel": "supersedes"}] if before is not None else cites,
        }

    def field_for(self, name: str) -> str | None:
        """Show what is wrong with the scores at the first of them."""
        return "score_0" if name == "scores" else super().field_for(name)

    def fits(self, *, by: Actor, at: datetime) -> bool:
        """Return whether what was sent could be put on the record now; else the form carries its errors."""
        if not self.is_bound or not self.is_valid():
            return False
        try:
            act = acts.AnswerApplication.model_validate({"partnership": self.partnership, **self.fields_of_act()})
        except ValidationError as invalid:
            self.explain(invalid)
            return False
        verdict = verdict_on(act, by=by, at=at)
        if not verdict.allowed:
            self.add_error(None, in_words(Refused(verdict)))
            return False
        try:
            require_fit(act, by=by, at=at)
        except Objected as objected:
            self.add_error(self.field_for(objected.objection.field), in_words(objected))
        return not self.errors
