"""XML read element by element, with nothing in it that reaches beyond it: no entities, no network, no DTD."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from attrib.errors import InputError
from attrib.read.extras import need

ENTITY = b"<!ENTITY"
RECORDS = frozenset({"xml", "too-long"})  # codes of what is wrong with a record, not with the file


def elements(stream: BinaryIO, tags: tuple[str, ...], extra: str) -> Iterator[Any]:
    """Each outermost element with one of these tags (`{namespace}name`, `{*}name`), when it is whole; then forgotten.

    Raises InputError (code `xml`) with its line for what is not well formed, and for declared entities, which may
    stand for each other a billion times over (https://en.wikipedia.org/wiki/Billion_laughs_attack).
    """
    etree = need("lxml.etree", extra)
    guarded = _Guarded(stream)
    events = etree.iterparse(
        guarded, events=("end",), tag=tags, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        names = {tag.rpartition("}")[2] for tag in tags}
        for _event, element in events:
            if not any(local(above) in names for above in element.iterancestors()):
                yield element
                forget(element)
    except etree.XMLSyntaxError as error:
        raise InputError("xml", f"is no well-formed XML: {_said(error)}", line=error.lineno or None) from None


def refuse_entities(data: bytes) -> None:
    """Raises InputError where an entity is declared, in whichever encoding."""
    if ENTITY in data.replace(b"\0", b"").upper():
        raise InputError("xml", "declares entities of its own, which are not read")


def forget(element: Any) -> None:
    """Free an element and what stands before it."""
    element.clear(keep_tail=True)
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


class _Guarded:
    """A stream that ends in an InputError where an entity is declared."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._tail = stream, b""

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        refuse_entities(self._tail + data)
        self._tail = data[-2 * len(ENTITY) :]
        return data


def _said(error: Any) -> str:
    words = str(error.msg or error).partition(", line ")[0].strip().partition("\n")[0]
    return words[:1].lower() + words[1:]


def local(element: Any) -> str:
    """The name of an element without its namespace; "" for comments and the like."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def words(element: Any) -> str:
    """The text in an element as one line."""
    return " ".join("".join(element.itertext()).split())


@contextmanager
def failed_at(number: Callable[[], int]) -> Iterator[None]:
    """Says in an InputError raised within which record could not be read."""
    try:
        yield
    except InputError as error:
        said = f"record {number()} {error.message}" if error.code in RECORDS else error.message
        raise InputError(error.code, said, error.path, error.line) from None
