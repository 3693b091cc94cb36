"""Packs: what is read from a folder of rule files, and how their mistakes are told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from attrib.errors import Fault, RuleError, UsageError
from attrib.rules.load import load_pack
from attrib.rules.pack import Pack
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

Write = Callable[[str, str], Path]

RULE = """\
id: {name}
kind: hedge
phrases:
  - '{{cue:={words}}}'
effect: {{type: epistemic}}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty pack of one's own, named as a user would name it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    return Path("mine")


@pytest.fixture
def write(folder: Path) -> Write:
    def written(name: str, text: str) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), "utf-8")
        return path

    return written


def faults(*packs: str | Path) -> tuple[Fault, ...]:
    with pytest.raises(RuleError) as caught:
        load_pack(packs)
    return caught.value.faults


def test_eleven_mistakes_are_told_at_once(write: Write) -> None:
    write(
        "hedge/many.yml",
        """\
        id: few
        kind: hedge
        descripton: none
        status: steady
        priority: high
        phrases:
          - '{cue:=perhaps'
          - '{cue:=maybe} {contnet:clause}'
        effect: {type: epistemik, level: possible, value: 4, flips: no, colour: red}
        examples:
          match: perhaps
          nomatch: []
        """,
    )
    told = [str(fault).split("\n")[0] for fault in faults("mine")]
    assert told == [
        "mine/hedge/many.yml:3:1: unknown key 'descripton'; did you mean 'description'?",
        "mine/hedge/many.yml:4:9: status: 'steady' is none of stable, testing, deprecated",
        "mine/hedge/many.yml:5:11: priority: 'high' is not a whole number",
        "mine/hedge/many.yml:7:6: this brace is never closed",
        "mine/hedge/many.yml:8:20: unknown slot 'contnet'; slots are source, author, inner, cue, content, target, "
        "addressee; did you mean 'content'?",
        "mine/hedge/many.yml:9:16: effect.type: 'epistemik' is none of epistemic, hearsay, vague, approximation, "
        "condition, prospect, question, negation; did you mean 'epistemic'?",
        "mine/hedge/many.yml:9:51: effect.value: input should be less than or equal to 3",
        "mine/hedge/many.yml:9:61: effect.flips: 'no' is plain text here; write true or false",
        "mine/hedge/many.yml:9:65: unknown key 'effect.colour'",
        "mine/hedge/many.yml:11:10: examples.match: a list is wanted here, not 'perhaps'",
        "mine/hedge/many.yml:12:3: unknown key 'examples.nomatch'; did you mean 'no_match'?",
    ]


def test_mistakes_in_phrases_and_examples_stand_where_they_are(write: Write) -> None:
    write(
        "attribution/other.yml",
        """\
        id: another
        kind: attribution
        phrases:
          - '{cue:=it''s said} {contnet:rest}'
          - "{cue:=x} (y"
          - 'no cue at all'
          - '{cue:=[z-a]}'
        examples:
          match:
            - '[a [b](cue)](cue)'
            - '[a](kue)'
            - 'a \\[1] b'
        """,
    )
    assert [(fault.line, fault.column, fault.what.split(":")[0].split(";")[0]) for fault in faults("mine")] == [
        (1, 5, "id 'another' is not what the file is called"),
        (4, 25, "unknown slot 'contnet'"),
        (5, 15, "this bracket is never closed"),
        (6, 6, "no cue in this phrase"),
        (7, 16, "not a regular expression"),
        (10, 11, "marks overlap"),
        (11, 12, "unknown slot 'kue'"),
        (12, 13, "this bracket marks nothing"),
    ]


def test_a_fault_shows_its_line_with_a_caret(write: Write) -> None:
    write("hedge/a.yml", "id: a\nkind: hedge\nphrases: ['{cue:=a}']\neffect: {lvel: possible}\n")
    (fault,) = faults("mine")
    assert str(fault) == (
        "mine/hedge/a.yml:4:10: unknown key 'effect.lvel'; did you mean 'level'?\n"
        "  effect: {lvel: possible}\n"
        "           ^"
    )


