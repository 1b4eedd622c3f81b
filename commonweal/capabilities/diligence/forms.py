"""The forms of checks; the rules are the acts'."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from commonweal.capabilities.diligence import acts
from commonweal.capabilities.diligence.phrases import ANSWERS, DEPTHS, OUTCOMES, TAKES_ON
from commonweal.capabilities.diligence.queries import Asked, Whole
from commonweal.kit.ids import id_from_seed, new_id
from commonweal.web.actforms import ActForm, DayField, in_my_language, sentence

PIECES = range(3)
PARTS = ("title", "url", "sha256", "until_on")

LARGEST_FILE = 20 * 1024 * 1024
"""How many bytes a document may have whose digest is taken here; it is not kept."""


class TakesOnForm(forms.Form):
    """Say what an organisation takes on, to be told how deep to look. Nothing of it is recorded."""

    takes = forms.MultipleChoiceField(
        label=_("What does it take on here?"),
        required=False,
        choices=list(TAKES_ON.items()),
        widget=forms.CheckboxSelectMultiple,
    )


class OpenForm(ActForm):
    """Begin a check."""

    act_type = acts.OpenCheck

    depth = forms.ChoiceField(
        label=_("How deep?"), choices=[(code, depth.about) for code, depth in DEPTHS.items()], widget=forms.RadioSelect
    )
    because = forms.CharField(
        label=_("Why this deep?"), max_length=200, help_text=_("One line. It stands on the record and names no person.")
    )

    def __init__(self, *args: Any, organisation: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation

    @cached_property
    def check(self) -> str:
        """The id of the check: the same however often the form is sent."""
        return id_from_seed("check", self.partnership, self.cleaned_data.get("idem") or new_id())

    def fields_of_act(self) -> dict[str, Any]:
        """Return the check of this organisation."""
        return {**super().fields_of_act(), "check": self.check, "organisation": self.organisation}


class FindForm(ActForm):
    """Say what was found on a question, and on what it rests."""

    act_type = acts.Find
    words = ("note",)

    finding = forms.ChoiceField(label=_("What did you find?"), choices=list(ANSWERS.items()), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("What should be said about it?"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("The organisation reads this and replies. Write of what it does, not of persons."),
    )

    def __init__(self, *args: Any, check: str, asked: Asked, **kwargs: Any) -> None:
        now = asked.finding
        said: dict[str, Any] = {"finding": now.finding} if now else {}
        for n, piece in enumerate(now.evidence[: len(PIECES)] if now else []):
            said |= {f"{part}_{n}": piece[part] for part in PARTS}
        super().__init__(*args, initial=said, **kwargs)
        self.check_id, self.asked = check, asked
        for n in PIECES:
            self.fields[f"title_{n}"] = forms.CharField(label=_("What is it?"), max_length=200, required=False)
            self.fields[f"url_{n}"] = forms.CharField(
                label=_("Where can it be read?"),
                max_length=500,
                required=False,
                widget=forms.URLInput({"placeholder": "https://"}),
            )
            self.fields[f"until_on_{n}"] = DayField(label=_("Until when does it hold?"), required=False)
            self.fields[f"file_{n}"] = forms.FileField(
                label=_("The document itself"),
                required=False,
                help_text=_("Only its fingerprint is kept, so that anybody who has it can tell that it is the same."),
            )
            self.fields[f"sha256_{n}"] = forms.CharField(
                label=_("Its fingerprint (SHA-256), where you have it"), max_length=64, required=False
            )

    def pieces(self) -> list[tuple[list[forms.BoundField], bool]]:
        """Return the fields of each piece of evidence, for the page, and whether something stands in them."""
        rows = []
        for n in PIECES:
            fields = [self[f"{part}_{n}"] for part in ("title", "url", "until_on", "file", "sha256")]
            rows.append((fields, any(field.value() or field.errors for field in fields)))
        return rows

    def clean(self) -> dict[str, Any]:
        """Take the fingerprint of each document that was handed in, and forget the document."""
        given = super().clean() or self.cleaned_data
        for n in PIECES:
            document: UploadedFile[Any] | None = given.pop(f"file_{n}", None)
            if document is None:
                continue
            if (document.size or 0) > LARGEST_FILE:
                self.add_error(f"file_{n}", _("This document is larger than 20 MB. Give its fingerprint instead."))
                continue
            digest = hashlib.sha256()
            for chunk in document.chunks():
                digest.update(chunk)
            given[f"sha256_{n}"] = digest.hexdigest()
            given[f"title_{n}"] = given.get(f"title_{n}") or document.name
        return given

    def fields_of_act(self) -> dict[str, Any]:
        """Return the finding with its evidence; pieces beyond those that the page shows stay as they are."""
        given = self.cleaned_data
        evidence = [{part: self._part(part, n) for part in PARTS} for n in self._used()]
        further = self.asked.finding.evidence[len(PIECES) :] if self.asked.finding else []
        return {
            "check": self.check_id,
            "item": self.asked.question.code,
            "finding": given["finding"],
            "evidence": [*evidence, *further],
            "note": in_my_language(given["note"]) if given["note"] else None,
        }

    def field_for(self, name: str) -> str | None:
        """Show what is wrong with the evidence at its first piece."""
        return "title_0" if name == "evidence" else super().field_for(name)

    def explain(self, invalid: ValidationError) -> None:
        """Show what is wrong with a piece of evidence at that piece, and what is missing where it belongs."""
        used = self._used()
        for error in invalid.errors():
            first, *rest = error["loc"] or ("evidence" if self.cleaned_data.get("finding") == "clear" else "note",)
            if first == "evidence" and len(rest) > 1 and isinstance(rest[0], int) and rest[0] < len(used):
                self.add_error(f"{rest[1]}_{used[rest[0]]}", sentence(error))
            else:
                self.add_error(self.field_for(str(first)), sentence(error))

    def _part(self, part: str, n: int) -> Any:
        said = self.cleaned_data.get(f"{part}_{n}")
        if part == "title":
            return said or ""  # the act says that a title is missing
        return (said.lower() if part == "sha256" and said else said) or None

    def _used(self) -> list[int]:
        return [n for n in PIECES if any(self.cleaned_data.get(f"{part}_{n}") for part in PARTS)]


class ReplyForm(ActForm):
    """Reply for the organisation, to one question or to the whole."""

    act_type = acts.Reply
    words_label = _("What does your organisation say to it?")

    reply = forms.CharField(label=words_label, max_length=10_000, widget=forms.Textarea({"rows": 4}))

    def __init__(
        self, *args: Any, check: str, item: str | None = None, cites: int | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.check_id, self.item, self.cites = check, item, cites

    def fields_of_act(self) -> dict[str, Any]:
        """Return the reply, citing the finding that it answers."""
        cites = [{"entry": self.cites, "rel": "answers"}] if self.cites is not None else []
        words = in_my_language(self.cleaned_data["reply"])
        return {"check": self.check_id, "item": self.item, "words": words, "cites": cites}


class ConcludeForm(ActForm):
    """Conclude a check."""

    act_type = acts.Conclude
    words = ("conditions", "reason")

    outcome = forms.ChoiceField(label=_("How does it end?"), choices=list(OUTCOMES.items()), widget=forms.RadioSelect)
    conditions = forms.CharField(
        label=_("Which conditions, and until when?"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea({"rows": 3}),
    )
    valid_until = DayField(label=_("Until when does it hold?"))
    reason = forms.CharField(label=_("Why?"), max_length=10_000, widget=forms.Textarea({"rows": 4}))

    def __init__(self, *args: Any, whole: Whole, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.whole = whole

    def fields_of_act(self) -> dict[str, Any]:
        """Return the conclusion, resting on every finding that holds."""
        found = [item.finding.entry for item in self.whole.items if item.finding]
        cites = [{"entry": entry, "rel": "based_on"} for entry in found]
        return {**super().fields_of_act(), "check": self.whole.check.check_id, "cites": cites}

    def explain(self, invalid: ValidationError) -> None:
        """Show a lack of conditions where they are to be written."""
        for error in invalid.errors():
            where = self.field_for(str(error["loc"][0])) if error["loc"] else "conditions"
            self.add_error(where, sentence(error))


class WithdrawForm(ActForm):
    """Withdraw a check."""

    act_type = acts.WithdrawCheck
    words = ("reason",)

    reason = forms.CharField(label=_("Why?"), max_length=2000, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, check: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.check_id = check

    def fields_of_act(self) -> dict[str, Any]:
        """Return the check and the reason."""
        return {**super().fields_of_act(), "check": self.check_id}
