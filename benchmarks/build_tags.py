"""Makes the tagger's tables: rules/en/structure/tags.tsv and transitions.tsv.

Counts of words and their tags: the treebank's genres free of non-commercial terms, the forms of lemminflect, and the
tagger's own output on raw text (single words only). Weights: an averaged perceptron over the ambiguous runs of the
treebank.

    python benchmarks/build_tags.py TREEBANK.conllu RAW.jsonl... [--hold-out 10]

lacking_readings.py, third_persons.py and build_words.py go on, in this order, from the table that is written here.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import lemminflect
import yaml
from attrib.match.codes import Code
from attrib.match.readings import Readings
from attrib.match.tagger import Tagger, features, with_word
from attrib.match.tokens import Tokeniser

from tag_gold import Sentence, sentences

STRUCTURE = Path(__file__).parent.parent / "rules" / "en" / "structure"
COMMAND = "python benchmarks/build_tags.py TREEBANK.conllu RAW.jsonl..."
OF_FORM = {"VB": "B", "VBP": "V", "VBZ": "V", "VBD": "V", "VBN": "E", "VBG": "G"}
OF_CLASS = {"NOUN": "N", "PROPN": "P", "ADJ": "J", "ADV": "R"}
CLOSED = frozenset("DOtTSWCMXHdI'.,:;-()/LQ\n")
FOLDS = 5
LEAST = 20  # occurrences of a word whose readings tell what is usual
PSEUDO = 1.5  # how many occurrences the dictionary is worth
Counts = dict[str, Counter[str]]
Weights = dict[str, dict[str, float]]
Coded = tuple[list[Code], str]


def count(corpus: Iterable[Sentence], counts: Counts, weight: float = 1.0) -> Counts:
    """Adds how often each form has each tag; capitals that say nothing are folded."""
    for sentence in corpus:
        start = True
        for form, tag in zip(sentence.forms, sentence.tags, strict=True):
            if form[:1].isalnum() or tag not in ".:,-()/\n":
                folded = form.replace("’", "'")
                if (start and tag not in "PY") or (len(folded) > 1 and folded.isupper() and tag != "P"):
                    folded = folded.lower()
                counts[folded][tag] += weight  # type: ignore[assignment]
                start = False
            else:
                counts[form][tag] += weight  # type: ignore[assignment]
            if tag in ".\n":
                start = True
    return counts


def dictionary(forms: Iterable[str]) -> dict[str, set[str]]:
    """The tags each form can have, and those of the other forms of its verbs, from lemminflect."""
    found: dict[str, set[str]] = defaultdict(set)
    for form in forms:
        for part, lemmas in lemminflect.getAllLemmas(form).items():
            if part in OF_CLASS:
                found[form].add(OF_CLASS[part])
            for lemma in lemmas if part == "VERB" else ():
                for name, others in lemminflect.getAllInflections(lemma, "VERB").items():
                    for other in others:
                        found[other].add(OF_FORM[name])
                        if name == "VBD" and "VBN" not in lemminflect.getAllInflections(lemma, "VERB"):
                            found[other].add("E")
    return found


def lexicon(gold: Counts, raw: Counts, known: Mapping[str, set[str]]) -> Counts:
    """Counts of every form worth a row: gold, the tagger's own, and what is usual for words of the same readings."""
    rows: Counts = defaultdict(Counter)
    for source in (gold, raw):
        for form, counts in source.items():
            rows[form].update(counts)
    closed = {form for form, row in rows.items() if set(row) & CLOSED}
    shares = usual(rows, known)
    for form, tags in known.items():
        if form not in closed and form == form.lower():
            expected = shares[_signature(form, tags)]
            if not any(expected[tag] for tag in tags):
                expected = Counter(tags)
            total = sum(expected[tag] for tag in tags)
            _add(rows[form], Counter({tag: max(expected[tag], 0.02 * total) for tag in tags}), PSEUDO / total)
    return rows


def usual(rows: Mapping[str, Counter[str]], known: Mapping[str, set[str]]) -> Counts:
    """How common the readings of counted words are, by what they can be; words of closed classes left out."""
    shares: Counts = defaultdict(Counter)
    for form, tags in known.items():
        row = rows.get(form, Counter())
        total = sum(row.values())
        if total >= LEAST and not set(row) & CLOSED:
            _add(shares[_signature(form, tags)], row, 1 / total)
    return shares


def readings_expected(form: str, tags: set[str], shares: Counts) -> Counter[str]:
    """The shares of the readings that a word can have, as is `usual`; even ones where nothing is known."""
    found = shares[_signature(form, tags)]
    total = sum(found[tag] for tag in tags)
    return Counter({tag: found[tag] / total if total else 1 / len(tags) for tag in sorted(tags)})


def _signature(form: str, tags: set[str]) -> str:
    return "".join(sorted(tags)) + next((end for end in ("ing", "ed", "s", "ly", "er") if form.endswith(end)), "")


