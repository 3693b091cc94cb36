"""How well chosen hedges find uncertain sentences: cues chosen on one half, scored on the other, both ways.

    python benchmarks/cross_wiki.py SENTENCES.jsonl [--types vague,epistemic] [--least 0.5]

SENTENCES has {"text", "certain": true or false} a line, as the Wikipedia part of CoNLL-2010 task 1. A cue is a rule of
these types with the word of its lexicon, or with its words where it has none; it is chosen where at least this share of
the sentences of the other half that have it is uncertain, the share drawn towards that of its rule. "all" beside it
takes every hedge of the types, with nothing chosen.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from attrib.analyse import Analyser
from attrib.resolve.hedges import Hedger
from attrib.rules.load import load_pack

BLOCK = 20  # neighbouring sentences, likely of one article, that stay in the same half
SHRINK = 3.0  # sightings of its rule that a cue's own share is mixed with


class Sentence(NamedTuple):
    cues: frozenset[tuple[str, str]]
    uncertain: bool


def sentences(path: Path, types: Sequence[str]) -> list[Sentence]:
    pack = load_pack(["en"])
    analyser, hedger = Analyser(pack), Hedger(pack)
    found = []
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if not isinstance(row.get("certain"), bool):
                continue
            analysis = analyser.analyse(row["text"])
            field = analysis.field
            cues = frozenset(
                (hedge.rule, hedge.lemma or " ".join(" ".join(field.word[a:b]) for a, b in hedge.cue))
                for hedge in hedger.hedges(field, analysis.hedging)
                if hedge.type in types
            )
            found.append(Sentence(cues, not row["certain"]))
    return found


def chosen(data: Iterable[Sentence], least: float) -> set[tuple[str, str]]:
    """The cues that this half speaks for; of a cue it has not seen its rule's share tells."""
    seen: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for sentence in data:
        for cue in (*sentence.cues, *{(rule, "") for rule, _ in sentence.cues}):
            seen[cue] += 1
            right[cue] += sentence.uncertain
    return {cue for cue in seen if share(cue, seen, right) >= least}


def share(cue: tuple[str, str], seen: Counter[tuple[str, str]], right: Counter[tuple[str, str]]) -> float:
    whole = (cue[0], "")
    prior = (right[whole] + 1) / (seen[whole] + 2)
    return prior if cue == whole else (right[cue] + SHRINK * prior) / (seen[cue] + SHRINK)


def guessed(sentence: Sentence, kept: set[tuple[str, str]], known: set[tuple[str, str]]) -> bool:
    return any(cue in kept or (cue not in known and (cue[0], "") in kept) for cue in sentence.cues)


def figures(gold: Sequence[bool], predicted: Sequence[bool]) -> str:
    right = sum(g and p for g, p in zip(gold, predicted, strict=True))
    p, r = right / max(1, sum(predicted)), right / max(1, sum(gold))
    return f"P {p:.3f}  R {r:.3f}  F1 {2 * p * r / max(1e-9, p + r):.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--types", default="vague,epistemic")
    parser.add_argument("--least", type=float, default=0.5)
    args = parser.parse_args()
    data = sentences(args.sentences, args.types.split(","))
    blocks = [data[at : at + BLOCK] for at in range(0, len(data), BLOCK)]
    halves = [[s for block in blocks[first::2] for s in block] for first in (0, 1)]
    gold: list[bool] = []
    predicted: list[bool] = []
    for train, test in (halves, halves[::-1]):
        kept, known = chosen(train, args.least), {cue for sentence in train for cue in sentence.cues}
        gold += [sentence.uncertain for sentence in test]
        predicted += [guessed(sentence, kept, known) for sentence in test]
    print(f"{len(data)} sentences, types {args.types}")
    print(f"cues chosen on the other half  {figures(gold, predicted)}")
    print(f"all                            {figures([s.uncertain for s in data], [bool(s.cues) for s in data])}")


if __name__ == "__main__":
    main()