@pytest.mark.parametrize(
    ("filler", "column", "what", "hint"),
    [
        ("{target:clauze}", 16, "unknown filler 'clauze'", "clause"),
        ("{cue:verb/reprt}", 16, "unknown lexicon 'reprt'", "report"),
        ("{cue:verb/report/thta}", 16, "no entry of lexicon 'report' takes 'thta'", "that"),
        ("{cue:clause/report}", 16, "'clause' takes no lexicon", None),
        ("{cue:noun/report}", 16, "lexicon 'report' holds verbs, head 'noun' wants nouns", None),
        ("{!object-wrod}", 16, "'object-wrod' is no lexicon", "object-word"),
        ("{!clause}", 16, "'clause' is no lexicon", None),
        ("{!report}", 16, "lexicon 'report' holds verbs", None),
        ("{report}", 16, "lexicon 'report' holds verbs, which nothing but a cue finds", "verb/report"),
        ("{?target:report}", 16, "lexicon 'report' holds verbs, which nothing but a cue finds", "verb/report"),
    ],
)
def test_names_that_lead_nowhere(write: Write, filler: str, column: int, what: str, hint: str | None) -> None:
    write("hedge/a.yml", f"id: a\nkind: hedge\nphrases:\n  - '{{cue:=zz}} {filler}'\n")
    (fault,) = faults("en", "mine")
    assert fault.what.startswith(what)
    assert (fault.line, fault.column) == (4, column)
    if hint:
        assert fault.hint == hint


@pytest.mark.parametrize(
    ("names", "column", "what", "hint"),
    [
        ("lexicon: reprot", 27, "unknown lexicon 'reprot'", "report"),
        ("after: artikle", 25, "unknown lexicon 'artikle'", "article"),
        ("behind: reprot/clause", 26, "unknown lexicon 'reprot'", "report"),
        ("behind: report/clauze", 33, "no entry of lexicon 'report' takes 'clauze'", "clause"),
    ],
)
def test_names_of_a_repair_that_lead_nowhere(write: Write, names: str, column: int, what: str, hint: str) -> None:
    repair = f"{{name: mine, {names}, tags: N, to: V, left: D, right: O}}"
    write("structure/more.yml", f"id: more\nkind: structure\nrepairs:\n  - {repair}\n")
    (fault,) = faults("en", "mine")
    assert (fault.what, fault.hint) == (what, hint)
    assert (fault.line, fault.column) == (4, column)


def test_a_file_names_no_two_pieces_alike(write: Write) -> None:
    """The first would be lost; that a pack gives a piece of another pack anew is meant."""
    one = "{name: twice, tags: V, to: N, left: J, right: '.'}"
    write("structure/more.yml", f"id: more\nkind: structure\nrepairs:\n  - {one}\n  - {one}\n")
    fault = faults("en", "mine")[0]
    assert (fault.line, fault.what) == (5, "'twice' is named twice")


def test_no_name_is_that_of_pieces_of_two_kinds(write: Write) -> None:
    """A phrase that asks for the one would get the other, whichever file they stand in."""
    write("structure/more.yml", "id: more\nkind: structure\nextents:\n  - {name: noun, opens: N}\n")
    fault = faults("en", "mine")[0]
    assert (fault.line, fault.what) == (4, "'noun' stands among the heads, too")


def test_a_broken_lexicon_does_not_make_every_name_unknown(write: Write) -> None:
    write("lexicon/mutter.yml", "id: mutter\nkind: lexicon\npart: verb\nentries: {mutter: {attitude: saying}}\n")
    write("hedge/a.yml", "id: a\nkind: hedge\nphrases: ['{cue:verb/mutter}']\n")
    assert [fault.path for fault in faults("en", "mine")] == ["mine/lexicon/mutter.yml"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("id: a\n", "key 'kind' is missing"),
        ("id: a\nkind: hegde\n", "kind: 'hegde' is none of"),
        ("id: a\nkind: [hedge]\n", "kind: ['hedge'] is none of"),
        ("id: a\nkind: hedge\n", "key 'phrases' is missing"),
        ("id: a\nkind: hedge\nphrases: []\n", "phrases: nothing stands here"),
        ("id: a\nkind: hedge\nphrases:\n", "phrases: a list is wanted here, not nothing"),
        ("id: A B\nkind: hedge\nphrases: ['{cue:=x}']\n", "id: 'A B' is no name"),
        (
            "id: a\nkind: pseudo\nphrases: ['{cue:=x}']\neffect: {blocks: [hedges]}\n",
            "effect.blocks[1]: 'hedges' is none",
        ),
        ("id: a\nkind: attribution\nphrases: ['{cue:=x}']\neffect: {type: vague}\n", "unknown key 'effect.type'"),
        ("id: a\nkind: lexicon\npart: verb\nentries: {say: {takes: that}}\n", "entries.say.takes: a list is wanted"),
        ("id: a\nkind: lexicon\npart: verb\nentries: {say: {tone: low}}\n", "unknown column 'tone'"),
        ("id: a\nkind: lexicon\npart: verb\nentries: {say: low}\n", "entries.say: a mapping is wanted here"),
        (
            "id: a\nkind: lexicon\npart: verb\nentries: {say: {value: 1:30}}\n",
            "entries.say.value: '1:30' is not a number",
        ),
    ],
)
def test_forms_that_do_not_fit(write: Write, text: str, what: str) -> None:
    write("a.yml", text)
    assert what in "\n".join(fault.what for fault in faults("mine"))


