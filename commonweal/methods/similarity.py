"""How alike two short texts are: the words that they share, each cut to its stem, the rare ones counting more.

The definition, with an example to work through by hand, stands in ``docs/methods/similarity.md``. Nothing is decided by
it: it suggests which cards may lie together, and people put them there or do not. It works alike in English, Spanish,
French and Arabic, and for words that two languages share; it knows no meanings.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Mapping
from typing import Final, TypeVar

K = TypeVar("K", bound=Hashable)

ALIKE: Final = 0.3
"""From which likeness on two texts are suggested to lie together."""

STEM: Final = 5
"""How many letters of a word count: the same in `shade` and `shaded`, `escuela` and `escuelas`."""

SHORT: Final = 3
"""A word of so few letters is left as it is."""

_SAY_NOTHING = (
    "a an and are as at be but by can do for from has have how i in is it its more no not of on or our she so than that"
    " the their there they this to too us was we what when where which who why will with would you"
    " algo como con cuando de del donde el ella ellos en es esta este hay la las le les lo los mas me muy nada no nos"
    " al o para pero por porque que se ser si sin son su sus tambien un una uno y ya"
    " au aux avec ce ces cette comme dans de des du elle elles en est et il ils je la le les leur mais me ne nous on"
    " ou par pas plus pour qu que qui sa se ses si son sont sur tres un une vous y"
    " في من على الي عن ان هذا هذه ذلك التي الذي لا ما لم لن هو هي هم كان كانت مع او ثم قد كل بعد قبل حتي"
)
COMMON: Final = frozenset(_SAY_NOTHING.split())
"""Words that say nothing of what a text is about, without their accents."""

_WORD = re.compile(r"[^\W\d_]+|\d+")
_ARABIC = re.compile(r"[\u0621-\u064a]")
_ARABIC_FORMS = {0x0671: 0x0627, 0x0649: 0x064A, 0x0629: 0x0647, 0x0640: None}
"""Letters that are written in several ways, and the stroke that only stretches a word."""
_BEFORE = ("وال", "بال", "كال", "فال", "لل", "ال", "و")
_AFTER = ("ات", "ون", "ين", "ها", "هم", "يه", "ه", "ي")  # noqa: RUF001 - Arabic endings
_ENDINGS = ("s", "x", "e")


def stems(text: str) -> frozenset[str]:
    """Return what counts of a text: its words without accents, common words and endings."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    plain = plain.translate(_ARABIC_FORMS)
    return frozenset(_stem(word) for word in _WORD.findall(plain) if word not in COMMON and len(word) > 1)


def likeness(one: frozenset[str], other: frozenset[str], weights: Mapping[str, float]) -> float:
    """Return how alike two sets of stems are, from 0 to 1: the weight of what both have, of what either has."""
    either = sum(weights.get(stem, 1.0) for stem in sorted(one | other))
    return sum(weights.get(stem, 1.0) for stem in sorted(one & other)) / either if either else 0.0


def weights_among(texts: Mapping[K, frozenset[str]]) -> dict[str, float]:
    """Return what each stem counts: 1 + ln(n / the number of texts that have it), so that rare ones count more."""
    found = Counter(stem for each in texts.values() for stem in each)
    return {stem: 1 + math.log(len(texts) / times) for stem, times in found.items()}


def alike(texts: Mapping[K, str], *, least: float = ALIKE) -> list[list[K]]:
    """Return groups of two or more texts that may belong together, the largest first; each text is in one at most.

    Two texts are linked from `least` on; a group is built around the text with the most links, which takes all that
    are linked to it, and so on with those that are left. A chain of neighbours is no group.
    """
    said = {key: stems(text) for key, text in texts.items()}
    weights, order = weights_among(said), {key: n for n, key in enumerate(texts)}
    linked = _links(said, weights, least)
    groups: list[list[K]] = []
    while linked:
        centre = max(linked, key=lambda key: (len(linked[key]), -order[key]))
        group = {centre} | linked[centre]
        if len(group) < 2:
            break
        groups.append(sorted(group, key=order.__getitem__))
        linked = {key: others - group for key, others in linked.items() if key not in group}
    return groups


def _links(said: Mapping[K, frozenset[str]], weights: Mapping[str, float], least: float) -> dict[K, set[K]]:
    """Return by text those that are at least so alike; only texts with a stem in common are compared."""
    having: dict[str, list[K]] = {}
    linked: dict[K, set[K]] = {}
    for key, mine in said.items():
        linked[key] = set()
        for other in {each for stem in mine for each in having.get(stem, ())}:
            if likeness(mine, said[other], weights) >= least:
                linked[key].add(other)
                linked[other].add(key)
        for stem in mine:
            having.setdefault(stem, []).append(key)
    return linked


def _stem(word: str) -> str:
    if _ARABIC.search(word):
        word = next((word[len(b) :] for b in _BEFORE if word.startswith(b) and len(word) - len(b) > 2), word)
        return next((word[: -len(a)] for a in _AFTER if word.endswith(a) and len(word) - len(a) > 2), word)
    word = word[:STEM]
    for ending in _ENDINGS:
        word = word.removesuffix(ending) if len(word) > SHORT else word
    return word