def endings(rows: Counts, names_of_time: frozenset[str]) -> Counts:
    """Rows for unknown words, from the rare words of the lexicon: endings, digits, signs, capitals."""
    found: Counts = defaultdict(Counter)
    for form, row in rows.items():
        total = sum(row.values())
        if not form or set(row) & CLOSED or form.lower() in names_of_time:
            continue
        if any(map(str.isdigit, form)):
            _add(found["#"], row, 1)
        elif not any(map(str.isalpha, form)):
            _add(found["*"], row, 1)
        elif total <= 30:
            capital = "^" if form[0].isupper() else ""
            hyphen, word = ("--", form.lower().rsplit("-", 1)[1]) if "-" in form else ("-", form.lower())
            for size in range(min(5, len(word) - (not hyphen[1:])) + 1):
                _add(found[capital + hyphen + word[len(word) - size :]], row, min(1.0, 5 / total))
    return {key: row for key, row in found.items() if sum(row.values()) >= 8 or key in ("#", "*") or key[-1] == "-"}


def _add(to: Counter[str], row: Counter[str], times: float) -> None:
    for tag, n in row.items():
        to[tag] += n * times  # type: ignore[assignment]


def capitals(corpus: Iterable[Sentence], rows: Counts) -> Counter[str]:
    """How much a capital inside a sentence says "name", against a word's readings in lower case (see Readings)."""
    names = others = 0.0
    for sentence in corpus:
        for form, tag in zip(sentence.forms[1:], sentence.tags[1:], strict=True):
            if form[:1].isupper() and form != "I" and form.lower() in rows:
                names += tag == "P"
                others += tag != "P"
    return Counter({"P": names / max(others, 1.0)})


class Perceptron:
    """Averaged weights, updated where the best tag was not the right one."""

    def __init__(self) -> None:
        self.weights: dict[str, dict[str, float]] = defaultdict(dict)
        self.sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        self.steps = 0

    def best(self, code: Code, seen: Sequence[str]) -> str:
        """The tag of the highest weight."""
        rows = [row for row in map(self.weights.get, seen) if row]
        scores = [p + sum([row.get(tag, 0.0) for row in rows]) for tag, p in zip(code.tags, code.priors, strict=True)]
        return code.tags[scores.index(max(scores))]

    def learn(self, code: Code, seen: Sequence[str], gold: str) -> str:
        """One step; the tag that was best before it."""
        self.steps += 1
        guess = self.best(code, seen)
        if guess != gold and gold in code.tags:
            for feature in seen:
                for tag, change in ((gold, 1.0), (guess, -1.0)):
                    row = self.weights[feature]
                    row[tag] = row.get(tag, 0.0) + change
                    self.sums[feature][tag] += self.steps * change
        return guess

    def averaged(self) -> Weights:
        """The mean weights over all steps."""
        return {
            feature: {tag: w - self.sums[feature][tag] / (self.steps + 1) for tag, w in row.items()}
            for feature, row in self.weights.items()
        }


def coded(tagger: Tagger, corpus: Iterable[Sentence]) -> Iterator[Coded]:
    """Sentences as the codes of their words and their gold tags, two boundaries on either side."""
    for sentence in corpus:
        yield [tagger.code(char) for char in tagger.encode(sentence.forms)], f"\n\n{sentence.tags}\n\n"


def train(corpus: Iterable[Coded], epochs: int) -> Weights:
    """Weights fitted to the corpus, tagging from left to right as at run time."""
    model, order = Perceptron(), list(corpus)
    for epoch in range(epochs):
        random.Random(epoch).shuffle(order)
        for codes, gold in order:
            tags = "\n\n"
            for at in range(2, len(codes) - 2):
                code = codes[at]
                if len(code.tags) == 1:
                    tags += code.tags
                else:
                    contexts = features(tags[-2], tags[-1], codes[at + 1].usual)
                    tags += model.learn(code, [f for c in contexts for f in with_word(*c, code)], gold[at])
    return model.averaged()


def make_table(
    corpus: Sequence[Sentence], raw: Counts, known: Mapping[str, set[str]], time: frozenset[str]
) -> dict[str, str]:
    """The rows of tags.tsv."""
    rows = lexicon(count(corpus, defaultdict(Counter)), raw, known)
    rows |= endings(rows, time)
    rows["^"] = capitals(corpus, rows)
    return {form: row_text(row) for form, row in rows.items()}


def row_text(row: Mapping[str, float]) -> str:
    """The readings of a word as a table has them, the most usual first."""
    return " ".join(f"{tag}:{n:.6g}" for tag, n in sorted(row.items(), key=lambda pair: -pair[1]))


