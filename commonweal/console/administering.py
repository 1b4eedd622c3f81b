"""``commonweal administrator``: who runs this host is said on the host itself, by nobody's page."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence


def administrator_main(argv: Sequence[str]) -> int:
    """Let the owner of a mail address run this host, or no longer; 1 where there is no such account."""
    parser = argparse.ArgumentParser(
        prog="commonweal administrator",
        description="Say who runs this host. She sees counts, and one account for a reason that is recorded;"
        " she has no say in any partnership.",
    )
    parser.add_argument("what", choices=["add", "remove", "list"])
    parser.add_argument("mail", nargs="?", help="the mail address with which she signs in")
    asked = parser.parse_args(argv)
    from commonweal.people.models import Account  # noqa: PLC0415 - not before Django is set up

    if asked.what == "list":
        for account in Account.objects.filter(is_administrator=True).order_by("email"):
            print(account.email or account.pk)
        return 0
    if not asked.mail:
        parser.error("Name the mail address.")
    found = Account.objects.filter(email=asked.mail.lower())
    if not found.update(is_administrator=asked.what == "add"):
        print(f"Nobody here signs in with {asked.mail}. Let her sign in once, then try again.", file=sys.stderr)
        return 1
    print(f"{asked.mail} {'runs this host now' if asked.what == 'add' else 'no longer runs this host'}.")
    return 0
