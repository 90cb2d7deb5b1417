"""What forks of tables and lists by topic change: names of columns, their order, topics, the line of the day."""

from __future__ import annotations

import datetime as dt

import pytest

import paperdigest

HEADER = "|Publish Date|Title|Authors|PDF|Code|\n|---|---|---|---|---|\n"
ROW = "|**2024-03-08**|**A Small Study**|Ann Bo et.al.|[2403.00001](http://arxiv.org/abs/2403.00001)|null|\n"
LINK = "[x](https://arxiv.org/abs/2403.00001)"


def recognisers(text: str) -> set[str]:
    return {name for name in paperdigest.reader_names() if paperdigest.reader(name).recognises(text)}


def the_paper(text: str) -> paperdigest.Paper:
    (paper,) = paperdigest.loads(text).papers
    return paper


@pytest.mark.parametrize(
    "header",
    [
        "| 📅 Publish Date | 📖 Title | 👥 Authors | 🔗 PDF |",
        "| Publish Date ↓ | **📖 Title** | ✍️ **Authors** | PDF 📄 |",
        "|发布日期 Publish Date|标题 Title|作者 Authors|PDF 链接|",
    ],
)
def test_names_of_columns_may_have_pictures_or_stand_in_two_languages(header: str) -> None:
    paper = the_paper(f"{header}\n|---|---|---|---|\n|2024-03-08|A|Ann Bo|{LINK}|\n")
    assert (paper.title, paper.authors, str(paper.arxiv_id)) == ("A", ("Ann Bo",), "2403.00001")
    assert paper.date == dt.date(2024, 3, 8)


def test_a_page_that_was_updated_may_have_no_rows_yet() -> None:
    text = f"## Updated on 2024.03.09\n\n## Maps\n\n{HEADER}\n## Words\n\n{HEADER}"
    document = paperdigest.loads(text)
    assert (document.reader, [digest.date for digest in document.digests]) == (
        "date-table",
        [dt.date(2024, 3, 9)],
    )
    assert [found.code.id for found in document.diagnostics] == ["PD106"]
    assert recognisers(f"# Page\n\n{HEADER}") == set()


def test_two_words_of_one_name_that_say_different_things_are_no_field() -> None:
    paper = the_paper(f"|Publish Date|Title|PDF|代码 Venue|\n|---|---|---|---|\n|2024-03-08|A|{LINK}|ABC|\n")
    assert (paper.links, paper.extra) == ((), (("代码 Venue", "ABC"),))


def test_the_name_of_an_unknown_column_is_without_the_stars_in_it() -> None:
    paper = the_paper(
        f"|Publish Date|Title|PDF|💬 **Comment**|\n|---|---|---|---|\n|2024-03-08|A|{LINK}|8 pages|\n"
    )
    assert paper.extra == (("💬 Comment", "8 pages"),)


@pytest.mark.parametrize("day", ["2024-03-08", "**2024-03-08**"])
def test_items_may_begin_with_a_star(day: str) -> None:
    text = f"## Maps\n* {day}, **A**, Ann Bo et.al., Paper: {LINK}\n"
    assert recognisers(text) == {"date-table"}
    assert (the_paper(text).title, the_paper(text).tags) == ("A", ("Maps",))


def test_an_arxiv_link_in_another_column_is_that_of_the_paper_where_no_other_is() -> None:
    header = "|Publish Date|Title|Homepage|Code|\n|---|---|---|---|\n"
    paper = the_paper(
        f"{header}|2024-03-08|A|[2403.00001](http://arxiv.org/abs/2403.00001)|https://github.com/a/b|\n"
    )
    assert (paper.url, str(paper.arxiv_id)) == ("http://arxiv.org/abs/2403.00001", "2403.00001")
    assert [link.url for link in paper.links] == ["https://github.com/a/b"]
    homepage = the_paper(
        f"|Publish Date|Title|PDF|Homepage|\n|---|---|---|---|\n|2024-03-08|A|{LINK}|http://arxiv.org/abs/2403.00002|\n"
    )
    assert (str(homepage.arxiv_id), len(homepage.links)) == ("2403.00001", 1)


