"""The manifest of erasure: read this first."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from commonweal.acts.capability import Capability
from commonweal.capabilities.erasure import conditions, projection
from commonweal.capabilities.erasure.acts import EraseWordsAndNames
from commonweal.capabilities.erasure.models import WrittenText
from commonweal.record.entry import Entry


def _erased(act: Any, entry: Entry) -> str:
    if act.people:
        return gettext("Somebody had her or his name erased")
    return ngettext("Words of one text were erased", "Words of %(n)s texts were erased", len(act.texts)) % {
        "n": len(act.texts)
    }


CAPABILITY = Capability(
    name="erasure",
    label=_("Erasure"),
    urls="commonweal.capabilities.erasure.urls",
    acts={EraseWordsAndNames: projection.erased},
    conditions={EraseWordsAndNames: (conditions.her_own_words, conditions.her_own_name)},
    observes=(projection.wrote,),
    tables=(WrittenText,),
    sentences={"people.erased": _erased},
)
