"""The built-in interim charter, so that a clause can be named from the first act on."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from commonweal.charter.clauses import Charter

CURRENT = "interim/4"
"""The edition under which partnerships are founded from now on."""

PUBLISHED = {f"interim/{n}": f"interim_{n}.toml" for n in (1, 2, 3, 4)}


class UnknownEdition(LookupError):
    """No charter of this edition is built in."""


@cache
def interim_charter(edition: str = CURRENT) -> Charter:
    """Return a built-in charter. Old editions stay readable for ever, or old acts could not be judged again.

    :raises UnknownEdition: for an edition that was never published
    """
    if edition not in PUBLISHED:
        raise UnknownEdition(f"There is no built-in charter {edition!r}. Known: {', '.join(PUBLISHED)}.")
    file = resources.files("commonweal.charter.editions") / PUBLISHED[edition]
    return Charter.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
