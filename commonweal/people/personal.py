"""What rooms keep of a person beside the records: handed to her on request, and forgotten with her.

Rows that point to an account are found by that alone, whoever keeps them. A room that keeps something personal in
another way names an object in the setting COMMONWEAL_PERSONAL with two functions: ``export(account)``, which returns
plain data, and ``forget(account, addresses=…)``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.apps import apps
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import BinaryField, Model
from django.utils.module_loading import import_string

from commonweal.people.models import Account

SECRET: Final = frozenset(
    {"password", "digest", "token", "secret", "session_key", "session_data", "data", "key", "hash"}
)
"""Columns that let somebody in, or are read by programs alone: of no use to a person, and a danger in a file."""

Plain = DjangoJSONEncoder
"""How days, instants and decimals are written."""


def export(account: Account) -> dict[str, Any]:
    """Return everything that is kept of a person beside the records, by the table or room that keeps it."""
    found: dict[str, Any] = {}
    for model, column in _pointing_to_accounts():
        rows = model._default_manager.filter(**{column: account})  # noqa: SLF001 - Django's public name
        plain = [_plain(row) for row in rows.order_by("pk")]
        if plain:
            found.setdefault(model._meta.label_lower, []).extend(plain)  # noqa: SLF001 - Django's public name
    for dotted in settings.COMMONWEAL_PERSONAL:
        found[dotted] = import_string(dotted).export(account)
    return found


def forget(account: Account, *, addresses: frozenset[str]) -> None:
    """Let every room forget what it keeps of a person that does not go with her account by itself."""
    for dotted in settings.COMMONWEAL_PERSONAL:
        import_string(dotted).forget(account, addresses=addresses)


def _pointing_to_accounts() -> Iterator[tuple[type[Model], str]]:
    for model in apps.get_models():
        for field in model._meta.concrete_fields:  # noqa: SLF001 - Django's public name
            if field.is_relation and field.related_model is Account:
                yield model, field.name


def _plain(row: Model) -> dict[str, Any]:
    return {
        field.name: field.value_from_object(row)
        for field in row._meta.concrete_fields  # noqa: SLF001 - Django's public name
        if field.name not in SECRET and not isinstance(field, BinaryField)
    }
