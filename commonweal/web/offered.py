"""What this host offers beside what every host does."""

from __future__ import annotations

from django.conf import settings


def openid_offered() -> str:
    """Return the name of the provider at which people may sign in; nothing where none is set up."""
    named = settings.OPENID_SERVER and settings.OPENID_CLIENT and settings.OPENID_SECRET
    return settings.OPENID_NAME if named else ""
