"""`enrich`: facts from arXiv's metadata, of both formats, whatever shape the file is in."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import sys
import tracemalloc
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import paperdigest
from paperdigest import ArxivId, AuthorsOrder, EnrichReport, MetadataError, Paper, Span, enrich
from paperdigest.arxiv_metadata import _entries

if TYPE_CHECKING:
    from collections.abc import Iterator


def paper(arxiv_id: str | None, **facts: Any) -> Paper:
    return Paper(title="제목", arxiv_id=None if arxiv_id is None else ArxivId.parse(arxiv_id), **facts)


def line(arxiv_id: str = "2406.11430", **facts: Any) -> bytes:
    """A line of the snapshot as it is published: no spaces, the id first."""
    record = {"id": arxiv_id, "submitter": "Somebody", "authors_parsed": [["Devoto", "Alessio", ""]], **facts}
    return json.dumps(record, separators=(",", ":")).encode() + b"\n"


# The facts of two papers; the abstracts are ours.
SNAPSHOT = line(
    "0704.0001",
    authors="C. Bal\\'azs, E. L. Berger, P. M. Nadolsky, C.-P. Yuan",
    authors_parsed=[["Balázs", "C.", ""], ["Berger", "E. L.", ""], ["Nadolsky", "P. M.", ""], ["Yuan", "C. -P.", ""]],
    title="Calculation of prompt diphoton production cross sections at Tevatron and\n  LHC energies",
    abstract="  We count pairs\nof photons.\n  They $\\gamma\\gamma$ add up.\n",
    categories="hep-ph",
    doi="10.1103/PhysRevD.76.013009",
    **{"journal-ref": "Phys.Rev.D76:013009,2007"},
) + line(
    authors_parsed=[
        ["Devoto", "Alessio", ""],
        ["Zhao", "Yu", ""],
        ["Scardapane", "Simone", ""],
        ["Minervini", "Pasquale", ""],
    ],
    abstract=" Short keys matter\n more.\n",
    categories="cs.CL cs.AI",
    doi=None,
)  # fmt: skip

ENTRY = """\
<entry>
  <id>http://arxiv.org/abs/0704.0001v2</id>
  <title>Calculation of prompt diphoton
  production cross sections</title>
  <summary>  We count pairs
of photons.
  They $\\gamma\\gamma$ add up.
</summary>
  <author><name>C. Balázs</name><arxiv:affiliation>Argonne</arxiv:affiliation></author>
  <author><name>E. L. Berger</name></author>
  <author><name>P. M. Nadolsky</name></author>
  <author><name>C. -P. Yuan</name></author>
  <arxiv:doi>10.1103/PhysRevD.76.013009</arxiv:doi>
  <arxiv:journal_ref>Phys.Rev.D76:013009,2007</arxiv:journal_ref>
  <arxiv:primary_category term="hep-ph" scheme="http://arxiv.org/schemas/atom"/>
  <category term="hep-ph" scheme="http://arxiv.org/schemas/atom"/>
</entry>
<entry>
  <id>http://arxiv.org/abs/2406.11430v4</id>
  <title>Norms</title>
  <summary>Short keys matter more.</summary>
  <author><name>Alessio Devoto</name></author>
  <author><name>Yu Zhao</name></author>
  <author><name>Simone Scardapane</name></author>
  <author><name>Pasquale Minervini</name></author>
  <category term="cs.AI"/><category term="I.2.7"/><category term="68T50, 68T05 (Primary)"/><category term="cs.CL"/>
  <arxiv:primary_category term="cs.CL"/>
