"""Notes of paper readers and the pages of their days: what each part of them becomes."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from typing import TYPE_CHECKING

import pytest

import paperdigest
from linear_cost import assert_linear
from paperdigest import AuthorsOrder, Paper, Severity
from paperdigest.names import parse_name
from paperdigest.readers.engines.identifiers import bare_doi, doi_in_url, read_slug

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from paperdigest import Document

own = paperdigest.reader("reader-note")


def note(fields: str = "", body: str = "", **values: str) -> str:
    usual = {"title": "A Study", "authors": "Ann Bo", "date": "2026-03-25", "pdf": "https://arxiv.org/pdf/2603.00001v1",
             "tags": "[a]"}  # fmt: skip
    lines = [f"{key}: {value}" for key, value in (usual | values).items()]
    return "\n".join(["---", *lines, *([fields] if fields else []), "---", "", body])


def paper(text: str) -> Paper:
    (found,) = paperdigest.loads(text).papers
    return found


def ids(document: Document) -> list[str]:
    return [found.code.id for found in document.diagnostics]


# --- which texts are of this format


@pytest.mark.parametrize("key", ["title", "authors", "date", "pdf", "tags"])
def test_a_note_needs_all_of_what_tells_it_from_a_post(key: str) -> None:
    text = note()
    assert own.recognises(text) == 1
    without = "\n".join(line for line in text.split("\n") if not line.startswith(f"{key}:"))
    assert own.recognises(without) == 0


@pytest.mark.parametrize("key", ["score", "tldr", "evidence", "TLDR", '"tags"'])
def test_one_of_several_keys_says_that_it_is_about_a_paper(key: str) -> None:
    assert own.recognises(note().replace("\ntags:", f"\n{key}:")) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda text: f"\n{text}",
        lambda text: f"Words.\n{text}",
        lambda text: f"```\n{text}\n```",
        lambda text: text.replace("\ntags:", "\n  tags:"),
        lambda text: text.replace("\ntags:", "\n#tags:"),
        lambda text: text.replace("\npdf:", "\n---\npdf:"),
    ],
)
def test_keys_count_at_the_beginning_of_lines_in_front_matter_alone(change: Callable[[str], str]) -> None:
    assert own.recognises(change(note())) == 0


ENTRY = "1. [T](/202603/25/2603.00001v1-t) （9.0/10）\n"


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        (f"# 日报 · 2026-03-25\n{ENTRY}{ENTRY}", 2),
        (f"# Daily · 25 March 2026\n{ENTRY}", 1),
        (f"# Journal • 20260325\n\n## A\n{ENTRY}\n### B\n{ENTRY}", 2),
        (f"# 日报 · 2026-02-31\n{ENTRY}", 1),
        (f"# 日报 · 2026-03-25\n# 日报 · 2026-03-26\n{ENTRY}", 1),
        ("# Daily · 2026-03-25\n- [T](2603.00001v1-t) (9/10)\n", 1),
        ("# Daily · 2026-03-25\n* [T](https://example.org/#/202603/25/t)\n", 1),
        ("# Daily · 2026-03-25\n1. [T](https://arxiv.org/abs/2603.00001) (9/10)\n", 1),
        (f"---\nlayout: page\n---\n# 日报 · 2026-03-25\n{ENTRY}", 1),
        ("# 日报 · 2026-03-25\n- [ ] [T](/202603/25/t)\n", 1),
        ("# 日报 · 2026-03-25\n\n- 当次推荐总数：0\n- 精读区：0\n", 1),
        ("# 日报 · 2026-03-25\n\n- 当次推荐总数：3\n", 0),
        ("# 日报 · 2026-03-25\n\n- 精读区：0\n", 0),
        ("# 日报 · 2026-03-25\n", 0),
        ("# 日报 · 2026-03-25\n1. T （9.0/10）\n", 0),
        ("# 日报 · 2026-03-25\n1. [T](https://example.org/t) (9/10)\n", 0),
        ("# 日报 · 2026-03-25\n1. [T](t)\n", 0),
        ("# Daily · 2026-03-25\n1. [T](https://arxiv.org/abs/2603.00001)\n", 0),
        (f"# 日报 · 2026-03-25\n# Elsewhere\n{ENTRY}", 0),
        (f"# 日报 2026-03-25\n{ENTRY}", 0),
        (f"## 日报 · 2026-03-25\n{ENTRY}", 0),
        (f"#日报 · 2026-03-25\n{ENTRY}", 0),
        (f"# 日报 · today\n{ENTRY}", 0),
        (f"# 日报 · 2026-03-25\n```\n{ENTRY}```\n", 0),
        (f"```\n# 日报 · 2026-03-25\n{ENTRY}```\n", 0),
        (f"# 日报 · 2026-03-25\n```\n# Elsewhere\n```\n{ENTRY}", 1),
        (f"{ENTRY}# 日报 · 2026-03-25\n", 0),
    ],
)
def test_a_day_page_has_a_heading_with_the_day_and_links_to_notes_below_it(text: str, entries: int) -> None:
    assert own.recognises(text) == entries


def test_a_box_to_tick_before_a_link_is_no_part_of_the_title() -> None:
    document = paperdigest.loads(
        "# 日报 · 2026-03-25\n- [ ] [A [B]](/202603/25/a)\n- [x] [C](/202603/25/c)\n"
    )
    assert [found.title for found in document.papers] == ["A [B]", "C"]
    assert "PD202" not in ids(document)


# --- notes


@pytest.mark.parametrize("written", ["<{}>", '"[PDF]({})"', "{}"])
def test_the_pdf_may_be_written_as_a_link(written: str) -> None:
    url = "https://arxiv.org/pdf/2603.00001v1"
    document = paperdigest.loads(note(pdf=written.format(url)))
    assert (document.papers[0].url, str(document.papers[0].arxiv_id)) == (url, "2603.00001v1")
    assert document.diagnostics == ()


def test_another_key_of_the_same_meaning_is_kept_beside_the_first() -> None:
    document = paperdigest.loads(note("title_zh: 一\ntitle_ja: 一つ\nTitle_JA: 二つ"))
    (found,) = document.papers
    assert (found.translated_title, found.extra) == ("一", (("title_ja", "一つ"),))
    assert ids(document) == ["PD305", "PD304"]


@pytest.mark.parametrize(
    ("heading", "own"),
    [
        ("Abstract (EN)", True), ("摘要（英文）", True), ("Abstract (original)", True), ("英文摘要", True),
        ("Abstract：", True), ("摘要（中文）", False), ("Abstract (ZH)", False), ("Résumé", False),
    ],
)  # fmt: skip
def test_a_heading_may_say_the_language_of_the_abstract(heading: str, own: bool) -> None:
    found = paper(note(body=f"## {heading}\nWords.\n"))
    assert found.abstract == ("Words." if own else None)
    assert [point.text for point in found.summary] == ([] if own else ["Words."])


@pytest.mark.parametrize("heading", ["Abstract of (the) talk", "Notes (EN)", "(EN)"])
def test_other_headings_hold_no_abstract(heading: str) -> None:
    found = paper(note(body=f"## {heading}\nWords.\n"))
    assert (found.abstract, found.summary) == (None, ())


def test_a_note_is_one_digest_with_one_paper_of_its_day() -> None:
    document = paperdigest.loads(note())
    (digest,) = document.digests
    assert (digest.title, digest.date, digest.date_end) == (None, dt.date(2026, 3, 25), None)
    (found,) = digest.papers
    assert (found.date, str(found.arxiv_id)) == (dt.date(2026, 3, 25), "2603.00001v1")
    assert found.url == "https://arxiv.org/pdf/2603.00001v1"
    assert (found.authors_order, found.authors_complete) == (AuthorsOrder.PAPER, True)
    assert document.diagnostics == ()


@pytest.mark.parametrize(
    ("written", "day"),
    [("2026-03-05", 5), ("20260305", 5), ('"2026-03-05"', 5), ("2026-03-05T10:00:00Z", 5), ("2026/3/5", 5)],
)
def test_the_date_is_read_in_the_spellings_of_notes(written: str, day: int) -> None:
    assert paper(note(date=written)).date == dt.date(2026, 3, day)


@pytest.mark.parametrize(
    ("written", "code"), [("2026-02-30", "PD103"), ("soon", "PD103"), ("", "PD102"), ("null", "PD102")]
)
def test_a_date_that_is_none_is_not_guessed(written: str, code: str) -> None:
    document = paperdigest.loads(note(date=written))
    assert document.papers[0].date is None
    assert ids(document) == [code]


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("A, B", ("A", "B")),
        ("[A, 'B, C.']", ("A", "B, C.")),
        ('"Zimmer, A. J., Van der Hoek, B., Flores Del Rey, E."',
         ("Zimmer, A. J.", "Van der Hoek, B.", "Flores Del Rey, E.")),
        ("Zimmer, A. J.", ("Zimmer, A. J.",)),
        ("Zimmer, A.-J.; Do, C.", ("Zimmer, A.-J.", "Do, C.")),
        ("Zimmer, AJ, Do, C", ("Zimmer, AJ", "Do, C")),
        ("Li, X., Wang", ("Li", "X.", "Wang")),
        ("Ann Bo, ACM", ("Ann Bo", "ACM")),
        ("Ann Bo, 李娜, Cy Do, 王", ("Ann Bo", "李娜", "Cy Do", "王")),
        ("A., B.", ("A.", "B.")),
        ("Ann Bo, b. c.", ("Ann Bo", "b. c.")),
        ("Ann Bo, Cy Do", ("Ann Bo", "Cy Do")),
        ("A. Bo, C. Do", ("A. Bo", "C. Do")),
        ("Ann Bo, Ann Bo", ("Ann Bo", "Ann Bo")),
    ],
)  # fmt: skip
def test_authors_are_a_list_or_names_with_commas_or_family_names_and_initials(
    written: str, names: tuple[str, ...]
) -> None:
    found = paper(note(authors=written))
    assert (found.authors, found.authors_complete) == (names, True)


def test_a_family_name_and_initials_are_told_apart_later() -> None:
    found = paper(note(authors='"Almeraya Del Valle, E., Van der Hoek, A. J."'))
    names = [parse_name(name) for name in found.authors]
    assert [(name.surname, name.given) for name in names] == [
        ("Almeraya Del Valle", "E."),
        ("Van der Hoek", "A. J."),
    ]


@pytest.mark.parametrize("written", ["A, et al.", "[A, et al.]", "\n- A\n- et al."])
def test_a_list_may_say_that_it_was_cut_off(written: str) -> None:
    found = paper(note(authors=written))
    assert (found.authors, found.authors_complete) == (("A",), False)


def test_the_words_of_the_reader_are_points_with_its_keys_in_the_order_of_the_file() -> None:
    found = paper(
        note("method: M.\nTLDR: |\n  One.\n\n  - Two.\nevidence: [E, F]\n", body="## 摘要\n译文。\n")
    )
    assert [(point.label, point.text) for point in found.summary] == [
        ("method", "M."), ("TLDR", "One.\n\n- Two."), ("evidence", ""), ("摘要", "译文。"),
    ]  # fmt: skip
    assert [child.text for child in found.summary[2].children] == ["E", "F"]


def test_the_abstract_goes_to_the_next_heading_of_its_level_or_to_a_rule() -> None:
    body = "## Abstract\nOne:\n\n### Two\n```\n## Three\n---\n```\nFour.\n{}\nFive.\n"
    for end in ("## Notes", "# Notes", "---", "* * *"):
        assert (
            paper(note(body=body.format(end))).abstract == "One:\n\n### Two\n```\n## Three\n---\n```\nFour."
        )


@pytest.mark.parametrize("heading", ["# Abstract", "## Abstract:", "## **ABSTRACT** ##", "### Abstract"])
def test_the_heading_of_the_abstract_may_drift(heading: str) -> None:
    document = paperdigest.loads(
        note(body=f"{heading}\nA.\n{heading.replace('Abs', 'Con').replace('ABS', 'CON')}\nB.\n")
    )
    assert document.papers[0].abstract == "A."
    assert paper(note(body="#### Abstract\nA.\n")).abstract is None


def test_what_follows_a_rule_below_the_abstract_is_text_of_the_page() -> None:
    body = "---\n## Abstract\nA.\n\n---\n\n## Abstract\nB.\n"
    document = paperdigest.loads(note(body=body))
    assert document.papers[0].abstract == "A."
    assert document.diagnostics == ()
    assert [block.kind for block in document.blocks][-1] == "prose"


def test_front_matter_is_no_markdown() -> None:
    text = note("evidence: |\n  ```\n  # Day · 2026-03-25", body="## Abstract\nA.\n\n```\ncode\n```\n")
    document = paperdigest.loads(text)
    assert document.papers[0].abstract == "A.\n\n```\ncode\n```"
    assert document.diagnostics == ()


def test_keys_that_no_field_knows_are_kept_under_their_own_names() -> None:
    document = paperdigest.loads(
        note("score: 8.0\nsource: arxiv\nVenue: ICML\nmore: {a: [1, b]}\ncode: https://github.com/a/b")
    )
    found = document.papers[0]
    assert found.extra == (
        ("score", "8.0"), ("source", "arxiv"), ("Venue", "ICML"), ("more", '{"a":[1,"b"]}'),
        ("code", "https://github.com/a/b"),
    )  # fmt: skip
    assert [(link.url, link.kind.value) for link in found.links] == [("https://github.com/a/b", "code")]
    assert [finding.arguments for finding in document.diagnostics] == [("Venue",), ("more",), ("code",)]


@pytest.mark.parametrize("nothing", ["", "~", "null", "None", "-", "'-'", "N/A", '""', "[]", "'[]()'"])
def test_what_says_that_there_is_nothing_is_nothing(nothing: str) -> None:
    document = paperdigest.loads(
        note(
            f"tldr: {nothing}\nvenue: {nothing}\ntitle_zh: {nothing}",
            authors=nothing,
            pdf=nothing,
            tags=nothing,
        )
    )
    found = document.papers[0]
    assert found == Paper(title="A Study", date=dt.date(2026, 3, 25))
    assert sorted(ids(document)) == ["PD201", "PD315", "PD331", "PD331", "PD331", "PD331"]


@pytest.mark.parametrize(
    ("url", "doi"),
    [
        (
            "https://www.biorxiv.org/content/10.64898/2026.04.07.715910v1.full.pdf",
            "10.64898/2026.04.07.715910",
        ),
        ("https://www.medrxiv.org/content/10.1101/2024.12.16.24628792v2", "10.1101/2024.12.16.24628792"),
        ("http://biorxiv.org/content/10.1101/123456v1.full-text?x=1", "10.1101/123456"),
        ("https://connect.biorxiv.org/content/10.1101/123456", "10.1101/123456"),
        ("https://doi.org/10.1234/abc.5", "10.1234/abc.5"),
        ("https://doi.org/10.48550/arXiv.2603.00001", None),
        ("https://www.biorxiv.org/content/early/recent", None),
        ("https://example.org/10.1101/123456", None),
        ("https://www.biorxiv.org/content/10.1101/123456v1 and more", None),
    ],
)
def test_the_doi_is_read_from_addresses_that_say_it(url: str, doi: str | None) -> None:
    assert doi_in_url(url) == doi


def test_a_field_for_the_doi_goes_before_the_address() -> None:
    biorxiv = "https://www.biorxiv.org/content/10.1101/123456v1"
    assert paper(note("doi: https://doi.org/10.1/a", pdf=biorxiv)).doi == "10.1101/123456"
    assert paper(note("doi: doi:10.1234/a", pdf=biorxiv)).doi == "10.1234/a"
    assert bare_doi("10.48550/arXiv.2603.00001") is None


def test_a_title_is_one_line_however_it_is_written() -> None:
    assert paper(note(title="|\n  A\n  Study ")).title == "A Study"
    assert paper(note(title='"A  Study"')).title == "A  Study"


def test_links_in_points_are_links_but_for_the_papers_own() -> None:
    found = paper(note("tldr: See https://arxiv.org/pdf/2603.00001v1 and https://github.com/a/b"))
    assert [link.url for link in found.links] == ["https://github.com/a/b"]


def test_what_a_translated_title_is_called_may_name_any_language() -> None:
    for key in ("title_zh", "title_ja", "title_pt-br", "Title_DE", "translated_title"):
        assert paper(note(f"{key}: Übersetzt")).translated_title == "Übersetzt"
    assert paper(note("title_short: S")).translated_title is None


# --- pages of days


def page(*lines: str) -> Document:
    return paperdigest.loads("\n".join(["# 日报 · 2026-03-25", "", *lines, ""]), reader="reader-note")


def test_an_entry_is_a_paper_with_its_section_for_a_tag_and_its_score() -> None:
    document = page(
        "## A", "1. [[Re] T](/202603/25/2603.00001v2-re-t) （9.0/10）", "## B", "- [U](#/202603/25/u)"
    )
    assert [(digest.title, digest.date) for digest in document.digests] == [
        ("日报 · 2026-03-25", dt.date(2026, 3, 25))
    ]
    first, second = document.papers
    assert (first.title, first.url) == ("[Re] T", "/202603/25/2603.00001v2-re-t")
    assert (str(first.arxiv_id), first.tags, first.extra) == ("2603.00001v2", ("A",), (("score", "9.0/10"),))
    assert (second.arxiv_id, second.tags, second.extra) == (None, ("B",), ())
    assert ids(document) == ["PD355", "PD203"]


@pytest.mark.parametrize(
    ("line", "title", "url", "score", "code"),
    [
        ("1. [T (1/2)](/202603/25/t) (9/10)", "T (1/2)", "/202603/25/t", "9/10", None),
        ("12) **[T](/202603/25/t)** （ 9.5 / 10 ）", "T", "/202603/25/t", "9.5 / 10", "PD202"),
        ("1. [T](/202603/25/t) (9/10) **new**", "T", "/202603/25/t", "9/10", "PD202"),
        ("1. [T](/202603/25/t) new", "T", "/202603/25/t", None, "PD202"),
        ("1. [T]() (9/10)", "T", None, "9/10", "PD201"),
        ("1. T (9/10)", "T", None, "9/10", "PD201"),
        ("1. [](/202603/25/t) (9/10)", "", "/202603/25/t", "9/10", "PD204"),
    ],
)
def test_an_entry_is_read_where_it_drifts(
    line: str, title: str, url: str | None, score: str | None, code: str | None
) -> None:
    document = page("1. [O](/202603/25/o)", line)
    _, found = document.papers
    assert (found.title, found.url, dict(found.extra).get("score")) == (title, url, score)
    assert [each for each in ids(document) if each != "PD203"] == ([code] if code else [])


@pytest.mark.parametrize(
    "line", ["1. T (9/10) more", "1. T", "T (9/10)", "    1. [T](/202603/25/t)", "1.[T](/202603/25/t)"]
)
def test_other_lines_are_no_entries(line: str) -> None:
    assert [found.title for found in page("1. [O](/202603/25/o)", line).papers] == ["O"]


def test_a_list_with_scores_and_no_link_is_prose() -> None:
    document = page("## Brief", "1. T (9/10)", "## A", ENTRY)
    assert [found.title for found in document.papers] == ["T"]
    assert document.papers[0].url
    assert ids(document) == ["PD355"]


@pytest.mark.parametrize(
    ("slug", "arxiv_id", "doi"),
    [
        ("2603.22767v1-can-we", "2603.22767v1", None),
        ("2603.22767", "2603.22767", None),
        ("2603.22767v1", "2603.22767v1", None),
        ("biorxiv-10-64898-2026-05-26-728050-v1-a-gene", None, "10.64898/2026.05.26.728050"),
        ("medrxiv-10-1101-2024-12-16-24628792-v2", None, "10.1101/2024.12.16.24628792"),
        ("biorxiv-10-1101-123456-v1-x", None, "10.1101/123456"),
        ("2613.22767v1-month-13", None, None),
        ("2603.227671-six-digits", None, None),
        ("x2603.22767v1", None, None),
        ("biorxiv-10-1101", None, None),
        ("biorxiv-10-1101-1234567890-v1", None, None),
        ("biorxiv-10-1101-2024-12-16", None, None),
        ("chemrxiv-10-1101-123456-v1", None, None),
        ("", None, None),
    ],
)
def test_a_slug_names_a_paper_only_where_it_can_mean_one_alone(
    slug: str, arxiv_id: str | None, doi: str | None
) -> None:
    found = read_slug(slug)
    assert (found[0] and str(found[0]), found[1]) == (arxiv_id, doi)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("- 当次推荐总数：3", []), ("- 当次推荐总数：4", ["PD332"]), ("- **Total**: 4", ["PD332"]), ("* A: 2", []),
        ("- A：1", ["PD332"]), ("- **B**: 1", []), ("- C: 7", []), ("- 生成时间：2026", []), ("- A: 1st", []),
    ],
)  # fmt: skip
def test_what_the_page_says_of_its_length_is_checked(line: str, found: list[str]) -> None:
    entry = "1. [T](/202603/25/t)"
    document = page(line, "## A", entry, "### B", entry, "## D", entry)
    assert [code for code in ids(document) if code != "PD203"] == found


def test_text_between_entries_is_unread_and_text_behind_a_rule_is_the_pages() -> None:
    document = page("Brief.", "## A", "Words.", ENTRY, "More.", "", "---", "Footer.", "## B", "No entry.")
    kinds = Counter(block.kind for block in document.blocks)
    assert (kinds["unknown"], kinds["heading"], kinds["paper-heading"]) == (1, 2, 1)
    assert ids(document) == ["PD355", "PD306"]


@pytest.mark.parametrize(
    ("heading", "first", "last"),
    [
        ("日报 · 20260301-20260307", 1, 7),
        ("Days · 2026-03-01 ~ 2026-03-07", 1, 7),
        ("Days · 2026-03-07 ~ 2026-03-01", 7, None),
        ("Days · 2026-03-01", 1, None),
    ],
)
def test_a_page_may_be_of_several_days(heading: str, first: int, last: int | None) -> None:
    (digest,) = paperdigest.loads(f"# {heading}\n{ENTRY}").digests
    assert digest.date == digest.papers[0].date == dt.date(2026, 3, first)
    assert digest.date_end == (None if last is None else dt.date(2026, 3, last))


def test_a_page_without_entries_is_an_empty_digest_for_who_names_the_reader() -> None:
    document = page("Nothing today.")
    assert (len(document.digests), document.papers) == (1, ())
    assert ids(document) == ["PD106"]


# --- promises

HOSTILE = (
    "# a · 2026-03-25\n", "## b\n", ENTRY, "1. [a](/202603/25/", "[](", "(", "1. ", "- a: 1\n", "·", "# ", "(1/1)", " ",
    "https://arxiv.org/abs/2603.00001 ", "---\n", "## Abstract\n", "```\n", "title: x\n", "A., ", "Bo, A., ",
)  # fmt: skip


@pytest.mark.parametrize("unit", HOSTILE)
def test_the_cost_grows_with_the_text(unit: str) -> None:
    def prepare(size: int) -> Callable[[], object]:
        texts = [
            head + unit * size
            for head in ("# a · 2026-03-25\n", note(), note("authors: "), "# a · 2026-03-25\n1. [")
        ]
        texts.append(note(authors=unit.strip("\n") * size))
        return lambda: [(own.recognises(text), own.read(text, "")) for text in texts]

    assert_linear(prepare, 6000 // len(unit))


# --- real notes and pages


@pytest.fixture(scope="module")
def documents(dialects: Path) -> list[Document]:
    folder = dialects / "reader-note"
    if not folder.is_dir():
        pytest.skip(f"no samples at {folder}")
    return [paperdigest.load(path) for path in sorted(folder.rglob("*.md"))]


def test_every_sample_is_read_without_a_guess(documents: list[Document]) -> None:
    found = Counter(finding.code.id for document in documents for finding in document.diagnostics)
    assert all(finding.severity is Severity.INFO for each in documents for finding in each.diagnostics)
    assert found == {"PD355": 2, "PD356": 1}
    assert {document.reader for document in documents} == {"reader-note"}
    assert not any(block.kind == "unknown" for document in documents for block in document.blocks)


def test_every_note_says_all_that_its_front_matter_does(documents: list[Document]) -> None:
    notes = [document for document in documents if document.source.startswith("---")]
    assert len(notes) == 3
    for document in notes:
        (found,) = document.papers
        lines = document.source.split("\n")
        pairs = [line.partition(": ") for line in lines[1 : lines.index("---", 1)]]
        said = {key: json.loads(value) if value[0] == '"' else value for key, _, value in pairs}
        points = {point.label: point.text for point in found.summary}
        read: dict[str | None, str | None] = {
            "title": found.title, "title_zh": found.translated_title, "date": str(found.date), "pdf": found.url,
            "authors": ", ".join(found.authors), "tags": json.dumps(found.tags), **points, **dict(found.extra),
        }  # fmt: skip
        assert {key: read[key] for key in said} == said
        assert f"## Abstract\n{found.abstract}\n" in document.source + "\n"
        assert f"## 摘要\n{points['摘要']}\n" in document.source
        assert found.arxiv_id or found.doi
        assert found.authors_complete


def test_every_entry_of_a_day_is_a_paper_and_the_counts_agree(documents: list[Document]) -> None:
    pages = [document for document in documents if document.source.startswith("# ")]
    assert [len(document.papers) for document in pages] == [19, 4]
    for document in pages:
        assert sum(block.kind == "count" for block in document.blocks) == 3
        for found in document.papers:
            assert f"[{found.title}]({found.url}) （{dict(found.extra)['score']}）\n" in document.source
            assert found.arxiv_id or found.doi
            assert found.tags
