"""Markdown: the prose without its marks, what stands in the front matter as meta."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from attrib.errors import InputError
from attrib.read.decode import decode, doubts
from attrib.read.find import Found
from attrib.read.limits import read_whole
from attrib.read.options import Item, RawDocument, ReadOptions
from attrib.read.records import settled

FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
NAMES = {"author": "byline", "authors": "byline", "source": "publisher"}
BREAKS = {"softbreak": "\n", "hardbreak": "\n"}


def read_markdown(stream: io.BufferedReader, found: Found, options: ReadOptions) -> Iterator[Item]:
    """One document a file (CommonMark), without code and raw HTML; links, images and emphasis leave their words."""
    source = decode(read_whole(stream, options.max_record), options.encoding)
    front = FRONT.match(source)
    meta = _front_matter(front[1]) if front else {}
    text = _prose(source[front.end() :] if front else source)
    yield RawDocument(found.name, text, meta, found.shown, None, doubts(text))


def _prose(source: str) -> str:
    """The paragraphs and headings, parted by blank lines."""
    from markdown_it import MarkdownIt

    return "\n\n".join(
        text
        for token in MarkdownIt("commonmark").parse(source)
        if token.type == "inline" and (text := _inline(token.children or []).strip())
    )


def _inline(tokens: list[Any]) -> str:
    return "".join(BREAKS.get(token.type) or ("" if token.type == "html_inline" else token.content) for token in tokens)


def _front_matter(source: str) -> dict[str, Any]:
    import yaml

    class Plain(yaml.BaseLoader):
        """Strings, lists and mappings alone; an alias could stand for a thousand others."""

        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.AliasEvent):
                raise yaml.YAMLError("aliases are not read")
            return super().compose_node(parent, index)

    try:
        data = yaml.load(source, Plain)
    except (yaml.YAMLError, RecursionError) as error:
        raise InputError("front-matter", f"its front matter is no YAML: {str(error).splitlines()[0]}") from None
    if not isinstance(data, dict):
        return {}
    names = {str(key): NAMES.get(str(key), str(key)) for key in data}
    return {name: settled(name, data[key]) for key, name in names.items()}
