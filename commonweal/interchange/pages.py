"""Take a whole partnership away as one file."""

from __future__ import annotations

from tempfile import TemporaryFile

from django.http import FileResponse, Http404, HttpResponseBase
from django.views.decorators.http import require_safe

from commonweal.interchange.bundles import NotExported, export_bundle
from commonweal.record.reading import NotThereError
from commonweal.web.audience import PartnershipRequest
from commonweal.web.readers import readers


@require_safe
@readers
def bundle(request: PartnershipRequest) -> HttpResponseBase:
    """Give the partnership as one file that proves itself, to whoever may read its record."""
    out = TemporaryFile()  # noqa: SIM115 - the answer closes it when it has been sent
    try:
        export_bundle(request.partnership.pk, out)
    except (NotThereError, NotExported):
        out.close()
        raise Http404 from None
    out.seek(0)
    name = f"{request.partnership.slug}.commonweal"
    answer = FileResponse(out, as_attachment=True, filename=name, content_type="application/zip")
    answer["Cache-Control"] = "no-store"
    return answer
