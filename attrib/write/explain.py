"""Why a text is labelled as it is: the cues seen in each sentence, the rules they fired, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.text import Text

from attrib.write import ink
from attrib.write.ink import visible
from attrib.write.text import Page, TextWriter

if TYPE_CHECKING:
    from attrib.account import Account, AccountStep
    from attrib.trace import CueTrace, SentenceTrace, Trace

OUTCOMES = {"won": ("won", "green"), "lost": ("lost", ink.QUIET), "blocked": ("blocked", "yellow")}
COLUMN = 9
LONGEST = 1200  # characters shown of a text around one cue
RULE = "─"
WHAT = {"start": "start", "word": "the word and its frame", "hedge": ""}
Mark = tuple[int, int, str]


class Explainer(TextWriter):
    """Writes a `Trace` as text, in the same layout as the documents."""

    def trace(self, trace: Trace) -> str:
        """Every sentence with its verdict and, below, its cues: first those that won, with their spans."""
        page = Page(trace.document.model_dump(mode="json"))
        if not page.record["sentences"]:
            return self.ink.line(Text("no sentence in this text", ink.QUIET))
        by_index = {sentence.index: sentence for sentence in trace.sentences}
        return "\n".join(self._explained(page, i, by_index.get(i)) for i in range(len(page.record["sentences"])))

    def _explained(self, page: Page, index: int, trace: SentenceTrace | None) -> str:
        sentence = page.record["sentences"][index]
        parts = [self.sentence(page, sentence)]
        if sentence["boilerplate"]:
            parts = [
                self.ink.block(Text(f"boilerplate: {page.words(sentence['start'], sentence['end'])}", ink.QUIET), 2)
            ]
        elif sentence["label"]:
            because = ", ".join(sentence["label"]["because"]) or "no rule fired"
            parts.append(self.ink.block(Text(f"because {because}", ink.QUIET), 4))
            if trace and trace.account:
                parts += self._account(page, trace.account)
        cues = sorted(trace.cues if trace else (), key=lambda cue: (cue.outcome != "won", cue.start))
        for cue in cues:
            parts.append("\n" + self._cue(page, cue, (sentence["start"], sentence["end"])))
        return "".join(parts)

    def _account(self, page: Page, account: Account) -> Iterator[str]:
        """How level and value came about: what each cue does, from the word outwards, and what there is after it."""
        word = page.words(account.start, account.end)
        steps = [(_by(page, step.cue), _does(step), _stands(step), step.rule or "") for step in account.steps]
        yield "\n" + self._sum("level", f"of “{word}”, the main proposition", steps, [s.why for s in account.steps])
        parts = [(_by(page, p.cue, WHAT[p.what]), f"{p.weight:+.2f}", p.rule or "") for p in account.parts]
        told = f"{account.value:+.2f}, read off the measured curve at the sum {account.total:+.2f}"
        yield self._sum("value", told if parts else f"{account.value:+.2f}, as the rule states it", parts)

    def _sum(self, name: str, told: str, lines: Sequence[tuple[str, ...]], why: Sequence[str] = ()) -> str:
        """A line for each step in columns, above them what they are about, and below a step its reason."""
        found = [self.ink.block(Text.assemble((name.ljust(COLUMN), ink.STRONG), told), 4)]
        widths = [max(Text(cell).cell_len for cell in column) for column in zip(*lines, strict=True)]
        for line, reason in zip_longest(lines, why, fillvalue=""):
            cells = (cell + " " * (width - Text(cell).cell_len) for cell, width in zip(line, widths, strict=True))
            found.append(self.ink.block(Text("  ".join(cells).rstrip()), 4 + COLUMN))
            if reason:
                found.append(self.ink.block(Text(reason, ink.QUIET), 6 + COLUMN))
        return "".join(found)

    def _cue(self, page: Page, cue: CueTrace, sentence: tuple[int, int]) -> str:
        word, style = OUTCOMES.get(cue.outcome, (cue.outcome, ""))
        told = Text.assemble((visible(cue.text), ink.CUE), "  ", (cue.rule, ink.STRONG))
        if cue.reason:
            told.append(f"  {visible(cue.reason)}", ink.QUIET)
        first, *more = self.ink.wrap(told, 4 + COLUMN)
        lines = [self.ink.line(Text.assemble((word.ljust(COLUMN), style), first), 4)]
        lines += [self.ink.line(line, 4 + COLUMN) for line in more]
        if cue.phrase:
            lines.append(self.ink.block(Text(visible(cue.phrase), ink.QUIET), 4 + COLUMN))
        if cue.outcome == "won":
            lines += self._spans(page, cue, sentence)
        return "".join(lines)

    def _spans(self, page: Page, cue: CueTrace, sentence: tuple[int, int]) -> Iterator[str]:
        """The words from the first to the last slot, with the name of each slot under its words."""
        slots: list[Mark] = [(a, b, name) for name, spans in cue.slots.items() for a, b in spans]
        marks = slots or [(cue.start, cue.end, "cue")]
        start, end = _stretch(marks, sentence)
        words, at = page.words(start, end), 0
        for line in self.ink.wrap(Text(words), 4 + COLUMN):
            line.rstrip()
            at = words.index(line.plain, at)  # wrapping drops blanks
            yield self.ink.line(line, 4 + COLUMN)
            for row in rows(marks, start + at, start + at + len(line)):
                yield self.ink.line(Text(underline(row, start + at, line.plain), ink.SOURCE), 4 + COLUMN)
            at += len(line)


def _by(page: Page, cue: Sequence[tuple[int, int]], other: str = "start") -> str:
    return " … ".join(page.words(*span) for span in cue) or other


def _does(step: AccountStep) -> str:
    """What a step says by itself."""
    return ", ".join(filter(None, (step.says, "turns" if step.turns else "")))


def _stands(step: AccountStep) -> str:
    """What the level is after a step."""
    return f"= {step.level}{', negative' if step.polarity == 'negative' else ''}"


def _stretch(marks: Sequence[Mark], sentence: tuple[int, int]) -> tuple[int, int]:
    """The sentence, and what lies outside it of a slot, unless that is long."""
    start = min(sentence[0], *(a for a, _, _ in marks))
    end = max(sentence[1], *(b for _, b, _ in marks))
    return (start, end) if end - start <= LONGEST else sentence


def rows(marks: Iterable[Mark], start: int, end: int) -> list[list[Mark]]:
    """The marks that touch start..end, in as few rows as keep them from lying on each other."""
    found: list[list[Mark]] = []
    for mark in sorted(mark for mark in marks if mark[0] < end and start < mark[1]):
        row = next((row for row in found if row[-1][1] <= mark[0]), None)
        if row is None:
            found.append(row := [])
        row.append(mark)
    return found


def underline(row: Sequence[Mark], start: int, line: str) -> str:
    """A line that names each mark under its words: `content───── source─ cue`."""
    text = Text(line)
    out = ""
    for a, b, name in row:
        left, right = max(0, a - start), min(len(line), b - start)
        out = out.ljust(Text(line[:left]).cell_len)
        room = text[left:right].cell_len
        out += name[:room].ljust(room, RULE)
    return out
