"""Lint: each check finds what it is for, and nothing in a sound pack."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrib.match.grammar import compile_grammar
from attrib.rules.lint import check_ids, lint
from attrib.rules.load import load_pack
from attrib.rules.patterns import repeated_alternatives, slow_parts

SOUND = {
    "pack.yml": "language: en\nversion: 1.0.0\n",
    "structure/s.yml": (
        "kind: structure\nmacros: {n: 'N{1,3}'}\nspans: [{name: np, alternatives: [{name: plain, pattern: 'D?{n}'}]}]\n"
        "heads: [{name: verb, part: verb, pattern: 'V'}]\nextents: [{name: clause, opens: '[^.]'}]\n"
    ),
    "lexicon/say.yml": (
        "id: say\nkind: lexicon\npart: verb\ndescription: Saying.\n"
        "columns: {takes: constructions, attitude: what it is}\n"
        "entries:\n  say: {attitude: assertion, takes: [that]}\n  add: {takes: [that]}\n"
    ),
    "attribution/said.yml": (
        "id: said\nkind: attribution\ndescription: Somebody says.\nstatus: stable\n"
        "phrases:\n  - '{source:np} {cue:verb/say/that} {content:clause}'\n"
        "effect: {attitude: assertion}\nexamples:\n  match:\n    - '[He](source) [said](cue) [so](content).'\n"
        "  no_match:\n    - 'He sang.'\n"
    ),
    "hedge/maybe.yml": (
        "id: maybe\nkind: hedge\ndescription: Doubt.\nstatus: stable\nphrases:\n  - '{cue:=maybe|perhaps} so'\n"
        "effect: {type: epistemic}\nexamples:\n  match:\n    - '[Maybe](cue) so.'\n  no_match:\n    - 'It may be.'\n"
    ),
}


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A small pack with nothing wrong with it."""
    folder = tmp_path / "little"
    for name, text in SOUND.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def found(pack: Path, within: Path | None = None) -> list[tuple[str, str, int, int]]:
    return [(f.check, Path(f.fault.path).name, f.fault.line, f.fault.column) for f in lint([pack], within)]


def test_a_sound_pack_has_no_findings(pack: Path) -> None:
    assert found(pack) == []


HEDGE, SAID, SAY, STRUCTURE = "hedge/maybe.yml", "attribution/said.yml", "lexicon/say.yml", "structure/s.yml"
CASES = [
    # file, what is replaced, by what, check, line, column
    (HEDGE, "description: Doubt.\n", "", "description-missing", 1, 1),
    (HEDGE, "    - '[Maybe](cue) so.'\n", "    []\n", "match-missing", 8, 1),
    (HEDGE, "    - 'It may be.'\n", "    []\n", "no-match-missing", 8, 1),
    (HEDGE, "[Maybe](cue) so", "Maybe so", "cue-not-marked", 10, 8),
    (HEDGE, "[Maybe](cue) so", "[Maybe](cue) [so](source)", "mark-without-slot", 10, 8),
    (HEDGE, "It may be.", "Maybe so.", "example-repeated", 12, 8),
    (HEDGE, "status: stable", "status: deprecated", "replacement-missing", 4, 9),
    (HEDGE, "status: stable", "status: deprecated\nreplaced_by: little/hedge/mabye", "replacement-missing", 5, 14),
    (SAID, "kind: attribution", "kind: chain", "folder-of-another-kind", 2, 7),
    (HEDGE, "effect: {type: epistemic}", "effect: {level: possible}", "hedge-without-type", 7, 1),
    (SAID, "{content:clause}", "{clause}", "nothing-attributed", 6, 6),
    (HEDGE, "} so'", "} (?:a+)+'", "slow-regex", 6, 27),
    (HEDGE, "} so'", "} .*'", "slow-regex", 6, 27),
    (HEDGE, "} so'", "} [^a]{2,}'", "slow-regex", 6, 27),
    (HEDGE, "} so'", "} a{0,999}'", "slow-regex", 6, 27),
    (HEDGE, "{cue:=maybe|perhaps}", "{cue:=x?}", "empty-cue", 6, 6),
    (HEDGE, "=maybe|perhaps", "=maybe|perhaps|maybe", "alternative-repeated", 6, 6),
    (HEDGE, "} so'", "}  so'", "double-space", 6, 27),
    (HEDGE, "} so'", "} it’s'", "curly-quote", 6, 29),
    (HEDGE, "} so'", "} ^so'", "stray-anchor", 6, 27),
    (HEDGE, "phrases:\n", "phrases:\n  - '{cue:=Maybe|perhaps}  so'\n", "phrase-repeated", 7, 6),
    (SAY, "description: Saying.\n", "", "description-missing", 1, 1),
    (SAY, "  add: {", "  Say: {", "entry-repeated", 8, 3),
    (SAY, ", attitude: what it is", ", attitude: what it is, tone: how", "column-unused", 5, 55),
    (SAY, "  add: {takes: [that]}", "  add: {takes: [that, np]}", "takes-unknown", 8, 23),
    (SAID, "verb/say/that", "verb", "lexicon-unused", 1, 5),
    (STRUCTURE, "'N{1,3}'", "'N('", "bad-pattern", 2, 0),
    (STRUCTURE, "'V'", "'[V'", "bad-pattern", 4, 0),
    (SAID, "{source:np}", "{source:nq}", "filler", 6, 6),
    (SAID, "id: said", "id: says", "id-file", 1, 5),
    (SAID, "{cue:verb/say/that}", "{verb/say/that}", "no-cue", 6, 6),
    (HEDGE, "effect: {type", "effect: {typo", "schema", 7, 10),
    (HEDGE, "id: maybe\n", "id: maybe\nid: maybe\n", "yaml", 2, 1),
]


