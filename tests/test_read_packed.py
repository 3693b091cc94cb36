"""Packed files: what lies in them is read like any file, and a bomb is stopped."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile
from pathlib import Path

import pytest
import zstandard
from attrib.read import Failure, RawDocument, ReadOptions, read_paths

from reading import read

LINES = b'{"text":"A."}\n{"text":"B."}\n'
PACKERS = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": zstandard.ZstdCompressor().compress,
}


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "."), data)
    return buffer.getvalue()


def texts(items: list[RawDocument | Failure]) -> list[str]:
    return [item.text for item in items if isinstance(item, RawDocument)]


def codes(items: list[RawDocument | Failure]) -> list[str]:
    return [item.code for item in items if isinstance(item, Failure)]


@pytest.mark.parametrize("suffix", PACKERS)
def test_packed_lines(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.jsonl.{suffix}"
    items = read(path, PACKERS[suffix](LINES) * 2)
    assert [(item.id, item.line) for item in items] == [(f"{path}#{n}", n) for n in (1, 2, 3, 4)]
    assert texts(items) == ["A.", "B."] * 2


@pytest.mark.parametrize("suffix", PACKERS)
def test_what_came_before_the_damage_is_kept(tmp_path: Path, suffix: str) -> None:
    packed = PACKERS[suffix](LINES)
    items = read(tmp_path / f"a.jsonl.{suffix}", packed + packed[:-4])
    assert texts(items)[:2] == ["A.", "B."]
    assert codes(items) == ["damaged"]
    assert "damaged or cut short" in str(items[-1])


def test_packed_data_comes_through_a_pipe(tmp_path: Path) -> None:
    for data in (gzip.compress(LINES), zipped(a__jsonl=LINES)):
        assert texts(list(read_paths(["-"], ReadOptions(stdin=io.BytesIO(data))))) == ["A.", "B."]


def test_members_of_an_archive(tmp_path: Path) -> None:
    data = zipped(
        b__jsonl=LINES, a__txt=b"C.", x__png=b"\x89PNG", c__zip=zipped(d__txt=b"D."), e__txt__gz=gzip.compress(b"E.")
    )
    path = tmp_path / "a.zip"
    items = read(path, data)
    assert [item.id for item in items] == [
        f"{path}/{name}" for name in ("a.txt", "b.jsonl#1", "b.jsonl#2", "c.zip/d.txt", "e.txt.gz")
    ]
    assert texts(read(path, data, pattern="*.txt")) == ["C."]
    assert codes(read(path, zipped(x__png=b"\x89PNG"))) == ["no-texts"]


def test_a_name_that_leads_out_of_the_archive_is_read_all_the_same(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("../a.txt", b"A.")
        archive.writestr(".b.txt", b"B.")
    path = tmp_path / "a.zip"
    assert [item.id for item in read(path, buffer.getvalue())] == [f"{path}/../a.txt"]


def test_a_broken_member_leaves_the_others(tmp_path: Path) -> None:
    data = bytearray(zipped(a__txt=b"A keeper said. " * 50, b__txt=b"B."))
    data[40] ^= 0xFF
    items = read(tmp_path / "a.zip", bytes(data))
    assert (codes(items), texts(items)) == (["damaged"], ["B."])


def test_a_locked_member(tmp_path: Path) -> None:
    data = bytearray(zipped(a__txt=b"A.", b__txt=b"B."))
    central = data.find(b"PK\x01\x02")
    data[6] |= 1
    data[central + 8] |= 1
    items = read(tmp_path / "a.zip", bytes(data))
    assert (codes(items), texts(items)) == (["damaged"], ["B."])
    assert "encrypted" in str(items[0])


@pytest.mark.parametrize("suffix", PACKERS)
def test_a_bomb_is_stopped(tmp_path: Path, suffix: str) -> None:
    items = read(tmp_path / f"a.jsonl.{suffix}", PACKERS[suffix](LINES + b"0" * (1 << 27)))
    assert (texts(items), codes(items)) == (["A.", "B."], ["bomb"])
    assert items[-1].line == 3


def test_a_bomb_in_an_archive_is_stopped(tmp_path: Path) -> None:
    inner = zipped(**{f"m{n}__jsonl": b"0" * (1 << 25) for n in range(4)})
    items = read(tmp_path / "a.zip", zipped(a__txt=b"A.", z__zip=inner))
    assert texts(items) == ["A."]
    assert codes(items)[-1] == "bomb"


def test_a_russian_doll_is_stopped(tmp_path: Path) -> None:
    data = zipped(a__txt=b"A.")
    for _ in range(6):
        data = zipped(a__zip=data)
    assert codes(read(tmp_path / "a.zip", data)) == ["bomb"]
