"""Take a whole partnership away as one file."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import render
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from commonweal.acts.charters import setting_with
from commonweal.acts.readable import withheld_from
from commonweal.charter.judge import Verdict
from commonweal.interchange import kept_bundles
from commonweal.interchange.bundles import NotExported
from commonweal.interchange.one_at_a_time import StillBuilding
from commonweal.record.reading import NotThereError
from commonweal.web.audience import PartnershipRequest
from commonweal.web.readers import readers

COME_AGAIN = 10  # seconds


@require_safe
@readers
def bundle(request: PartnershipRequest) -> HttpResponseBase:
    """Give the partnership as one file that proves itself, to whoever may read its record.

    What the charter lets others read alone is held back from it, as on every page.
    """
    partnership, withheld = request.partnership.pk, withheld_here(request)
    try:
        state = kept_bundles.state_of(partnership, withheld=withheld)
        if _has_it(request, state):
            return _told(HttpResponseNotModified(), state)
        file, state = kept_bundles.bundle_of(partnership, withheld=withheld)
    except (NotThereError, NotExported):
        raise Http404 from None
    except StillBuilding:
        return come_again(request)
    name = f"{request.partnership.slug}.commonweal"
    given = FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")
    given["X-Content-Type-Options"] = "nosniff"
    return _told(given, state)


def withheld_here(request: PartnershipRequest) -> dict[str, Verdict]:
    """Return the kinds of acts whose words the copy of whoever asks does not carry, and why."""
    setting = setting_with(request.partnership.pk, digest=request.partnership.charter)
    return withheld_from(request.actor, setting=setting)


def come_again(request: PartnershipRequest) -> HttpResponseBase:
    """Ask to come again, because another file is being built."""
    answer = render(request, "interchange/still_building.html", {"seconds": COME_AGAIN}, status=503)
    answer["Retry-After"] = str(COME_AGAIN)
    return answer


def _has_it(request: PartnershipRequest, state: str) -> bool:
    """Tell whether whoever asks says that she has this very file."""
    given = parse_etags(request.headers.get("If-None-Match", ""))
    return any(tag.removeprefix("W/") == f'"{state}"' for tag in given)


def _told(answer: HttpResponseBase, state: str) -> HttpResponseBase:
    """Name the state of the file. Nothing on the way keeps it: what is erased here must not stay there."""
    answer["ETag"] = f'"{state}"'
    answer["Cache-Control"] = "no-store"
    return answer
