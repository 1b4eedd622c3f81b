"""What people type about how they want to be told, and what they answer from a mail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from commonweal.acts.capability import Says
from commonweal.acts.installed import act_type
from commonweal.acts.perform import Objected, Refused, perform
from commonweal.notices import hours
from commonweal.notices.links import Offer
from commonweal.notices.models import Hours, How
from commonweal.notices.topics import Choices, choose, topics
from commonweal.partnerships.actors import Actor
from commonweal.people.models import Account
from commonweal.web.actforms import DayField, in_my_language, in_words, sentence

WORDS: Mapping[str, Says] = {
    "words": _("Your words"),
    "text": _("Your answer"),
    "says": _("Your answer"),
    "reply": _("Your reply"),
    "reason": _("Your reason"),
    "note": _("A note"),
}


class AnswerForm(forms.Form):
    """The fields of one act that are left to write; everything else stands in the link."""

    def __init__(self, data: Mapping[str, Any] | None, *, offer: Offer) -> None:
        super().__init__(data)
        self.offer = offer
        for name in offer.asks:
            self.fields[name] = forms.CharField(
                label=str(WORDS.get(name, name.replace("_", " ").capitalize())),
                widget=forms.Textarea({"rows": 6}),
                required=act_type(offer.kind).model_fields[name].is_required(),
            )

    def performed(self, *, by: Actor, at: datetime) -> bool:
        """Return whether the form was sent and the act has been performed; else it carries what was wrong."""
        if not self.is_bound or not self.is_valid():
            return False
        said = {name: in_my_language(text) for name, text in self.cleaned_data.items() if text}
        offer = self.offer
        try:
            act = act_type(offer.kind).model_validate(
                {
                    **offer.fixed,
                    **said,
                    "partnership": offer.partnership,
                    "cites": [{"entry": entry, "rel": "answers"} for entry in offer.cites],
                    "idem": offer.idem,
                }
            )
            perform(act, by=by, at=at)
        except ValidationError as invalid:
            for error in invalid.errors():
                self._explain(str(error["loc"][0]) if error["loc"] else "", sentence(error))
        except Objected as objected:
            self._explain(objected.objection.field, in_words(objected))
        except Refused as refused:
            self._explain("", in_words(refused))
        return not self.errors

    def _explain(self, field: str, says: str) -> None:
        self.add_error(field if field in self.fields else None, says)


class HoursForm(forms.Form):
    """When mail may come to somebody, on her own clock, and in which language."""

    language = forms.ChoiceField(label=_("In which language do we write to you?"), choices=settings.LANGUAGES)
    zone = forms.ChoiceField(label=_("Your time zone"))
    digest = forms.BooleanField(label=_("Once a day, mail me what I have not read"), required=False)
    digest_at = forms.TimeField(label=_("At what time?"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    weekends = forms.BooleanField(label=_("On Saturdays and Sundays, too"), required=False)
    quiet_from = forms.TimeField(
        label=_("Nothing at once from"),
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
    )
    quiet_to = forms.TimeField(label=_("Until"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    paused_until = DayField(
        label=_("No mail at all until the end of this day"),
        help_text=_("For holidays. Leave it empty to get mail."),
        required=False,
    )

    def __init__(self, data: Mapping[str, Any] | None, *, mine: Hours) -> None:
        now = {name: getattr(mine, name) for name in OF_HOURS}
        language = mine.account.language or settings.LANGUAGE_CODE
        super().__init__(data, initial={**now, "language": language}, auto_id="hours_%s")
        self.mine = mine
        zone = self.fields["zone"]
        assert isinstance(zone, forms.ChoiceField)  # noqa: S101 - declared so above; tells the type
        names = dict.fromkeys((*hours.zones(), mine.zone))  # hers may be an older name
        zone.choices = [(name, name.replace("_", " ")) for name in names]

    def keep(self, *, at: datetime) -> None:
        """Keep what was said; the next digest comes at its new hour."""
        mine, said = self.mine, self.cleaned_data
        for name in OF_HOURS:
            setattr(mine, name, said[name])
        mine.digest_next = hours.next_digest(mine, at=at)
        mine.save()
        Account.objects.filter(pk=mine.account_id).update(language=said["language"])


OF_HOURS = ("zone", "digest", "digest_at", "weekends", "quiet_from", "quiet_to", "paused_until")


class TopicsForm(forms.Form):
    """How somebody wants to be told of each topic: everywhere, or otherwise in one partnership."""

    def __init__(
        self, data: Mapping[str, Any] | None, *, account: Account, chosen: Choices, partnership: str = ""
    ) -> None:
        super().__init__(data, auto_id="topic_%s")
        self.account, self.partnership = account, partnership
        for topic in topics():
            everywhere = chosen.how(account.pk, topic.name, partnership="")
            said = chosen.said(account.pk, topic.name, partnership=partnership)
            as_everywhere = [("", _("As everywhere: %(how)s") % {"how": everywhere.label})] if partnership else []
            self.fields[topic.name] = forms.ChoiceField(
                label=str(topic.label),
                choices=[*as_everywhere, *How.choices],
                initial=(said or "") if partnership else everywhere,
                required=not partnership,
            )

    def rows(self) -> Iterable[forms.BoundField]:
        """Return the fields in their order."""
        return (self[name] for name in self.fields)

    def keep(self) -> None:
        """Keep what was chosen."""
        for name, how in self.cleaned_data.items():
            choose(self.account, name, how, partnership=self.partnership)
