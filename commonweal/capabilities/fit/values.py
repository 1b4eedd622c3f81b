"""The small values of which the acts of fit are made: what one may choose from, and how numbers are written."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field, StringConstraints

from commonweal.acts.act import ModelCode

Alternative = Literal["alliance", "alone", "contract", "consult", "network"]
Subject = Literal["room", "sponsor", "time", "resources", "problem"]
Colour = Literal["green", "amber", "red"]
Outcome = Literal["proceed", "smaller", "not"]
Answer = Literal["yes", "no", "not_sure"]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Mark = Annotated[int, Field(ge=1, le=5)]
Number = Annotated[str, StringConstraints(pattern=r"^-?\d{1,15}(\.\d{1,4})?$")]  # a decimal as text, of either sign
Exact = Annotated[str, StringConstraints(pattern=r"^\d{1,9}(/\d{1,9})?$")]  # a fraction as text, without loss
Link = Annotated[str, StringConstraints(pattern=r"^https://[^\s<>\"]{3,}$", max_length=500)]
ALTERNATIVES: tuple[str, ...] = get_args(Alternative)
COCREATION: tuple[str, ...] = get_args(ModelCode)
Many = Annotated[int, Field(ge=0, lt=2**53)]
