"""What a check is given to look at: a file, what became of it, and everything else that was read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from attrib.errors import Fault
from attrib.rules.build import Read
from attrib.rules.fields import Form
from attrib.rules.load import Workspace
from attrib.rules.pack import Rule
from attrib.rules.phrase import Phrase
from attrib.rules.schema import LexiconForm, RuleForm


class RuleView(NamedTuple):
    """A rule; its phrases that could be read are in `rule`, all of them, as written, in `form`."""

    rule: Rule
    form: RuleForm
    read: Read
    workspace: Workspace

    def slots(self) -> set[str]:
        """The slots that any phrase of the rule fills."""
        return {part.slot for phrase in self.rule.phrases for part in phrase.parts if part.slot}

    def phrases(self) -> Iterator[tuple[int, Phrase]]:
        """The phrases that could be read, with their index in the file."""
        for phrase in self.rule.phrases:
            yield self.form.phrases.index(phrase.source), phrase

    def phrase_fault(self, index: int, what: str, offset: int = 0) -> Fault:
        return self.read.file.fault(("phrases", index), what, offset=offset)


class LexiconView(NamedTuple):
    form: LexiconForm
    read: Read
    workspace: Workspace


class TableView(NamedTuple):
    """A file of patterns: structure, layout, tags, inflection, pack."""

    form: Form
    read: Read
    workspace: Workspace
