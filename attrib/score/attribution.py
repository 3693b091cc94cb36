"""Who said what: predicted attributions against gold source, cue and content spans.

Counts are summed over documents (micro). Two attributions match, best pairs first and one to one, when the Jaccard
overlap of the words of their contents is at least one half; their sources agree when the F1 of their words is at least
one half, or both are empty. After PolNeAR (Newell et al. 2018) and PARC3 (Pareti 2012).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from attrib.score.figures import prf, share
from attrib.score.words import WORD, Cover, Words, content_key, jaccard, manner, plain_sentences, word_f1

Record = Mapping[str, Any]
Covers = Sequence[dict[str, Cover]]

ROLES = ("content", "source", "cue")
MANNERS = ("direct", "mixed", "indirect")
RATES = (
    "content_exact", "content_match", "attribution", "content_tokens", "source_tokens", "cue_tokens", "cue_exact",
    "cue_overlap", "sentence", "nesting",
)  # fmt: skip
AGREE = 0.5
SENTENCE_SHARE = 0.3  # of a sentence's words in content make it an attributed one
SPEAKERS = frozenset({"i", "we", "you", "me", "us"})
SHOWN = 100  # characters of a miss


class Miss(NamedTuple):
    """One thing that went wrong, in `document` at these characters."""

    document: str
    start: int
    end: int
    what: str

    def __str__(self) -> str:
        return f"{self.document}:{self.start}-{self.end} {self.what}"


class AttributionScore:
    """Counts over documents; `add` one at a time, then ask for `results`."""

    def __init__(self) -> None:
        self.n: Counter[str] = Counter()
        self.misses: list[Miss] = []
        self._has_referents = False

    def add(self, gold: Record, predictions: Sequence[Record], sources: Sequence[Record] = ()) -> None:
        """Count one document. `predictions` and `sources` are those of its record."""
        truths, words = gold["attributions"], Words(gold["text"])
        wanted, found = _covers(words, truths), _covers(words, predictions)
        self.n.update(documents=1, gold=len(wanted), predicted=len(found))
        self._tokens(gold["text"], words, wanted, found)
        self._exact(gold["text"], truths, predictions)
        self._cues(wanted, found)
        match = matched(wanted, found)
        self._matches(wanted, found, match)
        self._manners(gold["text"], truths, match)
        self._nesting(wanted, predictions, match)
        self._referents(gold, predictions, sources, match)
        self.misses += _misses(gold, predictions, wanted, found, match)

    def _count(self, rate: str, right: int, predicted: int, gold: int) -> None:
        self.n.update({f"{rate}_right": right, f"{rate}_predicted": predicted, f"{rate}_gold": gold})

    def _tokens(self, text: str, words: Words, wanted: Covers, found: Covers) -> None:
        for role in ROLES:
            gold, predicted = _union(wanted, role), _union(found, role)
            self._count(f"{role}_tokens", len(gold & predicted), len(predicted), len(gold))
        sides = _union(wanted, "content"), _union(found, "content")
        for span in plain_sentences(text):
            sentence = words.cover([span])
            least = max(1, SENTENCE_SHARE * len(sentence))
            in_gold, in_predicted = (len(sentence & side) >= least for side in sides)
            self.n["sentences"] += 1
            self._count("sentence", in_gold and in_predicted, in_predicted, in_gold)

    def _exact(self, text: str, truths: Sequence[Record], predictions: Sequence[Record]) -> None:
        gold, predicted = (Counter(content_key(text, a["content"]) for a in side) for side in (truths, predictions))
        self._count("content_exact", (gold & predicted).total(), len(predictions), len(truths))

    def _cues(self, wanted: Covers, found: Covers) -> None:
        gold, predicted = ([a["cue"] for a in side if a["cue"]] for side in (wanted, found))
        equal = (Counter(gold) & Counter(predicted)).total()
        self._count("cue_exact", equal, len(predicted), len(gold))
        self._count("cue_overlap", _touching(gold, predicted), len(predicted), len(gold))

    def _matches(self, wanted: Covers, found: Covers, match: Mapping[int, int]) -> None:
        agree = 0
        for i, j in match.items():
            source, truth = found[i]["source"], wanted[j]["source"]
            same = word_f1(source, truth) >= AGREE
            agree += same
            self.n["cue_given_content"] += bool(found[i]["cue"] & wanted[j]["cue"])
            if truth:
                self.n.update(source_n=1, source_agrees=same, source_exact=source == truth, source_none=not source)
        self._count("content_match", len(match), len(found), len(wanted))
        self._count("attribution", agree, len(found), len(wanted))

    def _manners(self, text: str, truths: Sequence[Record], match: Mapping[int, int]) -> None:
        hit = set(match.values())
        for j, truth in enumerate(truths):
            kind = manner(text, truth["content"])
            self.n.update({f"{kind}_gold": 1, f"{kind}_hit": j in hit})

    def _nesting(self, wanted: Covers, predictions: Sequence[Record], match: Mapping[int, int]) -> None:
        gold = {(outer, inner) for inner, outer in gold_parents(wanted).items()}
        at = {a["id"]: i for i, a in enumerate(predictions) if "id" in a}
        edges = [(at[a["parent"]], i) for i, a in enumerate(predictions) if a.get("parent") in at]
        right = sum((match.get(outer, -1), match.get(inner, -1)) in gold for outer, inner in edges)
        self._count("nesting", right, len(edges), len(gold))

    def _referents(
        self, gold: Record, predictions: Sequence[Record], sources: Sequence[Record], match: Mapping[int, int]
    ) -> None:
        truths = gold["attributions"]
        self._has_referents |= any("referent" in a for a in truths)
        wanted = {j for j, a in enumerate(truths) if _names_someone(gold["text"], a)}
        self.n["referent_gold"] += len(wanted)
        names = {source["id"]: source.get("name") or "" for source in sources}
        known = {entity["id"]: entity.get("names") or [] for entity in gold.get("entities") or ()}
        for i, j in match.items():
            if j in wanted:
                self._referent(truths[j]["referent"], names.get(predictions[i].get("source_id"), ""), known)

    def _referent(self, referent: Record, name: str, known: Mapping[Any, Sequence[str]]) -> None:
        others = known.get(referent.get("entity"), ())
        right = names_agree(referent["name"], name)
        anyhow = right or any(names_agree(other, name) for other in others)
        self.n.update(referent_n=1, referent_right=right, referent_any=anyhow, referent_none=not name)

    def results(self) -> dict[str, Any]:
        """All figures, as shares of 1; None where there is nothing to divide by."""
        n = self.n
        out: dict[str, Any] = {key: n[key] for key in ("documents", "gold", "predicted", "sentences")}
        out |= {rate: prf(*(n[f"{rate}_{side}"] for side in ("right", "predicted", "gold"))) for rate in RATES}
        out["source_given_content"] = {
            "n": n["source_n"],
            "agrees": share(n["source_agrees"], n["source_n"]),
            "exact": share(n["source_exact"], n["source_n"]),
            "none": share(n["source_none"], n["source_n"]),
            "cue_overlaps": share(n["cue_given_content"], n["content_match_right"]),
        }
        out["recall_by_manner"] = {
            kind: {"r": share(n[f"{kind}_hit"], n[f"{kind}_gold"]), "hit": n[f"{kind}_hit"], "gold": n[f"{kind}_gold"]}
            for kind in MANNERS
        }
        out["referent"] = self._referent_results() if self._has_referents else None
        return out

    def _referent_results(self) -> dict[str, Any]:
        n = self.n
        return {
            "gold": n["referent_gold"],
            "n": n["referent_n"],
            "accuracy": share(n["referent_right"], n["referent_n"]),
            "found": share(n["referent_right"], n["referent_gold"]),
            "any_name": share(n["referent_any"], n["referent_n"]),
            "no_source": share(n["referent_none"], n["referent_n"]),
        }


def matched(wanted: Covers, found: Covers) -> dict[int, int]:
    """Predicted to gold, one to one, the pairs that overlap most first."""
    pairs = [(jaccard(p["content"], g["content"]), i, j) for i, p in enumerate(found) for j, g in enumerate(wanted)]
    match: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted((pair for pair in pairs if pair[0] >= AGREE), reverse=True):
        if i not in match and j not in taken:
            match[i] = j
            taken.add(j)
    return match


def gold_parents(covers: Covers) -> dict[int, int]:
    """Inner to outer: an attribution lies in the smallest content that holds its source and cue."""
    parents = {}
    for i, inner in enumerate(covers):
        frame = inner["source"] | inner["cue"]
        outer = [j for j, other in enumerate(covers) if j != i and frame and frame <= other["content"]]
        if outer:
            parents[i] = min(outer, key=lambda j: len(covers[j]["content"]))
    return parents


def names_agree(gold: str, predicted: str) -> bool:
    """Whether the last word of the gold name stands in the predicted one, case folded, possessive aside."""
    last = _name_words(gold)[-1:]
    return bool(last) and last[0] in _name_words(predicted)


def _name_words(name: str) -> list[str]:
    return [re.sub(r"[’']s$", "", word.casefold()) for word in WORD.findall(name)]


def _names_someone(text: str, attribution: Record) -> bool:
    words = {text[start:end].casefold() for start, end in attribution["source"]}
    return bool((attribution.get("referent") or {}).get("name")) and not words & SPEAKERS


def _covers(words: Words, attributions: Sequence[Record]) -> Covers:
    return [{role: words.cover(a.get(role) or ()) for role in ROLES} for a in attributions]


def _union(covers: Covers, role: str) -> Cover:
    return frozenset().union(*(a[role] for a in covers))


def _touching(gold: Sequence[Cover], predicted: Sequence[Cover]) -> int:
    """How many predictions, in order, find a gold cue of their own that they share a word with."""
    free = list(gold)
    hits = 0
    for cue in predicted:
        at = next((i for i, other in enumerate(free) if cue & other), None)
        if at is not None:
            free.pop(at)
            hits += 1
    return hits


def _misses(
    gold: Record, predictions: Sequence[Record], wanted: Covers, found: Covers, match: Mapping[int, int]
) -> Iterator[Miss]:
    text, hit = gold["text"], set(match.values())
    for j, truth in enumerate(gold["attributions"]):
        if j not in hit:
            yield _miss(gold, truth, f"missed: {_shown(text, truth)}")
    for i, prediction in enumerate(predictions):
        if i not in match:
            yield _miss(gold, prediction, f"not in gold ({prediction.get('rule')}): {_shown(text, prediction)}")
        elif word_f1(found[i]["source"], wanted[match[i]]["source"]) < AGREE:
            truth = gold["attributions"][match[i]]
            yield _miss(gold, prediction, f"source: {_said(text, truth)} != {_said(text, prediction)}")


def _miss(gold: Record, attribution: Record, what: str) -> Miss:
    spans = [*attribution["cue"], *attribution["content"]] or [(0, 0)]
    return Miss(gold["id"], min(s for s, _ in spans), max(e for _, e in spans), what)


def _shown(text: str, attribution: Record) -> str:
    content = _said(text, attribution, "content")
    return f"{_said(text, attribution)} | {_said(text, attribution, 'cue')} | {content}"


def _said(text: str, attribution: Record, role: str = "source") -> str:
    words = " … ".join(" ".join(text[start:end].split()) for start, end in attribution.get(role) or ()) or "-"
    return words if len(words) <= SHOWN else words[: SHOWN - 1] + "…"
