"""Raises the verb reading of third persons in rules/en/structure/tags.tsv ("works", "talks", "leaks").

The treebank is small and has hardly a verb among such words, and the tagger's own output on raw text repeats what the
treebank says: "the method works" was a noun. How often the other forms of a verb are finite tells how often its third
person is to be expected; the share is measured on verbs whose third person can be nothing else ("says"). Counts are
only raised, never above those of the noun, so a second run changes nothing.

    python benchmarks/third_persons.py
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

import lemminflect
from attrib.match.readings import parse_counts
from attrib.match.tagger import read_rows

from build_tags import STRUCTURE, row_text

COMMAND = "python benchmarks/third_persons.py"
TABLE = STRUCTURE / "tags.tsv"
LEAST = 5  # occurrences of a verb's other forms that tell anything
Rows = dict[str, dict[str, float]]


def third_persons(rows: Rows) -> Iterator[tuple[str, bool, float]]:
    """Each third person, whether it can be a noun, too, and how often the other forms of its verb are finite."""
    for form in [form for form in rows if form.isalpha() and form.islower() and form.endswith("s")]:
        lemmas = lemminflect.getAllLemmas(form)
        for verb in lemmas.get("VERB", ()):
            forms = lemminflect.getAllInflections(verb, "VERB")
            nouns = lemmas.get("NOUN", ())
            if forms.get("VBZ", ("",))[0] == form and nouns in {(), (verb,)}:
                yield form, bool(nouns), _finite(rows, verb, forms.get("VBD", ("",))[0])


def _finite(rows: Rows, base: str, past: str) -> float:
    plain = rows.get(base, {})
    return plain.get("B", 0) + plain.get("V", 0) + (rows.get(past, {}).get("V", 0) if past != base else 0)


def raised(rows: Rows) -> Iterator[tuple[str, float]]:
    """The third persons with too few verbs, and how many there should be."""
    known = list(third_persons(rows))
    share = median(rows[form].get("V", 0) / times for form, noun, times in known if not noun and times > 2 * LEAST)
    for form, noun, times in known:
        nouns = rows[form].get("N", 0)
        expected = min(share * times, nouns)
        if noun and nouns > 1 and times >= LEAST and expected > rows[form].get("V", 0):
            yield form, expected


def main() -> None:
    """Reads the table, raises, writes it with both commands in its head."""
    old = TABLE.read_text(encoding="utf-8")
    head = [row for row in old.split("\n") if row.startswith("# ") and COMMAND not in row]
    read = dict(read_rows(TABLE))
    rows = {form: parse_counts(row) for form, row in read.items() if form.isalpha()}
    for form, verbs in raised(rows):
        read[form] = row_text(rows[form] | {"V": verbs})
    head.append(f"# Then: {COMMAND} (lemminflect {lemminflect.__version__})")
    TABLE.write_text("\n".join([*head, *(f"{form}\t{row}" for form, row in read.items()), ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