def test_the_shipped_pack_is_sound(root: Path) -> None:
    pack = load_pack(["en"])
    assert pack.name == "en"
    assert pack.language == "en"
    assert all(rule.shipped and rule.id.startswith("en/") for rule in pack.rules)
    assert pack.lexicons["report"].forms["said"] == "say"
    assert pack.roots == (root / "rules" / "en",)


def test_a_folder_of_rules_is_added_to_a_pack(write: Write) -> None:
    write("hedge/perhaps-so.yml", RULE.format(name="perhaps-so", words="perhaps so"))
    pack = load_pack(["en", "mine"])
    rule = next(rule for rule in pack.rules if rule.id == "mine/hedge/perhaps-so")
    assert (rule.shipped, rule.kind, rule.priority, rule.status) == (False, "hedge", 50, "stable")
    assert rule.effect == {"type": "epistemic"}  # what is left open is not in it
    assert (pack.name, len(pack.roots)) == ("en", 2)


def test_one_file_is_a_pack_too(write: Write) -> None:
    path = write("perhaps-so.yml", RULE.format(name="perhaps-so", words="perhaps so"))
    assert [rule.id for rule in load_pack([path]).rules] == ["mine/perhaps-so"]


def test_a_lexicon_of_the_same_name_adds_to_it(write: Write) -> None:
    write("lexicon/report.yml", "id: report\nkind: lexicon\npart: verb\nentries:\n  blurb: {attitude: assertion}\n")
    report = load_pack(["en", "mine"]).lexicons["report"]
    assert report.forms["blurbed"] == "blurb"
    assert report.forms["said"] == "say"
    assert report.id == "en/lexicon/report"


def test_a_lexicon_may_be_a_list_of_words(write: Write) -> None:
    write("lexicon/hue.yml", "id: hue\nkind: lexicon\npart: word\nentries: [No, red-ish, deep blue]\n")
    hue = load_pack(["mine"]).lexicons["hue"]
    assert hue.forms == {"no": "No", "red-ish": "red-ish", "deep blue": "deep blue"}


def test_the_same_id_twice_is_a_fault(write: Write, folder: Path) -> None:
    write("hedge/a.yml", RULE.format(name="a", words="a"))
    write("hedge/a.yaml", RULE.format(name="a", words="b"))
    (fault,) = faults("mine")
    assert fault.what == "rule 'mine/hedge/a' is there already: mine/hedge/a.yaml"


def test_packs_that_are_not_there(folder: Path) -> None:
    with pytest.raises(UsageError, match=r"no rule pack 'enn'.*did you mean 'en'"):
        load_pack(["enn"])
    with pytest.raises(UsageError, match="no rule pack is given"):
        load_pack([])


def test_a_link_that_leads_back_is_not_followed(write: Write, folder: Path) -> None:
    write("hedge/a.yml", RULE.format(name="a", words="a"))
    (folder / "again").symlink_to(folder.absolute(), target_is_directory=True)
    assert [rule.id for rule in load_pack(["mine"]).rules] == ["mine/hedge/a"]


def test_the_digest_tells_any_change(write: Write) -> None:
    path = write("hedge/a.yml", RULE.format(name="a", words="a"))
    first = load_pack(["mine"]).sha256
    assert load_pack(["mine"]).sha256 == first
    path.write_text(path.read_text() + "# changed\n")
    assert load_pack(["mine"]).sha256 != first


def ids(pack: Pack) -> list[str]:
    return [rule.id for rule in pack.rules]


def test_rules_are_chosen_by_id_and_pattern(write: Write) -> None:
    for name in ("a", "b"):
        write(f"hedge/{name}.yml", RULE.format(name=name, words=name))
    write("pseudo/c.yml", "id: c\nkind: pseudo\nphrases: ['{cue:=c}']\n")
    assert ids(load_pack(["mine"], select=["mine/hedge/*"])) == ["mine/hedge/a", "mine/hedge/b"]
    assert ids(load_pack(["mine"], ignore=["mine/hedge/a"])) == ["mine/hedge/b", "mine/pseudo/c"]
    assert ids(load_pack(["mine"], select=["*/a", "mine/pseudo/*"], ignore=["*/c"])) == ["mine/hedge/a"]


