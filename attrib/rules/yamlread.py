"""YAML files to plain data, every key and value keeping its line and column.

Only a small, safe part of YAML is read: mappings, lists and text. Every scalar stays the text that was typed (`no`,
`1:30`, `012` and dates are no booleans, numbers or dates); what must be a number is read as one by the file's model.
Anchors, aliases, tags and several documents in one file are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from attrib.errors import Fault, RuleError
from attrib.rules.entries import Packed, pack_entries

MAX_BYTES = 1_000_000
MAX_DEPTH = 12
SUSPICIOUS = 1000  # brackets and dashes, in a file whose plain entries were taken out, before its depth is measured

_OPENERS = ("[", "{", "- ", "? ")
_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)|[^\\]", re.DOTALL)
_FOLDED = re.compile(r"''|.", re.DOTALL)

Data = Any
Loc = Sequence[str | int]


class _Untyped:
    """Answers for the composer: nothing is guessed from how a scalar looks."""

    def resolve(self, *_: object) -> str:
        return ""

    def descend_resolver(self, *_: object) -> None:
        return None

    def ascend_resolver(self) -> None:
        return None


class _PureComposer(
    _Untyped, yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser, yaml.composer.Composer
):  # pragma: no cover - only where PyYAML was built without libyaml
    def __init__(self, text: str) -> None:
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)
        yaml.composer.Composer.__init__(self)


def _composer() -> type[Any]:
    """libyaml's composer where PyYAML has it: some 15 times as fast as the one in Python."""
    fast = getattr(getattr(yaml, "cyaml", None), "CParser", None)
    return _PureComposer if fast is None else type("_FastComposer", (_Untyped, fast), {})


_Composer = _composer()


class YamlFile:
    """One file that has been read: its data, and where each part of the data stands."""

    __slots__ = ("_marked", "_nodes", "_packed", "_unread", "data", "faults", "path", "text")

    def __init__(self, path: str, text: str, packed: Packed, nodes: yaml.Node | None) -> None:
        self.path, self.text, self._packed, self._nodes = path, text, packed, nodes
        self._unread = set(packed)
        self._marked = "&" in text or "!" in text
        self.faults: list[Fault] = []
        self.data: Data = None if nodes is None else self._value(nodes, 0)

    @property
    def misread(self) -> bool:
        """Whether something was taken for a plain entry that is none: words of a long text, a repeated key."""
        return bool(self._unread)

    def _root(self) -> yaml.Node | None:
        """The nodes of the file as it is written."""
        if self._packed:
            self._packed, self._nodes = {}, compose(self.text)
        return self._nodes

    def fault(
        self, loc: Loc, what: str, hint: str | None = None, *, key: bool = False, offset: int | None = None
    ) -> Fault:
        """A fault at the value (or the key) that `loc` leads to, `offset` characters into its text."""
        line, column = self.where(loc, key=key, offset=offset)
        return self.fault_at(line, column, what, hint)

    def fault_at(self, line: int, column: int, what: str, hint: str | None = None) -> Fault:
        return Fault(self.path, line, column, what, hint, self.source_line(line))

    def source_line(self, line: int) -> str | None:
        lines = _BREAK.split(self.text)
        return lines[line - 1] if 0 < line <= len(lines) else None

    def where(self, loc: Loc, *, key: bool = False, offset: int | None = None) -> tuple[int, int]:
        """Line and column (1-based) of the value at `loc`, or of the nearest part around it that exists."""
        node, name = self._root(), None
        for step in loc:
            found = _child(node, step)
            if found is None:
                break
            name, node = found
        if node is None:
            return 1, 1
        mark = (name if key and name is not None else node).start_mark
        if offset is not None:
            return mark.line + 1, mark.column + 1 + _source_offset(self.text, node, offset)
        return mark.line + 1, mark.column + 1

    def items(self, loc: Loc) -> list[tuple[int, int]]:
        """Line and column of the text of each item of the list at `loc`, behind an opening quotation mark."""
        node = self._node(loc)
        items = node.value if isinstance(node, yaml.SequenceNode) else []
        return [
            (item.start_mark.line + 1, item.start_mark.column + 1 + _source_offset(self.text, item, 0))
            for item in items
        ]

    def _node(self, loc: Loc) -> yaml.Node | None:
        node = self._root()
        for step in loc:
            found = _child(node, step)
            node = None if found is None else found[1]
        return node

    def _first(self, node: yaml.Node) -> str:
        """The character a node begins with: that of its anchor or tag, where it has one."""
        return self.text[node.start_mark.index : node.start_mark.index + 1]

    def _note(self, node: yaml.Node, what: str) -> None:
        self.faults.append(self.fault_at(node.start_mark.line + 1, node.start_mark.column + 1, what))

    def _value(self, node: yaml.Node, depth: int) -> Data:
        if self._marked and (first := self._first(node)) in {"&", "!"}:
            what = "anchors are refused" if first == "&" else "tags are refused; quote text that begins with !"
            self._note(node, what)
            return None
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if depth >= MAX_DEPTH:
            self._note(node, f"nested deeper than {MAX_DEPTH} levels")
            return None
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, depth + 1) for item in node.value]
        return self._mapping(node, depth + 1)

    def _scalar(self, node: yaml.ScalarNode) -> Data:
        if self._packed and (place := node.start_mark.index) in self._packed:
            self._unread.discard(place)
            return self._packed[place]
        return node.value or (None if not node.style else "")

    def _mapping(self, node: yaml.Node, depth: int) -> dict[str, Data]:
        result: dict[str, Data] = {}
        for key, value in node.value:
            name = self._value(key, depth)
            if not isinstance(name, str):
                if self._first(key) not in {"&", "!"}:
                    self._note(key, "a key must be plain text")
            elif name in result:
                self._note(key, f"duplicate key '{name}'")
            else:
                result[name] = self._value(value, depth)
        return result


