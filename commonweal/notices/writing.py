"""Write a mail: in the language of whoever gets it, as plain text and as careful HTML, once and never twice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from commonweal.kit.digests import sha256_hex
from commonweal.notices.links import absolute
from commonweal.notices.models import Outgoing
from commonweal.notices.saying import one_line
from commonweal.people.models import Account

LONGEST_SUBJECT = 150


def language_of(account: Account) -> str:
    """Return the language in which somebody is written to: hers, or the host's."""
    return account.language if account.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def write(
    template: str,
    context: Mapping[str, Any],
    *,
    key: str,
    to: str,
    lang: str,
    subject: str,
    at: datetime,
    account: Account | None = None,
    partnership: str = "",
    less: str = "",
    again: bool = False,
) -> bool:
    """Put a mail into the outbox; return whether it is a new one. What people typed is text in it and nothing else.

    :param template: the name of its two templates, ``notices/mail/<template>.txt`` and ``.html``
    :param less: the address under which one gets fewer of these with one tap (RFC 8058)
    """
    line = one_line(subject, most=LONGEST_SUBJECT)
    body, html = _rendered(template, {**context, "subject": line, "lang": lang, "less": less}, lang=lang)
    _row, new = Outgoing.objects.get_or_create(
        key=key,
        defaults={
            "account": account,
            "partnership": partnership,
            "to": to,
            "subject": line,
            "body": body,
            "html": html,
            "headers": _headers(key, template=template, lang=lang, less=less),
            "again": again,
            "made_at": at,
            "next_at": at,
        },
    )
    return new


def _rendered(template: str, context: Mapping[str, Any], *, lang: str) -> tuple[str, str]:
    """Return a mail as plain text and as HTML."""
    with translation.override(lang):
        told = {**context, "rtl": translation.get_language_bidi(), "home": absolute("/")}
        body = render_to_string(f"notices/mail/{template}.txt", told)
        return _tidy(body), render_to_string(f"notices/mail/{template}.html", told)


def host() -> str:
    """Return the host name under which people reach this house."""
    return urlsplit(settings.ADDRESS).hostname or "localhost"


def _headers(key: str, *, template: str, lang: str, less: str) -> dict[str, str]:
    """Return the headers that say what the mail is; a second try carries the same id, so that a mailbox sees one."""
    headers = {
        "Message-ID": f"<{sha256_hex(key.encode())[:40]}@{host()}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": lang,
        "List-Id": f"<{template.replace('_', '-')}.notices.{host()}>",
    }
    if less:
        headers["List-Unsubscribe"] = f"<{less}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _tidy(text: str) -> str:
    """Return plain text without the gaps that template tags leave."""
    lines = [line.strip() for line in text.strip().splitlines()]
    kept = [line for n, line in enumerate(lines) if line or (n and lines[n - 1])]
    return "\n".join(kept) + "\n"
