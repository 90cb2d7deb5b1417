"""What the tests of the command line share: small digests, and running the command in or out of process."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from click.testing import CliRunner

from paperdigest.cli.app import app

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from click.testing import Result

MARCH = """\
## Daily Papers (2024-03-08)

### [The $\\nabla^2$ of **Things**](https://arxiv.org/abs/2403.00001)

Vote: 22

Authors: Ion Stoica, Joseph E. Gonzalez, Ying Sheng

- **새로운 점**: 작은 것을 크게 그린다.
- It is fast.

### [사물의 이름](https://arxiv.org/abs/2403.00002)

Vote: 3

Authors: Chameleon Team

- Plain.
"""

APRIL = """\
## Daily Papers (2024-04-01)

### [A Later Paper](https://arxiv.org/abs/2404.00001)

Vote: 7

- Later.
"""

# Two guesses: the authors are a Python list, and the bullet touches its text.
GUESSED = """\
## Daily Papers (2024-03-09)

### [Guessed](https://arxiv.org/abs/2403.00003)

Authors: ['Ana Lima', 'Bo Ek']

-No space.
"""

# No date and no votes are known.
UNDATED = """\
### [Undated](https://arxiv.org/abs/2403.00004)

- Who knows when.
"""


def run(*arguments: str | Path, stdin: str | bytes | None = None) -> Result:
    """Runs the command in this process; what is no message of ours raises."""
    return CliRunner().invoke(app, [*map(str, arguments)], input=stdin, prog_name="paperdigest")


def process(
    *arguments: str | Path,
    stdin: bytes = b"",
    cwd: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    """Runs the command in a process of its own."""
    return subprocess.run(
        command(*arguments),
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env={**os.environ, **(environment or {})},
        check=False,
        timeout=60,
    )


def command(*arguments: str | Path) -> list[str]:
    """The command line that `process` runs."""
    return [sys.executable, "-m", "paperdigest", *map(str, arguments)]


def install_plugin(folder: Path, name: str, code: str, *, group: str = "exporters") -> None:
    """Makes a distribution with one plug-in, in a folder that is on `sys.path`."""
    module = f"plugin_{name}"
    (folder / f"{module}.py").write_text(code, encoding="utf-8")
    info = folder / f"{module}-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(
        f"[paperdigest.{group}]\n{name} = {module}:{group.title()[:-1]}\n", encoding="utf-8"
    )
