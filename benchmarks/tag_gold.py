"""Gold tags for the tagger: a treebank's parts of speech as the one-character tags of the rule pack."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from attrib.match.tagger import QUOTATION
from attrib.match.tokens import Tokeniser

FORMS_OF = {"be": "X", "have": "H", "do": "d"}
BY_XPOS = {
    xpos: tag
    for tag, names in {
        "N": "NN NNS", "P": "NNP NNPS", "J": "JJ JJR JJS AFX", "Z": "CD $", "O": "PRP PRP$ EX", "W": "WP WP$ WRB WDT",
        "D": "DT PDT", "M": "MD", "B": "VB", "V": "VBD VBP VBZ", "G": "VBG", "E": "VBN", "R": "RB RBR RBS", "L": "RP",
        "T": "TO", "I": "IN", "C": "CC", "'": "POS", "U": "UH FW SYM LS ADD GW",
    }.items()
    for xpos in names.split()
}  # fmt: skip
MARKS = dict(zip("([{)]},:;&$€£%", "((())),:;CZZZN", strict=True))
ALSO_PREPOSITIONS = frozenset(
    [
        "with",
        "without",
        "for",
        "of",
        "in",
        "by",
        "on",
        "at",
        "to",
        "from",
        "about",
        "than",
        "like",
        "as",
        "before",
        "after",
        "since",
        "until",
        "till",
    ]
)
QUOTES = frozenset(["“", "”", '"', "``", "''", "«", "»"])


class Word(NamedTuple):
    """A token of the treebank."""

    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    relation: str
    start: int
    end: int


class Sentence(NamedTuple):
    """Items as the tagger sees them, with their tags."""

    document: str
    forms: list[str]
    tags: str


def read_treebank(path: Path) -> Iterator[tuple[str, str, list[Word]]]:
    """Document id, text and words of each sentence of a CoNLL-U file."""
    document, text, at = "", "", 0
    words: list[Word] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# newdoc id"):
            document = line.split("= ")[1]
        elif line.startswith("# text = "):
            text, words, at = line[9:], [], 0
        elif line and line[0].isdigit():
            cells = line.split("\t")
            if cells[0].isdigit():
                start = text.find(cells[1], at)
                at = start + len(cells[1])
                words.append(Word(cells[1], cells[2], cells[3], cells[4], int(cells[6]), cells[7], start, at))
        elif not line and words:
            yield document, text, words
            words = []


def tag_of(word: Word, words: list[Word], names_of_time: frozenset[str]) -> str:
    """The one-character tag of a treebank word."""
    lower = word.form.lower().replace("’", "'")
    if not any(map(str.isalnum, word.form)) and word.xpos != "POS":
        return mark_of(word.form)
    if lower in names_of_time and word.xpos[:2] in ("NN", "RB"):
        return "Y"
    if word.upos in ("AUX", "VERB") and word.lemma in FORMS_OF:
        return FORMS_OF[word.lemma]
    if word.xpos in ("WDT", "IN", "DT") and lower == "that":
        return "t" if word.xpos != "DT" else "DO"[word.upos == "PRON"]
    if word.upos == "PRON" and word.xpos in ("DT", "NN"):
        return "O"
    if lower in ("when", "whenever") and word.xpos == "WRB":
        return "S"
    if word.xpos == "IN":
        return _preposition(word, words)
    if word.xpos == "FW":
        return "P" if word.form[0].isupper() else "N"
    return BY_XPOS.get(word.xpos, "U")


def _preposition(word: Word, words: list[Word]) -> str:
    """S before a clause with a finite verb, or after a word that opens nothing else; R for an adverb; else I."""
    if word.upos != "SCONJ":
        return "R" if word.upos == "ADV" else "I"
    if word.form.lower() in ALSO_PREPOSITIONS:
        governor = words[word.head - 1]
        verbs = [governor, *(w for w in words if w.head == word.head and w.relation.startswith(("aux", "cop")))]
        return "S" if any(w.xpos in ("VBD", "VBP", "VBZ", "MD") for w in verbs) else "I"
    return "S"


def mark_of(form: str) -> str:
    """The tag of a token without letters or digits."""
    if set(form) <= set(".!?") and not form.startswith(".."):
        return "."
    return "-" if set(form) <= set("-–—―") else MARKS.get(form, "/")


def merged(group: list[int], words: list[Word], tags: list[str]) -> str:
    """The tag of one item that holds several treebank words."""
    inside = {i + 1 for i in group}
    outer = [i for i in group if words[i].head not in inside and tags[i] not in "-./,:"] or group
    head = outer[-1]
    hyphened = any(words[i].xpos == "HYPH" for i in group)
    if (
        hyphened
        and words[head].relation in ("amod", "compound")
        and words[group[0]].form.islower()
        and tags[head] in "NEGJ"
    ):
        return "J"
    if any(words[i].xpos == "CD" for i in group) and tags[head] not in "JNP":
        return "Z"
    return tags[head]


def sentences(path: Path, tokeniser: Tokeniser, names_of_time: frozenset[str]) -> Iterator[Sentence]:
    """The treebank in this project's tokens and tags, quotations collapsed."""
    for document, text, words in read_treebank(path):
        tags = [tag_of(word, words, names_of_time) for word in words]
        starts, ends, forms = tokeniser.tokenise(text)
        items = []
        for start, end, form in zip(starts, ends, forms, strict=True):
            group = [i for i, word in enumerate(words) if word.start < end and word.end > start]
            tag = tags[group[0]] if len(group) == 1 else merged(group, words, tags)
            items.append((form, tag if any(map(str.isalnum, form)) or tag == "'" else mark_of(form)))
        for part in unquoted(items):
            yield Sentence(document, [form for form, _ in part], "".join(tag for _, tag in part))


def unquoted(items: list[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    """The sentence with each full quotation as one item, and the insides; marks of short quotations dropped."""
    outer: list[tuple[str, str]] = []
    opened: list[tuple[str, str]] | None = None
    for item in items:
        if item[0] in QUOTES:
            if opened is None:
                opened = []
                continue
            if len(opened) >= 4 and opened[-1][1] in ".,":
                outer.append((QUOTATION, "Q"))
                yield [*opened, (".", ".")]
            else:
                outer += opened
            opened = None
        else:
            (outer if opened is None else opened).append(item)
    outer += opened or []
    if outer and outer[-1][1] != ".":
        outer.append((".", "."))
    yield outer