</entry>
"""


def feed(entries: str = ENTRY, before: str = '<?xml version="1.0" encoding="UTF-8"?>\n') -> bytes:
    spaces = 'xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom"'
    return f"{before}<feed {spaces}><title>Query</title>{entries}</feed>\n".encode()


SOURCES = {
    "snapshot": SNAPSHOT,
    "snapshot, CRLF": SNAPSHOT.replace(b"\n", b"\r\n"),
    "snapshot, with spaces": SNAPSHOT.replace(b'":', b'" : '),
    "snapshot, byte order mark": b"\xef\xbb\xbf" + SNAPSHOT,
    "snapshot, blank lines": b"\n \n" + SNAPSHOT.replace(b"\n", b"\n\n"),
    "snapshot, no last line end": SNAPSHOT.rstrip(),
    "snapshot, id not first": SNAPSHOT.replace(b'{"id"', b'{"versions":[{"id":"x"}],"id"'),
    "snapshot, escaped slashes": SNAPSHOT.replace(b"/", b"\\/"),
    "Atom": feed(),
    "Atom, single quotes and no declaration": feed(before="").replace(b'"', b"'"),
}
SOURCES |= {f"{name}, gzip": gzip.compress(data) for name, data in SOURCES.items()}


def enriched(one: Paper, data: bytes) -> tuple[Paper, EnrichReport]:
    (made,), report = enrich([one], io.BytesIO(data))
    return made, report


@pytest.mark.parametrize("data", SOURCES.values(), ids=SOURCES)
def test_both_formats_give_the_same_facts(data: bytes) -> None:
    papers = [
        paper("2406.11430", authors=("Yu Zhao",)),
        paper("hep-th/9901001"),
        paper("0704.0001v1"),
        paper(None),
    ]
    made, report = enrich(papers, io.BytesIO(data))
    assert made == (
        paper(
            "2406.11430",
            authors=("Alessio Devoto", "Yu Zhao", "Simone Scardapane", "Pasquale Minervini"),
            authors_complete=True,
            authors_order=AuthorsOrder.PAPER,
            abstract="Short keys matter more.",
            categories=("cs.CL", "cs.AI"),
        ),
        papers[1],
        paper(
            "0704.0001v1",
            authors=("C. Balázs", "E. L. Berger", "P. M. Nadolsky", "C. -P. Yuan"),
            authors_complete=True,
            authors_order=AuthorsOrder.PAPER,
            abstract="We count pairs of photons. They $\\gamma\\gamma$ add up.",
            categories=("hep-ph",),
            doi="10.1103/PhysRevD.76.013009",
            journal_ref="Phys.Rev.D76:013009,2007",
        ),
        papers[3],
    )
    assert report == EnrichReport(
        enriched=2,
        found=(ArxivId("2406.11430"), ArxivId("0704.0001", 1)),
        missing=(ArxivId("hep-th/9901001"),),
        not_arxiv=(papers[3],),
        unreadable=0,
        unreadable_first=(),
    )


def test_a_path_is_told_by_its_bytes_and_not_by_its_name(tmp_path: Path) -> None:
    for name in ("metadata.xml", "metadata.json.gz"):
        for data in SOURCES.values():
            (tmp_path / name).write_bytes(data)
            assert enrich([paper("0704.0001")], tmp_path / name)[1].enriched == 1
            assert enrich([paper("0704.0001")], str(tmp_path / name))[1].enriched == 1


# Names as arXiv has them: family, given, suffix (and, at times, an affiliation).
@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["Navr\\'atil", "Ji\\v{r}\\'{\\i}", ""], "Jiří Navrátil"),
        (["{\\'A}lvarez", "Jos\\'e", ""], "José Álvarez"),
        (["{\\O}rsted", "Anna", ""], "Anna Ørsted"),
        (["Smith", "John", "Jr."], "John Smith, Jr."),
        (["Van Durme", "Benjamin", ""], "Benjamin Van Durme"),
        (["The BABAR Collaboration", "", ""], "The BABAR Collaboration"),
        (["Kim", "Minsu", "", "a university"], "Minsu Kim"),
        (["김", "민수", ""], "민수 김"),
        (["Plato"], "Plato"),
        (["  Two ", " An\n na ", ""], "An na Two"),
    ],
)
def test_a_name_is_plain_text_in_reading_order(parts: list[str], expected: str) -> None:
    made, _ = enriched(paper("2406.11430"), line(authors_parsed=[parts]))
    assert made.authors == (expected,)


@pytest.mark.parametrize(
    ("facts", "field", "expected"),
    [
        ({"doi": "10.1/a 10.2/b"}, "doi", "10.1/a"),
        ({"doi": "https://doi.org/10.1/a"}, "doi", "10.1/a"),
        ({"doi": "doi:10.1/A"}, "doi", "10.1/A"),
        ({"doi": " "}, "doi", None),
        ({"doi": ""}, "doi", None),
        ({"journal-ref": " Vol.  1,\n 2 "}, "journal_ref", "Vol. 1, 2"),
        ({"abstract": ""}, "abstract", None),
        ({"categories": "math-ph cond-mat.mes-hall math-ph I.2"}, "categories", ("math-ph", "cond-mat.mes-hall")),
        ({"authors_parsed": []}, "authors_complete", None),
        ({"authors_parsed": [["", "", ""]]}, "authors", ()),
    ],
)  # fmt: skip
def test_a_fact_is_tidied_up(facts: dict[str, Any], field: str, expected: object) -> None:
    made, report = enriched(paper("2406.11430"), line(**facts))
    assert (getattr(made, field), report.unreadable) == (expected, 0)


def test_the_source_wins_but_only_where_it_says_something() -> None:
    before = paper(
        "2406.11430",
        authors=("A",),
        authors_complete=False,
        abstract="old",
        doi="10.9/old",
        journal_ref="Old 1",
        categories=("cs.LG",),
        votes=3,
        span=Span(5, 9),
    )
    silent, _ = enriched(before, line(authors_parsed=None))
    assert silent == before
    told, _ = enriched(before, line(abstract="new", categories="cs.CV"))
    assert (told.abstract, told.categories, told.authors) == ("new", ("cs.CV",), ("Alessio Devoto",))
    assert (told.doi, told.journal_ref, told.votes, told.title) == ("10.9/old", "Old 1", 3, before.title)
    assert told.span == Span(5, 9)


@pytest.mark.parametrize("in_digest", ["math/0309136", "math.GT/0309136", "math/0309136v3"])
@pytest.mark.parametrize("in_source", ["math/0309136", "math.GT/0309136", "math.GT/0309136v1"])
def test_versions_and_subjects_are_no_part_of_what_identifies_a_paper(in_digest: str, in_source: str) -> None:
    assert enriched(paper(in_digest), line(in_source))[1].enriched == 1
    entry = f"<entry><id>http://arxiv.org/abs/{in_source}</id></entry>"
    assert enriched(paper(in_digest), feed(entry))[1].enriched == 1


def test_a_paper_that_comes_twice_is_enriched_twice_and_reported_once() -> None:
    made, report = enrich([paper("0704.0001v1"), paper("0704.0001v2")], io.BytesIO(SNAPSHOT))
    assert made[0].authors == made[1].authors != ()
    assert (report.enriched, report.found) == (2, (ArxivId("0704.0001", 1),))


def test_the_first_record_of_a_paper_counts() -> None:
    data = line(abstract="first") + line(abstract="second")
    assert enriched(paper("2406.11430"), data)[0].abstract == "first"


# --- what cannot be read


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (b'{"id":"2406.11430","authors_parsed":[["Dev', "Unterminated string"),
        (b"not JSON\n", "Expecting value"),
        (b"[1, 2]\n", "no object with an arXiv id"),
        (b'{"id":12}\n', "no object with an arXiv id"),
        (b'{"id":"no-id"}\n', "no object with an arXiv id"),
        (b"{}\n", "no object with an arXiv id"),
        (b'{"id":"2406.11430","abstract":"\xff"}\n', "can't decode byte 0xff"),
        (b'{"id":"2406.11430","authors_parsed":[[[]]]}\n', "'authors_parsed' is no list of names"),
        (b'{"id":"2406.11430","authors_parsed":[[]]}\n', "'authors_parsed' is no list of names"),
        (b'{"id":"2406.11430","authors_parsed":"A B"}\n', "'authors_parsed' is no list of names"),
        (b'{"id":"2406.11430","authors_parsed":7}\n', "'authors_parsed' is no list of names"),
        (b'{"id":"2406.11430","doi":{}}\n', "'doi' is no text"),
        (b'{"id":"2406.11430","a":' + b"[" * 100_000 + b"\n", "recursion"),
        (b'{"id":"2406.11430","a":' + b"9" * 5000 + b"}\n", "integer string conversion"),
    ],
)
def test_a_broken_line_is_reported_with_its_place_and_the_rest_is_read(broken: bytes, reason: str) -> None:
    data = line("0704.0001") + broken.rstrip(b"\n") + b"\n" + line("2406.11430")
    made, report = enriched(paper("2406.11430"), data)
    assert made.authors == ("Alessio Devoto",)
    assert report.unreadable == 1
    assert report.unreadable_first[0].startswith("line 2: ")
    assert reason in report.unreadable_first[0]


def test_only_the_first_places_are_kept() -> None:
    report = enriched(paper("0704.0001"), line() + b"?\n" * 50)[1]
    assert (report.unreadable, len(report.unreadable_first)) == (50, 10)
    assert report.missing == (ArxivId("0704.0001"),)


def test_an_entry_that_is_no_paper_is_reported() -> None:
    error = "<entry><id>http://arxiv.org/api/errors#x</id><summary>incorrect id format</summary></entry>"
    report = enriched(paper("0704.0001"), feed(error + ENTRY))[1]
    assert (report.enriched, report.unreadable) == (1, 1)
    assert report.unreadable_first[0].startswith("entry 1: no arXiv id in 'http://arxiv.org/api/errors#x'")


BAD_SOURCES = {
    "empty": (b"", "it is empty"),
    "blank": (b" \n" * 10, "unknown format"),
    "a PDF": (b"%PDF-1.7\n", "unknown format"),
    "a digest": (b"## Daily Papers (2024-03-08)\n", "unknown format"),
    "a JSON array": (b"[" + SNAPSHOT + b"]", "unknown format"),
    "JSON over several lines": (b'{\n "id": "2406.11430"\n}\n', "not one record can be read .line 1: "),
    "other JSON lines": (b'{"title":"x"}\n{"title":"y"}\n', "not one record can be read"),
    "an empty gzip": (gzip.compress(b""), "it is empty"),
    "a gzip that was cut off": (gzip.compress(SNAPSHOT)[:-20], "damaged gzip"),
    "a gzip in a gzip": (gzip.compress(gzip.compress(SNAPSHOT)), "unknown format"),
    "a gzip with a wrong bit": (gzip.compress(feed(), 0).replace(b"pairs", b"pears"), "damaged gzip: CRC"),
    "a zip": (b"PK\x03\x04....", "unknown format"),
    "HTML": (b"<!DOCTYPE html><html></html>", "no Atom feed"),
    "RSS": (b"<rss><channel/></rss>", "no Atom feed"),
    "XML that was cut off": (feed()[:-100], "damaged XML"),
    "only an error": (feed("<entry><id>http://arxiv.org/api/errors</id></entry>"), "not one record can be read"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "reason"), BAD_SOURCES.values(), ids=BAD_SOURCES)
def test_a_source_of_neither_format_is_refused_with_what_was_expected(data: bytes, reason: str) -> None:
    with pytest.raises(MetadataError, match=reason) as caught:
        enrich([paper("2406.99999")], io.BytesIO(data))
    assert isinstance(caught.value, paperdigest.PaperDigestError)
    assert "damaged gzip" in reason or "expected the Atom response of the arXiv API" in str(caught.value)


def test_the_message_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "metadata").write_bytes(b"?")
    with pytest.raises(MetadataError, match="metadata: unknown format"):
        enrich([], tmp_path / "metadata")
    with pytest.raises(FileNotFoundError):
        enrich([], tmp_path / "nowhere")


def test_an_empty_answer_finds_nothing_and_is_no_error() -> None:
    assert enriched(paper("0704.0001"), feed(""))[1].missing == (ArxivId("0704.0001"),)


def test_what_is_no_binary_stream_is_refused() -> None:
    with pytest.raises(TypeError, match="binary mode"):
        enrich([], io.StringIO("{}"))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="a path or a stream"):
        enrich([], 7)  # type: ignore[arg-type]


def test_a_stream_is_left_open() -> None:
    stream = io.BytesIO(SNAPSHOT)
    enrich([paper("0704.0001")], stream)
    assert not stream.closed


# --- hostile sources

BOMB = '<!DOCTYPE feed [<!ENTITY a0 "ha">{}]>'.format(
    "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
)


@pytest.mark.parametrize(
    ("before", "inside"),
    [
        (BOMB, "&a9;"),
        ('<!DOCTYPE feed [<!ENTITY a "b">]>', "&a;"),
        ('<!DOCTYPE feed [<!ENTITY a SYSTEM "SECRET">]>', "&a;"),
        ('<!DOCTYPE feed SYSTEM "SECRET">', ""),
        ('<!DOCTYPE feed [<!ENTITY % a SYSTEM "SECRET"> %a;]>', ""),
        ("", "&a;"),
        ("", "<b>" * 1000),
        (BOMB, '<c d="&a9;"/>'),
        ("", "x" * 11_000_000),
    ],
    ids=["bomb", "entity", "file", "external type", "parameter", "unknown entity", "deep", "in attribute", "long"],
)  # fmt: skip
def test_hostile_xml_is_refused_and_nothing_is_expanded_or_fetched(
    before: str, inside: str, tmp_path: Path
) -> None:
    (tmp_path / "secret").write_text("<!ENTITY b 'secret'>")
    before = before.replace("SECRET", (tmp_path / "secret").as_uri())
    data = feed(f"<entry><id>http://arxiv.org/abs/0704.0001</id><summary>{inside}</summary></entry>", before)
    tracemalloc.start()
    with pytest.raises(MetadataError) as caught:
        enriched(paper("0704.0001"), data)
    assert tracemalloc.get_traced_memory()[1] < 5 * len(data) + 1_000_000
    tracemalloc.stop()
    assert "secret'" not in str(caught.value)


def test_a_line_without_end_is_refused_before_it_fills_the_memory() -> None:
    with pytest.raises(MetadataError, match="a line of more than"):
        enrich([paper("0704.0001")], Stream(b"{" + b" " * 65_535 for _ in range(10_000)))


@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"{", b"<", b"\x1f\x8b", b'{"id":"0704.0001",', feed()[:150]]),
)
def test_any_bytes_are_read_or_refused(data: bytes, head: bytes) -> None:
    try:
        _, report = enriched(paper("0704.0001"), head + data)
    except MetadataError:
        return
    assert report.missing or report.found


@given(st.integers(0, 2**32), st.lists(st.integers(1, 400), min_size=1, max_size=9))
def test_how_the_bytes_come_in_does_not_matter(seed: int, sizes: list[int]) -> None:
    data = list(SOURCES.values())[seed % len(SOURCES)]
    pieces: list[bytes] = []
    at = 0
    while at < len(data):
        size = sizes[len(pieces) % len(sizes)]
        pieces.append(data[at : at + size])
        at += size
    wanted = [paper("2406.11430"), paper("0704.0001"), paper("1234.56789")]
    assert enrich(wanted, Stream(iter(pieces))) == enrich(wanted, io.BytesIO(data))


# --- a long stream


class Stream:
    """A stream made of pieces, which is nowhere as a whole; like a pipe it gives less than it is asked for."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces = pieces
        self.left = b""

    def read(self, size: int, /) -> bytes:
        self.left = self.left or next(self.pieces, b"")
        given, self.left = self.left[:size], self.left[size:]
        return given