def read_yaml(path: Path, name: str | None = None) -> YamlFile:
    """Read one file; `name` is what faults call it. Raises RuleError when it is no YAML at all."""
    shown = str(path) if name is None else name
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RuleError((Fault(shown, 1, 1, f"cannot be read: {error.strerror}"),)) from None
    return parse_yaml(data, shown)


def parse_yaml(data: bytes, name: str) -> YamlFile:
    """Read the bytes of one file. Raises RuleError when they are no YAML; softer faults are left in `.faults`."""
    text = _decode(data, name)
    try:
        packed_text, packed = pack_entries(text)
        root = compose(packed_text)
    except yaml.YAMLError as error:
        raise RuleError((_syntax_fault(YamlFile(name, text, {}, None), error),)) from None
    except RecursionError:
        raise _refusal(name, text, 1, 1, f"nested deeper than {MAX_DEPTH} levels") from None
    if root is None:
        raise _refusal(name, text, 1, 1, "the file is empty")
    if not isinstance(root, yaml.MappingNode):
        place = root.start_mark.line + 1, root.start_mark.column + 1
        raise _refusal(name, text, *place, "the file must be a mapping: lines of 'key: value'")
    file = YamlFile(name, text, packed, root)
    return YamlFile(name, text, {}, compose(text)) if file.misread else file


def compose(text: str) -> yaml.Node | None:
    """The nodes of a text. Raises yaml.YAMLError, and RecursionError for a text nested deeper than any rule file."""
    if sum(map(text.count, _OPENERS)) > SUSPICIOUS and _depth(text) > SUSPICIOUS:
        raise RecursionError
    node: yaml.Node | None = _Composer(text).get_single_node()
    return node


def _depth(text: str) -> int:
    """How deep a text is nested, told without recursion: libyaml's composer would run out of stack."""
    parser = _Composer(text)
    depth = deepest = 0
    while parser.check_event():
        event = parser.get_event()
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        deepest = max(deepest, depth)
    return deepest


def _refusal(name: str, text: str, line: int, column: int, what: str) -> RuleError:
    return RuleError((YamlFile(name, text, {}, None).fault_at(line, column, what),))


def _decode(data: bytes, name: str) -> str:
    if len(data) > MAX_BYTES:
        raise RuleError((Fault(name, 1, 1, f"larger than {MAX_BYTES:,} bytes"),))
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise RuleError((Fault(name, 1, 1, "begins with a byte order mark; save it as plain UTF-8"),))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        lines = _BREAK.split(before)
        raise RuleError((Fault(name, len(lines), len(lines[-1]) + 1, "this byte is not UTF-8"),)) from None


def _syntax_fault(file: YamlFile, error: yaml.YAMLError) -> Fault:
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        position = getattr(error, "position", 0)
        lines = _BREAK.split(file.text[:position])
        return file.fault_at(len(lines), len(lines[-1]) + 1, "a character that YAML does not allow")
    line, column = mark.line + 1, mark.column + 1
    problem = str(getattr(error, "problem", "") or "not YAML")
    source = file.source_line(line) or ""
    if "\t" in source[:column] and not source[: column - 1].strip():
        return file.fault_at(line, source.index("\t") + 1, "a tab; YAML is indented with spaces")
    if "expected a single document" in str(getattr(error, "context", "")):
        problem = "a second document begins here; one rule a file"
    return file.fault_at(line, column, problem)


def _child(node: yaml.Node | None, step: str | int) -> tuple[yaml.Node | None, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None


def _source_offset(text: str, node: yaml.Node, offset: int) -> int:
    """How far into the file's own text the `offset`-th character of a scalar stands; 0 for scalars of several lines."""
    if not isinstance(node, yaml.ScalarNode) or node.start_mark.line != node.end_mark.line:
        return 0
    if not node.style:
        return offset
    units = _units(text[node.start_mark.index + 1 : node.end_mark.index - 1], node.style)
    return 1 + sum(length for _, length in zip(range(offset), units, strict=False))


def _units(source: str, style: str) -> Iterator[int]:
    pattern = _FOLDED if style == "'" else _ESCAPE
    return (len(match[0]) for match in pattern.finditer(source))
