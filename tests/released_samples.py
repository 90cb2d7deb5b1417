"""What each release wrote to `tests/released/VERSION/`, and the command that writes it, `make released`.

A sample is a document in which every field of the model has a value. The files of a version are made anew until that
version is released, which the changelog says with a heading `## [VERSION]`; after that they are never touched again,
and neither is the sample: later releases must read the files, and must give what stands here.

A release that adds a field adds a sample in which it has a value.
"""

from __future__ import annotations

import datetime as dt
import pickle
import shutil
from pathlib import Path

import attrs

import paperdigest
from paperdigest import (
    ArxivId,
    AuthorsOrder,
    Diagnostic,
    Digest,
    Document,
    Link,
    LinkKind,
    Media,
    MediaKind,
    Paper,
    Point,
    Span,
)
from paperdigest.codes import CODES
from paperdigest.model import Tiling

FOLDER = Path(__file__).with_name("released")
CHANGELOG = Path(__file__).resolve().parents[1] / "CHANGELOG.md"
SURFACE = Path(__file__).with_name("surface.txt")

# Python 3.11 and all later ones read it, and always will.
PROTOCOL = 5


def _sample_0_1_0() -> Document:
    full = Paper(
        title="A **Study** of $x^2$",
        url="https://arxiv.org/abs/2403.10000v2",
        arxiv_id=ArxivId("2403.10000", 2),
        date=dt.date(2024, 3, 8),
        votes=22,
        authors=("김하늘", "Ana Lima"),
        authors_complete=False,
        authors_order=AuthorsOrder.PAPER,
        media=(
            Media(kind=MediaKind.IMAGE, url="/a.png", alt="a picture"),
            Media(kind=MediaKind.VIDEO, url="https://example.org/a.mp4"),
        ),
        summary=(Point(text="", label="새로운 점", children=(Point(text="하나"), Point(text="둘"))),),
        abstract="We study it.",
        categories=("cs.CL", "hep-th"),
        tags=("parsing",),
        doi="10.1000/example.1",
        translated_title="Ein Titel",
        journal_ref="J. Examples 1, 2 (2024)",
        links=tuple(Link(url=f"https://example.org/{kind}", label=kind, kind=kind) for kind in LinkKind),
        extra=(("Submitted by", "B. Cho"), ("Alpha", "")),
        span=Span(31, 46),
    )
    hostile = Paper(
        title="\x00\x08\x85\u2028\ud800 ]]> =1+1 <b> & {\\",
        arxiv_id=ArxivId("hep-th/9901001"),
        votes=-1,
        authors_complete=True,
    )
    return Document(
        source="\ufeff## Daily Papers (2024-03-08)\r\n\n### [T](U)\n- p\n",
        name="2024/03/08.md",
        reader="daily-papers",
        digests=(
            Digest(
                title="Daily Papers",
                date=dt.date(2024, 3, 8),
                date_end=dt.date(2024, 3, 9),
                papers=(full, Paper(title="Nothing but a title")),
                span=Span(1, 50),
            ),
            Digest(papers=(hostile,)),
        ),
        diagnostics=(
            Diagnostic(CODES["PD104"], Span(1, 29), ("2024-03-08",)),
            Diagnostic(CODES["PD204"], Span(32, 42)),
        ),
        tiling=Tiling(("prose", "date-heading", "blank", "paper-heading", "point"), (0, 1, 31, 32, 43, 47)),
    )


SAMPLES = {"0.1.0": _sample_0_1_0()}
"""What the files of each version must give, the oldest first."""

LATEST = [*SAMPLES.values()][-1]


def files(version: str) -> dict[str, bytes]:
    """The files that this version of the package writes of the sample of its own version."""
    document = SAMPLES[version]
    return {
        "papers.json": paperdigest.dumps(document, "json").encode(),
        "papers.jsonl": paperdigest.dumps(document, "jsonl").encode(),
        "document.pickle": pickle.dumps(document, PROTOCOL),
    }


def is_released(version: str) -> bool:
    """Whether the changelog has a heading for the version."""
    return f"\n## [{version}]" in CHANGELOG.read_text(encoding="utf-8")


def plain(value: object) -> object:
    """Everything that a value holds, spans too, as plain data; of a code its id, since its wording may change."""
    if isinstance(value, paperdigest.Code):
        return value.id
    if attrs.has(type(value)):
        names = [field.name for field in attrs.fields(type(value))]  # type: ignore[arg-type]
        return type(value).__name__, {name: plain(getattr(value, name)) for name in names}
    return tuple(map(plain, value)) if isinstance(value, tuple) else value


def main() -> None:
    """Makes the files of the version that is being prepared anew."""
    version = paperdigest.__version__
    if is_released(version):
        raise SystemExit(f"{version} is released: its files stay as they are")
    if version not in SAMPLES:
        raise SystemExit(f"add a sample for {version} to SAMPLES: every field of the model, new ones too")
    folder = FOLDER / version
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files(version).items():
        (folder / name).write_bytes(data)
    shutil.copyfile(SURFACE, folder / SURFACE.name)
    print(f"wrote {folder}")


if __name__ == "__main__":
    main()
