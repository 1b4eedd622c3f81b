"""What people wrote, with the words explained that partners have adopted."""

from __future__ import annotations

from django import template
from django.template import Context
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from commonweal.web.terms import terms_of

register = template.Library()


@register.simple_tag(takes_context=True)
def explained(context: Context, text: str, lang: str) -> SafeString:
    """Return a text in its language, its line breaks kept, each adopted word linked where the page first uses it."""
    request = getattr(context, "request", None)
    partnership = getattr(request, "partnership", None)
    if request is None or partnership is None:
        linked = conditional_escape(text)
    else:
        linked = terms_of(request, partnership=partnership.pk, slug=partnership.slug).linked(text, lang=lang)
    return mark_safe(linked.replace("\r\n", "\n").replace("\n", "<br>"))  # noqa: S308 - escaped above
