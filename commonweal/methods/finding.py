"""How words are found again whatever their case, accents, script variants and plurals; and what a question means.

The same folding is used when something is kept for finding and when somebody asks, in every database, so that both give
the same answer. ``docs/methods/finding.md`` explains it with an example.
"""

# ruff: noqa: RUF001 - letters that look like others are the very subject of this file
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

LONGEST_WORD = 60
LONGEST_QUESTION = 300
MOST_TERMS = 12
TATWEEL = "\u0640"

_VARIANTS = str.maketrans(
    {
        # Letters that people write one for the other in Arabic, Persian and Urdu.
        "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ہ": "ه", "ە": "ه", "ک": "ك", "ء": "",
        # Letters that no decomposition takes apart.
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ŋ": "n",
    }
)  # fmt: skip

_WRITTEN_WITHOUT_SPACES = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
"""Characters of Chinese and Japanese: each counts as a word, because no space tells where one ends."""

_ARABIC = re.compile(r"[\u0621-\u064a]")
_ARTICLES = ("وال", "بال", "كال", "فال", "ال", "لل")
_ARABIC_ENDINGS = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")

_TERM = re.compile(r"""(?P<minus>(?<!\S)-)?(?:["“”«»](?P<phrase>[^"“”«»]*)["“”«»]?|(?P<word>[^\s"“”«»]+))""")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, folded, and where it stands in what was written."""

    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks for.

    :param words: each must be there, in any of its forms
    :param beginning: what one more word must at least begin with; empty where the question ends with a phrase
    :param phrases: words that must stand one after the other
    :param without: words, or words one after the other, that must not be there
    """

    words: tuple[str, ...] = ()
    beginning: str = ""
    phrases: tuple[tuple[str, ...], ...] = ()
    without: tuple[tuple[str, ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.beginning or self.phrases)

    def meant_by(self, word: str) -> bool:
        """Whether a folded word is one of those that are asked for: what is marked in a result."""
        if self.beginning and (word.startswith(self.beginning) or root(word) == root(self.beginning)):
            return True
        return any(root(word) == root(each) for each in self.words) or any(word in phrase for phrase in self.phrases)


def words(text: str) -> list[Word]:
    """Return the words of a text, folded, in their order."""
    found, start, folded = [], -1, ""
    for place, character in enumerate(text):
        kept = _folded(character)
        if kept is None or (kept and _WRITTEN_WITHOUT_SPACES.match(character)):
            if folded:
                found.append(Word(folded[:LONGEST_WORD], start, place))
            start, folded = -1, ""
            if kept:
                found.append(Word(kept, place, place + 1))
            continue
        start = place if start < 0 else start
        folded += kept
    if folded:
        found.append(Word(folded[:LONGEST_WORD], start, len(text)))
    return found


def fold(text: str) -> str:
    """Return the words of a text, folded, with a space between them."""
    return " ".join(word.folded for word in words(text))


def roots(text: str) -> str:
    """Return the roots of the words of a text, with a space between them."""
    return " ".join(root(word.folded) for word in words(text))


@lru_cache(maxsize=20_000)
def root(word: str) -> str:
    """Return what the forms of a word have in common, as far as a few endings tell.

    Latin letters: the endings of the plural in English, Spanish and French. Arabic: the article, alone and with what is
    written onto it, and the commonest endings. No dictionary, so that nobody has to guess why something was found.
    """
    if _ARABIC.search(word):
        return _arabic_root(word)
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    if (word[-1] in "sx" and word[-2] not in "sui") or word.endswith("aux"):
        word = word[:-1]
    if word.endswith("e") and len(word) > 3:
        word = word[:-1]
    return f"{word[:-1]}i" if word.endswith("y") else word


def _arabic_root(word: str) -> str:
    if word.startswith("و") and len(word) > 4:
        word = word[1:]
    article = next((each for each in _ARTICLES if word.startswith(each) and len(word) - len(each) >= 2), "")
    word = word[len(article) :]
    ending = next((each for each in _ARABIC_ENDINGS if word.endswith(each) and len(word) - len(each) >= 3), "")
    return word[: len(word) - len(ending)]


def asked(text: str) -> Question:
    """Return what a person who typed this asks for. Whatever she types is a question; none is an error."""
    must: list[str] = []
    phrases: list[tuple[str, ...]] = []
    without: list[tuple[str, ...]] = []
    ends_with_word = False
    for minus, said, quoted in _terms(text[:LONGEST_QUESTION]):
        ends_with_word = not minus and not quoted
        if minus:
            without.append(said)
        elif quoted and len(said) > 1:
            phrases.append(said)
        else:
            must.extend(said)
    beginning = must.pop() if ends_with_word and must else ""
    return Question(tuple(dict.fromkeys(must)), beginning, tuple(phrases), tuple(without))


def _terms(text: str) -> Iterator[tuple[bool, tuple[str, ...], bool]]:
    """Yield for each term whether it must not be there, its words, and whether it stood in quotation marks."""
    count = 0
    for term in _TERM.finditer(text):
        quoted = term["phrase"] is not None
        said = tuple(word.folded for word in words(term["phrase"] if quoted else term["word"]))
        if said and count < MOST_TERMS:
            count += 1
            yield bool(term["minus"]), said[:MOST_TERMS], quoted


@lru_cache(maxsize=20_000)
def _folded(character: str) -> str | None:
    """Return what one character becomes inside a word: nothing at all for marks, None where no word goes on."""
    kind = unicodedata.category(character)
    if kind[0] == "M" or kind == "Cf" or character == TATWEEL:
        return ""
    if kind[0] not in "LN":
        return None
    plain = unicodedata.normalize("NFKD", character).casefold().translate(_VARIANTS)
    return "".join(_plain_digit(each) for each in plain if unicodedata.category(each)[0] in "LN" and each != TATWEEL)


def _plain_digit(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)
