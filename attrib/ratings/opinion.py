"""One rating as a file states it, checked at the door."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_LINK = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)


def _date(written: str) -> str:
    """A day, month or year of ISO 8601, as precise as it was written."""
    if not (found := _DAY.fullmatch(written)) or not _real(int(found[1]), int(found[2] or 1), int(found[3] or 1)):
        raise ValueError(f"'{written}' is no date: write YYYY-MM-DD, YYYY-MM or YYYY")
    return written


def _real(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _link(written: str) -> str:
    if not _LINK.fullmatch(written):
        raise ValueError(f"'{written}' is no link: only http and https are")
    return written


def _absent(value: object) -> object:
    return None if value == "" else value


Words = Annotated[str, Field(min_length=1, max_length=500, pattern=r"^[^\x00-\x1f\x7f]*$")]
Day = Annotated[str, AfterValidator(_date)]


class Opinion(BaseModel):
    """A rater's opinion of a source at a date. `source` is a registry id, a name, an alias or a domain."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: Words
    scheme: Words
    value: Words
    rater: Words
    rated_on: Day
    scope: Annotated[Words | None, BeforeValidator(_absent)] = None
    url: Annotated[Annotated[str, AfterValidator(_link)] | None, BeforeValidator(_absent)] = None
    valid_until: Annotated[Day | None, BeforeValidator(_absent)] = None
    note: Annotated[Words | None, BeforeValidator(_absent)] = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.valid_until and self.valid_until < self.rated_on[: len(self.valid_until)]:
            raise ValueError(f"valid_until {self.valid_until} lies before rated_on {self.rated_on}")
        return self


COLUMNS = tuple(Opinion.model_fields)
NEEDED = tuple(name for name, field in Opinion.model_fields.items() if field.is_required())


def over(day: str | None, on: date) -> bool:
    """Whether a day, month or year lies wholly before `on`."""
    return day is not None and day < on.isoformat()[: len(day)]


def ahead(day: str, on: date) -> bool:
    """Whether a day, month or year lies wholly after `on`."""
    return day > on.isoformat()[: len(day)]