LINES = 200_000


def many_lines() -> Iterator[bytes]:
    """About a kilobyte each, in blocks, for the test shall not wait for its own generator."""
    rest = line("#", abstract="a b " * 200).replace(b'{"id":"#"', b"")
    for start in range(0, LINES, 200):
        yield b"".join(
            b'{"id":"%04d.%05d"%b' % (n // 50_000 + 2001, n % 50_000, rest) for n in range(start, start + 200)
        )


def many_entries() -> Iterator[bytes]:
    start, end = feed("#").split(b"#")
    yield start
    for n in range(5000):
        yield b"<entry><id>http://arxiv.org/abs/2001.%05d</id><summary>%b</summary></entry>\n" % (
            n,
            b"a b " * 100,
        )
    yield end


@pytest.mark.parametrize(
    ("pieces", "wanted"),
    [
        (many_lines, ("2001.00000", "2002.12345", "2004.49999")),
        (many_entries, ("2001.00000", "2001.01234", "2001.04999")),
    ],
)
def test_memory_does_not_grow_with_the_source(pieces: Any, wanted: tuple[str, ...]) -> None:
    papers = [paper(each) for each in (*wanted, "2105.00001")]
    enrich(papers, io.BytesIO(SNAPSHOT))
    enrich(papers, io.BytesIO(feed()))
    tracemalloc.start()
    _, report = enrich(papers, Stream(pieces()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [str(each) for each in report.found] == [*wanted]
    assert [str(each) for each in report.missing] == ["2105.00001"]
    assert peak < 3_000_000


def test_of_the_entries_only_the_last_two_are_held() -> None:
    """The tree is in the memory of a C library, which tracemalloc does not see."""
    most = 0
    for entry in _entries(Stream(many_entries()), "feed"):
        root = entry.getparent()
        assert root is not None
        most = max(
            most, sum(child.tag == entry.tag and len(child) > 0 for child in root[: root.index(entry) + 1])
        )
    assert most <= 2


def test_reading_ends_when_every_paper_is_found() -> None:
    def endless() -> Iterator[bytes]:
        yield SNAPSHOT
        while True:
            yield line("2001.00001")

    assert enrich([paper("0704.0001"), paper("2406.11430")], Stream(endless()))[1].enriched == 2
    assert enrich([paper(None)], Stream(endless()))[1].enriched == 0


def test_the_benchmark_measures_it(tmp_path: Path) -> None:
    script = Path(__file__).resolve().parents[1] / "benchmarks" / "run.py"
    arguments = ["--only", "enriching", "--quick", "--papers", "1", "--snapshot-lines", "1001"]
    command = [sys.executable, "-W", "error", str(script), *arguments, "--json", str(tmp_path / "found.json")]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (table,) = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))["tables"]
    assert table["title"] == "Enriching (1,001 lines of metadata)"
    assert set(table["rows"]) == {"lines only (the floor)", "paperdigest.enrich", "json.loads of every line"}
    assert all(figures["µs/line"] > 0 for figures in table["rows"].values())
