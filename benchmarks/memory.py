"""Peak memory of reading and writing: a corpus of one size and one of four times that, through every streaming format.

    python benchmarks/memory.py [MEGABYTES]

Prints a Markdown table. Memory is bounded where the second figure is about the first.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

TEXT = "The harbour master said on Monday that the ferry may be late. " * 160  # some 10 kB
READ = """
import sys
from attrib.read import read_paths
print(sum(1 for item in read_paths([sys.argv[1]])))
"""
WRITE = """
import sys
from attrib.cli import main
sys.exit(main(["convert", sys.argv[1], "-o", sys.argv[2], "--format", sys.argv[3]]))
"""


def rows(megabytes: int) -> Iterator[dict[str, str]]:
    """Documents of 10 kB that hold so many megabytes together."""
    for number in range(megabytes * 1_000_000 // len(TEXT)):
        yield {"id": f"d{number}", "text": f"{number}. {TEXT}"}


def jsonl(path: Path, megabytes: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows(megabytes))


def gzipped(path: Path, megabytes: int) -> None:
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as file:
        file.writelines(json.dumps(row) + "\n" for row in rows(megabytes))


def table(path: Path, megabytes: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["id", "text"])
        writer.writeheader()
        writer.writerows(rows(megabytes))


def zipped(path: Path, megabytes: int) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for row in rows(megabytes):
            archive.writestr(row["id"] + ".txt", row["text"])


def parquet(path: Path, megabytes: int) -> None:
    import polars as pl

    pl.DataFrame(list(rows(megabytes))).write_parquet(path, row_group_size=200)


def warc(path: Path, megabytes: int) -> None:
    with path.open("wb") as file:
        for row in rows(megabytes):
            page = f"<html><body><article><p>{row['text']}</p></article></body></html>".encode()
            body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
            head = (
                "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
                f"WARC-Record-ID: <urn:uuid:{row['id']}>\r\nWARC-Target-URI: http://example.org/{row['id']}\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
            ).encode()
            file.write(gzip.compress(head + body + b"\r\n\r\n", 1))


def records(path: Path, megabytes: int) -> None:
    """Finished records: one is annotated, the others are it under other names."""
    from attrib import Annotator

    buffer = io.StringIO()
    record = Annotator().record(TEXT[:2000], id="d")
    with path.open("w", encoding="utf-8") as file:
        for number in range(megabytes * 1_000_000 // len(json.dumps(record))):
            buffer.truncate(0)
            file.write(json.dumps({**record, "id": f"d{number}"}) + "\n")


READERS: dict[str, Callable[[Path, int], None]] = {
    "in.jsonl": jsonl, "in.jsonl.gz": gzipped, "in.csv": table, "in.zip": zipped, "in.parquet": parquet,
    "in.warc.gz": warc,
}  # fmt: skip
WRITERS = {
    "csv": "out", "xlsx": "out.xlsx", "parquet": "out", "brat": "out", "xmi": "out", "webanno": "out",
    "conllu": "out.conllu", "tei": "out", "stix": "out",
}  # fmt: skip


def peak(*command: str) -> str:
    """Megabytes a command took at most, or that it failed."""
    done = subprocess.run([sys.executable, "-c", MEASURED, *command], capture_output=True, text=True, check=False)
    return done.stdout.strip().rpartition("\n")[2] if not done.returncode else f"failed: {done.stderr[-200:]}"


MEASURED = """
import resource, subprocess, sys
code = subprocess.run([sys.executable, "-c", *sys.argv[1:]], stdout=subprocess.DEVNULL).returncode
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
sys.exit(code)
"""


def main() -> None:
    """Every format, both sizes."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    print(f"| format | peak, MB, of {size} MB | of {4 * size} MB |\n| --- | --- | --- |")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for name, make in READERS.items():
            figures = []
            for megabytes in (size, 4 * size):
                make(place / name, megabytes)
                figures.append(peak(READ, str(place / name)))
            (place / name).unlink()
            print(f"| read {name.partition('.')[2]} | {' | '.join(figures)} |", flush=True)
        for form, out in WRITERS.items():
            figures = []
            for megabytes in (size // 10, 4 * size // 10):
                records(place / "records.jsonl", megabytes)
                target = place / f"{form}{megabytes}{out}"
                figures.append(peak(WRITE, str(place / "records.jsonl"), str(target), form))
            print(f"| write {form}, a tenth as much | {' | '.join(figures)} |", flush=True)


if __name__ == "__main__":
    main()
