"""The ``commonweal`` command: each word leads to one function, loaded only when it is asked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

OFFLINE = {
    "verify": ("commonweal.verifier.cli", "Check a bundle without trusting anybody: no network, no database."),
    "witness": ("commonweal.verifier.witness.cli", "Watch a record and cosign its checkpoints."),
    "tally": ("commonweal.console.tallying", "Count a file of ballots by a rule, line by line."),
    "power": ("commonweal.console.power", "Say who has how much power under a rule of decision."),
    "opinion": ("commonweal.console.opinion", "Say what a conversation came to, from a file of votes."),
}
"""Commands that work from a plain install, with no settings."""

HOUSE = {
    "demo": ("commonweal.console.demo", "Load the demonstration partnership and print sign-in links."),
    "bundle": ("commonweal.console.bundles", "Write a whole partnership into one file."),
    "restore": ("commonweal.console.bundles", "Bring a partnership up from its file."),
    "moved": ("commonweal.console.moving", "Stop a record on this host, because it lives elsewhere."),
    "replay": ("commonweal.console.replaying", "Rebuild the read model from the record."),
    "checkpoint": ("commonweal.console.replaying", "Print the signed checkpoint of a record."),
    "tick": ("commonweal.console.ticking", "Send what is due, once or beside the server."),
    "administrator": ("commonweal.console.administering", "Say who runs this host."),
    "import": ("commonweal.console.importing", "Take in a file of a published standard."),
}
"""Commands that work on the database of this host."""


ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
"""Set before numpy is loaded: on a busy machine the threads of linear algebra spin, and one is faster than many."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 refused or different, 2 not understood."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words or words[0] in ("-h", "--help", "help"):
        print(usage())
        return 0 if words else 2
    for setting in ONE_THREAD:
        os.environ.setdefault(setting, "1")
    name, *rest = words
    if name in OFFLINE:
        return _entry(OFFLINE[name][0], "main")(rest)
    if name in HOUSE:
        _open_the_house()
        module = HOUSE[name][0]
        return _entry(module, f"{name}_main" if name != "import" else "import_main")(rest)
    print(f"There is no command {name!r}.\n\n{usage()}", file=sys.stderr)
    return 2


def usage() -> str:
    """Return the list of commands."""
    lines = [f"  commonweal {name:<13} {says}" for name, (_module, says) in (OFFLINE | HOUSE).items()]
    return (
        "Commonweal runs cross-sector partnerships.\n\n"
        + "\n".join(lines)
        + "\n\nEach command explains itself with --help."
    )


def _entry(module: str, function: str) -> Callable[[Sequence[str]], int]:
    from importlib import import_module  # noqa: PLC0415 - only the command that was asked for is loaded

    found: Callable[[Sequence[str]], int] = getattr(import_module(module), function)
    return found


def _open_the_house() -> None:
    import django  # noqa: PLC0415 - `verify` and `witness` must run where Django is not configured

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonweal.config.settings")
    django.setup()


if __name__ == "__main__":
    raise SystemExit(main())
