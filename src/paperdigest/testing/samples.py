"""Papers that hurt: what digests, people and attackers write, in every field of the model.

All keep to what the model says of its fields: labels, URLs and names are not empty, and each URL and each
label stands once in a paper. None has a high surrogate right before a low one, which UTF-16 and JSON take for
one character.
"""

from __future__ import annotations

import datetime as dt

from attrs import frozen

from paperdigest.model import ArxivId, AuthorsOrder, Link, LinkKind, Media, MediaKind, Paper, Point

__all__ = ["PLAIN", "Sample", "full_paper", "sample_papers", "samples"]


def __dir__() -> list[str]:
    return __all__


# The sample that holds nothing odd.
PLAIN = "every field"


@frozen
class Sample:
    """Papers for an exporter to write.

    Attributes:
        name: what they show.
        papers: they.
        large: too long to be written with every option.
        bottomless: nested deeper than a format must carry, so that SchemaError is an answer.
    """

    name: str
    papers: tuple[Paper, ...]
    large: bool = False
    bottomless: bool = False


def sample_papers() -> tuple[tuple[str, tuple[Paper, ...]], ...]:
    """Papers that hold everything a format may stumble over, for tests of your own.

    Returns:
        Pairs of a name and papers, made for `pytest.mark.parametrize(("name", "papers"), sample_papers())`.
        All papers of a pair are meant to be written at once. The points of the last are nested a thousand levels
        deep; an exporter may refuse that one with SchemaError.
    """
    return tuple((sample.name, sample.papers) for sample in samples())


def samples() -> tuple[Sample, ...]:
    """What `sample_papers` gives, with what the checks need to know of it."""
    return (
        Sample("no papers", ()),
        Sample("a title alone", (Paper(title="A Study"), Paper(title=""), Paper(title=" "))),
        Sample(
            PLAIN, (full_paper(), Paper(title="Second"), Paper(title="Third", url="https://example.org/3"))
        ),
        *(Sample(name, tuple(map(_everywhere, texts))) for name, texts in _HOSTILE),
        Sample("many scripts", tuple(map(_everywhere, _SCRIPTS))),
        Sample("media, links and extra", _attachments()),
        Sample("dates and numbers", _extremes()),
        Sample("papers that come twice", _repeated()),
        Sample("points 64 levels deep", (Paper(title="Deep", summary=(_nested(64),)),)),
        Sample("700 authors", (Paper(title="A Collaboration", authors=_crowd()),), large=True),
        Sample("very long texts", tuple(map(_everywhere, _long_texts())), large=True),
        Sample("many points", (Paper(title="Wide", summary=_wide()),), large=True),
        Sample(
            "points without end",
            (Paper(title="Bottomless", summary=(_nested(1_200),)),),
            large=True,
            bottomless=True,
        ),
    )


def full_paper() -> Paper:
    """A paper as a good digest has it, with every field of the model."""
    return Paper(
        title="On the **Art** of $x^2$: Counting & Measuring",
        url="https://arxiv.org/abs/2403.10000v2",
        arxiv_id=ArxivId("2403.10000", 2),
        date=dt.date(2024, 3, 8),
        votes=22,
        authors=("Ada Lovelace", "Benjamin Van Durme", "김하늘", "01. AI", "O'Brien, Flann"),
        authors_complete=False,
        authors_order=AuthorsOrder.PAPER,
        media=(
            Media(kind=MediaKind.IMAGE, url="https://example.org/a.png", alt="a chart"),
            Media(kind=MediaKind.VIDEO, url="https://example.org/a.mp4"),
        ),
        summary=(
            Point(label="New", text="It counts what `others` measure, by 5%."),
            Point(
                label="Parts", text="", children=(Point(text="one"), Point(text="[two](https://example.org)"))
            ),
        ),
        abstract="We count. Then we measure.\n\nBoth agree.",
        categories=("cs.CL", "math.CO"),
        tags=("counting", "art, modern"),
        doi="10.1000/example.1",
        translated_title="Ein Titel",
        journal_ref="J. Examples 1, 2 (2024)",
        links=(
            Link(url="https://github.com/example/art", kind=LinkKind.CODE),
            Link(url="https://example.org/art", label="the project's page", kind=LinkKind.PROJECT),
        ),
        extra=(("Venue", "Examples 2024"), ("Awards", "")),
    )


