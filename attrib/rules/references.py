"""Can the engine run the phrases: do the names in them lead anywhere, has each a cue, does it compile?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrib.errors import Fault
from attrib.rules.build import Finding, Read
from attrib.rules.pack import Lexicon, Rule, Structure
from attrib.rules.patterns import compile_problem, flattened
from attrib.rules.phrase import Filler, Phrase
from attrib.rules.schema import RepairForm, StructureForm
from attrib.suggest import nearest

_FITTING = (("word", "adjective"), ("word", "noun"))  # a table of plain words serves heads of one word


def check_references(
    rules: Mapping[str, Rule], lexicons: Mapping[str, Lexicon], structure: Structure, reads: Mapping[str, Read]
) -> Iterator[Finding]:
    """A finding for each filler that names something the pack does not have."""
    heads = {head.name: head.part for head in structure.heads}
    names = {*heads, *structure.spans, *structure.extents, *lexicons}
    takes = {name: _takes(lexicon) for name, lexicon in lexicons.items()}
    for rule in rules.values():
        for phrase in rule.phrases:
            for part in phrase.parts:
                if isinstance(part, Filler):
                    problem = _problem(part, heads, names, lexicons, takes)
                    if problem:
                        what, hint = problem
                        offset = part.column - phrase.column
                        yield Finding("filler", _fault(reads[rule.id], phrase, offset, what, hint))


def check_phrases(rules: Mapping[str, Rule], reads: Mapping[str, Read]) -> Iterator[Finding]:
    """A finding for each phrase that the engine could not run: without a cue, or no regular expression.

    The expressions of shipped rules are compiled by the engine only; lint has looked at them.
    """
    for rule in rules.values():
        for phrase in rule.phrases:
            if all(part.slot != "cue" for part in phrase.parts):
                what = "no cue in this phrase: the engine looks for {cue:…} first"
                yield Finding("no-cue", _fault(reads[rule.id], phrase, 0, what))
            problem = None if rule.shipped else compile_problem(flattened(phrase.source))
            if problem:
                yield Finding("bad-regex", _fault(reads[rule.id], phrase, problem.offset, problem.what))


def check_repairs(forms: Iterable[tuple[Read, StructureForm]], lexicons: Mapping[str, Lexicon]) -> Iterator[Finding]:
    """A finding for each repair that names a lexicon, or a construction of one, that the pack does not have."""
    for read, form in forms:
        for index, repair in enumerate(form.repairs):
            for key, name, construction in named(repair):
                loc = ("repairs", index, key)
                if name not in lexicons:
                    yield Finding("repair", read.file.fault(loc, f"unknown lexicon '{name}'", nearest(name, lexicons)))
                elif construction and construction not in (takes := _takes(lexicons[name])):
                    what = f"no entry of lexicon '{name}' takes '{construction}'"
                    hint = nearest(construction, takes)
                    yield Finding("repair", read.file.fault(loc, what, hint, offset=len(name) + 1))


def named(repair: RepairForm) -> Iterator[tuple[str, str, str]]:
    """The keys of a repair that name a lexicon, each with the lexicon and the construction, where one is given."""
    for key in ("lexicon", "unless", "after", "behind"):
        if (value := getattr(repair, key)) is not None:
            name, _, construction = value.partition("/")
            yield key, name, construction


def _takes(lexicon: Lexicon) -> set[str]:
    return {name for entry in lexicon.entries.values() for name in entry.takes}


def _problem(
    part: Filler,
    heads: Mapping[str, str],
    names: set[str],
    lexicons: Mapping[str, Lexicon],
    takes: Mapping[str, set[str]],
) -> tuple[str, str | None] | None:
    if part.absent and part.name not in lexicons:
        return f"'{part.name}' is no lexicon; '!' stands before the name of one", nearest(part.name, lexicons)
    if part.absent and lexicons[part.name].part == "verb":
        return f"lexicon '{part.name}' holds verbs; '!' stands before one of other words", None
    if part.name not in names:
        return f"unknown filler '{part.name}'", nearest(part.name, names)
    if part.lexicon is None and part.slot != "cue" and not part.absent and _only_verbs(part.name, heads, lexicons):
        # Verbs are found in all their forms as a cue, or as the verb of a group; word by word there is no such entry.
        return f"lexicon '{part.name}' holds verbs, which nothing but a cue finds by itself", f"verb/{part.name}"
    if part.lexicon is None:
        return None
    if part.name not in heads:
        return f"'{part.name}' takes no lexicon; heads are {', '.join(heads)}", nearest(part.name, heads)
    if part.lexicon not in lexicons:
        return f"unknown lexicon '{part.lexicon}'", nearest(part.lexicon, lexicons)
    lexicon = lexicons[part.lexicon]
    if heads[part.name] not in ("any", lexicon.part) and (lexicon.part, heads[part.name]) not in _FITTING:
        return f"lexicon '{part.lexicon}' holds {lexicon.part}s, head '{part.name}' wants {heads[part.name]}s", None
    if part.takes is not None and part.takes not in takes[part.lexicon]:
        return f"no entry of lexicon '{part.lexicon}' takes '{part.takes}'", nearest(part.takes, takes[part.lexicon])
    return None


def _only_verbs(name: str, heads: Mapping[str, str], lexicons: Mapping[str, Lexicon]) -> bool:
    return name not in heads and name in lexicons and lexicons[name].part == "verb"


def _fault(read: Read, phrase: Phrase, offset: int, what: str, hint: str | None = None) -> Fault:
    """A fault in a phrase, looked up by its text: phrases that could not be read are in the file only."""
    index = read.file.data["phrases"].index(phrase.source)
    return read.file.fault(("phrases", index), what, hint, offset=offset)
