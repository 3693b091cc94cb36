"""What all tests share: one annotator (building it is the dear part) and settled hypothesis profiles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from attrib import Annotator

# The same examples in every run: a red build is red for its change. `--hypothesis-profile=search` looks for new ones.
CALM = [HealthCheck.too_slow]  # the machine is shared; a slow draw says nothing about the code
settings.register_profile("fixed", deadline=None, derandomize=True, max_examples=150, suppress_health_check=CALM)
settings.register_profile("search", deadline=None, max_examples=2000, print_blob=True, suppress_health_check=CALM)
settings.load_profile("fixed")


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def annotator() -> Annotator:
    """The default English annotator; it keeps no state between texts, so all tests may share it."""
    import attrib

    return attrib.Annotator()
