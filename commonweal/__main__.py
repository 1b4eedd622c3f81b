"""``python -m commonweal`` is the ``commonweal`` command."""

from commonweal.console.__main__ import main

if __name__ == "__main__":
    raise SystemExit(main())
