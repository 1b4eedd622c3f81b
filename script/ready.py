"""Bring this installation up to date in one process: translations, tables, static files, and the demonstration.

Prints the sign-in links. Running it again changes nothing that is there.
"""

from __future__ import annotations

import django
import translations
from django.core.management import call_command


def main() -> int:
    """Do it all; return the exit code of the demonstration."""
    if broken := translations.main([]):
        return broken
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)

    from commonweal.console.demo import demo_main  # noqa: PLC0415 - it holds models, so Django has to be set up before

    return demo_main([])


if __name__ == "__main__":
    raise SystemExit(main())
