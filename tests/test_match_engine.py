"""A pack made ready: what a user's phrase finds, and what becomes of one that takes too long."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from attrib import Annotator
from attrib.analyse import Analyser
from attrib.errors import AttribError
from attrib.rules.load import load_pack

Found = Callable[[str], list[dict[str, str]]]
RULE = """\
id: {name}
kind: attribution
description: One.
phrases: ['{phrase}']
effect: {{attitude: assertion}}
"""
PHRASES = {
    "plain": "{source:np} {cue:=hoots} {content:clause}",
    "start": "^{cue:=hooting} {content:rest}",
    "end": "{content:before}, {cue:=hoot}$",
    "several": "{source:np} {cue:=(?:gently )?hooted|had hooted} {content:that-clause}",
    "pattern": r"{source:np} {cue:=hoot\w+ly} {content:clause}",
    "optional": "{source:np} {cue:=hoot-told} {?addressee} {content:that-clause}",
    "brackets": "{source:np}(?:, for {addressee:addressee},)? {cue:=hoot-said} {content:that-clause}",
    "entry": "{source:np} {cue:verb/hooting/that} {content:that-clause}",
    "split": "{cue:=as} {source:np} {cue:=did hoot}, {content:clause}",
    "look": "{source:np} {cue:=hoot-says}(?! loudly) {content:that-clause}",
    "absent": "^{!determiner}{cue:=barn owls} hoot {!object-word} {content:clause}",
    "tag": "{source:np} {cue:adverb} hootwise {content:that-clause}",
    "long": "{source:np} {verb/hooting} {cue:=hoot-loudly} {content:clause}",
    "words": "{source:np} and (?:then|so) {cue:=hoot-says} {content:clause}",
    "behind": "{source:np}(?<=[a-z]) {cue:=hoot-asks} {content:clause}",
    "comma": "{source:np},? {cue:=hoot-twice} {content:clause}",
}
LEXICON = """\
id: hooting
kind: lexicon
part: verb
description: Sounds.
columns: {takes: constructions}
entries:
  screech: {takes: [that]}
  screech out: {takes: [that]}
  twitter: {takes: [quote]}
