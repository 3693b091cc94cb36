"""The part of a pattern that decides whether a match may begin with a few tags: shorter, so compiled sooner.

Whether a match may begin with two tags does not depend on what the pattern asks of a third: what is cut off could only
ask for more. Where the tags end sooner than the part does, what it asks for may still follow: at their end each piece
of it holds without taking any.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrib.match.tree import Node, read

_END = r"\Z"


def beginning(pattern: str, size: int) -> str:
    """A pattern for the last `size` of some tags: it matches where `pattern` may."""
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
        return node.text
    if node.opens and (node.opens == "(?=" or not node.looks):
        return f"{node.opens}{_either(node.inside, size)}){node.times}"
    if not node.looks and not node.least:
        return node.text + node.times
    return f"(?:{node.text}+|{_END})" if node.times == "+" else f"(?:{node.text}|{_END}){node.times}"
