"""The part of a pattern that decides whether a match may begin with a few tags: shorter, so compiled sooner.

Whether a match may begin with two tags does not depend on what the pattern asks of a third: what is cut off could only
ask for more. Where the tags end sooner than the part does, what it asks for may still follow: a mark behind the tags
stands for all that does, and whatever looks at it is content.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrib.match.tree import Node, read

UNKNOWN = "\x01"  # behind the tags that are known
_ALL = 1 << 16  # more tags than any pattern asks for


def beginning(pattern: str, size: int) -> str:
    """A pattern that matches the last `size` of some tags and `UNKNOWN` behind them where `pattern` may match them."""
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
        return f"(?:{node.text}|(?<={UNKNOWN}))"
    if not node.opens:
        return f"(?:{node.text}|{UNKNOWN}|\\Z){node.times}"
    return f"{node.opens}{_either(node.inside, _ALL if node.times else size)}){node.times}"


def _known(alternatives: Sequence[Sequence[Node]]) -> str:
    """What must not follow: it does not where only something unknown could be it."""
    return "|".join(["".join(map(_sure, nodes)) for nodes in alternatives])


def _sure(node: Node) -> str:
    if node.opens:
        return f"{node.opens}{_known(node.inside)}){node.times}"
    text = f"[^{UNKNOWN}]" if node.text == "." else node.text.replace("[^", f"[^{UNKNOWN}", 1)
    return text + node.times
