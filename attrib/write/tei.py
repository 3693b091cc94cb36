"""TEI P5 (https://tei-c.org/guidelines/p5/): a corpus of texts with stand-off annotation.

The text stands whole in one `ab`, with an `s` for each sentence and an `anchor` wherever a mark begins or ends; marks
are `span`s from anchor to anchor, what is known of them feature structures that they point to with `ana`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

from attrib.units import NO_XML, xml
from attrib.write.marks import SENTENCE, Facts, Mark, Marked, marked, worded
from attrib.write.writer import PieceWriter, Record, Target, Writer

IN_BIBL = ("title", "publisher", "date")
HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt>"
    "<publicationStmt><p>{published}</p></publicationStmt><sourceDesc>{source}</sourceDesc></fileDesc></teiHeader>"
)
BEGIN = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">\n'
    + HEADER.format(title="Texts annotated by attrib", published="Not published.", source="<p>Texts below.</p>")
    + "\n"
)


def writer(target: Target) -> Writer:
    texts = Texts(target)
    return PieceWriter(target.sink(), texts.render, begin=BEGIN.encode(), end=b"</teiCorpus>\n")


class Texts:
    """Records to TEI elements, with ids that are unique in the whole corpus."""

    def __init__(self, target: Target) -> None:
        self._target, self._numbers = target, count(1)

    def render(self, record: Record) -> bytes:
        if "error" in record:
            return b""
        text = record["text"]
        if NO_XML.search(text):
            self._target.lose("no-xml", "XML holds no control characters: they were replaced by U+FFFD, one for one")
        found, prefix = marked(record), f"d{next(self._numbers)}-"
        parts = [f'<TEI xml:id="{prefix}text">', _header(record), *_annotations(found, prefix)]
        body = "".join(_body(text, found, prefix))
        parts.append(f'<text><body><ab xml:space="preserve">{body}</ab></body></text>')
        return ("\n".join(parts) + "\n</TEI>\n").encode()


def _header(record: Record) -> str:
    meta = record["meta"]
    title, publisher, date = (meta.get(name) for name in IN_BIBL)
    known = [f"<title>{xml(worded(title or record['id']))}</title>"]
    known += [f"<publisher>{xml(worded(publisher))}</publisher>"] if publisher else []
    known += [f"<date>{xml(worded(date))}</date>"] if date else []
    known += [f'<idno type="document">{xml(record["id"])}</idno>']
    known += [f'<note n="{xml(name)}">{xml(worded(meta[name]))}</note>' for name in meta if name not in IN_BIBL]
    source = f"<bibl>{''.join(known)}</bibl>"
    return HEADER.format(title=xml(worded(title or record["id"])), published="Annotated by attrib.", source=source)


def _annotations(found: Marked, prefix: str) -> Iterator[str]:
    """The spans, and the feature structures and links that belong to them."""
    yield "<standOff>"
    yield "<spanGrp>"
    for mark in found.marks:
        if mark.label != SENTENCE:
            yield from _spans(mark, prefix)
    yield "</spanGrp>"
    yield from (_features(f"{prefix}{mark.id}.fs", mark.label, mark.facts) for mark in found.marks if mark.facts)
    for link in found.links:
        yield f'<link type="{link.label}" target="#{prefix}{link.start} #{prefix}{link.end}"/>'
    yield "</standOff>"


def _spans(mark: Mark, prefix: str) -> Iterator[str]:
    """A span a piece; the first has the mark's id, and the others point to the one before."""
    ana = f' ana="#{prefix}{mark.id}.fs"' if mark.facts else ""
    names = [f"{prefix}{mark.id}", *(f"{prefix}{mark.id}.{n}" for n in range(2, len(mark.pieces) + 1))]
    for i, (name, (start, end)) in enumerate(zip(names, mark.pieces, strict=True)):
        before = f' prev="#{names[i - 1]}"' if i else ""
        ends = f'from="#{prefix}c{start}" to="#{prefix}c{end}"'
        yield f'<span xml:id="{name}" type="{mark.label}" {ends}{before}{ana}/>'


def _features(name: str, label: str, facts: Facts) -> str:
    inside = "".join(f'<f name="{fact}">{_value(value)}</f>' for fact, value in facts.items())
    return f'<fs xml:id="{name}" type="{label}">{inside}</fs>'


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return f'<binary value="{worded(value)}"/>'
    if isinstance(value, int | float):
        return f'<numeric value="{value}"/>'
    return f"<string>{xml(str(value))}</string>"


def _body(text: str, found: Marked, prefix: str) -> Iterator[str]:
    """The text with its sentences and anchors; nothing but the text is content."""
    sentences = [(mark.pieces[0], mark) for mark in found.marks if mark.label == SENTENCE]
    marks = (mark for mark in found.marks if mark.label != SENTENCE)
    anchors = sorted({end for mark in marks for piece in mark.pieces for end in piece})
    at = 0
    for (start, end), mark in sentences:
        yield from _stretch(text, at, start, anchors, prefix)
        yield f'<s xml:id="{prefix}{mark.id}" ana="#{prefix}{mark.id}.fs">'
        yield from _stretch(text, start, end, anchors, prefix)
        yield "</s>"
        at = end
    yield from _stretch(text, at, len(text), anchors, prefix)
    yield from _anchors(anchors[bisect_left(anchors, len(text)) :], prefix)


def _stretch(text: str, start: int, end: int, anchors: list[int], prefix: str) -> Iterator[str]:
    """The text from start to end, with an anchor before each character where one is wanted."""
    at = start
    for place in anchors[bisect_left(anchors, start) : bisect_left(anchors, end)]:
        yield xml(text[at:place])
        yield from _anchors([place], prefix)
        at = place
    yield xml(text[at:end])


def _anchors(places: Iterable[int], prefix: str) -> Iterator[str]:
    return (f'<anchor xml:id="{prefix}c{place}"/>' for place in places)
