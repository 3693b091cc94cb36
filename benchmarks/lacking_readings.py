"""Gives words in rules/en/structure/tags.tsv the readings they lack: nouns that were verbs only ("vest", "act").

build_tags.py knows the other forms of a verb it met, but not what else these can be. A rare word gets the readings that
are usual for words like it in the dictionary. That has holes, too ("dam", "log"): a verb of few counts that WordNet
lists among nouns is one at times, and a counted one that stands behind a determiner half as often as nouns do.

    python benchmarks/lacking_readings.py RAW.jsonl...
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from statistics import median

import lemminflect
import spacy_lookups_data
from attrib.match.readings import parse_counts
from attrib.match.tagger import read_rows

from build_tags import PSEUDO, STRUCTURE, dictionary, readings_expected, row_text, usual

COMMAND = "python benchmarks/lacking_readings.py RAW.jsonl..."
TABLE = STRUCTURE / "tags.tsv"
RARE = 2 * PSEUDO  # counts that are mostly the dictionary's own
# By hand: up to how many occurrences a verb is looked up in the other list of nouns, and how often it is one then.
FEW, SOME = 10, 0.25
OPEN = frozenset("BVEGJNR")
LEAST = 20  # occurrences in raw text that tell where a word stands
_WORD = re.compile(r"[\w'’-]+|[^\w\s]")
Rows = dict[str, Counter[str]]


def behind_determiners(texts: Iterable[str], rows: Rows) -> dict[str, float]:
    """How often a word of lower case stands right behind a determiner; words seen often enough only."""
    determiners = {form for form, row in rows.items() if row["D"] + row["t"] > 0.9 * sum(row.values()) > LEAST}
    seen, behind = Counter[str](), Counter[str]()
    for text in texts:
        words = _WORD.findall(text)
        for before, word in pairwise(words):
            if word.islower():
                seen[word] += 1
                behind[word] += before.lower() in determiners
    return {word: behind[word] / times for word, times in seen.items() if times >= LEAST}


def other_nouns() -> frozenset[str]:
    """WordNet's nouns, as spacy-lookups-data has them."""
    path = Path(spacy_lookups_data.__file__).parent / "data" / "en_lemma_index.json.gz"
    return frozenset(json.loads(gzip.decompress(path.read_bytes()))["noun"])


def completed(rows: Rows, places: dict[str, float]) -> Iterator[tuple[str, Counter[str]]]:
    """The words that lack a reading, with their new rows."""
    known, nouns = dictionary(rows), other_nouns()
    shares = usual(rows, known)
    least = median(share for form, share in places.items() if set(rows.get(form, ())) == {"N"}) / 2
    for form, row in sorted(rows.items()):
        if not form.isalpha() or not form.islower():
            continue
        if lacking := _lacking(row, known[form], places.get(form, 0) > least):
            expected = readings_expected(form, row.keys() | lacking, shares)
            yield form, Counter({tag: row.total() * share for tag, share in expected.items() if share})
        elif row.keys() <= {"B", "V"} and row.total() <= FEW and not nouns.isdisjoint((form, form.removesuffix("s"))):
            yield form, row + Counter({"N": row.total() * SOME / (1 - SOME)})


def _lacking(row: Counter[str], listed: set[str], like_a_noun: bool) -> set[str]:
    if not row.keys() <= OPEN:
        return set()
    if row.total() <= RARE:
        return listed - row.keys()
    return {"N"} if like_a_noun and row.keys() <= {"B", "V"} else set()


def main() -> None:
    """Reads the table, adds the readings, writes it with its commands in its head."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("raw", nargs="+", type=Path, help='JSON lines with "text"')
    texts = (json.loads(line)["text"] for path in parser.parse_args().raw for line in path.open(encoding="utf-8"))
    old = TABLE.read_text(encoding="utf-8")
    head = [row for row in old.split("\n") if row.startswith("# ") and COMMAND not in row]
    read = dict(read_rows(TABLE))
    rows = {form: Counter(parse_counts(row)) for form, row in read.items()}
    for form, row in completed(rows, behind_determiners(texts, rows)):
        read[form] = row_text(row)
    versions = f"lemminflect {lemminflect.__version__}, spacy-lookups-data {spacy_lookups_data.__version__}"
    head.append(f"# Then: {COMMAND} ({versions})")
    TABLE.write_text("\n".join([*head, *(f"{form}\t{row}" for form, row in read.items()), ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
