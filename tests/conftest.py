"""Settings for all tests."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Callable

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


@pytest.fixture(scope="session")
def dialects() -> Path:
    """The folder of real digests of the other formats, one folder a reader; no part of the project either."""
    named = os.environ.get("PAPERDIGEST_DIALECTS")
    folder = Path(named) if named else Path(__file__).resolve().parents[2] / "shared" / "dialects"
    if not folder.is_dir():
        pytest.skip(f"no sample digests at {folder}; name their folder in PAPERDIGEST_DIALECTS")
    return folder


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Installs a distribution with one module and one entry point, until the end of the test."""

    def install(
        name: str, source: str, *, module: str, attribute: str = "titles", group: str = "exporters"
    ) -> None:
        folder = tmp_path / module
        info = folder / f"{module}-1.0.dist-info"
        info.mkdir(parents=True)
        (folder / f"{module}.py").write_text(source)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[paperdigest.{group}]\n{name} = {module}:{attribute}\n")
        monkeypatch.syspath_prepend(folder)
        monkeypatch.delitem(sys.modules, module, raising=False)

    return install
