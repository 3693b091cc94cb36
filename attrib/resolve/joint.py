"""Several sources in one: "Ana Roig and the mayor", "Ana Roig, Piet Holm and three others"."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from attrib.resolve.forms import BODY, PERSON, PLACE
from attrib.resolve.kinds import NAME, PRONOUN, QUANTITY, ROLE
from attrib.resolve.looks import Look
from attrib.resolve.words import PEOPLE, THINGS

if TYPE_CHECKING:
    from attrib.resolve.mentions import Reader


def joint(reader: Reader, first: int, last: int) -> Look | None:
    """The sources that these items join, as one with parts; not "South Korean and U.S. officials"."""
    tags = reader.field.tags
    if tags.find("C", first + 1, last - 1) < 0:
        return None
    for mark in range(last - 2, first, -1):
        if tags[mark] != "C" or not reader.reaches(mark) or _inside_name(reader, mark) or tags[mark - 1] not in "NPO,)":
            continue
        right = reader.phrase(mark + 1, last)
        if (tags[mark + 1] in "DPZO" or right.shape == QUANTITY) and (listed := _listed(reader, first, mark)):
            return listed[0]._replace(items=(first, last), many=True, parts=(*listed, *(right.parts or (right,))))
        left = reader.look((first, mark))
        if _ends_in_a_place(reader, left) and _is_place(right):  # "the ministers of France and Spain"
            continue
        if right.shape == NAME and _is_issued(left):  # "polls from the Echo and the Post"
            continue
        if _stands(reader, left) and _stands(reader, right, left) and not _one(reader, left, right, mark):
            parts = (*(left.parts or (left,)), *(right.parts or (right,)))
            return Look((first, last), left.shape, left.head, entity=left.entity, many=True, parts=parts)
    return None


def _is_place(look: Look) -> bool:
    return look.shape == NAME and look.entity is not None and look.entity.sort == PLACE


def _is_issued(look: Look) -> bool:
    """Whether a document's phrase goes on to tell by whom it is."""
    document = look.shape == ROLE and look.noun is not None and look.noun.lexicon == "documents"
    return document and look.items[1] > look.head + 1


def _ends_in_a_place(reader: Reader, look: Look) -> bool:
    """Whether people are told by a place behind them: "the ministers of *France*"."""
    name = reader.names.over(look.items[1] - 1)
    told = look.shape == ROLE and look.many and look.items[1] > look.head + 1
    return told and name is not None and name.entity.sort == PLACE


def _listed(reader: Reader, first: int, mark: int) -> list[Look]:
    """The members of a list before its "and": names, or roles with an article, but no name with an apposition."""
    tags = reader.field.tags
    commas = [i for i in range(first + 1, mark - 1) if tags[i] == "," and not _inside_name(reader, i)]
    if not commas or tags[first] not in "DP":
        return []
    last = mark - 1 if tags[mark - 1] == "," else mark
    edges = [first - 1, *commas, last]
    looks = [reader.phrase(start + 1, end) for start, end in pairwise(edges) if start + 1 < end]
    short = looks[-1].shape == NAME and last < mark and edges[-2] == last - 2 and edges[1] > first + 1
    return looks if looks[1:] and not short and all(_alike(reader, one, looks[0]) for one in looks) else []


def _alike(reader: Reader, look: Look, first: Look) -> bool:
    """Whether one member of a list is what its first one is."""
    if look.shape != first.shape or look.shape not in (NAME, ROLE):
        return False
    start = reader.field.tags[look.items[0]]
    if look.shape == ROLE:
        return start == "D" and _stands(reader, look)
    placed = [one.entity is not None and one.entity.sort == PLACE for one in (look, first)]
    return placed[0] == placed[1] and start == "P"


def _inside_name(reader: Reader, item: int) -> bool:
    name = reader.names.over(item)
    return bool(name and name.first < item)


def _one(reader: Reader, left: Look, right: Look, mark: int) -> bool:
    """Whether an "and" joins what one bearer is: "Ana Roig, lawyer and mother", "lawyer and adviser Ana Roig"."""
    tags = reader.field.tags
    if left.shape == ROLE and right.shape == NAME and not left.many and left.noun and left.noun.lexicon in PEOPLE:
        name = reader.names.over(right.items[1] - 1)
        return name is not None and name.first > mark + 1 and tags[mark + 1] not in "DO"
    inside = tags.find(",", left.items[0], mark - 1) >= 0
    body = right.entity is not None and right.entity.sort == BODY  # "Ana Roig, head of the Weir and River Fund"
    named = right.shape != ROLE and tags[mark + 1] == "P" and not body
    return inside and not named and tags[mark - 1] != ","


def _stands(reader: Reader, look: Look, left: Look | None = None) -> bool:
    """Whether one side of an "and" is a source of its own."""
    if look.shape in (NAME, PRONOUN):
        return True
    if look.shape == QUANTITY:  # "and three others"
        return look.many and left is not None
    if look.shape != ROLE or look.noun is None:
        return reader.acronym(look)  # "Apple and Google", where "Apple" was taken for no name
    tags, first = reader.field.tags, look.items[0]
    if tags[first] in "DO" or reader.field.word[first] in reader.words.quantities:
        return True
    if left and left.entity and left.entity.sort in (PERSON, ""):
        bare_body = look.noun.lexicon == "bodies" and look.head == first  # "and police"
        return bare_body or (look.noun.lexicon not in THINGS and "P" not in tags[first : look.head])
    return tags[first] == "N" and (left is None or left.shape == NAME)