@pytest.mark.parametrize(
    ("file", "old", "new", "check", "line", "column"),
    CASES,
    ids=[f"{case[3]}-{number}" for number, case in enumerate(CASES)],
)
def test_each_check_finds_its_mistake(
    pack: Path, file: str, old: str, new: str, check: str, line: int, column: int
) -> None:
    path = pack / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    findings = [finding for finding in found(pack) if finding[0] == check]
    places = {(finding[2], finding[3]) for finding in findings}
    assert (line, column) in places or (column == 0 and line in {place[0] for place in places})


def test_every_check_is_tested() -> None:
    tested = {case[3] for case in CASES} | {"entries-missing", "bad-regex"}
    assert set(check_ids()) <= tested


def test_an_empty_lexicon(pack: Path) -> None:
    (pack / SAY).write_text("id: say\nkind: lexicon\npart: verb\ndescription: None.\nentries: {}\n")
    assert ("entries-missing", "say.yml", 5, 1) in found(pack)


def test_patterns_in_free_tables_are_compiled(pack: Path) -> None:
    (pack / "layout.yml").write_text("dateline: '(\\d+'\nwords: ['(']\n")
    assert [finding[:3] for finding in found(pack)] == [("bad-pattern", "layout.yml", 1)]


def test_findings_are_those_within_a_path(pack: Path) -> None:
    for name in (HEDGE, SAID):
        path = pack / name
        path.write_text(path.read_text().replace("status: stable", "status: staple"))
    assert {finding[1] for finding in found(pack)} == {"maybe.yml", "said.yml"}
    assert {finding[1] for finding in found(pack, pack / "hedge")} == {"maybe.yml"}


def test_a_lexicon_that_a_repair_names_is_used(pack: Path) -> None:
    (pack / "lexicon/hue.yml").write_text(
        "id: hue\nkind: lexicon\npart: word\ndescription: Colours.\nentries: [red, blue]\n"
    )
    assert [finding[0] for finding in found(pack)] == ["lexicon-unused"]
    (pack / "structure").mkdir(exist_ok=True)
    (pack / "structure/more.yml").write_text(
        "id: more\nkind: structure\nrepairs:\n  - {name: coloured, after: hue, tags: V, to: N, left: J, right: '.'}\n"
    )
    assert found(pack) == []


def test_a_lexicon_that_the_engine_reads_is_used(pack: Path) -> None:
    (pack / "lexicon/hue.yml").write_text(
        "id: hue\nkind: lexicon\npart: word\ndescription: Colours.\nentries: [red, blue]\n"
    )
    assert [finding[0] for finding in found(pack)] == ["lexicon-unused"]
    (pack / "pack.yml").write_text("language: en\nversion: 1.0.0\nuses: [hue]\n")
    assert found(pack) == []


@pytest.mark.parametrize(
    "pattern", ["a+", r"(?:\w+ ){0,3}", r"\w+ly", "[a-z]*", r"a.{0,40}b", "(?:ab)*", r"\.*", "[.]+", "a{3}", r"(a|b)+?"]
)
def test_patterns_that_are_quick_enough(pattern: str) -> None:
    assert list(slow_parts(pattern)) == []


@pytest.mark.parametrize(
    "pattern", ["(a+)+", "(a*b?)*", "((a+)b)*", r"(?:\w+ )*x", r"\S+", ".*?", r"[^,]*", r"(a{2,})+"]
)
def test_patterns_that_can_run_away(pattern: str) -> None:
    assert list(slow_parts(pattern))


@pytest.mark.parametrize(("pattern", "count"), [("(a|b|a)", 1), ("(a|b)(a|b)", 0), ("((a|b)|(a|b))", 1), ("(a|A)", 0)])
def test_alternatives_that_stand_twice(pattern: str, count: int) -> None:
    assert len(list(repeated_alternatives(pattern))) == count


def test_a_head_of_several_tags_may_have_a_hyphen_in_its_name(pack: Path) -> None:
    structure = pack / "structure" / "s.yml"
    heads = "heads: [{name: in-the-past, part: any, pattern: '(?<!T)HE'}, "
    structure.write_text(structure.read_text("utf-8").replace("heads: [", heads), "utf-8")
    grammar = compile_grammar(load_pack([pack]).structure)
    match = grammar.groups.search("OHEO.")
    assert match
    assert grammar.named[match.lastgroup or ""] == "in-the-past"
