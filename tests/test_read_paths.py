"""Reading as a library: what comes out for files, folders, patterns and JSON lines, in order and lazily."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrib.errors import UsageError
from attrib.read import Failure, RawDocument, ReadOptions, keep_apart, read_paths
from attrib.read.decode import check_encoding, decode, doubts
from hypothesis import given
from hypothesis import strategies as st


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small tree of texts."""
    monkeypatch.chdir(tmp_path)
    for name in ("t/b.txt", "t/a.txt", "t/z/c.txt", "t/y/d.txt", "t/.git/e.txt", "t/.f.txt", "t/g.md", "t/h.jsonl"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('{"text":"In h."}' if name.endswith("jsonl") else f"In {name}.")
    return tmp_path


def ids(*paths: str | Path, **options: str) -> list[str | None]:
    return [item.id for item in read_paths(paths, ReadOptions(**options))]


def test_a_folder_is_read_in_order_without_what_is_hidden(folder: Path) -> None:
    found = ["a.txt", "b.txt", "g.md", "h.jsonl#1", "y/d.txt", "z/c.txt"]
    assert ids("t") == ids("t/") == ids(folder / "t") == found
    assert ids("t", pattern="*.txt") == ["a.txt", "b.txt", "y/d.txt", "z/c.txt"]


def test_a_file_is_called_as_it_was_given(folder: Path) -> None:
    assert ids("t/a.txt", "t/.f.txt") == ["t/a.txt", "t/.f.txt"]
    assert ids(folder / "t" / "a.txt") == [str(folder / "t" / "a.txt")]


def test_patterns(folder: Path) -> None:
    assert ids("t/*.txt") == ["t/a.txt", "t/b.txt"]
    assert ids(str(folder / "t/**/*.txt"))[-1] == str(folder / "t/z/c.txt")
    assert ids("t", pattern="*.md") == ["g.md"]
    assert ids("t", pattern="*.jsonl") == ["h.jsonl#1"]


def test_a_name_that_looks_like_a_pattern(folder: Path) -> None:
    Path("[x].txt").write_text("X.")
    assert ids("[x].txt") == ["[x].txt"]


def test_links(folder: Path) -> None:
    Path("t/loop").symlink_to(folder / "t", target_is_directory=True)
    Path("t/link.txt").symlink_to(folder / "t" / "a.txt")
    Path("t/dead.txt").symlink_to(folder / "none")
    found = list(read_paths(["t"], ReadOptions(pattern="*.txt")))
    assert [item.id for item in found] == ["a.txt", "b.txt", "dead.txt", "link.txt", "y/d.txt", "z/c.txt"]
    assert [type(item) for item in found].count(Failure) == 1


def test_nothing_is_opened_before_its_turn(folder: Path) -> None:
    items = read_paths(["t/a.txt", "t/b.txt"])
    next(items)
    Path("t/b.txt").write_text("changed")
    second = next(items)
    assert isinstance(second, RawDocument)
    assert second.text == "changed"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_json_lines_are_read_as_they_come(tmp_path: Path) -> None:
    class Endless(io.RawIOBase):
        """Gives a line for each read, and would never end."""

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            line = json.dumps({"text": "x" * 100}).encode() + b"\n"
            buffer[: len(line)] = line
            return len(line)

    items = read_paths(["-"], ReadOptions(stdin=io.BufferedReader(Endless()), format="jsonl"))
    assert [next(items).id for _ in range(1000)][-1] == "stdin#1000"


def test_where_a_document_comes_from(folder: Path) -> None:
    item = next(iter(read_paths(["t/h.jsonl"])))
    assert isinstance(item, RawDocument)
    assert (item.path, item.line, item.meta) == ("t/h.jsonl", 1, {})


def test_meta_of_a_record(folder: Path) -> None:
    lines = [
        {"id": "1", "text": "A.", "title": "T", "meta": {"title": "M", "x": 1}},
        {"id": "2", "text": "A.", "meta": "note"},
        {"schema": "attrib/1", "id": "3", "text": "A.", "meta": {"title": "T"}, "sentences": [], "rules": {}},
    ]
    Path("m.jsonl").write_text("\n".join(map(json.dumps, lines)))
    found = [item.meta for item in read_paths(["m.jsonl"]) if isinstance(item, RawDocument)]
    assert found == [{"title": "M", "x": 1}, {"meta": "note"}, {"title": "T"}]


def test_failures_read_like_a_compilers(folder: Path) -> None:
    Path("m.jsonl").write_text("{}\n")
    assert [str(item) for item in read_paths(["m.jsonl", "none"])] == [
        "m.jsonl:1: has no 'text': the object is empty",
        "none: no such file or folder",
    ]


@given(st.lists(st.sampled_from(["a", "b", "a#2", "a#3", "b#2", "a#2#2"])))
def test_ids_are_kept_apart(names: list[str]) -> None:
    found = [item.id for item in keep_apart(RawDocument(name, "", {}) for name in names)]
    assert len(set(found)) == len(names)
    assert all(new == old or (new or "").startswith(old + "#") for new, old in zip(found, names, strict=True))
    first = {name: names.index(name) for name in names}
    assert all(found[at] == name or name in found[:at] for name, at in first.items())


@given(st.text(), st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_a_mark_is_enough(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@given(st.binary(max_size=300), st.sampled_from([None, "cp1252", "utf-16-le", "gb18030", "utf-16"]))
def test_bytes_are_text_or_an_input_error(data: bytes, encoding: str | None) -> None:
    item = next(read_paths(["-"], ReadOptions(format="text", encoding=encoding, stdin=io.BytesIO(data))))
    if isinstance(item, Failure):
        assert item.code in ("encoding", "binary", "damaged")
        assert "\n" not in item.message
    else:
        item.text.encode()


@given(st.binary(max_size=300))
def test_any_bytes_are_json_lines_or_failures(data: bytes) -> None:
    options = ReadOptions(format="jsonl", stdin=io.BytesIO(data))
    for item in read_paths(["-"], options):
        assert isinstance(item, Failure)
        item.message.encode()


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_any_json_is_a_document_or_a_failure(value: object) -> None:
    lines = json.dumps(value) + "\n" + json.dumps({"text": "A.", "x": value}) + "\n"
    found = list(read_paths(["-"], ReadOptions(format="jsonl", stdin=io.BytesIO(lines.encode()))))
    assert len(found) == 2
    assert isinstance(found[1], RawDocument)
    repr(found).encode()


def test_encodings_are_checked_by_name() -> None:
    check_encoding("latin1")
    check_encoding("Mac_Roman")
    with pytest.raises(UsageError, match="did you mean 'mac-roman'"):
        check_encoding("mac-romn")


@pytest.mark.parametrize("mark", "ÒÕìâÃÂ\x93")
def test_doubts_take_linear_time(mark: str) -> None:
    text = (mark + "a") * 500_000
    assert len(doubts(text)) <= 5


def test_a_stream_that_breaks_is_a_failure(tmp_path: Path) -> None:
    class Broken(io.RawIOBase):
        def __init__(self, lines: Iterator[bytes]) -> None:
            self._lines = lines

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            for line in self._lines:
                buffer[: len(line)] = line
                return len(line)
            raise OSError(5, "Input/output error")

    stream = io.BufferedReader(Broken(iter([b'{"text":"A."}\n'])))
    found = list(read_paths(["-"], ReadOptions(stdin=stream, format="jsonl")))
    assert isinstance(found[0], RawDocument)
    assert isinstance(found[1], Failure)
    assert found[1].message == "cannot be read: Input/output error"