def _everywhere(text: str) -> Paper:
    """A paper with a text in every field that holds one."""
    return Paper(
        title=text,
        url=f"https://example.org/{text}",
        authors=(text, f"{text} {text}"),
        media=(Media(kind=MediaKind.IMAGE, url=f"https://example.org/{text}.png", alt=text),),
        summary=(Point(label=text, text=text, children=(Point(text=text), Point(label=text, text=""))),),
        abstract=text,
        categories=(text,),
        tags=(text,),
        doi=text,
        translated_title=text,
        journal_ref=text,
        links=(Link(url=text, label=text), Link(url=f"https://example.org/?q={text}")),
        extra=((text, text), (f"{text} 2", "")),
    )


# Each family of texts is a sample, each text a paper of it. Anyone can add a line.
_HOSTILE = (
    (
        "markup",
        (
            "]]> <script>alert('1')</script> &amp; &#8; & <![CDATA[ x ]]> --> <!-- </item></channel>",
            '<b title="x">bold</b> < > a<b "quoted" \'so\'',
            "**bold (X)**and _this_ ***new***: `code` ``` [x](https://example.org/a_(b)) ![](y.png) [ ] ] [",
            "# heading\n- point\n\n---\n> quote\n| a | b |\n1. one",
        ),
    ),
    (
        "words of other formats",
        (
            '=HYPERLINK("https://example.org") \t+1 @SUM(A1) -1',
            "\\textsc{X} \\% \\input{/etc/passwd} { } $ $x^2$ $1 Million # _ ^ ~ \\",
            "@article{key, title = {unbalanced}}}",
            "TY  - JOUR\r\nER  - \r\nTI  - another",
            '", "title": null}, {"b": ["c", 0012, NaN]}, None, a, b; c | d',
            "%s {0} ${HOME} ../../etc/passwd\\..\\",
        ),
    ),
    (
        "control characters",
        (
            "".join(map(chr, range(0x20))) + "\x7f" + "".join(map(chr, range(0x80, 0xA0))),
            "\x00",
            "a\x08b\x0cc\x1bd[31me\x07",
            "\ufffe\uffff \U0001ffff \ufdd0",
        ),
    ),
    (
        "line ends",
        (
            "one\ntwo\rthree\r\nfour\x0bfive\x85six\u2028seven\u2029eight",
            "\n",
            "ends in one\n",
            "\n\n  begins",
        ),
    ),
    ("lone surrogates", ("\ud800", "a\udfffb", "\udfff\ud800", "\udbff \udc00")),
    (
        "characters that are not seen",
        (
            "\u202eright to left\u202c \u2066isolate\u2069 \u200eleft",
            "a\u00a0b\u200bc\ufeffd\u00ade\u2060f\u200dg",
            "\u202e",
            "\ufeffbegins with a byte order mark",
            "tag \U000e0041\U000e007f and selector \ufe0f",
        ),
    ),
)

_SCRIPTS = (
    "Žluťoučký kůň, Straße, Łódź, İstanbul ıi, Đặng Văn",
    "e\u0301 o\u0308 (decomposed), ﬁ ½ № ㎏ Ⅷ (compatibility)",
    "Ωμέγα Αθήνα",
    "Достоевский",
    "Գիրք წიგნი",
    "עִבְרִית ספר",
    "كتاب عربي ١٢٣",
    "हिन्दी विज्ञान বাংলা தமிழ் తెలుగు සිංහල",
    "ภาษาไทย ພາສາລາວ ភាសាខ្មែរ မြန်မာ བོད་ཡིག",
    "አማርኛ ᏣᎳᎩ ᠮᠣᠩᠭᠣᠯ ᚠᚢᚦ",
    "한국어를 읽는다 \u1112\u1161\u11ab (jamo)",
    "日本語の本 中文書籍 ｆｕｌｌ ㍿",
    "𝔘𝔫𝔦 𝟙𝟚𝟛 𐌰𐍄𐍄𐌰 𠮷野家",
    "👩🏽‍🚀 🇰🇷 👨‍👩‍👧‍👦 ❤️ 🏴󠁧󠁢󠁳󠁣󠁴󠁿",
)


