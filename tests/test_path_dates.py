"""Files whose day stands in their path only: read by `load` and `scan`, and said."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import paperdigest
from paperdigest import DigestError, Severity

UNDATED = (
    "### [A](https://arxiv.org/abs/2401.00001)\n\nVote: 3\n\n### [B](https://arxiv.org/abs/2401.00002)\n"
)
DAY = dt.date(2024, 3, 8)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    # The path of the folder for tests may hold a date itself.
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: str, text: str) -> str:
    file = Path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return path


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    "path", ["2024-03-08.md", "08-Mar-2024/topic.md", "202403/08/README.md", "2024/03/08.md"]
)
def test_the_day_of_the_path_is_taken_and_said(path: str) -> None:
    document = paperdigest.load(write(path, UNDATED))
    assert document.digests[0].date == DAY
    assert [paper.date for paper in document.papers] == [DAY, DAY]
    (found,) = document.diagnostics
    assert (found.code.id, found.severity) == ("PD112", Severity.INFO)
    assert found.message == "the date 2024-03-08 is that of the file's path: the text names none"
    assert document.source[found.span.start : found.span.end] == "### [A](https://arxiv.org/abs/2401.00001)"


@pytest.mark.usefixtures("here")
def test_a_day_of_the_path_passes_strict_reading() -> None:
    assert paperdigest.load(write("2024-03-08.md", UNDATED), strict=True).papers[0].date == DAY
    with pytest.raises(DigestError, match="PD102"):
        paperdigest.load(write("undated.md", UNDATED), strict=True)


@pytest.mark.usefixtures("here")
def test_scan_takes_the_day_of_each_path() -> None:
    write("logs/2024-03-08.md", UNDATED)
    write("logs/2024-03-09.md", UNDATED)
    days = [document.digests[0].date for document in paperdigest.scan("logs")]
    assert days == [DAY, dt.date(2024, 3, 9)]


@pytest.mark.usefixtures("here")
def test_the_text_is_believed_before_the_path() -> None:
    document = paperdigest.load(write("2024-03-08.md", f"## Daily Papers (2023-01-02)\n\n{UNDATED}"))
    assert document.digests[0].date == dt.date(2023, 1, 2)
    assert document.diagnostics == ()


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    "text",
    [
        f"## Daily Papers (2024-02-31)\n\n{UNDATED}",
        f"## Daily Papers (2023-01-02)\n\n{UNDATED}\n## Daily Papers\n\n{UNDATED}",
        f"{UNDATED}\n## Daily Papers (2023-01-02)\n\n{UNDATED}",
        "Notes of a meeting.\n",
        "",
    ],
)
def test_a_wrong_day_several_digests_or_none_get_no_day_from_the_path(text: str) -> None:
    document = paperdigest.load(write("2024-03-08.md", text))
    assert document == paperdigest.loads(text, name="2024-03-08.md")


@pytest.mark.usefixtures("here")
def test_neither_a_name_nor_an_open_file_is_a_path() -> None:
    assert paperdigest.loads(UNDATED, name="2024-03-08.md").papers[0].date is None
    with Path(write("2024-03-08.md", UNDATED)).open("rb") as file:
        assert paperdigest.load(file).papers[0].date is None
