"""Canonical bytes: the shared vectors, an independent oracle, and every refusal in words."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from commonweal.kit.canonical import (
    MAX_DEPTH,
    MAX_INT,
    CanonicalError,
    b64_decode,
    b64_encode,
    canonical_decode,
    canonical_encode,
)

SharedData = Callable[..., Path]

KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,12}", fullmatch=True)
SCALARS = st.none() | st.booleans() | st.integers(-MAX_INT, MAX_INT) | st.text()
VALUES = st.dictionaries(
    KEYS,
    st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner), max_leaves=20),
)


def test_every_shared_profile_case(shared_data: SharedData) -> None:
    cases = json.loads(shared_data("tlog", "jcs", "profile_cases.json").read_text())

    for case in cases["accept"]:
        data = base64.b64decode(case["b64"])
        assert canonical_encode(canonical_decode(data)) == data, case["name"]
    for case in cases["reject"]:
        with pytest.raises(CanonicalError):
            canonical_decode(base64.b64decode(case["b64"]))


def test_strings_of_the_reference_vectors_are_written_alike(shared_data: SharedData) -> None:
    """Their keys and numbers lie outside the profile; their texts do not."""
    for path in shared_data("tlog", "jcs", "testdata", "input").glob("*.json"):
        for text in _texts(json.loads(path.read_text(encoding="utf-8"))):
            assert canonical_encode({"a": text}) == b'{"a":' + rfc8785.dumps(text) + b"}"


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    if isinstance(value, dict):
        return [*value, *_texts(list(value.values()))]
    return []


@pytest.mark.slow
@given(VALUES)
def test_agrees_with_an_independent_implementation(value: dict[str, Any]) -> None:
    data = canonical_encode(value)

    assert data == rfc8785.dumps(value)
    assert canonical_decode(data) == value


@pytest.mark.slow
@given(VALUES, st.integers(0, 10_000), st.integers(0, 255))
def test_one_value_has_one_form(value: dict[str, Any], at: int, byte: int) -> None:
    data = canonical_encode(value)
    other = bytearray(data)
    other[at % len(data)] = byte
    try:
        decoded = canonical_decode(bytes(other))
    except CanonicalError:
        return

    assert (decoded == value) == (bytes(other) == data)


@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        value = canonical_decode(data)
    except CanonicalError:
        return

    assert canonical_encode(value) == data


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([], "outermost"),
        ({"A": 1}, "key 'A'"),
        ({1: 1}, "key 1"),
        ({"a\n": 1}, "key"),
        ({"a": 1.5}, "decimals as text"),
        ({"a": 2**53}, "outside"),
        ({"a": [-(2**53)]}, "outside"),
        ({"a": ("b",)}, "type tuple"),
        ({"a": b"b"}, "type bytes"),
        ({"a": "\ud800"}, "surrogate"),
    ],
)
def test_what_has_no_form_is_refused_in_words(value: Any, message: str) -> None:
    with pytest.raises(CanonicalError, match=message):
        canonical_encode(value)


def test_nesting_is_bounded() -> None:
    def nested(depth: int) -> dict[str, Any]:
        value: dict[str, Any] = {}
        for _ in range(depth - 1):
            value = {"a": value}
        return value

    data = canonical_encode(nested(MAX_DEPTH))

    assert canonical_decode(data) == nested(MAX_DEPTH)
    with pytest.raises(CanonicalError, match="nested"):
        canonical_encode(nested(MAX_DEPTH + 1))
    with pytest.raises(CanonicalError, match="nested"):
        canonical_decode(b'{"a":' + data + b"}")
    with pytest.raises(CanonicalError, match="nested"):
        canonical_decode(b'{"a":' + b"[" * 60_000)


def test_a_second_spelling_is_refused_with_its_place() -> None:
    with pytest.raises(CanonicalError, match="byte 5"):
        canonical_decode(b'{"a": 1}')


@given(st.binary(max_size=70))
def test_base64_both_ways(data: bytes) -> None:
    assert b64_decode(b64_encode(data), size=len(data)) == data


@pytest.mark.parametrize("text", ["AB==", "AA", "A A=", "AA==\n", "-_8=", "é"])
def test_another_spelling_of_base64_is_refused(text: str) -> None:
    with pytest.raises(CanonicalError):
        b64_decode(text)


def test_base64_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(CanonicalError, match="Expected 32 bytes"):
        b64_decode("AA==", size=32)
