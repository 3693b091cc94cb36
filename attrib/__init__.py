"""attrib: who says so, and how sure are they?

>>> import attrib
>>> doc = attrib.annotate("The ferry sank at noon, the coast guard said.")
>>> [source.name for source in doc.chain(doc.sentences[0])]
['coast guard']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrib._version import __version__

if TYPE_CHECKING:
    from attrib.annotator import Annotator, annotate
    from attrib.frames import to_frame
    from attrib.model import Attribution, Certainty, Document, Hedge, Label, Sentence, Source

__all__ = [
    "Annotator",
    "Attribution",
    "Certainty",
    "Document",
    "Hedge",
    "Label",
    "Sentence",
    "Source",
    "__version__",
    "annotate",
    "to_frame",
]


def __getattr__(name: str) -> Any:
    """Load the door on first use: `attrib --version` needs neither pydantic nor regex."""
    if name in ("Annotator", "annotate"):
        from attrib import annotator

        return getattr(annotator, name)
    if name == "to_frame":
        from attrib.frames import to_frame

        return to_frame
    if name in __all__:
        from attrib import model

        return getattr(model, name)
    raise AttributeError(f"module 'attrib' has no attribute '{name}'")
