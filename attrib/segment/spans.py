"""How a text is laid out, as plain tuples. Offsets are half-open, in code points of the text."""

from __future__ import annotations

from typing import NamedTuple


class Quotation(NamedTuple):
    """A pair of quotation marks and what stands between them, or one mark that pairs with nothing.

    `start`..`end` holds the marks, `inner_start`..`inner_end` does not. An unclosed quotation ends with its paragraph;
    one that began in the paragraph before and is closed here has no opening mark (`start == inner_start`). A stray mark
    is a quotation with nothing inside (`inner_start == inner_end`), neither full nor closed.
    `full`: it stands for a clause or more; otherwise a title, a nickname, a scare word or a piece of its sentence.
    `continues`: the paragraph before ended in a quotation that was left open, and this one goes on with it.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    paragraph: int
    full: bool
    closed: bool
    continues: bool


class SentenceSpan(NamedTuple):
    """A sentence without the white space around it; it never crosses a paragraph.

    `read` is looked at even where it is boilerplate, because it may say whose the words before it are: the credit
    behind a caption in its paragraph ("Image: …"), what may be the closing formula of a letter and the name below it,
    the byline of a piece in the first person.
    """

    start: int
    end: int
    paragraph: int
    boilerplate: bool
    read: bool = False


class Layout(NamedTuple):
    """Paragraphs, sentences and quotations in text order, and what dateline and byline say about the text.

    `stamps` maps the start of a paragraph to where the time before it ends, no part of a clause either, and
    `markup` holds the spans of tags and emphasis that were left in the text.
    `meta` may hold `origin_agency`, `place`, `byline` and `date`; `dateline` the spans it was read from, which are no
    part of any clause. Every character that is no white space lies in exactly one sentence.
    """

    paragraphs: list[tuple[int, int]]
    sentences: list[SentenceSpan]
    quotations: list[Quotation]
    meta: dict[str, str]
    dateline: list[tuple[int, int]]
    stamps: dict[int, int]
    markup: list[tuple[int, int]]
