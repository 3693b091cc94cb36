"""The scope patterns read no stretch two ways: hostile runs of tags cost next to nothing."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from attrib import Annotator

OWN = ("scope-clause", "scope-joint", "scope-complement", "event", "denied", "listing", "full-clause", "open-clause")
RUNS = ("N", "J", "NC", "NCJ", "JCJ", "N,", "NI", "NY", "DN", "NV", "N'", "NCN,", "PP,", "GJ", "(N)", "R", "CB")


@pytest.mark.parametrize("run", RUNS)
def test_hostile_runs_are_cheap(annotator: Annotator, run: str) -> None:
    structure = annotator._analyser.pack.structure
    patterns = [re.compile(p) for name in OWN for _, p in structure.spans[name].alternatives]
    started = time.process_time()
    for pattern in patterns:
        pattern.match(run * 200)
    assert time.process_time() - started < 1.0
