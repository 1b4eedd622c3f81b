"""Narratives → phrases in their languages."""

from typing import Final

from commonweal.interchange.iati.proposal import Phrase
from commonweal.interchange.iati.xml_tree import Node

UNKNOWN: Final = "und"  # BCP 47: the language is not known


def phrases_of(node: Node | None, lang: str) -> tuple[Phrase, ...]:
    """Return what an element says, one phrase a language, the default language first; space is tidied."""
    if node is None:
        return ()
    found: dict[str, Phrase] = {}
    for narrative in node.all("narrative"):
        text = " ".join(narrative.text.split())
        own = narrative.get("xml:lang") or node.get("xml:lang") or lang
        if text and own not in found:
            found[own] = Phrase(text, own)
    return tuple(sorted(found.values(), key=lambda phrase: phrase.lang != lang))
