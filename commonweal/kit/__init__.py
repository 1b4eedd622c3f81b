"""Pure helpers: canonical bytes, digests, ids, dates. Enter only if three rooms need you.

Names for other rooms::

    canonical.canonical_encode(object) -> bytes      canonical.canonical_decode(bytes) -> dict
    canonical.CanonicalError                         canonical.b64_encode / b64_decode (strict base64)
    digests.sha256_hex(bytes), digests.commitment(salt, object) -> hex, digests.same(a, b)
    ids.new_id(), ids.id_from_seed(*parts), ids.is_id(text), ids.ID_PATTERN
    dates.parse_instant(text), dates.format_instant(at), dates.to_the_second(at), dates.to_the_hour(at),
    dates.parse_date(text), dates.INSTANT_PATTERN
"""