def test_a_link_around_a_badge_is_called_what_the_badge_says() -> None:
    badge = "[![GitHub stars](https://img.example.org/a?style=social)](https://github.com/a/b)"
    paper = the_paper(f"|Publish Date|Title|PDF|Code|\n|---|---|---|---|\n|2024-03-08|A|{LINK}|{badge}|\n")
    assert [(link.url, link.label) for link in paper.links] == [("https://github.com/a/b", "GitHub stars")]


def test_the_day_may_stand_behind_the_title() -> None:
    by_day = f"|Title|Authors|Publish Date|PDF|\n|---|---|---|---|\n|A|Ann Bo|2024-03-08|{LINK}|\n"
    assert recognisers(by_day) == {"date-table"}
    dated = f"|Title|Date|Link|\n|---|---|---|\n|A|2024-03-08|{LINK}|\n"
    assert recognisers(dated) == {"title-date-table"}
    for text in (by_day, dated):
        assert (the_paper(text).title, the_paper(text).date) == ("A", dt.date(2024, 3, 8))
        assert str(the_paper(text).arxiv_id) == "2403.00001"


@pytest.mark.parametrize(
    "text",
    [
        "|Title|Date|Place|\n|---|---|---|\n|[A Talk](https://example.org/a)|2024-03-08|Rome|\n",
        "|Date|Post|Title|\n|---|---|---|\n|2024-03-08|1|[A Post](https://example.org/a)|\n",
        "|Title|Date|Link|\n|---|---|---|\n|A Talk|2024-03-08|[slides](https://example.org/a)|\n",
    ],
)
def test_a_table_of_posts_or_talks_is_none_of_papers(text: str) -> None:
    assert recognisers(text) == set()


def test_a_linked_title_may_lead_to_any_site_of_papers() -> None:
    text = "|Title|Date|\n|---|---|\n|[A](https://openreview.net/forum?id=a)|2024-03-08|\n"
    assert recognisers(text) == {"title-date-table"}


def test_more_links_may_follow_a_linked_title() -> None:
    row = "|**[A](https://arxiv.org/abs/2403.00001v1)** [[PDF](https://arxiv.org/pdf/2403.00001v1)]|2024-03-08|\n"
    text = "|**Title**|**Date**|\n|---|---|\n" + row
    assert recognisers(text) == {"title-date-table"}
    assert [(link.label, link.url) for link in the_paper(text).links] == [
        ("PDF", "https://arxiv.org/pdf/2403.00001v1")
    ]
    assert not paperdigest.loads(f"## Updated on 2024-03-09\n{text}").diagnostics


@pytest.mark.parametrize(
    ("cell", "authors", "complete"),
    [
        ("**Ann Bo** et.al.", ("Ann Bo",), False),
        ("Ann Bo<br>Cy Do", ("Ann Bo", "Cy Do"), True),
        ("Ann Bo,<br/>Cy Do", ("Ann Bo", "Cy Do"), True),
        ("<details><summary>Ann Bo et al.</summary>Ann Bo, Cy Do</details>", ("Ann Bo", "Cy Do"), True),
        ("甲乙，丙丁、戊己", ("甲乙", "丙丁", "戊己"), True),
    ],
)
def test_names_are_read_without_the_markup_around_them(
    cell: str, authors: tuple[str, ...], complete: bool
) -> None:
    paper = the_paper(HEADER + ROW.replace("Ann Bo et.al.", cell))
    assert (paper.authors, paper.authors_complete) == (authors, complete)


@pytest.mark.parametrize(
    ("cell", "title"),
    [
        ("**[A Study ](https://arxiv.org/abs/2403.00001)**", "A Study"),
        ("**A $5 Arm", "A $5 Arm"),
        ("**A** and B", "**A** and B"),
    ],
)
def test_a_title_is_without_the_spaces_and_stars_around_it(cell: str, title: str) -> None:
    assert the_paper(HEADER + ROW.replace("**A Small Study**", cell)).title == title


