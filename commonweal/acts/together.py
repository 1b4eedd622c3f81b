"""What several verdicts for one page ask alike is asked once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ParamSpec, TypeVar, cast

from commonweal.partnerships.models import Partnership
from commonweal.partnerships.queries import digest_in_force, moved_to

P = ParamSpec("P")
T = TypeVar("T")
Asked = tuple[Callable[..., Any], tuple[Any, ...]]

_kept: ContextVar[dict[Asked, Any] | None] = ContextVar("asked_together", default=None)


@contextmanager
def together(partnership: Partnership, known: Mapping[Asked, Any] | None = None) -> Iterator[None]:
    """Let guards keep what they ask until the end of this block; nothing is performed within it.

    :param partnership: its own row, which the page has already
    :param known: further answers that the page has, by the question and what is asked about
    """
    here = (partnership.pk,)
    its_own = {(digest_in_force, here): partnership.charter, (moved_to, here): partnership.moved_to}
    token = _kept.set({**its_own, **(known or {})})
    try:
        yield
    finally:
        _kept.reset(token)


def once(ask: Callable[P, T], *args: P.args, **named: P.kwargs) -> T:
    """Return ``ask(*args)``, from what was asked before where verdicts are asked together.

    :param ask: a function of a module; it is the key under which the answer is kept
    """
    kept = _kept.get()
    if kept is None:
        return ask(*args, **named)
    if (ask, args) not in kept:
        kept[ask, args] = ask(*args, **named)
    return cast(T, kept[ask, args])
