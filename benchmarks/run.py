"""Score attrib against the gold corpora and cases in a folder, and print Markdown tables.

    python benchmarks/run.py --shared FOLDER [--split dev] [--update RESULTS.md] [--headline README.md]

The folder holds `gold/*.jsonl`, `cases/*.jsonl` and the scorers `bench/score_*.py`; it is not part of this project,
because the texts may be measured on but not passed on (see NOTICE). What is missing there is left out of the tables.
Rules and figures are tuned on the train files only, so `--split train` flatters.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import attrib
import orjson

Record = dict[str, Any]
SPLITS = {"dev": ("dev", "val", "train"), "train": ("train",)}
CLAIMS = "--attitudes=assertion,belief,knowledge,denial,question"
# PolNeAR marks no nesting, GUM no wishes and judgements.
ATTRIBUTION = (("polnear", "--outermost"), ("gum", "--genre=news", CLAIMS), ("gum", CLAIMS))
ATTRIBUTION_FIGURES = (
    "attribution",
    "content_match",
    "content_exact",
    "source_tokens",
    "cue_overlap",
    "sentence",
    "nesting",
)
RESAMPLED = 200
# What a corpus marks as uncertain: Wikipedia's weasel words; doubt and what is not yet so in findings.
DOUBT = {"conll2010wiki": "epistemic,hearsay,vague", "pei": "epistemic,prospect"}


class Table(NamedTuple):
    """A heading, what it was measured on, and rows of cells; the first row names the columns."""

    title: str
    about: str
    rows: list[list[str]]

    def markdown(self) -> str:
        return "\n".join([f"### {self.title}", "", self.about, "", grid(self.rows)])


class Bench:
    """The folder of gold and scorers, and a folder to write predictions to."""

    def __init__(self, shared: Path, work: Path, split: str) -> None:
        self.shared, self.work, self.split = shared, work, split
        self.annotator = attrib.Annotator()
        self.headline: list[list[str]] = [["measured on", "figure", ""]]

    def gold(self, corpus: str) -> Path | None:
        """The file of a corpus for the split asked for; train, with its name, where there is no other."""
        paths = (self.shared / "gold" / f"{corpus}-{split}.jsonl" for split in SPLITS[self.split])
        return next(filter(Path.is_file, paths), None)

    def score(self, script: str, *arguments: str | Path) -> Record:
        """What a scorer prints as JSON; a line of remarks may stand before it."""
        command = [sys.executable, str(self.shared / "bench" / script), *map(str, arguments), "--json"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode or "{" not in done.stdout:
            sys.exit(f"{script}: {done.stderr.strip() or done.stdout.strip() or 'no output'}")
        result: Record = json.loads(done.stdout[done.stdout.index("{") :])
        return result

    def labelled(self) -> list[Path]:
        """The texts that the labelled sentences of both splits come from."""
        paths = (self.shared / "gold" / name for name in ("polnear-train.jsonl", "gum-train.jsonl"))
        return list(filter(Path.is_file, paths))

    def predict(self, name: str, *golds: Path) -> Path:
        """Annotate the texts of gold files into one file of contract lines."""
        path = self.work / f"{name}.jsonl"
        with path.open("wb") as out:
            for document in documents(golds):
                out.write(self.line(document))
        return path

    def line(self, document: Record) -> bytes:
        return orjson.dumps(self.annotator.record(document["text"], id=document["id"])) + b"\n"

    def tables(self) -> Iterator[Table | None]:
        for measure in (self.attribution, self.labels, self.values, self.uncertain, self.cases, self.speed):
            yield measure()

    def attribution(self) -> Table | None:
        rows = [
            [
                "file",
                "attribution",
                "content J≥.5",
                "content exact",
                "source tokens",
                "cue overlap",
                "sentence",
                "nesting",
            ]
        ]
        for corpus, *options in ATTRIBUTION:
            if gold := self.gold(corpus):
                got = self.score("score_attribution.py", gold, self.predict(gold.stem, gold), *options)
                figures = (percent(got[key]["f1"]) for key in ATTRIBUTION_FIGURES)
                rows.append([" ".join([gold.stem, *options]), *figures])
                name = "all genres" if options == [CLAIMS] else "news" if corpus == "gum" else ""
                self.headline.append(
                    [f"{gold.stem} {name}".strip(), "attribution (content and source right), F1", f"{rows[-1][1]} %"]
                )
        return table("Attribution", "F1 in percent; J is the overlap of the words of contents.", rows)

    def labels(self) -> Table | None:
        gold = self.shared / "gold" / f"sentence-labels-{self.split}.tsv"
        if not gold.is_file():
            return None
        predicted = self.predict("labels", *self.labelled())
        got = self.score("score_sentences.py", gold, predicted)
        between = self.resampled(gold, predicted)
        rows = [["label", "accuracy", "macro F1 or F1", "sentences", "accuracy, 95 %", "F1, 95 %"]]
        for key in ("voice", "source", "certainty"):
            self.headline.append([gold.stem, f"{key} of a sentence, accuracy", f"{number(got[key]['accuracy'], 1)} %"])
        for key, value in got.items():
            f1 = value.get("macro_f1", value.get("f1"))
            ranges = (between.get((key, name), "-") for name in ("accuracy", "f1"))
            rows.append([key, number(value.get("accuracy"), 1), number(f1, 1), str(value["n"]), *ranges])
        about = f"sentence-labels-{self.split}, percent; ranges by {RESAMPLED} bootstrap samples of the rows."
        return table("Sentence labels", about, rows)

    def resampled(self, gold: Path, predicted: Path) -> dict[tuple[str, str], str]:
        """The middle 95 % of each figure when the labelled rows are drawn anew, with the scorer's own code."""
        spec = importlib.util.spec_from_file_location("scorer", self.shared / "bench" / "score_sentences.py")
        assert spec is not None
        assert spec.loader is not None
        scorer = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(scorer)
        rows, draw = scorer.gold_rows(gold), random.Random(0)
        wanted = {row["doc"] for row in rows}
        with predicted.open("rb") as lines:
            texts = {d["id"]: d for d in map(orjson.loads, lines) if d["id"] in wanted}
        found: dict[tuple[str, str], list[float]] = {}
        for _ in range(RESAMPLED):
            for key, value in scorer.score(draw.choices(rows, k=len(rows)), texts)[0].items():
                figures = {"accuracy": value.get("accuracy"), "f1": value.get("macro_f1", value.get("f1"))}
                for name, figure in figures.items():
                    if figure is not None:
                        found.setdefault((key, name), []).append(figure)
        return {key: middle(figures) for key, figures in found.items()}

    def values(self) -> Table | None:
        rows = [["file", "r", "MAE", "macro F1", "negative F1", "uncertain F1", "predicates"]]
        for corpus in ("uw", "meantime", "uds_ih2"):
            if gold := self.gold(corpus):
                got = self.score("score_certainty.py", "factuality", gold)
                self.headline.append([gold.stem, "value of a predicate, Pearson r", number(got["pearson"], 2)])
                figures = [got["pearson"], got["mae"], got["macro_f1"], got["negative"]["f1"], got["uncertain"]["f1"]]
                rows.append([gold.stem, *(number(f, 3) for f in figures), str(got["predicates"])])
        return table("Certainty of a verb or noun", "The author's commitment, -3 to 3, against people's.", rows)

    def uncertain(self) -> Table | None:
        rows = [["file", "hedges", "P", "R", "F1", "F1 at 22 % uncertain", "sentences"]]
        for corpus, types in DOUBT.items():
            if gold := self.gold(corpus):
                arguments = ("sentences", gold, "--types", types, "--prevalence", "0.22")
                got = self.score("score_certainty.py", *arguments)
                figures = [got["uncertain"][key] for key in ("p", "r", "f1")] + [got["at_prevalence"]["f1"]]
                rows.append([gold.stem, types, *(number(f, 3) for f in figures), str(got["sentences"])])
        return table("Uncertain sentences", "A sentence with a hedge of one of these types.", rows)

    def cases(self) -> Table | None:
        rows = [["file", "kind", "cases passed", "checks passed"]]
        for path in sorted((self.shared / "cases").glob("*.jsonl")):
            got = self.score("score_cases.py", path)
            for kind, row in sorted(got["kinds"].items()):
                passed = (f"{row[a]} of {row[b]}" for a, b in (("passed", "cases"), ("checks_passed", "checks")))
                rows.append([path.name, kind, *passed])
            rows.append([path.name, "all", f"{got['passed']} of {got['cases']} ({got['percent']:.1f} %)", ""])
        return table("Cases from users' reports", "A case passes when all its checks do.", rows)

    def speed(self) -> Table | None:
        """Sentences a second with the JSON lines written: the best of three, since other work only slows a run."""
        texts = list(islice(documents(self.labelled()), 300))
        if not texts:
            return None
        counts, seconds = zip(*(self.timed(texts) for _ in range(3)), strict=True)
        starts = min(start_time() for _ in range(3))
        rows = [["sentences/s, one core", "documents", "sentences", "`attrib --version`, ms"]]
        rate = f"{counts[0] / min(seconds):,.0f}"
        self.headline.append(["one core, JSON lines written", "sentences a second", rate])
        rows.append([rate, str(len(texts)), str(counts[0]), f"{1000 * starts:.0f}"])
        about = f"Python {platform.python_version()}, {platform.machine()}, {build()}, JSON lines written."
        return table("Speed", about, rows)

    def timed(self, texts: Sequence[Record]) -> tuple[int, float]:
        path = self.work / "speed.jsonl"
        started = time.perf_counter()
        with path.open("wb") as out:
            out.writelines(map(self.line, texts))
        seconds = time.perf_counter() - started
        with path.open("rb") as lines:
            return sum(len(orjson.loads(line)["sentences"]) for line in lines), seconds


