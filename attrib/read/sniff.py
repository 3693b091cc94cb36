"""What a file is, told by how it begins."""

from __future__ import annotations

import json
import re

from attrib.read.decode import bom

SNIFFED = 1 << 16  # bytes looked at
JSON = frozenset({"json", "jsonl"})
PLAIN = frozenset({"text", None})  # what a suffix says that says nothing
OBJECT = re.compile(r'\{\s*"')
LIST = re.compile(r'\[\s*\{\s*"|\[\s*\]')
MAGIC = ((b"{\\rtf", "rtf"), (b"PAR1", "parquet"), (b"ARROW1", "arrow"), (b"WARC/", "warc"))
# Where articles of Nexis are counted, or end; or where one of Factiva ends.
COUNT = re.compile(r"^[^\S\n]*(?:\w+ (?:- )?)?\d{1,5} \w{1,3} \d{1,5}(?: \w+)?[^\S\n]*$", re.MULTILINE)
CAPITAL = re.compile(r"^[A-Z][^\W\d_a-z][\w -]{2,20}:", re.MULTILINE)
ACCESSION = re.compile(r"^\w+ [A-Z][A-Z0-9]{3,11}\d{8}[a-z][a-z0-9]{6,10}[^\S\n]*$", re.MULTILINE)
PROLOGUE = r"<\?[^>]*>|<!--.*?-->|<!DOCTYPE\s+\w+[^\[>]*(?:\[.*?\])?[^>]*>|\s"
MARKUP = re.compile(rf"(?:{PROLOGUE})*+<(?:\w+:)?(?P<root>[\w.]+)", re.DOTALL | re.IGNORECASE)
WHOLE = re.compile(r"<\?xml\s|<!DOCTYPE\s|<html[\s>]|<[\w:.]+\s[^>]*\bxmlns", re.IGNORECASE)
ROWS = re.compile(r"(?:#[^\n]*\n)+1(?:-\d+)?(?:\t[^\t\n]+){9}\r?\n")
ROOTS = {
    "html": "html", "head": "html", "body": "html", "tei": "tei", "teicorpus": "tei", "tei.2": "tei", "nitf": "newsml",
    "newsitem": "newsml", "newsmessage": "newsml", "newsml": "newsml", "packageitem": "newsml", "xmi": "xmi",
}  # fmt: skip
FACTIVA = re.compile(r"<title>\s*Factiva|class=[\"']article \w\wArticle", re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")
CONLLU = re.compile(r"# (?:newdoc|newpar|sent_id|text|global\.columns)\b|1(?:-\d+)?\t[^\t\n]+\t[^\n]*\t")


def by_content(head: bytes, suffix: str | None, encoding: str | None) -> str | None:
    """The name of the format, or None where the content does not tell. `suffix` is the format that the name says."""
    if magic := next((name for mark, name in MAGIC if head.startswith(mark)), None):
        return magic
    text = beginning(head, encoding)
    if suffix in JSON or (suffix is None and text[:1] in ("{", "[")):
        return _json(text, suffix)
    if text.startswith("<") and suffix not in ("text", "markdown", "csv", "tsv"):
        return _markup(text)
    if suffix == "text" and (name := _no_text(text)):
        return name
    if suffix in PLAIN:
        return _plain(text, suffix) or ("nexis" if len(head) < SNIFFED and _labelled(text) else None)
    return None


def _markup(text: str) -> str | None:
    found = MARKUP.match(text)
    name = ROOTS.get(found["root"].casefold()) if found else None
    if name == "html":
        return "factiva" if FACTIVA.search(text) else "nexis" if _counts(TAG.sub("\n", text)) else name
    return name


def _plain(text: str, suffix: str | None) -> str | None:
    """Exports of Nexis and Factiva, whatever they are called; CoNLL-U where the name says nothing at all."""
    if ACCESSION.search(text):
        return "factiva"
    if _counts(text):
        return "nexis"
    return "conllu" if suffix is None and CONLLU.match(text) else None


def _counts(text: str) -> bool:
    """Whether a line says which of how many articles follows. The words for it are looked up only where it may be."""
    found = [match[0] for match in COUNT.finditer(text)]
    if not found:
        return False
    from attrib.read.nexis import signs

    return any(map(signs().start.fullmatch, found))


def _no_text(text: str) -> str | None:
    """What is called a text but is JSON lines, CoNLL-U, or markup whole from its first line on."""
    if _is_object(text):
        return "jsonl"
    if ROWS.match(text):
        return "conllu"
    return _markup(text) if WHOLE.match(text) else None


def _is_object(text: str) -> bool:
    """Whether the first line is a JSON object, whole: a text has no such line."""
    if not OBJECT.match(text):
        return False
    try:
        return isinstance(json.loads(text.partition("\n")[0]), dict)
    except ValueError:
        return False


def _labelled(text: str) -> bool:
    """Whether this is one article of Nexis saved by itself, with its labels but without the line that counts it.

    Of several nothing would say where one ends: they stay a text.
    """
    found = CAPITAL.findall(text)
    if not found:
        return False
    from attrib.read.nexis import ARTICLE
    from attrib.read.nexisparts import label

    names = [label(line).name for line in found]
    return all(names.count(name) == 1 for name in ARTICLE)


def beginning(head: bytes, encoding: str | None) -> str:
    """The first characters, decoded as well as may be; NULs and other marks of binary data stay in it."""
    name, skip = bom(head) or (encoding or "utf-8", 0)
    return head[skip:SNIFFED].decode(name, "ignore").lstrip()


def _json(text: str, suffix: str | None) -> str | None:
    """A list, or an object spread over lines, is whole JSON; an object on a line of its own is one of many."""
    if LIST.match(text):
        return "json"
    if not OBJECT.match(text):
        return suffix
    first, _, rest = text.partition("\n")
    first = first.rstrip()
    if first == "{":
        return "json" if rest.lstrip().startswith(('"', "}")) else suffix
    if suffix == "json" and not rest:
        return suffix
    return "jsonl" if suffix == "jsonl" or first.endswith("}") or not rest else "json"
