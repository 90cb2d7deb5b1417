"""The files of reporters: every paper is a heading of the first level."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

import pytest

import paperdigest
from linear_cost import assert_linear

if TYPE_CHECKING:
    from pathlib import Path

own = paperdigest.reader("reporter")

LINK = "**Link**: [PDF](https://arxiv.org/pdf/2608.00001)  \n"
ONE = f"# One  \n**Authors**: Ann Bo, Cy Do  \n{LINK}**Abstract**: We look.  \n---\n"


def titles(text: str) -> list[str]:
    return [paper.title for paper in own.read(text, "x").papers]


def findings(text: str) -> list[str]:
    return [found.code.id for found in own.read(text, "x").diagnostics]


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        (ONE, 1),
        (ONE * 3, 3),
        (f"\n\n{ONE}", 1),
        (ONE.replace("**Authors**:", "**Authors:**").replace("**Link**:", "**Link:**"), 1),
        (ONE.replace("[PDF]", "[arXiv]"), 1),
        (ONE.replace("**Authors**", "- **Authors**").replace("**Link**", "* **Link**"), 1),
        (ONE.replace("https://arxiv.org/pdf/2608.00001", "https://example.org/a"), 1),
        (ONE.replace("[PDF](https://arxiv.org/pdf/2608.00001)", "[site](https://example.org/a)"), 0),
        (ONE.replace("[PDF](https://arxiv.org/pdf/2608.00001)", "none"), 0),
        (ONE.replace("**Authors**: ", ""), 0),
        (ONE.replace("**Authors**", "**By**"), 0),
        (f"#{ONE}", 0),
        (ONE.replace("  \n**A", "\n\nWords of a page.\n\n**A", 1), 0),
        (ONE.replace("**Authors**", "**Title**: x\n**Authors**"), 0),
        (ONE.replace("**Authors**", "**ArXiv ID**: x\n**Authors**"), 0),
        (f"```\n{ONE}```\n", 0),
        ("# One\n", 0),
        ("", 0),
    ],
)
def test_a_heading_with_authors_and_a_link_to_a_paper_right_below_is_recognised(
    text: str, entries: int
) -> None:
    assert own.recognises(text) == entries


def test_a_file_is_one_digest_without_title_and_date() -> None:
    document = own.read(ONE * 2, "20-Aug-2026/topic.md")
    (digest,) = document.digests
    assert (digest.title, digest.date, len(digest.papers)) == (None, None, 2)
    assert findings(ONE * 2) == ["PD102"]


def test_a_file_that_is_loaded_has_the_date_of_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "20-Aug-2026"
    folder.mkdir()
    (folder / "topic.md").write_text(ONE, encoding="utf-8")
    document = paperdigest.load(folder / "topic.md")
    assert document.digests[0].date == document.papers[0].date == dt.date(2026, 8, 20)


def test_a_page_heading_with_a_day_is_the_title_and_the_date() -> None:
    document = own.read(f"# cs.CL of 20-Aug-2026\n\n{ONE}\n## 2026-08-21\n\n{ONE}", "x")
    assert [(digest.title, digest.date) for digest in document.digests] == [
        ("cs.CL of 20-Aug-2026", dt.date(2026, 8, 20)),
        ("2026-08-21", dt.date(2026, 8, 21)),
    ]
    assert document.diagnostics == ()


def test_a_title_with_a_day_in_it_is_a_paper() -> None:
    assert titles(ONE.replace("# One", "# The Crash of 2024-02-29")) == ["The Crash of 2024-02-29"]


def test_a_paper_that_is_repeated_is_kept_each_time() -> None:
    assert titles(ONE * 2) == ["One", "One"]


def test_a_heading_that_is_broken_over_lines_is_one_title() -> None:
    text = ONE.replace("# One  \n", "# [Re] A Title\n  That Goes On  \n")
    assert titles(text) == ["[Re] A Title That Goes On"]
    assert findings(text) == ["PD102", "PD202"]


def test_a_title_may_be_a_link() -> None:
    text = ONE.replace("# One", "# [One [Long]](https://arxiv.org/abs/2608.00001)")
    (paper,) = own.read(text, "x").papers
    assert (paper.title, paper.url) == ("One [Long]", "https://arxiv.org/abs/2608.00001")
    assert findings(text) == ["PD102", "PD202"]
    assert titles(ONE.replace("# One", "# [One]()")) == ["One"]
    assert titles(ONE.replace("# One", "# [Re] On Cards (Extended)")) == ["[Re] On Cards (Extended)"]


@pytest.mark.parametrize("heading", ["#One", "# One #", " # One", "#  One\t"])
def test_a_heading_may_be_written_in_every_way_of_markdown(heading: str) -> None:
    assert titles(ONE.replace("# One  ", heading)) == ["One"]


def test_spaces_at_line_ends_are_no_text() -> None:
    (paper,) = own.read(ONE, "x").papers
    assert (paper.authors, paper.abstract) == (("Ann Bo", "Cy Do"), "We look.")


def test_a_paper_has_authors_or_a_link() -> None:
    assert titles("# One\n**Authors**: Ann Bo\n") == ["One"]
    assert titles(f"# One\n{LINK}") == ["One"]
    assert titles("# One\n**Abstract**: We look.\n") == []
    assert titles("# One\n**Link**: [site](https://example.org)\n") == []


def test_pictures_and_tags_may_stand_above_the_fields() -> None:
    assert own.recognises(ONE.replace("**A", "<br>\n\n![](a.png)\n**A", 1)) == 1


def test_the_heading_of_a_day_is_not_recognised_as_a_paper() -> None:
    assert own.recognises(ONE.replace("# One", "# Personalized Daily ArXiv Papers 06/14/2024")) == 0


def test_a_link_far_below_is_not_looked_for() -> None:
    assert own.recognises(ONE.replace("**L", "**Note**: x\n" * 6 + "**L", 1)) == 1
    assert own.recognises(ONE.replace("**L", "**Note**: x\n" * 8 + "**L", 1)) == 0


def test_text_of_many_lines_is_no_title() -> None:
    text = ONE.replace("# One  \n", "# One\n" + "words\n" * 3)
    assert titles(text) == []


def test_a_heading_without_fields_ends_the_paper_above_it() -> None:
    text = f"{ONE}# Words\n\nMore.\n\n{ONE}# The End\n\nLast.\n"
    assert findings(text) == ["PD102", "PD109"]
    assert [block.kind for block in own.read(text, "x").blocks][-3:] == ["heading", "blank", "prose"]


UNITS = (
    ONE,
    "# One\n",
    "# One\n**Authors**: Ann Bo\n",
    LINK,
    f"# One\n{LINK}",
    "# 2024-06-14\n",
    "# One\nwords\n",
)


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("before", ["", "# One\n**Authors**: "])
def test_the_cost_grows_with_the_text_alone(unit: str, before: str) -> None:
    def both(text: str) -> None:
        own.recognises(text)
        own.read(text, "x")

    def prepare(size: int) -> partial[None]:
        return partial(both, before + unit * (size // len(unit)))

    assert_linear(prepare, 6_000)
