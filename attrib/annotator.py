"""The Python door: rules in, annotated documents out."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Protocol, get_args

from attrib.account import Account
from attrib.analyse import Analyser, Analysis
from attrib.entities import decoded, plain
from attrib.errors import UsageError
from attrib.finish import Finished, Finisher
from attrib.match.engine import Match
from attrib.model import Attitude, Certainty, Document, HedgeType, RulesUsed
from attrib.resolve.choose import Least, Lost
from attrib.rules.load import collection_paused, load_pack
from attrib.rules.pack import Pack
from attrib.suggest import did_you_mean
from attrib.trace import CueTrace, Firing, SentenceTrace, Trace

DEFAULT_ID = "text"
ATTITUDES: tuple[str, ...] = get_args(Attitude)
HEDGES: tuple[str, ...] = get_args(HedgeType)
AHEAD = 4  # chunks read ahead for each worker
CHUNK = 16  # documents sent to a worker at a time

Record = dict[str, Any]
CertaintyAt = Callable[[int, int, bool], Certainty]


class Raw(Protocol):
    """A text to annotate, as the readers give it."""

    @property
    def id(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def meta(self) -> Mapping[str, Any]: ...


class Annotator:
    """Annotates texts by the rules of one or several packs.

    `rules` names packs: "en" is the shipped one, a path is a folder of rule files that join it. `select` and `ignore`
    take rule ids or patterns such as `en/hedge/*`; `attitudes` keeps only attributions of these attitudes. `hedges`
    lists only hedges of these types, or of a profile of the pack (weasel, uncertainty, factuality); labels and
    certainty are what they are without it. `ratings` are files of ratings of sources, the earlier before the later;
    `ratings_on` is the day on which they are looked at, today if not given: what ran out before it is expired. Frozen
    once built; may be shared between threads. Raises RuleError (all mistakes of all files at once) and UsageError.
    """

    @collection_paused()
    def __init__(
        self,
        rules: str | Path | Sequence[str | Path] = ("en",),
        *,
        ratings: str | Path | Sequence[str | Path] = (),
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        attitudes: Collection[str] | None = None,
        hedges: Collection[str] | None = None,
        ratings_on: date | None = None,
    ) -> None:
        for attitude in attitudes or ():
            if attitude not in ATTITUDES:
                raise UsageError(f"unknown attitude '{attitude}'{did_you_mean(attitude, ATTITUDES)}")
        files = (Path(ratings),) if isinstance(ratings, str | Path) else tuple(map(Path, ratings))
        packs = [rules] if isinstance(rules, str | Path) else list(rules)
        self._arguments = (
            tuple(packs),
            tuple(select),
            tuple(ignore),
            tuple(attitudes) if attitudes is not None else None,
            tuple(hedges) if hedges is not None else None,
            files,
            ratings_on,
        )
        self.pack = load_pack(packs, select=select, ignore=ignore)
        types = None if hedges is None else _types(self.pack, hedges)
        self._analyser = Analyser(self.pack, attitudes)
        self._finisher = Finisher(self.pack, files, ratings_on, types)

    @property
    def rules_used(self) -> RulesUsed:
        """The pack and ratings as every record names them."""
        pack, book = self.pack, self._finisher.book
        return RulesUsed(
            pack=pack.name, version=pack.version, sha256=pack.sha256, ratings=book.sha256 if book else None
        )

    def annotate(
        self, text: str | Document, *, id: str | None = None, meta: Mapping[str, Any] | None = None
    ) -> Document:
        """Annotate one text. A Document is annotated anew: its id, text and meta are kept.

        Raises ValueError for a Document without text.
        """
        if isinstance(text, Document):
            if text.text is None:
                raise ValueError(f"document {text.id} has no text")
            return self.annotate(text.text, id=id or text.id, meta=meta if meta is not None else text.meta)
        return self._document(*self._read(text, id, meta))

    def record(self, text: str, *, id: str | None = None, meta: Mapping[str, Any] | None = None) -> Record:
        """The same as plain dicts, as `Document.model_dump(mode="json")` gives it, without building models."""
        return self._read(text, id, meta)[0]

    def pipe(self, documents: Iterable[str | Document], *, workers: int = 1) -> Iterator[Document]:
        """Annotate many, lazily and in order, `workers` at a time in processes of their own; memory stays bounded.

        With more than one worker `certainty_at` is computed by annotating that document again when first asked.
        """
        if workers <= 1:
            return map(self.annotate, documents)
        raws = (d if isinstance(d, Document) else Document(id=DEFAULT_ID, text=d) for d in documents)
        return (self._revived(record) for record in self.records(raws, workers=workers))

    def records(self, documents: Iterable[Any], *, workers: int = 1) -> Iterator[Record]:
        """The records of `documents` (anything with id, text and meta), lazily and in order."""
        if workers <= 1:
            yield from (self.record(d.text, id=d.id, meta=d.meta) for d in documents)
            return
        with ProcessPoolExecutor(workers) as pool:
            waiting: deque[Future[list[Record]]] = deque()
            try:
                for chunk in _chunks(documents):
                    waiting.append(pool.submit(_work, self._arguments, chunk))
                    while waiting and (len(waiting) >= workers * AHEAD or waiting[0].done()):
                        yield from waiting.popleft().result()
                while waiting:
                    yield from waiting.popleft().result()
            finally:
                for future in waiting:
                    future.cancel()

    def fired(self, text: str) -> list[Firing]:
        """The rules that fire on `text` whatever was measured of them, each with the spans of its slots."""
        analysis = self._analyser.analyse(text, least=Least(0.0, 0.0))
        return self._finisher.finish(analysis, DEFAULT_ID, {}).firings()

    def trace(self, text: str) -> Trace:
        """The document together with every match, those that lost too, for `attrib explain`.

        Its text is the one that rules see: entities of HTML are read, blanks are spaces.
        """
        lost: list[Lost] = []
        read = decoded(text)
        finished = self._finish(read.text if read else plain(text), None, None, lost)
        accounts = dict(self._finisher.accounts(finished))
        document = self._document(finished.record, finished.certainty_at)
        return Trace(document, _sentences(finished, lost, accounts))

    def _read(self, text: str, id: str | None, meta: Mapping[str, Any] | None) -> tuple[Record, CertaintyAt]:
        """The record of a text, and how sure its sources are of a span of it."""
        read = decoded(text)
        if read is None:
            finished = self._finish(plain(text), id, meta)
            finished.record["text"] = text
            return finished.record, finished.certainty_at
        inner = self._finish(read.text, id, meta)

        def certainty_at(start: int, end: int, author: bool) -> Certainty:
            return inner.certainty_at(*read.there(start, end), author)

        return read.back(inner.record, text), certainty_at

    def _finish(
        self, text: str, id: str | None, meta: Mapping[str, Any] | None, lost: list[Lost] | None = None
    ) -> Finished:
        analysis: Analysis = self._analyser.analyse(text, lost)
        return self._finisher.finish(analysis, DEFAULT_ID if id is None else id, meta or {})

    def _document(self, record: Record, certainty_at: CertaintyAt) -> Document:
        document = Document.model_validate(record)
        document._certainty_at = certainty_at
        return document

    def _revived(self, record: Record) -> Document:
        document = Document.model_validate(record)

        def certainty_at(start: int, end: int, author: bool) -> Certainty:
            _, document._certainty_at = self._read(record["text"], record["id"], record["meta"])
            return document._certainty_at(start, end, author)

        document._certainty_at = certainty_at
        return document


def _types(pack: Pack, names: Iterable[str]) -> frozenset[str]:
    """The hedge types of these names: a type, or a profile of the pack that stands for several."""
    profiles: Mapping[str, Sequence[str]] = pack.settings.get("hedge-profiles", {})
    found: set[str] = set()
    for name in names:
        if name not in HEDGES and name not in profiles:
            raise UsageError(f"unknown hedge type or profile '{name}'{did_you_mean(name, (*HEDGES, *profiles))}")
        found.update(profiles.get(name, (name,)))
    return frozenset(found)


def _chunks(documents: Iterable[Raw]) -> Iterator[list[tuple[str, str, dict[str, Any]]]]:
    chunk: list[tuple[str, str, dict[str, Any]]] = []
    for document in documents:
        chunk.append((document.id, document.text, dict(document.meta)))
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


Words = tuple[str, ...]
Arguments = tuple[tuple[str | Path, ...], Words, Words, Words | None, Words | None, tuple[Path, ...], date | None]


@cache
def _worker(arguments: Arguments) -> Annotator:
    """The annotator of a worker process, built by its first chunk."""
    rules, select, ignore, attitudes, hedges, ratings, on = arguments
    return Annotator(
        rules, select=select, ignore=ignore, attitudes=attitudes, hedges=hedges, ratings=ratings, ratings_on=on
    )


def _work(arguments: Arguments, chunk: list[tuple[str, str, dict[str, Any]]]) -> list[Record]:
    annotator = _worker(arguments)
    return [annotator.record(text, id=id, meta=meta) for id, text, meta in chunk]


def _sentences(finished: Finished, lost: Sequence[Lost], accounts: Mapping[int, Account]) -> tuple[SentenceTrace, ...]:
    cues: dict[int, list[CueTrace]] = {}
    field = finished.analysis.field

    def add(match: Match, outcome: str, reason: str, scope: tuple[tuple[int, int], ...] = ()) -> None:
        slots = finished.slots(match)
        if scope:
            slots = {**{name: spans for name, spans in slots.items() if name != "target"}, "scope": scope}
        start, end = slots["cue"][0]
        cue = CueTrace(
            start, end, field.text[start:end], match.rule.id, match.rule.phrases[match.phrase].source,
            outcome, reason, slots,
        )  # fmt: skip
        cues.setdefault(field.sentence[match.anchor[0]], []).append(cue)

    for match, reason, scope in finished.kept():
        add(match, "won", reason, scope)
    for one in lost:
        add(one.match, "blocked" if one.blocked else "lost", one.reason)
    return tuple(
        SentenceTrace(i, tuple(sorted(cues.get(i, ()), key=lambda c: c.start)), accounts.get(i))
        for i in sorted(cues.keys() | accounts.keys())
    )


@cache
def annotator_of(rules: tuple[str, ...]) -> Annotator:
    """The annotator of these packs, built once in a process."""
    return Annotator(rules)


def default_annotator() -> Annotator:
    """The shipped English pack, loaded once."""
    return annotator_of(("en",))


def annotate(text: str | Document, *, id: str | None = None, meta: Mapping[str, Any] | None = None) -> Document:
    """Annotate one text by the shipped English rules."""
    return default_annotator().annotate(text, id=id, meta=meta)
