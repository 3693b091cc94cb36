"""What a text's last sentence is labelled, for the tests of sources."""

from __future__ import annotations

from attrib import Annotator

Told = tuple[str, list[str], str]


def told(annotator: Annotator, text: str) -> Told:
    """The voice of the last sentence, its chain by name, and the kind of its innermost source."""
    record = annotator.record(text)
    known = {source["id"]: source for source in record["sources"]}
    label = record["sentences"][-1]["label"]
    chain = [known[one] for one in label["sources"]]
    return label["voice"], [one["name"] for one in chain], chain[-1]["kind"] if chain else ""
