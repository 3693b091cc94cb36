"""Annotated documents for a person to read: each sentence, who says so, and how sure they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rich.text import Text

from attrib.write import ink
from attrib.write.ink import Ink, visible
from attrib.write.writer import PieceWriter, Target, Writer

Record = Mapping[str, Any]
META = ("title", "publisher", "origin_agency", "date")


def writer(target: Target) -> Writer:
    """Documents to read, as `--format text` shows them."""
    page = TextWriter(color=target.color)
    return PieceWriter(target.sink(), lambda record: page.document(record).encode("utf-8", "replace"))


class Page:
    """A record with its parts by id."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.attributions, self.hedges, self.sources = (
            {item["id"]: item for item in record[kind]} for kind in ("attributions", "hedges", "sources")
        )

    def words(self, start: int, end: int) -> str:
        text = self.record["text"]
        return "" if text is None else visible(text[start:end])


class TextWriter:
    """Writes records of the contract `attrib/1` as text. `width` is in columns, None for the terminal's."""

    def __init__(self, *, color: bool = False, width: int | None = None) -> None:
        self.ink = Ink(color=color, width=width)

    def document(self, record: Record) -> str:
        """The whole document; nothing for an error record, which is told on standard error."""
        if "error" in record:
            return ""
        page = Page(record)
        return "".join([self._head(record), *self._sentences(page), self._sources(page), "\n"])

    def sentence(self, page: Page, sentence: Record) -> str:
        """One sentence and the verdict on it."""
        text = marked(page, sentence)
        if sentence["label"] is None:
            return self.ink.ends(text, Text("not analysed", ink.QUIET), 2)
        verdict = self.ink.ends(who(page, sentence["label"]), how_sure(sentence["label"]), 4)
        return self.ink.block(text, 2) + verdict

    def _head(self, record: Record) -> str:
        head = self.ink.block(Text(visible(record["id"]), ink.STRONG))
        meta = " · ".join(visible(str(record["meta"][name])) for name in META if record["meta"].get(name))
        return head + (self.ink.block(Text(meta, ink.QUIET)) if meta else "") + "\n"

    def _sentences(self, page: Page) -> Iterator[str]:
        skipped: list[str] = []
        for sentence in page.record["sentences"]:
            if sentence["boilerplate"]:
                skipped.append(page.words(sentence["start"], sentence["end"]))
                continue
            yield self._boilerplate(skipped)
            skipped = []
            yield self.sentence(page, sentence) + "\n"
        yield self._boilerplate(skipped)

    def _boilerplate(self, skipped: Sequence[str]) -> str:
        """Stretches that are no text, run together on one line."""
        if not skipped:
            return ""
        line = Text("boilerplate: " + " · ".join(skipped), ink.QUIET)
        line.truncate(self.ink.width - 2, overflow="ellipsis")
        return self.ink.line(line, 2) + "\n"

    def _sources(self, page: Page) -> str:
        """What is known of each source that a verdict names, and how many sentences stand on it."""
        chains = (set(s["label"]["sources"]) for s in page.record["sentences"] if s["label"])
        counts = Counter(name for chain in chains for name in chain)
        lines = [self.ink.line(Text("sources", ink.STRONG), 2)] if counts else []
        for name, source in page.sources.items():
            if count := counts[name]:
                right = Text(f"{count} sentence{'' if count == 1 else 's'}", ink.QUIET)
                lines.append(self.ink.ends(about(source), right, 4))
        return "".join(lines)


def marked(page: Page, sentence: Record) -> Text:
    """The sentence's words, with cues, hedges and sources made visible."""
    start, end = sentence["start"], sentence["end"]
    text = Text(page.words(start, end))
    for attribution in map(page.attributions.__getitem__, sentence["attributions"]):
        _style(text, attribution["source"], start, ink.SOURCE)
        _style(text, attribution["cue"], start, ink.CUE)
    for hedge in map(page.hedges.__getitem__, sentence["hedges"]):
        _style(text, hedge["cue"], start, ink.HEDGE)
    return text


def who(page: Page, label: Record) -> Text:
    """The chain of sources with their kinds, outermost first."""
    if label["voice"] == "author":
        return Text("author", ink.QUIET)
    chain = Text(" > ").join(vouching(page.sources[name]) for name in label["sources"])
    if not label["sources"]:
        chain = Text("nobody named (hearsay)", ink.SOURCE)
    return Text.assemble(("author, in part ", ink.QUIET), chain) if label["voice"] == "mixed" else chain


def named(source: Record) -> Text:
    """A source's name and, in brackets, what it is."""
    what = [source["kind"].replace("_", " ")] if source["kind"] != "unknown" else []
    if source["naming"] in ("anonymous", "pronoun"):
        what.append("anonymous" if source["naming"] == "anonymous" else "not resolved")
    return Text.assemble((visible(source["name"]), ink.SOURCE), (f" ({', '.join(what)})" if what else "", ink.QUIET))


def vouching(source: Record) -> Text:
    """A source as a verdict names it: what it is, who controls it, and the ratings that count with rater and date."""
    facts = [source["control"]["value"].replace("_", " ")] if source["control"] else []
    facts += [rated(rating) for rating in source["ratings"] if counts(rating)]
    if source["rating_status"] == "conflict":
        facts.append("raters disagree")
    return Text.assemble(named(source), (visible("".join(f" [{fact}]" for fact in facts)), ink.QUIET))


def how_sure(label: Record) -> Text:
    """The level, and what else bears on it."""
    words = Text.assemble((label["certainty"], ink.LEVELS.get(label["certainty"], "")))
    if label["polarity"] == "negative":
        words.append(", negative", ink.WARN)
    if label["disputed"]:
        words.append(", disputed", ink.WARN)
    if label["lowest"] != label["certainty"]:
        words.append(f", in part {label['lowest']}", ink.QUIET)
    if label["independent_roots"] > 1:
        words.append(f", {label['independent_roots']} origins", ink.QUIET)
    return words


def about(source: Record) -> Text:
    """What is known of a source: members, how it knows, who controls it, what its raters say."""
    facts = []
    if source["members"]:
        facts.append(f"= {', '.join(source['members'])}")
    if source["access"]:
        facts.append(f"by {source['access']}" if source["access"] != "told" else "was told")
    if control := source["control"]:
        facts.append(ruled(control))
    facts += map(rated, source["ratings"])
    if source["rating_status"] == "conflict":
        facts.append("raters disagree")
    return Text.assemble(named(source), ("".join(f"; {visible(fact)}" for fact in facts), ink.QUIET))


def ruled(control: Record) -> str:
    """Who controls a source, and who says so since when."""
    return f"{control['value'].replace('_', ' ')} ({control['rater']}, {control['as_of']})"


def rated(rating: Record) -> str:
    """A rating in the rater's own scheme, with rater and date."""
    flag = "" if counts(rating) else f", {rating['standing']}"
    return f"{rating['scheme']}: {rating['value']} ({rating['rater']}, {rating['rated_on']}{flag})"


def counts(rating: Record) -> bool:
    """Whether a rating is neither expired nor stands behind another."""
    return rating.get("standing") in (None, "current")


def _style(text: Text, spans: Iterable[Sequence[int]], start: int, style: str) -> None:
    for a, b in spans:
        if b > start and a < start + len(text):
            text.stylize(style, max(0, a - start), b - start)
