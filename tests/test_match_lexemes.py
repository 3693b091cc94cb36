"""Forms looked up once: what is kept of a form is what each room says of it by itself."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from attrib.match import lexemes as room
from attrib.match.lexemes import Lexemes
from attrib.match.repair import Repairs
from attrib.match.tagger import BOUNDARY, QUOTATION, Tagger
from attrib.match.tokens import fold
from hypothesis import given
from hypothesis import strategies as st

FOLDER = Path(__file__).parents[1] / "rules" / "en" / "structure"
TAGGER = Tagger.from_folder(FOLDER)
WORDS = {"lexicon": "report", "unless": None, "after": None, "ending": None, "behind": None, "can": None}
REPAIR = SimpleNamespace(to="V", left="", right="", tags="N", first=False, **WORDS)
REPORT = SimpleNamespace(forms={"states": "state"}, entries={"state": SimpleNamespace(takes=())})
PACK = SimpleNamespace(structure=SimpleNamespace(repairs=[REPAIR]), lexicons={"report": REPORT})
REPAIRS = Repairs(PACK, first=True), Repairs(PACK)  # type: ignore[arg-type]


def lexemes() -> Lexemes:
    return Lexemes(TAGGER, REPAIRS, {"states": "plan", "isn't": "other"}, {"states": 5, "if": 2})


def test_what_is_known_of_a_form() -> None:
    known = lexemes()
    states, upper, other = known["states"], known["States"], known["lake"]
    assert (states.word, states.starts, states.needs) == ("states", "plan", 5)
    assert (upper.word, upper.starts, upper.needs, upper.shape) == ("states", "plan", 5, "C")
    assert (other.word, other.starts, other.needs) == ("lake", None, 0)
    assert set(states.repairs) == {"N"}
    assert not other.repairs
    assert known["isn’t"].starts == "other"


@given(st.lists(st.one_of(st.sampled_from([BOUNDARY, QUOTATION, "If", "’s"]), st.text(min_size=1)), min_size=1))
def test_columns_are_what_the_rooms_say_of_all_forms(forms: list[str]) -> None:
    forms = ["".join(form.split()) or "x" for form in forms]
    seen = list(map(lexemes().__getitem__, forms))
    assert [one.word for one in seen] == fold(forms)
    codes = TAGGER.in_context(forms, [one.code for one in seen], "".join(one.shape for one in seen))
    assert codes == TAGGER.encode(forms)


def test_memory_is_bounded_and_what_is_forgotten_comes_back_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "FORMS", 3)
    known = lexemes()
    first = known["river"]
    for form in ("a", "b", "c", "d", "e"):
        _ = known[form]
        assert len(known) <= 3
    assert known["river"] == first
