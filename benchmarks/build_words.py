"""Makes rules/en/structure/words.tsv: words that nobody counted and whose ending says the wrong thing ("attic").

The words and what they can be are those of lemminflect (MIT), whose list is the SPECIALIST Lexicon's of the US National
Library of Medicine; how common each reading is, is what is usual for counted words of the same readings.

    python benchmarks/build_words.py
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import lemminflect
from attrib.match.readings import Readings, parse_counts
from attrib.match.tagger import read_rows
from lemminflect.core.Lemmatizer import Lemmatizer

from build_tags import dictionary, readings_expected, usual

STRUCTURE = Path(__file__).parent.parent / "rules" / "en" / "structure"
COMMAND = "python benchmarks/build_words.py"
# By hand: lower ones add rows and moved nothing that was measured.
WRONG = 0.05  # the share of readings that a word cannot have from which its ending is no guide
VERBS = 0.25  # how much likelier a verb an ending may make a word than others that can be the same are


def misguessed(rows: Mapping[str, str], known: Mapping[str, set[str]]) -> Iterator[tuple[str, str]]:
    """Rows for the words that are in no row and cannot, or rarely, be what their ending says."""
    readings = Readings(rows)
    shares = usual({form: Counter(parse_counts(row)) for form, row in rows.items()}, known)
    for form, tags in sorted(known.items()):
        if form in rows or not form.isalpha() or not form.islower() or not form.isascii():
            continue
        guess, row = dict(readings.spread(form, loose=False)), readings_expected(form, tags, shares)
        if _share(guess, guess.keys() - tags) > WRONG or _share(guess, "BV") - _share(row, "BV") > VERBS:
            yield f"-{form}", " ".join(f"{tag}:{n:.2g}" for tag, n in row.most_common() if n >= 0.01)


def _share(spread: Mapping[str, float], tags: Iterable[str]) -> float:
    return sum(spread.get(tag, 0.0) for tag in tags)


def main() -> None:
    """Builds and writes."""
    known = dictionary(Lemmatizer()._getLemmaDict())
    rows = misguessed(dict(read_rows(STRUCTURE / "tags.tsv")), known)
    text = "".join(f"{key}\t{value}\n" for key, value in rows)
    head = f"# Made by: {COMMAND} (lemminflect {lemminflect.__version__})\n"
    (STRUCTURE / "words.tsv").write_text(head + text, encoding="utf-8")


if __name__ == "__main__":
    main()
