"""The forms of drafts but those of rules; what may be said is the acts' to judge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from commonweal.acts.act import Act
from commonweal.acts.charter_terms import PARTS
from commonweal.acts.perform import Objected, Refused, perform
from commonweal.capabilities.chartering import acts
from commonweal.capabilities.chartering.opening import opened_from
from commonweal.capabilities.chartering.ruling.fields import named_language
from commonweal.charter.clauses import Clause
from commonweal.charter.drafting import merged
from commonweal.kit.ids import ID_PATTERN, new_id
from commonweal.partnerships.actors import Actor
from commonweal.record.entry import Entry
from commonweal.web.actforms import ActForm, in_my_language, in_words, sentence

LONGEST = 10_000
Plain = dict[str, Any]


class OpenForm(forms.Form):
    """Open a draft: its title in each language in which it is to be written."""

    idem = forms.RegexField(rf"^{ID_PATTERN}$", widget=forms.HiddenInput, initial=new_id, required=False)

    def __init__(self, *args: Any, languages: Sequence[str], titles: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages
        for lang in languages:
            self.fields[f"title_{lang}"] = forms.CharField(
                label=gettext("Title in %(language)s") % {"language": named_language(lang)},
                max_length=200,
                required=False,
                initial=titles.get(lang, ""),
                widget=forms.TextInput({"lang": lang, "dir": "auto"}),
            )

    @property
    def titles(self) -> dict[str, str]:
        """The titles that were given: the languages of the charter."""
        said = {lang: self.cleaned_data.get(f"title_{lang}", "").strip() for lang in self.languages}
        return {lang: title for lang, title in said.items() if title}

    def opened(self, source: acts.Source, *, partnership: str, by: Actor, at: datetime) -> int | None:
        """Open the draft and return its entry; where that is not to be, the form carries its errors."""
        if not self.is_bound or not self.is_valid():
            return None
        if not self.titles:
            self.add_error(f"title_{self.languages[0]}", gettext("Give a title in at least one language."))
            return None
        try:
            return opened_from(
                source,
                title=next(iter(self.titles.values())),
                titles=self.titles,
                languages=tuple(self.titles),
                partnership=partnership,
                by=by,
                at=at,
                idem=self.cleaned_data.get("idem") or None,
            )
        except (Objected, Refused) as why:
            self.add_error(None, in_words(why))
        return None


class WordsForm(forms.Form):
    """The words of a clause in every language of the draft: its title, its text and what it means in plain words."""

    part = forms.ChoiceField(
        label=_("Which part of the agreement is it?"), choices=[("", "–"), *PARTS.items()], required=False
    )

    def __init__(
        self, *args: Any, languages: Sequence[str], now: Plain | None, number: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.languages, self.now = tuple(languages), now or {}
        if not now:
            self.fields["number"] = forms.RegexField(
                r"^\d{1,3}(\.\d{1,3}){0,3}$",
                label=_("Number"),
                initial=number,
                help_text=_("Such as 4.2: the second clause of the fourth chapter."),
                error_messages={"invalid": _("Give a number such as 4 or 4.2.")},
                widget=forms.TextInput({"inputmode": "decimal", "dir": "ltr"}),
            )
        self.fields["part"].initial = self.now.get("part") or ""
        for lang in self.languages:
            self._ask_in(lang)

    def _ask_in(self, lang: str) -> None:
        for name, label, rows in (
            ("title", gettext("Title"), 0),
            ("text", gettext("Legal text"), 7),
            ("summary", gettext("In plain words"), 3),
        ):
            attrs = {"lang": lang, "dir": "auto"}
            self.fields[f"{name}_{lang}"] = forms.CharField(
                label=label,
                max_length=200 if not rows else LONGEST,
                required=False,
                initial=(self.now.get(name) or {}).get(lang, ""),
                widget=forms.Textarea({"rows": rows, **attrs}) if rows else forms.TextInput(attrs),
            )

    @property
    def in_languages(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """For each language its code, its name and its fields, for the page."""
        names = ("title", "text", "summary")
        return [(lang, named_language(lang), [self[f"{name}_{lang}"] for name in names]) for lang in self.languages]

    def clean(self) -> Plain:
        """A clause says something, under a title, in at least one language."""
        given: Plain = super().clean() or self.cleaned_data
        for name, says in (("title", _("Give a title.")), ("text", _("Write what the clause says."))):
            if not any(given.get(f"{name}_{lang}", "").strip() for lang in self.languages):
                self.add_error(f"{name}_{self.languages[0]}", says)
        return given

    def clause(self) -> Plain:
        """Return the clause as it would read; what stands in other languages stays."""
        found: Plain = {"number": self.now.get("number") or self.cleaned_data["number"]}
        for name in ("title", "text", "summary"):
            said = {lang: text for lang, text in (self.now.get(name) or {}).items() if lang not in self.languages}
            typed = {lang: self.cleaned_data[f"{name}_{lang}"].replace("\r\n", "\n").strip() for lang in self.languages}
            said |= {lang: text for lang, text in typed.items() if text}
            if said or name != "summary":
                found[name] = said
        found["rules"] = self.now.get("rules", [])
        part = self.cleaned_data.get("part")
        return found | ({"part": part} if part else {})


class TakingForm(forms.Form):
    """What becomes of a clause that somebody wrote: put into the draft, or proposed with a reason.

    `seen` is the entry that put the clause as its writer saw it; what others changed since is kept.
    """

    idem = forms.RegexField(rf"^{ID_PATTERN}$", widget=forms.HiddenInput, initial=new_id, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    why = forms.CharField(
        label=_("Why?"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("A sentence or two for those who decide on it. Needed where you propose."),
    )

    def __init__(self, *args: Any, partnership: str, draft: int, number: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partnership, self.draft, self.number = partnership, draft, number
        self.entry: Entry | None = None

    def performed(
        self, wanted: Plain | None, *, before: Plain | None, now: Plain | None, by: Actor, at: datetime
    ) -> bool:
        """Put or propose the clause as wanted (nothing: taken out), and return whether that was done.

        :param before: the clause as its writer saw it, `now` as it stands
        """
        if not self.is_bound or not self.is_valid():
            return False
        after = merged(before, wanted, now)
        if after.clashes:
            says = gettext("Somebody changed the same words while you wrote. Open the clause anew and compare.")
            self.add_error(None, says)
            return False
        if after.clause == now:
            self.add_error(None, gettext("This is how the clause reads already. Change something first."))
            return False
        try:
            self.entry = perform(self._act(after.clause), by=by, at=at)
        except ValidationError as invalid:
            for error in invalid.errors():
                self.add_error("why" if error["loc"][:1] == ("why",) else None, sentence(error))
        except (Objected, Refused) as why:
            self.add_error(None, in_words(why))
        return self.entry is not None

    def _act(self, wanted: Plain | None) -> Act:
        said: Plain = {"partnership": self.partnership, "draft": self.draft}
        if self.cleaned_data.get("idem"):
            said["idem"] = self.cleaned_data["idem"]
        clause = None if wanted is None else Clause.model_validate(wanted)
        if self.data.get("do") == "put":
            removes = (self.number,) if clause is None else ()
            return acts.PutClauses(clauses=(clause,) if clause else (), removes=removes, **said)
        words = self.cleaned_data.get("why")
        said |= {"why": in_my_language(words)} if words else {}
        return acts.ProposeChange.model_validate(
            {**said, "number": self.number, "clause": clause, "removal": clause is None}
        )


class CommentForm(ActForm):
    """Comment on a clause."""

    act_type: ClassVar[type[Act]] = acts.CommentOnClause
    words: ClassVar[tuple[str, ...]] = ("words",)

    def __init__(self, *args: Any, draft: int, number: str | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draft, self.number = draft, number
        self.fields["words"] = forms.CharField(
            label=_("Your comment"), max_length=LONGEST, widget=forms.Textarea({"rows": 3})
        )

    def fields_of_act(self) -> Plain:
        """Return the comment on its clause."""
        return {"draft": self.draft, "number": self.number, **super().fields_of_act()}


class ObjectForm(CommentForm):
    """Object to a clause, or to the whole."""

    act_type = acts.ObjectToClause
    words = ("reason",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["words"]
        self.fields["reason"] = forms.CharField(
            label=_("What is your objection, and what would meet it?"),
            max_length=LONGEST,
            widget=forms.Textarea({"rows": 4}),
            help_text=_("The text cannot be presented until your objection is integrated or answered."),
        )


class SettleForm(ActForm):
    """Take a change in, or decline it with a reason."""

    act_type = acts.SettleChange
    words = ("reason",)

    reason = forms.CharField(
        label=_("Why?"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Needed where you decline. Everybody can read it."),
    )

    def __init__(self, *args: Any, change: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.change = change

    def fields_of_act(self) -> Plain:
        """Return the answer that was pressed."""
        return {"change": self.change, "accepted": self.data.get("do") == "accept", **super().fields_of_act()}

    def explain(self, invalid: ValidationError) -> None:
        """Show what is missing at the reason: nothing else can be wrong."""
        for error in invalid.errors():
            self.add_error("reason", sentence(error))


class AnswerForm(ActForm):
    """Answer an objection, or say by which change it was integrated."""

    act_type = acts.AnswerObjection
    words = ("words",)

    def __init__(self, *args: Any, objection: int, changes: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.objection = objection
        self.fields["change"] = forms.TypedChoiceField(
            label=_("Was the text changed for it?"),
            choices=[("", _("No: it is answered in words")), *((entry, says) for entry, says in changes)],
            coerce=int,
            empty_value=None,
            required=False,
            help_text=_("A change that was made after the objection."),
        )
        self.fields["words"] = forms.CharField(
            label=_("Your answer"),
            max_length=LONGEST,
            widget=forms.Textarea({"rows": 4}),
            help_text=_("Say how the objection was met, or why the text stays. Everybody can read it."),
        )

    def fields_of_act(self) -> Plain:
        """Return the answer; with a change it is integrated."""
        change = self.cleaned_data.get("change")
        how = "integrated" if change is not None else "answered"
        words = in_my_language(self.cleaned_data["words"])
        return {"objection": self.objection, "how": how, "words": words, "change": change}