def test_an_abstract_that_was_cut_off_is_without_what_folds_it() -> None:
    header = "|Publish Date|Title|PDF|Abstract|\n|---|---|---|---|\n"
    paper = the_paper(f"{header}|2024-03-08|A|{LINK}|<details><summary>Show</summary><p>We look")
    assert paper.abstract == "We look"


@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("## Maps (12 papers)", "Maps"),
        ("## Maps [Total: 3]", "Maps"),
        ("## 地图（共 3 篇）", "地图"),
        ("## Vision (3D)", "Vision (3D)"),
        ("## (3)", "(3)"),
        ("<details><summary><h2>Maps</h2></summary>", "Maps"),
        ("<summary><h3>Maps</h3></summary>", "Maps"),
    ],
)
def test_a_topic_is_without_the_number_of_its_papers_and_may_be_what_folds_them(
    heading: str, topic: str
) -> None:
    assert the_paper(f"{heading}\n\n{HEADER}{ROW}").tags == (topic,)


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("**Last Updated:** 2024-03-09 00:31 UTC", "Last Updated: 2024-03-09 00:31 UTC"),
        ("*Generated at 2024-03-09*", "Generated at 2024-03-09"),
    ],
)
def test_more_lines_say_when_a_list_was_updated(line: str, title: str) -> None:
    (digest,) = paperdigest.loads(f"{line}\n\n{HEADER}{ROW}").digests
    assert (digest.title, digest.date) == (title, dt.date(2024, 3, 9))


def test_the_title_in_front_matter_dates_what_no_other_line_dates() -> None:
    front = "---\ntitle: 'Latest Papers - March 10, 2024'\nlayout: x\n---\n"
    (named,) = paperdigest.loads(front + HEADER + ROW).digests
    assert (named.title, named.date) == ("Latest Papers - March 10, 2024", dt.date(2024, 3, 10))
    (updated,) = paperdigest.loads(f"{front}\n## Updated on 2024.03.09\n{HEADER}{ROW}").digests
    assert (updated.title, updated.date) == ("Updated on 2024.03.09", dt.date(2024, 3, 9))
    (other,) = paperdigest.loads(f"---\ntitle: Papers\n---\n{HEADER}{ROW}").digests
    assert other.title is None


def test_the_day_in_the_title_of_the_page_counts_where_no_other_line_says_one() -> None:
    title = "# Arxiv Daily 2024-03-10\n\n"
    (named,) = paperdigest.loads(f"{title}## Maps\n{HEADER}{ROW}").digests
    assert (named.title, named.date) == ("Arxiv Daily 2024-03-10", dt.date(2024, 3, 10))
    assert named.papers[0].tags == ("Maps",)
    (updated,) = paperdigest.loads(f"{title}> Updated on 2024.03.09\n\n## Maps\n{HEADER}{ROW}").digests
    assert updated.date == dt.date(2024, 3, 9)
    topic = paperdigest.loads(f"> Updated on 2024.03.09\n\n# A\n\n# B (2024-10-01)\n\n{HEADER}{ROW}")
    assert [(digest.date, digest.papers[0].tags) for digest in topic.digests] == [
        (dt.date(2024, 3, 9), ("B (2024-10-01)",))
    ]
    days = paperdigest.loads(f"{title}{HEADER}{ROW}\n{title.replace('10', '09')}{HEADER}{ROW}").digests
    assert [digest.date for digest in days] == [dt.date(2024, 3, 10), dt.date(2024, 3, 9)]


@pytest.mark.parametrize(
    ("cell", "authors"),
    [
        ("Ann Bo, ..., Cy Do", ("Ann Bo", "Cy Do")),
        ("Ann Bo, …, Cy Do", ("Ann Bo", "Cy Do")),
        ("Ann Bo et al. (5 authors)", ("Ann Bo",)),
    ],
)
def test_a_list_of_authors_may_be_cut_in_the_middle_or_say_how_many_there_are(
    cell: str, authors: tuple[str, ...]
) -> None:
    paper = the_paper(HEADER + ROW.replace("Ann Bo et.al.", cell))
    assert (paper.authors, paper.authors_complete) == (authors, False)
