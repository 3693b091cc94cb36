"""Scales as data: the classes or numbers of a standard, as files of the kind `scale`."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from attrib.rules.fields import Bool, Form, Name, Number, Share, Text

Measured = Literal["source", "information", "control", "likelihood", "confidence", "handling"]


class BandForm(Form):
    """One class of a scale.

    `words` are the standard's own; `range` is the stretch of probability it stands for, 0 to 1, as the standard
    gives it, `below` where it ends before its upper limit; `kin` are phrases that stand for the class though the
    standard has other words.
    """

    value: Text
    label: Text
    description: str = ""
    words: tuple[Text, ...] = ()
    kin: tuple[Text, ...] = ()
    range: tuple[Share, Share] | None = None
    below: Bool = False
    also: tuple[Text, ...] = ()  # other ways of writing the value
    tag: Text | None = None  # the machine tag of a MISP taxonomy
    apart: Bool = False  # no place in the order: "cannot be judged"

    @model_validator(mode="after")
    def _rising(self) -> Self:
        if self.range and self.range[0] > self.range[1]:
            raise ValueError(f"the range of '{self.value}' falls from {self.range[0]} to {self.range[1]}")
        return self


class NumberForm(Form):
    """The limits of a scale of numbers, both included."""

    least: Number
    most: Number


class ScaleForm(Form):
    """What a rating may say: classes (`values`, in order where `ordered`), or a number between two limits."""

    id: Name
    kind: Literal["scale"]
    title: Text
    family: Name | None = None
    measures: Measured
    standard: Text
    source: Text
    url: Annotated[str, Field(pattern=r"^https?://")] | None = None
    license: Text | None = None
    description: str = ""
    ordered: Bool = False
    values: tuple[BandForm, ...] = ()
    number: NumberForm | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if bool(self.values) == (self.number is not None):
            raise ValueError("a scale has either 'values' or 'number'")
        said: set[str] = set()
        for name in (name.casefold() for band in self.values for name in {band.value, *band.also}):
            if name in said:
                raise ValueError(f"the value '{name}' stands twice")
            said.add(name)
        return self
