"""The readable output: who says so at the left, how sure at the right, nothing that steers a terminal."""

from __future__ import annotations

import re
from typing import Any

import pytest
from attrib.write.explain import rows, underline
from attrib.write.ink import visible
from attrib.write.text import TextWriter
from rich.cells import cell_len

TEXT = "Karsovan state media announced this, the Meridian Press reports. Copied"
CERTAIN = {
    "voice": "attributed", "sources": ["s1", "s2"], "certainty": "certain", "polarity": "positive", "lowest": "certain",
    "disputed": False, "independent_roots": 1, "because": [],
}  # fmt: skip
AUTHOR = CERTAIN | {"voice": "author", "sources": []}


def source(name: str, title: str, kind: str, **more: Any) -> dict[str, Any]:
    plain = {
        "id": name, "name": title, "kind": kind, "naming": "named", "members": [], "access": None, "control": None,
        "ratings": [], "rating_status": "unrated",
    }  # fmt: skip
    return plain | more


def record(label: dict[str, Any] | None = CERTAIN, text: str = TEXT, **more: Any) -> dict[str, Any]:
    end = text.find(". Copied") + 1 or len(text)
    sentences = [
        {"start": 0, "end": end, "boilerplate": False, "label": label, "attributions": ["a1", "a2"], "hedges": []},
        {"start": end + 1, "end": len(text), "boilerplate": True, "label": None, "attributions": [], "hedges": []},
    ]
    attributions = [
        {"id": "a1", "source": [[0, 20]], "cue": [[21, 30]]},
        {"id": "a2", "source": [[37, 55]], "cue": [[56, 63]]},
    ]
    sources = [source("s1", "Meridian Press", "outlet"), source("s2", "Karsovan state media", "state_media")]
    return {
        "id": "doc-17", "text": text, "meta": {}, "sentences": sentences, "attributions": attributions, "hedges": [],
        "sources": sources,
    } | more  # fmt: skip


def written(found: dict[str, Any], **options: Any) -> str:
    return TextWriter(**{"width": 88} | options).document(found)


def verdict(label: dict[str, Any], **more: Any) -> str:
    """The line below the sentence, without the blanks between its two sides."""
    return re.sub(r" {2,}", " | ", written(record(label, **more)).split("\n")[3].strip())


def test_a_document() -> None:
    assert written(record()) == (
        "doc-17\n"
        "\n"
        "  Karsovan state media announced this, the Meridian Press reports.\n"
        "    Meridian Press (outlet) > Karsovan state media (state media)                 certain\n"
        "\n"
        "  boilerplate: Copied\n"
        "\n"
        "  sources\n"
        "    Meridian Press (outlet)                                                   1 sentence\n"
        "    Karsovan state media (state media)                                        1 sentence\n"
        "\n"
    )


@pytest.mark.parametrize(
    ("label", "wanted"),
    [
        (AUTHOR, "author | certain"),
        (CERTAIN | {"sources": []}, "nobody named (hearsay) | certain"),
        (CERTAIN | {"voice": "mixed", "sources": ["s1"]}, "author, in part Meridian Press (outlet) | certain"),
        (AUTHOR | {"certainty": "probable", "polarity": "negative"}, "author | probable, negative, in part certain"),
        (AUTHOR | {"disputed": True}, "author | certain, disputed"),
        (AUTHOR | {"lowest": "possible"}, "author | certain, in part possible"),
        (CERTAIN | {"sources": ["s1"], "independent_roots": 2}, "Meridian Press (outlet) | certain, 2 origins"),
    ],
)
def test_verdicts(label: dict[str, Any], wanted: str) -> None:
    assert verdict(label) == wanted


def test_what_is_known_of_a_source() -> None:
    known = source(
        "s1",
        "both towns",
        "unknown",
        naming="anonymous",
        members=["Orlin", "Veld"],
        access="statement",
        control={"value": "state_controlled", "rater": "Watch", "as_of": "2024-02-07"},
        ratings=[{"scheme": "admiralty", "value": "C", "rater": "me", "rated_on": "2024-03-01"}],
        rating_status="conflict",
    )
    out = written(record(CERTAIN | {"sources": ["s1"]}, sources=[known]), width=60)
    said = " ".join(out.split("sources\n")[1].split())
    for fact in (
        "both towns (anonymous); = Orlin, Veld; by statement; state controlled (Watch, 2024-02-07);",
        "admiralty: C (me, 2024-03-01); raters disagree",
    ):
        assert fact in said.replace(" 1 sentence", "")


def test_a_sentence_that_was_not_analysed() -> None:
    assert re.search(r"reports\. +not analysed\n", written(record(None)))


def test_meta_below_the_id() -> None:
    out = written(record(meta={"title": "Ports", "date": "2024-07-08", "language": "en"}))
    assert out.startswith("doc-17\nPorts · 2024-07-08\n\n")


def test_error_records_are_told_elsewhere() -> None:
    assert written({"id": "x", "error": {"code": "x"}}) == ""


@pytest.mark.parametrize("width", [30, 60, 88, 300])
def test_lines_keep_to_the_width(width: int) -> None:
    text = "Die Reederei 日本海運株式会社 teilte mit, " * 9 + "die 船 sei leer. Copied"
    for line in written(record(text=text), width=width).splitlines():
        assert cell_len(line) <= min(width, 100)


def test_colour_only_on_demand() -> None:
    assert "\x1b" not in written(record(), color=False)
    colored = written(record(), color=True)
    assert re.sub(r"\x1b\[[\d;]*m", "", colored) == written(record(), color=False)
    assert "\x1b[4mannounced\x1b[0m" in colored


def test_styles_do_not_run_over() -> None:
    label = AUTHOR | {"polarity": "negative", "lowest": "possible"}
    line = written(record(label), color=True).split("\n")[3]
    assert re.findall(r"\x1b\[([\d;]+)m([^\s\x1b][^\x1b]*)", line) == [
        ("2", "author"), ("32", "certain"), ("31", ", negative"), ("2", ", in part possible"),
    ]  # fmt: skip


def test_control_characters_do_not_reach_the_terminal() -> None:
    text = "The \x1b]0;title\x07 keeper\x9b31m said\r\nno\x0c. Copied"
    out = written(record(text=text, id="\x1b[2J", meta={"title": "\x1b[31m"}))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", out)
    assert len(visible(text)) == len(text)


def test_no_text_and_no_sentence() -> None:
    assert written(record(text="", sentences=[])) == "doc-17\n\n\n"


def test_marks_are_named_under_their_words() -> None:
    assert underline([(0, 8, "source"), (9, 11, "cue"), (14, 20, "content")], 0, "The mate is so sure.") == (
        "source── cu   conten"
    )
    assert underline([(2, 6, "x")], 4, "rest") == "x─"
    assert underline([(1, 3, "x")], 0, "日本海") == "  x───"


def test_marks_that_overlap_go_below_each_other() -> None:
    marks = [(0, 20, "content"), (4, 8, "source"), (9, 11, "cue"), (30, 40, "target")]
    assert rows(marks, 0, 25) == [[(0, 20, "content")], [(4, 8, "source"), (9, 11, "cue")]]
    assert rows(marks, 25, 60) == [[(30, 40, "target")]]