@pytest.mark.parametrize(("pattern", "hint"), [("mine/hegde/a", "mine/hedge/a"), ("mine/hedges/*", "mine/hedge/[*]")])
def test_a_pattern_that_fits_nothing_is_a_mistake(write: Write, pattern: str, hint: str) -> None:
    write("hedge/a.yml", RULE.format(name="a", words="a"))
    with pytest.raises(UsageError, match=f"no rule '.*'; did you mean '{hint}'"):
        load_pack(["mine"], ignore=[pattern])


def test_broken_rules_are_told_before_patterns_that_fit_none(write: Write) -> None:
    write("hedge/a.yml", RULE.format(name="a", words="a").replace("kind: hedge", "kind: hegde"))
    with pytest.raises(RuleError):
        load_pack(["mine"], select=["mine/hedge/a"])


def test_macros_are_expanded_and_faults_in_them_told(write: Write) -> None:
    write(
        "structure/s.yml",
        """\
        kind: structure
        macros: {a: 'N+', b: '{a}P', c: '{d}', d: 'x{c}'}
        spans: [{name: np, alternatives: [{name: plain, pattern: '{b}{2}{e}'}]}]
        """,
    )
    told = [(fault.line, fault.column, fault.what) for fault in faults("mine")]
    assert told == [(2, 45, "macro 'c' contains itself: c > d > c"), (3, 65, "unknown macro 'e'")]
    write(
        "structure/s.yml",
        "kind: structure\nmacros: {a: 'N+', b: '{a}P'}\nheads: [{name: n, part: noun, pattern: '{b}{2}'}]\n",
    )
    assert load_pack(["mine"]).structure.heads[0].pattern == "(?:(?:N+)P){2}"


def test_tables_skip_comments_and_join_packs(write: Write) -> None:
    write("structure/tags.tsv", "# word\ttag\nthe\tD\n\nboat\tN\n")
    write("measured/cues.tsv", "mine/hedge/a\t\t3\t2\t1\n")
    pack = load_pack(["mine"])
    assert pack.table("tags") == [["the", "D"], ["boat", "N"]]
    assert pack.table("cues") == [["mine/hedge/a", "", "3", "2", "1"]]
    assert pack.table("nothing") == []
    assert list(pack.measured) == ["cues"]


def test_settings_and_free_tables_have_numbers(write: Write) -> None:
    write(
        "pack.yml", "language: xx\nversion: 0.2\nsettings: {least: 0.75, on: true, off: no, n: 3, deep: {a: [1, b]}}\n"
    )
    write("layout.yml", "shares: {12: 0.5}\nwords: [no, on]\n")
    pack = load_pack(["mine"])
    assert pack.settings == {"least": 0.75, "on": True, "off": "no", "n": 3, "deep": {"a": [1, "b"]}}
    assert (pack.language, pack.version) == ("xx", "0.2")
    assert pack.layout == {"shares": {12: 0.5}, "words": ["no", "on"]}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=120) | st.text(max_size=120).map(str.encode))
def test_any_bytes_as_a_rule_file_are_a_pack_or_a_rule_error(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "any.yml"
    path.write_bytes(data)
    load_or_faults(path)


def load_or_faults(path: Path) -> tuple[Fault, ...]:
    """Nothing but RuleError may come out of any file."""
    try:
        load_pack([path])
    except RuleError as error:
        return error.faults
    return ()


VALUES = st.recursive(
    st.sampled_from(["hedge", "a", "{cue:=a}", "no", "", "1", "[x](cue)"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["type", "match", "a"]), inner, max_size=3)
    ),
    max_leaves=5,
)
KEYS = [
    "id",
    "kind",
    "part",
    "entries",
    "columns",
    "phrases",
    "effect",
    "examples",
    "macros",
    "spans",
    "suffixes",
    "irregular",
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=8),
    st.sampled_from(["hedge", "pseudo", "lexicon", "structure", "inflection", "layout", "pack", "attribution"]),
)
def test_any_data_as_a_rule_file_are_a_pack_or_a_rule_error(tmp_path: Path, data: dict[str, object], kind: str) -> None:
    import json

    path = tmp_path / "any.yml"
    path.write_text(json.dumps({**data, "kind": kind}))
    assert all(fault.line == 1 for fault in load_or_faults(path))
