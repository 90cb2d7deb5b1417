"""Settings for all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# `thorough` is for a night, or for whoever changes the grammar: HYPOTHESIS_PROFILE=thorough make test
settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", parent=settings.get_profile("default"), max_examples=5000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real days; they are not part of the project, as their licence forbids it."""
    named = os.environ.get("PAPERDIGEST_CORPUS")
    folder = Path(named) if named else Path(__file__).resolve().parents[2] / "shared" / "corpus"
    if not folder.is_dir():
        pytest.skip(f"no sample corpus at {folder}; name its folder in PAPERDIGEST_CORPUS")
    return folder