"""


@pytest.fixture(scope="module")
def analyser(tmp_path_factory: pytest.TempPathFactory) -> Analyser:
    folder: Path = tmp_path_factory.mktemp("rules") / "mine"
    (folder / "lexicon").mkdir(parents=True)
    (folder / "lexicon" / "hooting.yml").write_text(LEXICON, "utf-8")
    for name, phrase in PHRASES.items():
        (folder / f"{name}.yml").write_text(RULE.format(name=name, phrase=phrase), "utf-8")
    return Analyser(load_pack(["en", folder], select=["mine/*"]))


def found(analyser: Analyser, text: str) -> list[dict[str, str]]:
    """What the phrases find: rule and slots in words."""
    reading = analyser.read(text)
    out = []
    for match in analyser.engine.matches(reading):
        slots = {"rule": match.rule.id.removeprefix("mine/")}
        for name, items in match.slots:
            start, end = reading.field.chars(items)
            slots[name] = f"{slots[name]} … {text[start:end]}" if name in slots else text[start:end]
        out.append(slots)
    return out


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("The owl hoots rain is near.", ("plain", "The owl", "hoots", "rain is near")),
        ("It rained. But hooting all went home.", ("start", None, "hooting", "all went home")),
        ("Rain is near, hoot.", ("end", None, "hoot", "Rain is near")),
        (
            "The owl gently hooted that the rain was near.",
            ("several", "The owl", "gently hooted", "that the rain was near"),
        ),
        ("The owl had hooted that rain is near.", ("several", "The owl", "had hooted", "that rain is near")),
        ("The owl hootingly rain is near.", ("pattern", "The owl", "hootingly", "rain is near")),
        ("The owl hoot-told that rain is near.", ("optional", "The owl", "hoot-told", "that rain is near")),
        ("The owl screeches that rain is near.", ("entry", "The owl", "screeches", "that rain is near")),
        ("As the owl did hoot, rain is near.", ("split", "the owl", "As … did hoot", "rain is near")),
        ("The owl hoot-says that rain is near.", ("look", "The owl", "hoot-says", "that rain is near")),
        ("The owl loudly hootwise that the rain was near.", ("tag", "The owl", "loudly", "that the rain was near")),
    ],
)
def test_phrase_finds_its_slots(analyser: Analyser, text: str, slots: tuple[str | None, ...]) -> None:
    wanted = dict(zip(("rule", "source", "cue", "content"), slots, strict=True))
    assert found(analyser, text) == [{name: words for name, words in wanted.items() if words}]


@pytest.mark.parametrize(
    "text",
    [
        "The owl went home hooting all day.",
        "Rain is near, hoot and holler.",
        "The owl twitters that rain is near.",
        "The owl hoot-says loudly that rain is near.",
        "The owl hoots.",
        "",
    ],
)
def test_phrase_that_does_not_fit(analyser: Analyser, text: str) -> None:
    assert found(analyser, text) == []


def test_optional_part_is_taken_where_it_is_there(analyser: Analyser) -> None:
    (one,) = found(analyser, "The owl hoot-told the mouse that rain is near.")
    assert one["content"] == "that rain is near"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Barn owls hoot the rain is near.", 1),
        ("Barn owls hoot themselves to sleep.", 0),
        ("The barn owls hoot it is near.", 0),
    ],
)
def test_condition_that_no_entry_stands_here(analyser: Analyser, text: str, number: int) -> None:
    assert len(found(analyser, text)) == number


def test_bracket_with_a_slot(analyser: Analyser) -> None:
    with_it = [
        one for one in found(analyser, "The owl, for the barn, hoot-said that the rain was near.") if "addressee" in one
    ]
    assert [(one["source"], one["addressee"]) for one in with_it] == [("The owl", "the barn")]


def test_longer_and_shorter_entry_are_both_offered(analyser: Analyser) -> None:
    reading = analyser.read("The owl screeched out that the rain was near.")
    assert [match.lemma for match in analyser.engine.matches(reading)] == ["screech out"]


def test_case_and_apostrophes_make_no_difference(analyser: Analyser) -> None:
    assert found(analyser, "THE OWL HOOTS rain is near.")[0]["cue"] == "HOOTS"


def test_cue_inside_a_quotation_is_found_in_its_frame(analyser: Analyser) -> None:
    (one,) = found(analyser, "“The owl hoots rain is near,” said Ms Oduya.")
    assert one["content"].startswith("rain is near")


def test_threads_share_an_engine(annotator: Annotator) -> None:
    texts = [example.text for rule in annotator.pack.rules[:60] for example in rule.match]

    def ids(text: str) -> list[tuple[str, int, int]]:
        engine = annotator._analyser.engine
        return [(m.rule.id, m.first, m.last) for m in engine.matches(annotator._analyser.read(text))]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(ids, texts * 2)) == [*map(ids, texts)] * 2


def test_expression_that_takes_too_long_is_one_clear_line(tmp_path: Path) -> None:
    phrase = r"{source:np} {cue:=(?:\w|\w\w|[a-z ]+)+;} {content:clause}"
    path = tmp_path / "mine" / "slow.yml"
    path.parent.mkdir()
    path.write_text(RULE.format(name="slow", phrase=phrase), "utf-8")
    slow = Annotator(rules=["en", path])
    with pytest.raises(AttribError, match=r"slow\.yml:4:\d+: rule mine/slow: this expression takes too long"):
        slow.annotate(
            "The man said that " + "rain fell and wind blew and " * 30 + "then it ended (so they say); and on."
        )


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"hoot ?\d", "Rain is near, hoot 7."),
        (r"hoot ?\d", "Rain is near, hoot7."),
        (r"hoot *\d", "Rain is near, hoot 7."),
    ],
)
def test_space_in_an_expression_may_be_optional(tmp_path: Path, pattern: str, text: str) -> None:
    path = tmp_path / "mine" / "spaced.yml"
    path.parent.mkdir()
    path.write_text(RULE.format(name="spaced", phrase=f"{{content:before}}, {{cue:={pattern}}}"), "utf-8")
    assert len(found(Analyser(load_pack(["en", path], select=["mine/*"])), text)) == 1


@pytest.mark.parametrize(
    ("text", "rule", "walked"),
    [
        ("Ada hoots it is late.", "plain", True),
        ("The hall was, hoots it is late.", "plain", False),  # no noun phrase ends in a comma
        ("They agreed as Ada did hoot, it is late.", "split", True),
        ("Ada hoot-says that it is late.", "look", True),
        ("Nearly hoot-says that it is late.", "look", False),
        ("Ada screeched hoot-loudly it is late.", "long", True),
        ("Ada screeched out hoot-loudly it is late.", "long", True),  # an entry goes on behind its verb
        ("Ada and then hoot-says it is late.", "words", True),
        ("Ada and so hoot-says it is late.", "words", True),
        ("Ada so and hoot-says it is late.", "words", False),  # the word right before the cue is another
        ("Ada hoot-asks it is late.", "behind", True),
        ("The hall was, hoot-asks it is late.", "behind", False),
        ("Ada, hoot-twice it is late.", "comma", True),
        ("Ada hoot-twice it is late.", "comma", True),
        ("Nearly hoot-twice it is late.", "comma", False),
    ],
)
def test_only_a_phrase_whose_left_side_may_end_there_is_walked(
    analyser: Analyser, monkeypatch: pytest.MonkeyPatch, text: str, rule: str, walked: bool
) -> None:
    seen: list[str] = []
    monkeypatch.setattr("attrib.match.program._walk_right", lambda program, *_: seen.append(program.rule.id))
    found(analyser, text)
    assert (f"mine/{rule}" in seen) == walked