def middle(figures: list[float]) -> str:
    """The range that holds the middle 95 %."""
    ordered = sorted(figures)
    cut = len(ordered) // 40
    return f"{ordered[cut]:.1f} to {ordered[-1 - cut]:.1f}"


def build() -> str:
    """How the attrib that is measured here was built."""
    origin = importlib.util.find_spec("attrib.match.engine")
    return "plain build" if origin and str(origin.origin).endswith(".py") else "compiled build (`make wheel`)"


def documents(golds: Sequence[Path]) -> Iterator[Record]:
    for gold in golds:
        with gold.open("rb") as lines:
            yield from map(orjson.loads, lines)


def grid(rows: list[list[str]]) -> str:
    """Rows as a Markdown table, the first one its head."""
    head, *body = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([head, "|" + " --- |" * len(rows[0]), *body])


def table(title: str, about: str, rows: list[list[str]]) -> Table | None:
    return Table(title, about, rows) if len(rows) > 1 else None


def number(value: float | None, digits: int) -> str:
    return "-" if value is None else f"{value:.{digits}f}"


def percent(share: float | None) -> str:
    return number(None if share is None else 100 * share, 1)


def start_time() -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "attrib", "--version"], check=True, capture_output=True)
    return time.perf_counter() - started


def update(path: Path, report: str, name: str = "bench") -> None:
    """Replace what stands between the marks of this name in a Markdown file."""
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    before, opened, rest = path.read_text(encoding="utf-8").partition(begin)
    _, closed, after = rest.partition(end)
    if not (opened and closed):
        sys.exit(f"{path}: the marks {begin} and {end} are missing")
    path.write_text(f"{before}{begin}\n\n{report}\n\n{end}{after}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--shared", type=Path, required=True, help="folder with gold/, cases/ and bench/")
    parser.add_argument("--split", choices=("train", "dev"), default="dev")
    parser.add_argument("--update", type=Path, help="Markdown file to write the tables into, between its marks")
    parser.add_argument("--headline", type=Path, help="the same for a few of the figures")
    arguments = parser.parse_args()
    if not (arguments.shared / "bench").is_dir():
        parser.error(f"{arguments.shared} has no folder bench/ with the scorers")
    with tempfile.TemporaryDirectory() as work:
        bench = Bench(arguments.shared, Path(work), arguments.split)
        found = [t for t in bench.tables() if t]
    head = f"attrib {attrib.__version__}, {date.today().isoformat()}, {arguments.split}."
    report = "\n\n".join([head, *(t.markdown() for t in found)])
    print(report)
    if arguments.update:
        update(arguments.update, report)
    if arguments.headline:
        update(arguments.headline, grid(bench.headline))


if __name__ == "__main__":
    main()
