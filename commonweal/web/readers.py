"""Pages for whoever the charter lets read the record; what they show is kept from everybody else on its way."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import HttpResponseBase

from commonweal.acts.charters import setting_with
from commonweal.acts.perform import Refused, verdict_on_reading
from commonweal.partnerships.actors import visitor
from commonweal.web.audience import PartnershipRequest, for_roles

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def readers(view: View) -> View:
    """Declare a page for whoever the charter lets read the record: everybody, unless a clause says otherwise.

    :raises Refused: naming that clause
    """

    @wraps(view)
    def asked(request: PartnershipRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
        verdict = verdict_on_reading("record", by=request.actor, setting=setting)
        if not verdict.allowed:
            raise Refused(verdict)
        answer = view(request, *args, **kwargs)
        if not verdict_on_reading("record", by=visitor(), setting=setting):
            # What members alone may read is kept by nothing on its way, and handed to no page of another host.
            answer.headers["Cache-Control"] = "private, no-store"
            answer.headers.pop("Access-Control-Allow-Origin", None)
        return answer

    return cast(View, for_roles("anyone")(asked))
