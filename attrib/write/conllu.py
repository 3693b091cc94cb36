"""CoNLL-U (https://universaldependencies.org/format.html): words, with the marks on them in MISC.

MISC holds `TokenRange` (code points, as UDPipe writes it), `SpaceAfter` and `SpacesAfter`, from which the text can be
put together again, line ends too, and for each role the ids of the marks that cover the word: `Source=a1,a3|Cue=a2`.
Comments hold the verdict on the sentence and, as JSON, every attribution, hedge and source. There are no tags or trees.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import orjson

from attrib.write.marks import SENTENCE, Mark, marked, sentence_facts, worded
from attrib.write.words import Word, covered, words
from attrib.write.writer import PieceWriter, Record, Target, Writer

SPANS = ("source", "cue", "content", "addressee", "scope", "mentions", "anonymity_reason")
SPACES = {" ": "\\s", "\t": "\\t", "\n": "\\n", "\r": "\\r", "|": "\\p", "\\": "\\\\"}


def writer(target: Target) -> Writer:
    return PieceWriter(target.sink(), render)


def render(record: Record) -> bytes:
    return b"" if "error" in record else "".join(map("{}\n".format, _lines(record))).encode("utf-8", "replace")


def _lines(record: Record) -> Iterator[str]:
    text, found = record["text"], marked(record)
    tokens = words(text, (piece for mark in found.marks for piece in mark.pieces))
    marks = _by_word(tokens, found.marks)
    sources = {source["id"]: source for source in record["sources"]}
    yield f"# newdoc id = {_one_line(record['id'])}"
    yield f"# meta = {_json(record['meta'])}"
    yield from (f"# {source['id']} = {_json(_facts(source))}" for source in record["sources"])
    paragraph, at = None, 0
    for number, (sentence, inside) in enumerate(_sentences(record, tokens)):
        if not inside:
            continue
        if sentence and sentence["paragraph"] != paragraph:
            paragraph = sentence["paragraph"]
            yield f"# newpar id = p{paragraph}"
        yield f"# sent_id = {_one_line(record['id'])}-s{number}"
        yield f"# text = {''.join(_shown(text, tokens, i, inside) for i in inside)}"
        if sentence:
            yield from _comments(record, sentence, sources)
        for place, i in enumerate(inside, 1):
            misc = _misc(text, tokens, i, marks.get(i, {}), first=at == 0)
            yield "\t".join([str(place), tokens[i].form, *"_" * 7, misc])
            at += 1
        yield ""


def _sentences(record: Record, tokens: Sequence[Word]) -> Iterator[tuple[Record | None, range]]:
    """Every sentence with the numbers of its words; words in none are a sentence without a verdict."""
    done = 0
    for sentence in record["sentences"]:
        inside = covered(tokens, (sentence["start"], sentence["end"]))
        yield None, range(done, inside.start)
        yield sentence, inside
        done = max(done, inside.stop)
    yield None, range(done, len(tokens))


def _comments(record: Record, sentence: Record, sources: Mapping[str, Any]) -> Iterator[str]:
    for name, value in sentence_facts(sentence, sources).items():
        yield f"# {name} = {_one_line(worded(value))}"
    if sentence["label"]:
        yield f"# sources = {' '.join(sentence['label']['sources'])}"
        yield f"# because = {' '.join(sentence['label']['because'])}"
    for kind in ("attributions", "hedges"):
        wanted = set(sentence[kind])
        yield from (f"# {one['id']} = {_json(_facts(one))}" for one in record[kind] if one["id"] in wanted)


def _facts(item: Record) -> dict[str, Any]:
    """What is known of it besides its places, which stand with the words."""
    return {name: value for name, value in item.items() if name not in (*SPANS, "id") and value is not None}


def _by_word(tokens: Sequence[Word], marks: Sequence[Mark]) -> dict[int, dict[str, list[str]]]:
    found: dict[int, dict[str, list[str]]] = {}
    for mark in marks:
        if mark.label != SENTENCE:
            for piece in mark.pieces:
                for i in covered(tokens, piece):
                    found.setdefault(i, {}).setdefault(mark.label.title(), []).append(mark.id.partition(".")[0])
    return found


def _misc(text: str, tokens: Sequence[Word], i: int, marks: Mapping[str, Sequence[str]], *, first: bool) -> str:
    token = tokens[i]
    gap = _gap(text, tokens, i)
    features = {name: ",".join(ids) for name, ids in marks.items()}
    if gap == "":
        features["SpaceAfter"] = "No"
    elif gap != " ":
        features["SpacesAfter"] = _escaped(gap)
    if first and token.start:
        features["SpacesBefore"] = _escaped(text[: token.start])
    features["TokenRange"] = f"{token.start}:{token.end}"
    return "|".join(f"{name}={value}" for name, value in sorted(features.items()))


def _gap(text: str, tokens: Sequence[Word], i: int) -> str:
    """The white space after a word, up to the next one."""
    return text[tokens[i].end : tokens[i + 1].start if i + 1 < len(tokens) else len(text)]


def _shown(text: str, tokens: Sequence[Word], i: int, inside: range) -> str:
    return tokens[i].form + (" " if i != inside[-1] and _gap(text, tokens, i) else "")


def _escaped(space: str) -> str:
    return "".join(SPACES.get(mark, mark) for mark in space)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _json(value: Any) -> str:
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS).decode()
