"""Bytes to text: strictly, and never a wrong encoding in silence."""

from __future__ import annotations

import re

from attrib.errors import InputError, UsageError
from attrib.read.options import Note
from attrib.suggest import did_you_mean

BOMS = (  # UTF-32's little-endian mark begins with UTF-16's, so it stands first
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
BINARY = (
    (b"%PDF-", "a PDF file", "make text of it first, with pdftotext -layout"),
    (b"PK\x03\x04", "a zip archive or office document", ""),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as .docx or .xlsx"),
    (b"\x1f\x8b", "a gzip archive", ""),
    (b"{\\rtf", "an RTF document", ""),
    (b"\x89PNG\r\n", "a picture", "only text is read"),
    (b"\xff\xd8\xff", "a picture", "only text is read"),
    (b"GIF8", "a picture", "only text is read"),
    (b"SQLite format 3\0", "a database", "export its table as CSV first"),
)
SAMPLE = 65536
MANY_NULS = 0.2  # UTF-16 of Latin text has a NUL in every second byte
MANY_CONTROLS, SOME_CONTROLS = 0.1, 8
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")

# Where quotation marks and apostrophes stand in text saved on old Macs and on Windows.
MAC_QUOTES = re.compile(
    rb"(?<![A-Za-z\x80-\xff])[\xd2\xd4][A-Za-z]|[.,!?A-Za-z]\xd3(?![A-Za-z\x80-\xff])|[a-z]\xd5[a-z]"
)
WINDOWS_QUOTES = re.compile(rb"[\x85\x91-\x97]")

# What text looks like after it was decoded with the wrong table; each names what happened.
DOUBTS = (
    (re.compile("\ufffd"), "replacement characters (U+FFFD), so it was damaged before it came here"),
    (
        re.compile(
            "â€[\u0153\u017e\u2122\u02dc\u201c\u201d\u00a6\x90-\x9f]|[ÃÂ][\xa1-\xbf\u0192\u2030].{0,500}?[ÃÂ][\xa1-\xbf]"
        ),
        "signs of UTF-8 read as cp1252 ('â€œ' for a quotation mark)",
    ),
    (
        re.compile(r"(?<!\w)Ò(?=[^\W\d_])[^ÒÓ\n]{1,400}[\w.,!?…]Ó(?!\w)|(?<=[a-z])Õ(?=[a-z]{1,2}\b)"),
        "signs of mac_roman read as another encoding ('Ò' and 'Ó' for quotation marks): try --encoding mac_roman",
    ),
    (
        re.compile(r"(?<!\w)ì(?=[^\W\d_])[^ìî\n]{1,400}[\w.,!?…]î(?!\w)"),
        "signs of cp1252 read as mac_roman ('ì' and 'î' for quotation marks): try --encoding cp1252",
    ),
    (
        re.compile("[\x80-\x84\x86-\x9f]"),
        "control characters of Latin-1, where cp1252 has quotation marks: try --encoding cp1252",
    ),
)


def check_encoding(name: str) -> None:
    """Raises UsageError when Python knows no text encoding of this name."""
    try:
        b"a".decode(name, "ignore")
    except LookupError:
        from encodings.aliases import aliases

        hint = did_you_mean(name, {codec.replace("_", "-") for codec in aliases.values()})
        raise UsageError(f"unknown encoding '{name}'{hint}") from None


def bom(head: bytes) -> tuple[str, int] | None:
    """The encoding that the byte order mark names, and the length of the mark."""
    return next(((name, len(mark)) for mark, name in BOMS if head.startswith(mark)), None)


def decode(data: bytes, encoding: str | None = None) -> str:
    """The text of these bytes: by their byte order mark, else in `encoding`, else UTF-8.

    Raises InputError (code `encoding` or `binary`) with the byte offset of what cannot be read.
    """
    refuse_binary(data[:SAMPLE], encoding)
    name, skip = bom(data) or (encoding or "utf-8", 0)
    try:
        return data[skip:].decode(name)
    except UnicodeDecodeError as error:
        raise InputError("encoding", explain(error, skip, chosen=bool(skip or encoding))) from None


def explain(error: UnicodeDecodeError, offset: int, chosen: bool) -> str:
    """One line that says which byte cannot be read, and, unless the encoding was chosen, what to try.

    `offset` is where the bytes that were decoded begin in the file.
    """
    data, at = error.object, error.start
    what = f"not {error.encoding.upper()}: byte 0x{data[at]:02x} at offset {offset + at}"
    if chosen:
        return f"{what} ({error.reason})"
    return f"{what}; name its encoding with --encoding (perhaps {guess(data[max(0, at - SAMPLE // 2) :][:SAMPLE])})"


def refuse_binary(head: bytes, encoding: str | None) -> None:
    """Raises InputError for bytes that are no text, or UTF-16 without a byte order mark."""
    for mark, what, remedy in BINARY:
        if head.startswith(mark):
            raise InputError("binary", f"is {what}, no plain text" + (f": {remedy}" if remedy else ""))
    if bom(head) or encoding is not None or not head:
        return
    if head.count(0) > max(1, MANY_NULS * len(head)):
        raise InputError("encoding", f"full of NUL bytes; if it is text, try --encoding {wide(head)}")
    if len(CONTROLS.findall(head)) > max(SOME_CONTROLS, MANY_CONTROLS * len(head)):
        raise InputError("binary", "is binary data, no plain text")


def guess(sample: bytes) -> str:
    """The likeliest encoding of bytes that are no UTF-8."""
    mac, windows = len(MAC_QUOTES.findall(sample)), len(WINDOWS_QUOTES.findall(sample))
    return "mac_roman" if mac > windows else "cp1252"


def wide(sample: bytes) -> str:
    """UTF-16 or UTF-32, and the byte order, by where the NULs stand."""
    at = [sample[i::4].count(0) for i in range(4)]
    if min(at[1:]) > len(sample) // 8:
        return "utf-32-le"
    if min(at[:3]) > len(sample) // 8:
        return "utf-32-be"
    return "utf-16-le" if at[1] + at[3] > at[0] + at[2] else "utf-16-be"


def doubts(text: str) -> tuple[Note, ...]:
    """What a person should know of this text before trusting its annotation."""
    found = []
    if nuls := text.count("\0"):
        found.append(Note("nul", f"holds {nuls} NUL character{'s' if nuls > 1 else ''}, kept in the text"))
    if not text.isascii():
        for pattern, what in DOUBTS:
            if match := pattern.search(text):
                found.append(Note("damaged", f"holds {what}; first at character {match.start()}"))
    return tuple(found)
