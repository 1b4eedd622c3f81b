"""Store what people write apart from the record, so that it can be shown, moved and erased."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from commonweal.kit.digests import commitment, new_salt
from commonweal.people import tombstones
from commonweal.people.models import Text

AT_ONCE = 30_000
"""How many ids one question names: SQLite takes 32,766 parameters."""


def digest_of(text: str, *, lang: str, salt: bytes) -> str:
    """Return the salted digest that the record keeps: HMAC-SHA256 over the canonical object, in hex."""
    return commitment(salt, {"lang": lang, "text": text})


def store(text: str, *, lang: str, id: str, partnership: str, salt: bytes | None = None) -> str:
    """Keep `text` under `id` and return its salted digest."""
    salt = salt or new_salt()
    digest = digest_of(text, lang=lang, salt=salt)
    Text.objects.create(id=id, partnership=partnership, digest=digest, lang=lang, text=text, salt=salt)
    return digest


def is_as_recorded(kept: Text, *, digest: str) -> bool:
    """Tell whether words that are kept are those whose digest the record has; of erased ones nothing can differ."""
    return kept.salt is None or digest_of(kept.text, lang=kept.lang, salt=bytes(kept.salt)) == digest


def texts(ids: Iterable[str]) -> dict[str, Text]:
    """Return the texts with these ids, erased ones included, in one question for each 30,000."""
    wanted = sorted(set(ids))
    batches = (wanted[start : start + AT_ONCE] for start in range(0, len(wanted), AT_ONCE))
    return {text.pk: text for batch in batches for text in Text.objects.filter(pk__in=batch)}


def erase(ids: Iterable[str], *, partnership: str, at: datetime) -> None:
    """Forget words and salts for good; only the digest stays, with the day on which they went."""
    ids = list(ids)
    Text.objects.filter(partnership=partnership, id__in=ids).update(text="", lang="", salt=None, erased_at=at)
    tombstones.remember(ids, partnership=partnership, at=at)
