"""The forms of evidence; the rules are the acts'."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.acts.act import Act
from commonweal.capabilities.evidence import acts
from commonweal.capabilities.evidence.phrases import KIND_HINTS, KINDS, STRENGTHS
from commonweal.capabilities.evidence.queries import Evidence
from commonweal.partnerships.models import Member
from commonweal.web.actforms import ActForm, DayField, in_my_language

Choices = Sequence[tuple[str, str]]
FILES = 2
"""How many files the form asks for; by the programs' door there may be ten."""


def _own_words(label: Any, help_text: Any = "", *, required: bool = True, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, required=required, max_length=10_000, widget=forms.Textarea({"rows": rows})
    )


class AddForm(ActForm):
    """Bring an item of evidence."""

    act_type: ClassVar[type[Act]] = acts.Add

    title = forms.CharField(
        label=_("What is it called?"),
        max_length=200,
        help_text=_("One line that may stay for ever. Names of persons and what a community entrusted go below."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("Which kind of knowledge is it?"),
        choices=list(KIND_HINTS.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("It may be several. None ranks above another."),
    )
    says = _own_words(_("What does it say?"), rows=6)
    source = _own_words(_("Where does it come from?"), _("A study, an assembly, an interview, years of work."), rows=2)
    source_url = forms.CharField(
        label=_("Where can it be read?"), required=False, max_length=500, widget=forms.URLInput()
    )
    territory = forms.CharField(label=_("For which territory does it hold?"), required=False, max_length=200)
    community = forms.CharField(label=_("From which community does it come?"), required=False, max_length=200)
    community_organisation = forms.ChoiceField(label=_("Does this community take part here?"), required=False)
    consent_by = forms.CharField(
        label=_("Who agreed for the community?"),
        required=False,
        max_length=200,
        help_text=_("An assembly, a council, a circle of elders: not the name of a person."),
    )
    consent_scope = _own_words(_("To what did the community agree?"), required=False, rows=2)
    consent_on = DayField(label=_("On which day?"), required=False)
    strength = forms.ChoiceField(
        label=_("How sure can we be of it?"), choices=list(STRENGTHS.items()), widget=forms.RadioSelect
    )
    why_strength = _own_words(_("Why?"), rows=2)
    limits = _own_words(_("What does it not show?"), _("For whom, where or when it may not hold."), rows=2)
    goals = forms.MultipleChoiceField(
        label=_("Which goals does it speak about?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    about = forms.CharField(
        label=_("Which other entries of the record does it speak about?"),
        required=False,
        max_length=200,
        help_text=_("Their numbers, with commas: a cause, a statement, an answer."),
    )

    def __init__(self, *args: Any, communities: Sequence[Member], goals: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        partners = [("", _("No, it is not a partner")), *[(row.organisation, row.name) for row in communities]]
        self.fields["community_organisation"].choices = partners  # type: ignore[attr-defined] # a choice
        self.fields["goals"].choices = goals  # type: ignore[attr-defined] # a choice
        if not goals:
            del self.fields["goals"]
        for n in range(1, FILES + 1):
            self.fields[f"file_{n}"] = forms.CharField(label=_("A file: what it is"), required=False, max_length=200)
            self.fields[f"digest_{n}"] = forms.CharField(
                label=_("Its SHA-256"), required=False, max_length=64, help_text=_("64 digits from 0 to f.")
            )
            self.fields[f"address_{n}"] = forms.CharField(
                label=_("Where it can be had"), required=False, max_length=500, widget=forms.URLInput()
            )

    def part(self, *names: str) -> list[forms.BoundField]:
        """Return fields of a part of the page, those that are there."""
        return [self[name] for name in names if name in self.fields]

    def first_part(self) -> list[forms.BoundField]:
        """Return what it says."""
        return self.part("title", "kinds", "says", "source", "source_url", "territory")

    def community_part(self) -> list[forms.BoundField]:
        """Return from which community it comes, and who agreed."""
        return self.part("community", "community_organisation", "consent_by", "consent_scope", "consent_on")

    def strength_part(self) -> list[forms.BoundField]:
        """Return how sure it is, and about what."""
        return self.part("strength", "why_strength", "limits", "goals", "about")

    def file_part(self) -> list[forms.BoundField]:
        """Return its files."""
        return self.part(*[f"{what}_{n}" for n in range(1, FILES + 1) for what in ("file", "digest", "address")])

    def clean_about(self) -> list[int]:
        """Read the numbers of entries."""
        said = self.cleaned_data["about"].replace(",", " ").replace("،", " ").split()
        if any(not one.isdigit() or len(one) > 15 for one in said):
            raise forms.ValidationError(_("Give numbers of entries, such as 12, 40."))
        return [int(one) for one in said]

    def clean(self) -> dict[str, Any]:
        """Ask for the whole of a consent where a part of it was given."""
        given = super().clean() or self.cleaned_data
        parts = ("consent_by", "consent_scope", "consent_on")
        if "community" in given.get("kinds", ()) and not given.get("community"):
            self.add_error("community", _("Say from which community it comes."))
        if "community" in given.get("kinds", ()) or any(given.get(name) for name in parts):
            for name in parts:
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _("Say who agreed for the community, to what, and when."))
        return given

    def fields_of_act(self) -> dict[str, Any]:
        """Return the item as the act takes it."""
        given = self.cleaned_data
        lines = ("title", "kinds", "strength", "source_url", "territory", "community", "community_organisation")
        words = ("says", "source", "why_strength", "limits")
        return {
            **{name: given[name] for name in lines if given.get(name)},
            **{name: in_my_language(given[name]) for name in words if given.get(name)},
            "consent": self._consent(),
            "files": [each for n in range(1, FILES + 1) if (each := self._file(n))],
            "about": [*map(int, given.get("goals", ())), *given.get("about", ())],
        }

    def _consent(self) -> dict[str, Any] | None:
        given = self.cleaned_data
        if not given.get("consent_by"):
            return None
        scope = in_my_language(given["consent_scope"])
        return {"given_by": given["consent_by"], "scope": scope, "on": given["consent_on"]}

    def _file(self, n: int) -> dict[str, Any] | None:
        label, digest = self.cleaned_data.get(f"file_{n}"), self.cleaned_data.get(f"digest_{n}")
        if not label and not digest:
            return None
        return {"label": label or digest, "digest": digest or "", "url": self.cleaned_data.get(f"address_{n}") or None}

    def field_for(self, name: str) -> str | None:
        """Show what is wrong with files and consent at the first of their fields."""
        first = {"files": "file_1", "digest": "digest_1", "url": "address_1", "consent": "consent_on"}
        return super().field_for(first.get(name, name))


class CorrectForm(AddForm):
    """Put an item right."""

    act_type = acts.Correct

    def __init__(self, *args: Any, row: Evidence, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row

    def fields_of_act(self) -> dict[str, Any]:
        """Return the item as it is to be, with which one it is; the files beyond those of the form stay."""
        given = super().fields_of_act()
        return {**given, "files": [*given["files"], *self.row.files[FILES:]], "evidence": self.row.entry}


def as_it_stands(row: Evidence, goals: Choices) -> dict[str, Any]:
    """Return what the form shows first where an item is put right."""
    named = {int(code) for code, _title in goals}
    said = {name: getattr(row, name).text for name in ("says", "source", "why_strength", "limits")}
    files: dict[str, str] = {}
    for n, each in enumerate(row.files[:FILES], start=1):
        files |= {f"file_{n}": each["label"], f"digest_{n}": each["digest"], f"address_{n}": each["url"] or ""}
    return {
        **{name: getattr(row, name) for name in ("title", "strength", "source_url", "territory", "community")},
        **said,
        **files,
        "kinds": row.kinds.split(","),
        "community_organisation": row.community_organisation,
        "consent_by": row.consent_by,
        "consent_scope": row.consent_scope.text if row.consent_scope else "",
        "consent_on": row.consent_on,
        "goals": [str(entry) for entry in row.about if entry in named],
        "about": ", ".join(str(entry) for entry in row.about if entry not in named),
    }


class _TurnForm(ActForm):
    """Say something about an item."""

    def __init__(self, *args: Any, evidence: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.evidence = evidence

    def fields_of_act(self) -> dict[str, Any]:
        """Return it with the item that it is about."""
        return {"evidence": self.evidence, **super().fields_of_act()}


class ContradictForm(_TurnForm):
    """Hold two items against each other."""

    act_type = acts.Contradict
    words = ("says",)

    other = forms.ChoiceField(label=_("With which does it not fit together?"))
    says = _own_words(_("What does not fit together?"))

    def __init__(self, *args: Any, others: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].choices = others  # type: ignore[attr-defined] # a choice


class WithdrawForm(_TurnForm):
    """Withdraw the consent of a community."""

    act_type = acts.WithdrawConsent

    withdrawn_by = forms.CharField(
        label=_("Who withdraws it for the community?"),
        max_length=200,
        help_text=_("The assembly, council or group: not the name of a person. Its words are erased for good."),
    )


class RetireForm(_TurnForm):
    """Take an item out of use."""

    act_type = acts.Retire
    words = ("reason",)

    reason = _own_words(_("Why does it count no longer?"))


class UseForm(ActForm):
    """Say on which kinds of knowledge a decision rests."""

    act_type = acts.Use
    words = ("none_because",)

    evidence = forms.MultipleChoiceField(
        label=_("On which evidence does it rest?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    kinds = forms.MultipleChoiceField(
        label=_("On which other kinds of knowledge does it rest?"),
        choices=list(KINDS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The kinds of the evidence chosen above count by themselves."),
    )
    none_because = _own_words(
        _("Where does other knowledge stand, or why is there none?"),
        _("Needed where you name a kind without evidence, or choose none."),
        required=False,
    )

    def __init__(self, *args: Any, decision: int, items: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.decision = decision
        self.fields["evidence"].choices = items  # type: ignore[attr-defined] # a choice
        if not items:
            del self.fields["evidence"]

    def fields_of_act(self) -> dict[str, Any]:
        """Return it with the decision."""
        given = super().fields_of_act()
        chosen = [int(entry) for entry in given.pop("evidence", ())]
        return {"decision": self.decision, **given, "evidence": chosen}