def own_words(corpus: Iterable[Sentence], least: int) -> set[str]:
    """Words frequent enough to have weights of their own: closed-class words and ambiguous ones."""
    seen: Counts = defaultdict(Counter)
    for sentence in corpus:
        for form, tag in zip(sentence.forms, sentence.tags, strict=True):
            seen[form.lower().replace("’", "'")][tag] += 1
    return {
        word
        for word, row in seen.items()
        if sum(row.values()) >= least
        and word[:1].isalpha() | (word[:1] == "'")
        and (set(row) & CLOSED or row.most_common(1)[0][1] < 0.97 * sum(row.values()) or set(row) & set("VEBG"))
    }


def accuracy(tagger: Tagger, corpus: Iterable[Sentence]) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """How often each gold tag was there, and the (gold, guess) pairs that were wrong."""
    total: Counter[str] = Counter()
    wrong: Counter[tuple[str, str]] = Counter()
    for sentence in corpus:
        total.update(sentence.tags)
        wrong.update(p for p in zip(sentence.tags, tagger.tag(sentence.forms), strict=True) if p[0] != p[1])
    return total, wrong


def report(name: str, total: Counter[str], wrong: Counter[tuple[str, str]]) -> None:
    """Prints accuracy, by tag too."""
    n, bad = sum(total.values()), sum(wrong.values())
    print(f"{name}: {1 - bad / n:.4f} of {n}")
    for tag, count_ in total.most_common():
        missed = sum(c for (g, _), c in wrong.items() if g == tag)
        extra = sum(c for (_, p), c in wrong.items() if p == tag)
        right = count_ - missed
        print(f"   {tag!r:5} n={count_:5} recall {right / count_:.3f} precision {right / max(1, right + extra):.3f}")
    print("   ", " ".join(f"{g}>{p}:{c}" for (g, p), c in wrong.most_common(60)))


def raw_sentences(paths: Iterable[Path], tokeniser: Tokeniser) -> Iterator[list[str]]:
    """The forms of each distinct raw text, a boundary after each paragraph; quotation marks dropped."""
    texts = dict.fromkeys(
        json.loads(line)["text"] for path in paths for line in path.read_text(encoding="utf-8").splitlines()
    )
    for text in texts:
        forms: list[str] = []
        for paragraph in re.sub("[\"“”]|``|''", " ", text).split("\n"):
            forms += tokeniser.tokenise(paragraph)[2]
            forms.append("")
        yield forms


def main() -> None:
    """Builds, reports on the held-out tenth, writes."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("treebank", type=Path)
    arguments.add_argument("raw", type=Path, nargs="*")
    arguments.add_argument("--hold-out", type=int, help="0 to 9: report on that tenth of the documents, left out")
    arguments.add_argument("--epochs", type=int, default=6)
    arguments.add_argument("--dry", action="store_true", help="write nothing")
    options = arguments.parse_args()
    data: Any = yaml.safe_load((STRUCTURE / "tags.yml").read_text(encoding="utf-8"))
    tokeniser, time = Tokeniser.from_mapping(data["tokens"]), frozenset(data["time"])
    gold = list(sentences(options.treebank, tokeniser, time))
    documents = sorted({s.document for s in gold})
    held = set() if options.hold_out is None else set(documents[options.hold_out :: 10])
    fit = [s for s in gold if s.document not in held]
    test = [s for s in gold if s.document in held]
    raw = list(raw_sentences(options.raw, tokeniser))
    known = dictionary({form.lower() for corpus in (*(s.forms for s in fit), *raw) for form in corpus})
    own = {f":={word}": "" for word in own_words(fit, 20)}
    self_counts: Counts = defaultdict(Counter)
    for turn in range(2 if raw else 1):
        codes: list[Coded] = []
        for fold in range(FOLDS):
            rest = [s for s in fit if _fold(s) != fold]
            here = [s for s in fit if _fold(s) == fold]
            codes += coded(Tagger(Readings(make_table(rest, self_counts, known, time)), own), here)
        table = make_table(fit, self_counts, known, time)
        weights = own | {feature: _row(row) for feature, row in train(codes, options.epochs).items() if _row(row)}
        tagger = Tagger(Readings(table), weights)
        if test:
            report("held out", *accuracy(tagger, test))
            report("held out news", *accuracy(tagger, [s for s in test if "_news_" in s.document]))
        if turn == 0:
            self_counts = count((Sentence("", f, tagger.tag(f)) for f in raw), defaultdict(Counter))
    if options.dry:
        return
    write("tags.tsv", table | {f"^{link}-": "P:1" for link in data["linked"]})
    write("transitions.tsv", weights)


def _fold(sentence: Sentence) -> int:
    return zlib.crc32(sentence.document.encode()) % FOLDS


def _row(row: Mapping[str, float]) -> str:
    return " ".join(f"{tag}:{weight:.2g}" for tag, weight in row.items() if abs(weight) >= 0.05)


def write(name: str, table: Mapping[str, str]) -> None:
    """Writes a table with the command that made it."""
    rows = (f"{key}\t{value}\n" for key, value in sorted(table.items()) if key and "\t" not in key)
    (STRUCTURE / name).write_text(f"# Made by: {COMMAND}\n" + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
