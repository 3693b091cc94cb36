"""One tag a token, the same tag for the same text, whatever was tagged before."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrib.match.tagger import BOUNDARY, QUOTATION, Tagger, read_rows
from attrib.match.tokens import Tokeniser
from hypothesis import given, settings
from hypothesis import strategies as st

FOLDER = Path(__file__).parent.parent / "rules" / "en" / "structure"
TOKENISER, TAGGER = Tokeniser.from_folder(FOLDER), Tagger.from_folder(FOLDER)
TAGS = set("NPJDOZY'RITtSWCMXHdVBGELQU.,:;-()/\n")
WORDS = st.sampled_from(["The", "reports", "said", "May", "that", "to", "her", "İ", "’s", "n't", ".", ",", "9", "😀"])
FORMS = st.lists(st.one_of(WORDS, st.sampled_from([BOUNDARY, QUOTATION]), st.text(min_size=1, max_size=5)), max_size=20)


@given(FORMS)
def test_one_known_tag_a_form(forms: list[str]) -> None:
    tags = TAGGER.tag(forms)
    assert len(tags) == len(forms)
    assert set(tags) <= TAGS


@settings(max_examples=20)
@given(st.lists(FORMS, min_size=1, max_size=6))
def test_tags_do_not_hang_on_what_was_tagged_before(texts: list[list[str]]) -> None:
    fresh = Tagger.from_folder(FOLDER)
    backwards = [fresh.tag(forms) for forms in reversed(texts)]
    assert [TAGGER.tag(forms) for forms in texts] == backwards[::-1]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("The mayor said that the lake is dry.", "DNVtDNXJ."),
        ("She will report on Monday.", "OMBIY."),
        ("They did not say so.", "OdRBR."),
        ("He wants to leave.", "OVTB."),
        ("The reports were published.", "DNXE."),
        ("Ms Oduya’s aide was there.", "PP'NXR."),
        ("The guild fears the sale will fail.", "DNVDNMB."),
        ("The tower leaks oil.", "DNVN."),
        ("He talks about the works of the old miller.", "OVIDNIDJN."),
    ],
)
def test_plain_sentences(text: str, tags: str) -> None:
    assert TAGGER.tag(TOKENISER.tokenise(text)[2]) == tags


@pytest.mark.parametrize(
    ("form", "tags"),
    [
        ("attic", "N"),  # the ending says adjective
        ("aunts", "N"),  # ... verb
        ("Attic", "P"),  # a capital inside a sentence: a name that nobody counted
        ("flimbly", "R"),  # no word: what its ending says
    ],
)
def test_what_an_uncounted_word_can_be(form: str, tags: str) -> None:
    assert TAGGER.readings(form)[0] == tags


def test_a_misleading_word_at_the_start_of_its_sentence_is_still_that_word() -> None:
    assert TAGGER.tag(["Aunts", "said", "so", "."])[0] == "N"


def test_marks_are_their_own_tags() -> None:
    assert TAGGER.tag([",", ";", ":", "(", ")", BOUNDARY, QUOTATION]) == ",;:()\nQ"


def test_nothing_is_tagged_as_nothing() -> None:
    assert TAGGER.tag([]) == ""


def test_comment_lines_of_a_table_are_left_out(tmp_path: Path) -> None:
    table = tmp_path / "tags.tsv"
    table.write_text("# form\tcounts\n#\tZ:1\nsaid\tV:2\n\n", "utf-8")
    assert list(read_rows(table)) == [("#", "Z:1"), ("said", "V:2")]
