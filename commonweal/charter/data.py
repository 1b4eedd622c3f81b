"""What every part of a charter is made of: frozen data, texts in several languages, exact numbers."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Localised = dict[Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")], str]
"""One sentence in several languages: language code to text. English is always there, unless nobody wrote any."""

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
"""A name by which clauses refer to each other: of a body, a group of seats, a matter, a rule."""

Share = Annotated[str, StringConstraints(pattern=r"^(0|[1-9]\d{0,5})/[1-9]\d{0,5}$")]
"""An exact fraction as text: ``2/3``."""

Number = Annotated[str, StringConstraints(pattern=r"^\d{1,15}(\.\d{1,6})?$")]
"""A decimal that is not negative, as text: never a binary float."""

Days = Annotated[int, Field(ge=0, le=3650)]
Months = Annotated[int, Field(ge=1, le=600)]


def in_language(text: Localised, lang: str) -> str:
    """Return `text` in `lang` (the French of Canada in French), or in English, or in whatever it was written in."""
    found = text.get(lang) or text.get(lang.partition("-")[0]) or text.get("en")
    return found or next(iter(text.values()), "")


class Data(BaseModel):
    """A frozen part of a charter. What nobody has thought of is refused: what is signed is what is understood."""

    model_config = ConfigDict(frozen=True, extra="forbid")
