"""Speed and attribution of attrib beside textacy's quotation extractor, on the same texts in one run.

    python benchmarks/peers.py --shared FOLDER --model SPACY_MODEL [--split dev] [--documents 60]

Run it by `make peers`, in an environment that has textacy and a spaCy model with a parser (`python -m spacy download
en_core_web_sm`, or a package of it). Compare the ratio: seconds differ from machine to machine. textacy looks for
direct quotations only, so the attribution figures compare what each is for, not how well one thing is done.
"""

from __future__ import annotations

import argparse
import gc
import importlib.util
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import orjson

from run import Bench, Record, Table, build, documents, percent, update

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # one core, before NumPy is loaded
Annotate = Callable[[Record], Record]
KEYS = ("attribution", "content_match", "source_tokens", "cue_overlap", "sentence")
PASSES = 2
TITLES = {"attribution": "attribution", "content_match": "content J≥.5", "source_tokens": "source tokens"}


def textacy_annotator(model: str) -> Annotate:
    """Direct quotations, a paragraph at a time (textacy pairs quotation marks by paragraph), in the contract's form."""
    import spacy
    from textacy.extract import direct_quotations

    parse = spacy.load(model, exclude=["ner"])

    def found_in(start: int, paragraph: str) -> Iterator[Record]:
        try:
            triples = list(direct_quotations(parse(paragraph)))
        except ValueError:  # it refuses a paragraph with an odd number of quotation marks
            triples = []
        for triple in triples:
            yield {
                "source": [[start + triple.speaker[0].idx, start + end_of(triple.speaker)]] if triple.speaker else [],
                "cue": [[start + triple.cue[0].idx, start + end_of(triple.cue)]] if triple.cue else [],
                "content": [[start + triple.content.start_char, start + triple.content.end_char]],
                "parent": None,
            }

    def annotate(document: Record) -> Record:
        found = [a for start, paragraph in paragraphs(document["text"]) for a in found_in(start, paragraph)]
        return {"id": document["id"], "text": document["text"], "attributions": found}

    return annotate


def end_of(tokens: list[Any]) -> int:
    return int(tokens[-1].idx + len(tokens[-1]))


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield start, line
        start += len(line)


def timed(annotate: Annotate, texts: list[Record], path: Path) -> float:
    """Seconds for all texts with the JSON lines written: the better of two passes, as other work only slows one."""
    gc.collect()
    gc.freeze()  # or one system's models would be looked through for garbage while the other is timed
    seconds = []
    for _ in range(PASSES):
        started = time.perf_counter()
        path.write_bytes(b"".join(orjson.dumps(annotate(document)) + b"\n" for document in texts))
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def compare(bench: Bench, gold: Path, systems: dict[str, Annotate], number: int) -> Table:
    texts = list(islice(documents([gold]), number))
    sample, ours = bench.work / "gold.jsonl", systems["attrib"]
    sentences = sum(len(ours(document)["sentences"]) for document in texts)
    sample.write_bytes(b"".join(orjson.dumps(document) + b"\n" for document in texts))
    rows = [["system", "sentences/s", "times textacy", *(TITLES.get(key, key.replace("_", " ")) for key in KEYS)]]
    seconds: dict[str, float] = {}
    for name, annotate in systems.items():
        path = bench.work / f"{name}.jsonl"
        seconds[name] = timed(annotate, texts, path)
        got = bench.score("score_attribution.py", sample, path, "--outermost")
        ratio = f"{seconds['textacy'] / seconds[name]:,.1f}"
        rows.append([name, f"{sentences / seconds[name]:,.0f}", ratio, *(percent(got[key]["f1"]) for key in KEYS)])
    about = f"{len(texts)} documents of {gold.stem}, {sentences:,} sentences as attrib cuts them; F1 in percent."
    about += f" One run, one core, the better of {PASSES} passes; attrib as {build()}."
    return Table("Beside textacy", about, rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--shared", type=Path, required=True, help="folder with gold/ and bench/")
    parser.add_argument("--model", default="en_core_web_sm", help="a spaCy model with a parser")
    parser.add_argument("--split", choices=("train", "dev"), default="dev")
    parser.add_argument("--documents", type=int, default=60)
    parser.add_argument("--update", type=Path, help="Markdown file to write the table into, between its marks")
    arguments = parser.parse_args()
    if missing := [name for name in ("textacy", arguments.model) if not importlib.util.find_spec(name)]:
        sys.exit(f"not installed here: {', '.join(missing)}; see the head of {Path(__file__).name}")
    with tempfile.TemporaryDirectory() as work:
        bench = Bench(arguments.shared, Path(work), arguments.split)
        gold = bench.gold("polnear")
        if gold is None:
            parser.error(f"no PolNeAR in {arguments.shared}")
        ours = bench.annotator.record
        systems: dict[str, Annotate] = {
            "textacy": textacy_annotator(arguments.model),
            "attrib": lambda document: ours(document["text"], id=document["id"]),
        }
        report = compare(bench, gold, systems, arguments.documents).markdown()
    print(report)
    if arguments.update:
        update(arguments.update, report, "peers")


if __name__ == "__main__":
    main()