def _long_texts() -> tuple[str, ...]:
    return ("x" * 20_000, "word " * 4_000, "[**" * 5_000, "가" * 10_000)


def _nested(levels: int) -> Point:
    point = Point(text="the innermost")
    for level in range(levels - 1):
        point = Point(text="", label=f"L{level}", children=(point,))
    return point


def _wide() -> tuple[Point, ...]:
    return tuple(Point(text=f"Point {number}.", label=f"No. {number}") for number in range(500))


def _crowd() -> tuple[str, ...]:
    return tuple(f"Author{number} {chr(ord('A') + number % 26)}. Family{number}" for number in range(700))


_URLS = (
    "https://example.org",
    "HTTPS://EXAMPLE.ORG/a_(b)?c=1&d=%20%ZZ#e",
    "https://münchen.example/straße/한국",
    "https://user:word@[2001:db8::1]:8080/",
    "https://example.org/a b\"c'd<e>f\\g|h",
    "https://[broken/",
    "/avatars/1.svg",
    "//example.org/x.png",
    "javascript:alert(1)",
    "data:image/png;base64,AAAA",
    "mailto:a@example.org",
    "file:///etc/passwd",
    "C:\\papers\\1.pdf",
    "#",
    "https://example.org/" + "a" * 3_000 + ".mp4",
)


def _attachments() -> tuple[Paper, ...]:
    """Every kind of media and link, with every kind of URL."""
    return (
        *(
            Paper(
                title=f"Media of kind {kind}",
                media=tuple(
                    Media(kind=kind, url=url, alt=None if number % 2 else f"No. {number}")
                    for number, url in enumerate(_URLS)
                ),
            )
            for kind in MediaKind
        ),
        *(
            Paper(
                title=f"Links of kind {kind}",
                links=tuple(
                    Link(url=url, kind=kind, label=None if number % 2 else f"No. {number}")
                    for number, url in enumerate(_URLS)
                ),
            )
            for kind in LinkKind
        ),
        *(Paper(title=f"A paper at {url[:40]}", url=url) for url in _URLS),
        Paper(title="Extra", extra=tuple((f"Label {number}", "text " * number) for number in range(40))),
        Paper(title="Labels", extra=(("Vote", "3"), ("title", "b"), ("Title", "c"), ("0", "d"), (" ", " "))),
    )


def _extremes() -> tuple[Paper, ...]:
    ids = (
        *(ArxivId("0704.0001"), ArxivId("2412.99999", 9_999), ArxivId("9108.00001", 1)),
        *(ArxivId("hep-th/9901001", 3), ArxivId("math.GT/0309136"), ArxivId("astro-ph/0001001")),
    )
    return (
        *(Paper(title=f"Of {day}", date=day) for day in (dt.date.min, dt.date(1970, 1, 1), dt.date.max)),
        Paper(title="Of a leap day", date=dt.date(2024, 2, 29), url="https://example.org/leap"),
        *(Paper(title=f"With {votes} votes", votes=votes) for votes in (0, -1, 10**20)),
        *(Paper(title=f"Paper {each}", arxiv_id=each, url=each.abs_url) for each in ids),
        *(
            Paper(title="Authors", authors=("Ada Lovelace",), authors_complete=complete, authors_order=order)
            for complete in (None, True, False)
            for order in AuthorsOrder
        ),
    )


def _repeated() -> tuple[Paper, ...]:
    again = full_paper()
    return (
        again,
        again,
        Paper(title=again.title, arxiv_id=again.arxiv_id, date=dt.date(2024, 3, 9), votes=23),
        Paper(title=again.title, arxiv_id=ArxivId("2403.10000", 3), url=again.url),
        Paper(title=again.title.upper(), url=again.url),
        Paper(title=again.title),
        Paper(title=again.title),
    )
