"""How far attrib is from the people who annotated, and whether its confidence can be believed.

    python benchmarks/people.py --shared FOLDER

People: every annotator of the documents that several annotated, against each other and against attrib, whose tables
are measured anew without these documents. Confidence: on PolNeAR's development part, which no table was counted on, how
often attributions of each confidence are right (content J>=.5 and source); a reliability table.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, permutations
from pathlib import Path
from typing import Any, NamedTuple

from attrib import Annotator
from attrib.analyse import Analyser
from attrib.rules.find import shipped_folder
from attrib.rules.load import load_pack
from attrib.score.measure import AGREE, measure
from attrib.score.words import Words, jaccard, word_f1

Record = dict[str, Any]
FIGURES = ("attribution", "content_match", "content_exact", "source_tokens", "cue_overlap", "sentence")
EDGES = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


class Bin(NamedTuple):
    """Attributions of a confidence from `low` on: how many, their mean confidence, the share that is right."""

    low: float
    n: int
    confidence: float
    right: float


def reliability(pairs: Sequence[tuple[float, bool]]) -> list[Bin]:
    """Bins of confidence and whether right, empty ones left out."""
    bins = []
    for low, high in pairwise(EDGES):
        inside = [(c, right) for c, right in pairs if low <= c < high]
        if inside:
            n = len(inside)
            bins.append(Bin(low, n, sum(c for c, _ in inside) / n, sum(right for _, right in inside) / n))
    return bins


def calibration_error(bins: Iterable[Bin]) -> float:
    """The mean distance of confidence and share right, by attribution (expected calibration error)."""
    known = list(bins)
    return sum(b.n * abs(b.confidence - b.right) for b in known) / max(1, sum(b.n for b in known))


def judged(gold: Mapping[str, Any], record: Mapping[str, Any]) -> Iterator[tuple[float, bool]]:
    """The confidence of each outermost attribution, and whether gold has it."""
    words = Words(gold["text"])
    truths = [{r: words.cover(a.get(r) or ()) for r in ("source", "content")} for a in gold["attributions"]]
    for one in record["attributions"]:
        if one["parent"] is None and one["confidence"] is not None:
            mine = {r: words.cover(one[r] or ()) for r in ("source", "content")}
            yield one["confidence"], any(_same(mine, truth) for truth in truths)


def _same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    if jaccard(one["content"], other["content"]) < AGREE:
        return False
    return word_f1(one["source"], other["source"]) >= AGREE or not (one["source"] or other["source"])


def read(path: Path) -> list[Record]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def write(path: Path, records: Iterable[Mapping[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def pack_without(texts: set[str], train: list[Record], work: Path) -> Path:
    """A copy of the shipped English pack, its tables measured without these texts."""
    pack = work / "en"
    shutil.copytree(shipped_folder() / "en", pack)
    measured = measure(Analyser(load_pack([pack])), (d for d in train if d["text"] not in texts))
    for name, rows in (("cues", measured.cues()), ("ends", measured.ends())):
        (pack / "measured" / f"{name}.tsv").write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    return pack


def scored(script: Path, gold: Path, predicted: Path, *options: str) -> list[float]:
    command = [sys.executable, str(script), str(gold), str(predicted), *options, "--json"]
    got = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return [100 * got[name]["f1"] for name in FIGURES]


def people(shared: Path, work: Path) -> Iterator[tuple[str, list[float]]]:
    """Rows of figures: attrib against each annotator, and the means for attrib and for people."""
    documents, script = read(shared / "gold" / "polnear-train-multi.jsonl"), shared / "bench" / "score_attribution.py"
    texts = {d["text"] for d in documents}
    pack = pack_without(texts, read(shared / "gold" / "polnear-train.jsonl"), work)
    annotator = Annotator([pack])
    made = {text: annotator.record(text, id=text[:40]) for text in texts}
    by: dict[str, list[Record]] = {}
    for document in documents:
        by.setdefault(document["annotator"], []).append({**document, "id": document["id"].partition("#")[0]})
    files = {name: write(work / f"{name}.jsonl", known) for name, known in by.items()}
    ours = []
    for name, known in sorted(by.items()):
        predicted = write(work / "ours.jsonl", ({**made[d["text"]], "id": d["id"]} for d in known))
        ours.append(scored(script, files[name], predicted, "--outermost"))
        yield f"attrib against annotator {name}", ours[-1]
    pairs = []
    for one, other in permutations(files, 2):
        shown = [{"sources": [], **d, "attributions": list(map(_as_predicted, d["attributions"]))} for d in by[one]]
        pairs.append(scored(script, files[other], write(work / "theirs.jsonl", shown)))
    yield "attrib, mean", _mean(ours)
    yield "people against people, mean", _mean(pairs)


def _as_predicted(one: Record) -> Record:
    return {"id": "", "parent": None, "attitude": "assertion", "source_id": None, **one}


def _mean(rows: list[list[float]]) -> list[float]:
    return [sum(column) / len(rows) for column in zip(*rows, strict=True)]


def main() -> None:
    """Both tables as Markdown."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("--shared", type=Path, required=True, help="folder with gold/ and bench/")
    shared = arguments.parse_args().shared
    print("| | attribution | content J≥.5 | content exact | source tokens | cue overlap | sentence |\n|" + " --- |" * 7)
    with tempfile.TemporaryDirectory() as work:
        for name, figures in people(shared, Path(work)):
            print(f"| {name} | {' | '.join(f'{figure:.1f}' for figure in figures)} |")
    annotator = Annotator()
    held = read(shared / "gold" / "polnear-dev.jsonl")
    pairs = [pair for gold in held for pair in judged(gold, annotator.record(gold["text"], id=gold["id"]))]
    bins = reliability(pairs)
    print("\n| confidence from | attributions | mean confidence | right |\n| --- | --- | --- | --- |")
    for one in bins:
        print(f"| {one.low} | {one.n} | {one.confidence:.2f} | {one.right:.2f} |")
    print(f"\nExpected calibration error {calibration_error(bins):.3f}.")


if __name__ == "__main__":
    main()
