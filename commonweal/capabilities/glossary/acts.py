"""What can be done with words: flag, say what a sector means, define, accept, object, adopt."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from django.utils.translation import gettext_lazy as _
from pydantic import Field, StringConstraints, model_validator

from commonweal.acts.act import Data, FreeText, Lang, Position
from commonweal.acts.citing import Citing

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
SectorCode = Literal["government", "company", "civil_society", "university", "community"]
How = Literal["not_understood", "used_otherwise"]


class Named(Data):
    """A word in one language, with the other forms in which texts use it, such as its plural."""

    lang: Lang
    word: Word
    forms: Annotated[tuple[Word, ...], Field(max_length=20)] = ()


class Flag(Citing):
    """Somebody says that she does not understand a word, or uses it otherwise; the glossary then has it."""

    kind: ClassVar[str] = "glossary.flag.v1"
    matter: ClassVar[str] = "glossary"
    relations: ClassVar[dict[str, str]] = {"where": "challenges"}

    word: Word
    lang: Lang
    how: How
    says: FreeText | None = None
    where: Position | None = None

    @model_validator(mode="after")
    def _says_how_else(self) -> Self:
        if self.how == "used_otherwise" and self.says is None:
            raise ValueError(_("Say how you use this word."))
        return self


class SayMeaning(Citing):
    """Somebody says what a word means in her sector; a later meaning of hers takes the place of an earlier one."""

    kind: ClassVar[str] = "glossary.say_meaning.v1"
    matter: ClassVar[str] = "glossary"
    relations: ClassVar[dict[str, str]] = {"term": "answers"}

    term: Position
    sector: SectorCode
    says: FreeText


class Define(Citing):
    """A meaning for all is proposed, with the forms and languages in which texts use the word."""

    kind: ClassVar[str] = "glossary.define.v1"
    matter: ClassVar[str] = "glossary"
    relations: ClassVar[dict[str, str]] = {"term": "answers"}

    term: Position
    says: FreeText
    names: Annotated[tuple[Named, ...], Field(max_length=20)] = ()

    @model_validator(mode="after")
    def _each_language_once(self) -> Self:
        if len({name.lang for name in self.names}) < len(self.names):
            raise ValueError(_("Name the word once in each language; other forms go beside it."))
        return self


class Accept(Citing):
    """Somebody accepts a meaning that was proposed for all."""

    kind: ClassVar[str] = "glossary.accept.v1"
    matter: ClassVar[str] = "glossary"
    relations: ClassVar[dict[str, str]] = {"definition": "answers"}

    term: Position
    definition: Position


class ObjectTo(Citing):
    """Somebody objects to a meaning that was proposed for all, and says what it leaves out."""

    kind: ClassVar[str] = "glossary.object.v1"
    matter: ClassVar[str] = "glossary"
    relations: ClassVar[dict[str, str]] = {"definition": "challenges"}

    term: Position
    definition: Position
    says: FreeText


class Adopt(Citing):
    """The meaning proposed for a word is adopted: nobody objects to it, or a decision took it."""

    kind: ClassVar[str] = "glossary.adopt.v1"
    matter: ClassVar[str] = "glossary"
    relations: ClassVar[dict[str, str]] = {"term": "closes", "definition": "based_on", "decision": "based_on"}

    term: Position
    definition: Position
    decision: Position | None = None
