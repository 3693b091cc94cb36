"""The engine finds what a plain matcher finds: its indexes, gates and memories change the time, never the answer."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from attrib import Annotator
from attrib.analyse import Analyser
from attrib.rules.load import load_pack
from attrib.rules.pack import Rule
from hypothesis import given, settings
from hypothesis import strategies as st

import reference

PACK = load_pack(["en"])
EXAMPLES = [example.text for rule in PACK.rules for example in (*rule.match, *rule.no_match)]
FORMS = sorted({form for lexicon in PACK.lexicons.values() for form in lexicon.forms})
MARKS = [",", ".", ";", ":", " –", "?", " (", ")", "'s", ", and", ", who", " that", " to", " not", " the", "\n\n"]
FEW = 20  # rules looked at in one text


@st.composite
def pieces(draw: st.DrawFn, examples: Sequence[str]) -> str:
    """An example, whole, in part or with other words put into it; or words of the lexicons."""
    others = draw(st.lists(st.sampled_from(FORMS), min_size=1, max_size=4))
    how = draw(st.integers(0, 5))
    if how == 0:
        return " ".join(others)
    words = draw(st.sampled_from(examples)).split(" ")
    at = draw(st.integers(0, len(words) - 1))
    if how == 1:
        return " ".join([*words[:at], *others, *words[at:]])
    return " ".join(words if how < 4 else words[at : at + draw(st.integers(2, 14))])


@st.composite
def texts(draw: st.DrawFn, examples: Sequence[str] = EXAMPLES) -> str:
    """Pieces one after the other, some in quotation marks, some sentences begun anew."""
    out = draw(st.sampled_from(["It rained. ", ""]))
    for piece in draw(st.lists(pieces(examples), min_size=1, max_size=4)):
        how = draw(st.integers(0, 5))
        out += f"“{piece}”" if how == 0 else piece
        out += draw(st.sampled_from(MARKS)) if how < 4 else ""
        out += " "
    return out


def agree(analyser: Analyser, text: str, rules: Sequence[Rule]) -> int:
    """How much both found; they have to have found the same."""
    reading = analyser.read(text)
    ids = {rule.id for rule in rules}
    matches = [match for match in analyser.engine.matches(reading) if match.rule.id in ids]
    engine = {reference.Found(m.rule.id, m.phrase, m.slots, m.first, m.last) for m in matches}
    plain = reference.found(analyser.engine, analyser.read(text), rules)
    assert engine == plain, (engine - plain, plain - engine, reading.field.tags)
    return len(engine)


def few(rules: Sequence[Rule]) -> st.SearchStrategy[list[Rule]]:
    return st.lists(st.sampled_from(rules), min_size=FEW, max_size=FEW, unique_by=lambda rule: rule.id)


@pytest.mark.parametrize("rule", PACK.rules, ids=lambda rule: rule.id)
def test_shipped_rule_on_its_examples(annotator: Annotator, rule: Rule) -> None:
    found = [agree(annotator._analyser, example.text, [rule]) for example in rule.match]
    assert all(found)


def test_whatever_is_found_in_examples(annotator: Annotator) -> None:
    """Rules fire on the examples of others too, and in other ways than on their own."""
    analyser = annotator._analyser
    for text in EXAMPLES:
        fired = {match.rule.id: match.rule for match in analyser.engine.matches(analyser.read(text))}
        agree(analyser, text, list(fired.values()))


@settings(max_examples=120)
@given(st.data())
def test_shipped_rules_on_any_text(annotator: Annotator, data: st.DataObject) -> None:
    """Texts made of the examples of the rules looked at, so that there is something to agree on."""
    rules = data.draw(few(annotator.pack.rules))
    examples = [example.text for rule in rules for example in (*rule.match, *rule.no_match)]
    agree(annotator._analyser, data.draw(texts(examples)), rules)


CUES = [
    "{cue:=said}", "{cue:=told|asked}", "{cue:verb/report}", "{cue:verb/report/that}", "{cue:passive/report}",
    "{cue:noun/view-noun}", "{cue:verb}", "{cue:=in the (?:old|new)? ?view of}", "{cue:modal}", r"{cue:=\w+ly}",
    "{cue:participle/report}", "{cue:adjective/open-adjective}", "{cue:time-phrase}",
]  # fmt: skip
AROUND = [
    "{source:np}",
    "{source:subject}",
    "{content:clause}",
    "{content:that-clause}",
    "{content:quotation}",
    "{adverbial}",
    "{?adverbial}",
    "{?article}",
    "{?negative}",
    "{content:before}",
    "{content:to-infinitive}",
    "{noun}",
    "{verb/report}",
    "{source:inverted-subject}",
    "(?:{addressee} )?",
    "(?:{np}|{number}) ",
    "the ",
    ", ",
    ",? ",
    "of ",
    "(?:that |who )?",
    "{content:rest}",
    "{article}",
    "{main-subject}",
    r"(?!not\b)",
    r"[\w']+ ",
    "{source:short-np}",
]
SEED = 11
MANY = 90


def phrases() -> list[str]:
    """Small phrases put together by chance, always the same ones."""
    chance = random.Random(SEED)

    def side() -> str:
        return " ".join(chance.choices(AROUND, k=chance.choice((0, 1, 1, 2, 3))))

    made = [f"{side()} {chance.choice(CUES)} {side()}".strip() for _ in range(MANY)]
    return [f"{chance.choice(('', '', '^'))}{one}{chance.choice(('', '', '$'))}" for one in made]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Analyser:
    """The shipped structure and lexicons with small rules of a user's own."""
    folder: Path = tmp_path_factory.mktemp("rules") / "mine"
    folder.mkdir()
    for number, phrase in enumerate(phrases()):
        quoted = phrase.replace("'", "''")
        folder.joinpath(f"r{number}.yml").write_text(
            f"id: r{number}\nkind: attribution\ndescription: One.\nphrases: ['{quoted}']\n"
            "effect: {attitude: assertion}\n",
            "utf-8",
        )
    return Analyser(load_pack(["en", folder], select=["mine/*"]))


@settings(max_examples=120)
@given(text=texts(), data=st.data())
def test_small_rules_on_any_text(small: Analyser, text: str, data: st.DataObject) -> None:
    agree(small, text, data.draw(few(small.pack.rules)))


def test_small_rules_find_something(small: Analyser) -> None:
    """The comparison would be empty if rules made by chance never fitted."""
    fired = {match.rule.id for text in EXAMPLES for match in small.engine.matches(small.read(text))}
    assert len(fired) > MANY // 3
