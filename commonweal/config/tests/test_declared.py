"""What is installed says of itself what it must: acts what they do, addresses for whom they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from commonweal.acts.installed import act_types, criteria, installed
from commonweal.lifecycle.catalogue import listed
from commonweal.web.audience import audience_of

CAPABILITIES = Path(__file__).resolve().parents[2] / "capabilities"

WITHOUT_AUDIENCE = {
    "accounts/": "allauth's own pages, which guard themselves",
    "i18n/": "Django's switch of language, for everybody",
    "static/": "files for everybody",
}

EVERY_CAPABILITY_HAS = ("__init__.py", "capability.py", "tests")
WITH_ACTS = ("acts.py", "projection.py")  # one that only observes the record has none
IMPLIES = {"models.py": ("queries.py", "migrations"), "urls.py": ("pages.py",), "pages.py": ("urls.py",)}


@pytest.mark.parametrize("capability", installed(), ids=lambda capability: capability.name)
def test_every_capability_has_the_same_anatomy(capability):
    folder = CAPABILITIES / capability.name
    if not folder.is_dir():
        pytest.skip(f"{capability.name} is a floor of the house and no capability folder.")
    inside = {path.name for path in folder.iterdir()}
    inside |= {f"{path.name}.py" for path in folder.iterdir() if (path / "__init__.py").exists()}

    wanted = {
        *EVERY_CAPABILITY_HAS,
        *(WITH_ACTS if capability.acts else ()),
        *(name for has, need in IMPLIES.items() if has in inside for name in need),
    }

    assert sorted(wanted - inside) == []


@pytest.mark.parametrize("act", act_types().values(), ids=lambda act: act.kind)
def test_every_act_is_documented(act):
    assert re.fullmatch(r"[a-z][a-z_]*\.[a-z][a-z_]*\.v[1-9]\d*", act.kind)
    assert act.__doc__, f"{act.__name__} needs a docstring: it is shown to people who read the list of acts."
    assert act.described().endswith("."), f"{act.__name__}: its first line is a sentence."
    assert act.matter, f"{act.__name__} belongs to a matter, or no charter can give it to anybody."


@pytest.mark.parametrize("criterion", list(criteria()), ids=lambda criterion: criterion.id)
def test_every_criterion_has_the_title_of_the_seven_steps(criterion):
    assert str(criterion.title) == str(listed(criterion.id).title)


def addresses(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, path)
        else:
            yield path, pattern


def test_every_address_says_for_whom_it_is():
    undeclared = [
        path
        for path, pattern in addresses(get_resolver().url_patterns)
        if not path.startswith(tuple(WITHOUT_AUDIENCE)) and not audience_of(pattern.callback)
    ]

    assert undeclared == []
