"""A link as a code to scan with a phone, from a screen or a poster."""

from __future__ import annotations

import segno
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _


def link_code(link: str, *, title: str = "") -> SafeString:
    """Return the link as a QR code: inline SVG whose colours are the page's.

    :param title: what it is, where it is something else than a link
    """
    made = segno.make_qr(link, error="m")
    said = title or _("The link as a code to scan")
    drawn = made.svg_inline(omitsize=True, svgclass="qr", lineclass=None, border=2, title=said)
    return mark_safe(drawn)  # noqa: S308 - segno writes numbers and escapes the title; nothing typed goes in
