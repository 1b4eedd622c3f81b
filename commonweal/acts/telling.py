"""Tell those who listen that an act was recorded: after the commit, from the entry, never from the request."""

from __future__ import annotations

import logging

from django.conf import settings
from django.utils.module_loading import import_string

from commonweal.record.entry import Entry

log = logging.getLogger(__name__)


def tell(entry: Entry) -> None:
    """Call every listener named in the settings. One that fails is logged: the act stands all the same."""
    for path in settings.COMMONWEAL_LISTENERS:
        try:
            import_string(path)(entry)
        except Exception:  # the act is recorded; a notice that fails must not undo or hide that
            log.exception("A listener failed on entry %s of %s", entry.position, entry.partnership)
