"""The part of a pattern that decides whether a match may begin with a few tags: shorter, so compiled sooner.

Whether a match may begin with two tags does not depend on what the pattern asks of a third: what is cut off could only
ask for more. Where the tags end sooner than the part does, what it asks for may still follow: marks behind the tags
stand for whatever does, and each is anything that the part asks for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrib.match.tree import Node, read

_OFTEN = re.compile(r"\{(?![01]\b)\d+(?:,\d*)?\}")  # "(?:NV){4}"
_FEW = re.compile(r"\{(?![0-3]\b)\d+(?:,\d*)?\}")
_MARK = "\x01"
UNKNOWN = 5 * _MARK  # behind the tags that are known: no part asks for more beyond them


def beginning(pattern: str, size: int) -> str:
    """A pattern for the last `size` of some tags with `UNKNOWN` behind them: it matches where `pattern` may."""
    return _either(read(pattern), size)


def _either(alternatives: Sequence[Sequence[Node]], size: int) -> str:
    return "|".join([_cut(nodes, size) for nodes in alternatives])


def _cut(nodes: Sequence[Node], size: int) -> str:
    kept = []
    for node in nodes:
        if size <= 0 and not node.looks:
            break
        kept.append(_part(node, size))
        size -= node.least
    return "".join(kept)


def _part(node: Node, size: int) -> str:
    if node.opens == "(?!":
        return f"(?!{_known(node.inside)})"
    if node.looks and node.opens != "(?=":
        return f"(?:{node.text}|(?<={_MARK}))"
    if not node.opens:
        return _or_unknown(node.text) + _FEW.sub("+", node.times)
    return f"{node.opens}{_either(node.inside, size)}){_OFTEN.sub('+', node.times)}"


def _or_unknown(piece: str) -> str:
    if piece == "." or piece.startswith("[^"):
        return piece
    opens = len("[]") if piece.startswith("[]") else len("[")
    return f"{piece[:opens]}{_MARK}{piece[opens:]}" if piece.startswith("[") else f"[{piece}{_MARK}]"


def _known(alternatives: Sequence[Sequence[Node]]) -> str:
    """What must not follow: it does not where only something unknown could be it."""
    return "|".join(["".join(map(_sure, nodes)) for nodes in alternatives])


def _sure(node: Node) -> str:
    if node.opens:
        return f"{node.opens}{_known(node.inside)}){node.times}"
    text = f"[^{_MARK}]" if node.text == "." else node.text.replace("[^", f"[^{_MARK}", 1)
    return text + node.times
