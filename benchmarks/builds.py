"""Speed of attrib as plain Python and compiled (`make wheel`), by turns in one run on the same texts.

    python benchmarks/builds.py --shared FOLDER python=.venv/bin/python compiled=.venv/compiled/bin/python

Run it by `make speed`, which makes both. Compare the ratio: seconds differ from minute to minute.
Other work on the machine only slows a run, so the best time of a document is nearest to what it takes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from run import Record, Table, documents, update

TURNS, PASSES = 3, 3


def annotate(texts: Path, out: Path) -> Record:
    """What one interpreter takes: seconds to set up, for the first pass, and for each document in the later ones."""
    import attrib
    from attrib.cli.settings import spare_collector

    started = time.perf_counter()
    annotator = attrib.Annotator()
    ready = time.perf_counter() - started
    spare_collector()  # as the command line does
    rows, passes = list(documents([texts])), []
    for _ in range(PASSES):
        with out.open("wb") as lines:
            passes.append([written(annotator, row, lines) for row in rows])
    digest = hashlib.sha256(out.read_bytes()).hexdigest()
    sentences = sum(len(record["sentences"]) for record in documents([out]))
    later = list(map(min, zip(*passes[1:], strict=True)))
    return {"ready": ready, "first": sum(passes[0]), "later": later, "digest": digest, "sentences": sentences}


def written(annotator: Any, row: Record, lines: BinaryIO) -> float:
    """Seconds for one document, its JSON line written."""
    started = time.perf_counter()
    lines.write(orjson.dumps(annotator.record(row["text"], id=row["id"])) + b"\n")
    return time.perf_counter() - started


def by_turns(builds: Mapping[str, str], texts: Path, out: Path) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in builds}
    for _ in range(TURNS):
        for name, python in builds.items():
            command = [python, __file__, "--annotate", str(texts), str(out)]
            run = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            found[name].append(run | {"command": from_start_to_end(python, texts, out)})
    return found


def from_start_to_end(python: str, texts: Path, out: Path) -> float:
    """Seconds of `attrib annotate` with its start and end; run elsewhere, as Python would find this source here."""
    command = [python, "-m", "attrib", "annotate", "-q", str(texts), "-o", str(out), "--overwrite"]
    started = time.perf_counter()
    subprocess.run(command, check=True, cwd=out.parent)
    return time.perf_counter() - started


def compare(found: Mapping[str, Sequence[Mapping[str, Any]]], about: str) -> Table:
    rows = [["build", "ready, s", "the command", "first pass", "later passes", "times the first build"]]
    base = None
    for name, runs in found.items():
        ready, command, first = (min(run[key] for run in runs) for key in ("ready", "command", "first"))
        later = sum(map(min, zip(*(run["later"] for run in runs), strict=True)))
        sentences, base = runs[0]["sentences"], base or later
        speeds = [f"{sentences / seconds:,.0f}" for seconds in (command, first, later)]
        rows.append([name, f"{ready:.2f}", *speeds, f"{base / later:.2f}"])
    same = len({run["digest"] for runs in found.values() for run in runs}) == 1
    return Table("Builds", f"{about} All records alike: {'yes' if same else 'no'}.", rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("builds", nargs="*", metavar="NAME=PYTHON", help="a name and an interpreter that has attrib")
    parser.add_argument("--shared", type=Path, help="folder with gold/")
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--update", type=Path, help="Markdown file to write the table into, between its marks")
    parser.add_argument("--annotate", type=Path, nargs=2, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.annotate:
        print(json.dumps(annotate(*arguments.annotate)))
        return
    if not arguments.builds or not arguments.shared:
        parser.error("give --shared and at least one NAME=PYTHON")
    gold = arguments.shared / "gold" / "polnear-train.jsonl"
    if not gold.is_file():
        sys.exit(f"{gold}: not there")
    with tempfile.TemporaryDirectory() as work:
        texts = Path(work) / "texts.jsonl"
        texts.write_bytes(b"".join(orjson.dumps(d) + b"\n" for d in islice(documents([gold]), arguments.documents)))
        builds = dict(build.split("=", 1) for build in arguments.builds)
        found = by_turns(builds, texts, Path(work) / "out.jsonl")
    about = f"{arguments.documents} documents of {gold.stem}, one core, sentences a second with JSON lines written"
    about += f"; {TURNS} runs by turns, the best of them: `attrib annotate` from start to end, a first pass of a ready"
    about += " annotator, later passes by the best of each document"
    report = compare(found, f"{about}.").markdown()
    print(report)
    if arguments.update:
        update(arguments.update, report, "builds")


if __name__ == "__main__":
    main()
