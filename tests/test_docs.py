"""What the docs show is true: every example is run, and what is made from the code is up to date.

Blocks of a page run in order, in one namespace and one folder, after `paperdigest demo`, so `demo/example.md` is there.

    python      is run
    pycon       is run as a doctest
    console     `$ paperdigest …` is run; output that is shown must be what comes, with `...` for what is left out. A
                command that fails must be followed by `$ echo $?`
    markdown    is written to `digest.md`, for the examples below it
    toml        is written to `feeds.toml`, likewise
    text        is not run; so is other data, of which `tests/test_docs_guides.py` tries the workflows
    sh          is not run here, but when `tests/test_docs_guides.py` follows the tutorial in an environment of its own

On a page that begins with `<!-- run: make tutorial -->`, console blocks and files (`{code-block}` with a caption) are
run by `make tutorial` instead, in a shell, with the wheel that was built.

The rows of the tables on the format page are examples, too: the first cell of a row is read, and the others say what
comes of it.
"""

from __future__ import annotations

import doctest
import importlib
import io
import pkgutil
import re
import runpy
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import paperdigest
import run_tutorial
from cli_support import run
from doc_pages import Fence, Row, commands, fences, is_for_a_shell, is_tutorial, rows, shows
from paperdigest.codes import CODES
from paperdigest.text import to_html, to_text

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[1]
PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md"))),
)
DATA = ("text", "xml", "yaml", "sh", "{toctree}", "{eval-rst}", "{include}")
# What is too large for all who run the tests: `make test-guides` installs it.
NEEDS = {"docs/dataframes.md": ("duckdb", "pandas")}


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


@pytest.fixture
def demo_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A current folder in which the demo has run, as the pages say."""
    monkeypatch.chdir(tmp_path)
    assert run("demo").exit_code == 0


@pytest.mark.usefixtures("demo_folder")
@pytest.mark.parametrize("page", PAGES)
def test_every_example_of_a_page_runs_and_gives_what_the_page_shows(page: str) -> None:
    for module in NEEDS.get(page, ()):
        pytest.importorskip(module, reason=f"{page} needs {module}; make test-guides installs it")
    namespace: dict[str, Any] = {"__name__": "__main__"}
    text = text_of(page)
    for fence in fences(text):
        if not (is_tutorial(text) and is_for_a_shell(fence)):
            run_fence(fence, f"{page}:{fence.line}", namespace)


def run_fence(fence: Fence, place: str, namespace: dict[str, Any]) -> None:
    if fence.language == "python":
        # Line numbers in a traceback are then those of the page.
        lines = "\n" * (fence.line - 1)
        exec(compile(lines + fence.text, place.partition(":")[0], "exec", dont_inherit=True), namespace)
    elif fence.language == "pycon":
        test = doctest.DocTestParser().get_doctest(fence.text, {}, place, place, fence.line - 1)
        test.globs = namespace
        run_doctest(test)
    elif fence.language == "console":
        run_console(fence.text, place)
    elif fence.language == "markdown":
        Path("digest.md").write_text(fence.text, encoding="utf-8")
    elif fence.language == "toml":
        Path("feeds.toml").write_text(fence.text, encoding="utf-8")
    else:
        kind = fence.language.partition(" ")[0]
        assert kind in DATA, f"{place}: say what {kind!r} is, or `text` if it cannot run"


def run_doctest(test: doctest.DocTest) -> None:
    report = io.StringIO()
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS, verbose=False)
    runner.run(test, out=report.write, clear_globs=False)
    assert not runner.failures, report.getvalue()


def run_console(text: str, place: str) -> None:
    code = 0
    for each in commands(text):
        where = f"{place}: {each.command}"
        if each.command == "echo $?":
            assert each.output == f"{code}\n", where
            code = 0
            continue
        assert code == 0, f"{place}: a command above this one failed, and no `$ echo $?` says so"
        program, *arguments = shlex.split(each.command)
        assert program == "paperdigest", f"{where}: only paperdigest is run"
        result = run(*arguments)
        code = result.exit_code
        assert not each.output or shows(each.output, result.output), where
    assert code == 0, f"{place}: the last command failed, and no `$ echo $?` says so"


TUTORIALS = [page for page in PAGES if is_tutorial(text_of(page))]


def test_what_is_left_to_make_tutorial_is_found_there() -> None:
    assert [f"docs/{path.name}" for path in run_tutorial.pages()] == TUTORIALS
    for page in TUTORIALS:
        left = [fence for fence in fences(text_of(page)) if is_for_a_shell(fence)]
        done = run_tutorial.steps(text_of(page))
        assert {step.line for step in done} == {fence.line for fence in left}
        assert "console" in {fence.language for fence in left}


def test_make_tutorial_follows_every_page_and_must_pass_before_a_change_lands() -> None:
    if not (ROOT / ".ci").is_dir():
        pytest.skip("what must pass is known in a checkout only")
    assert re.search(r"^make .*\btutorial\b", text_of(".ci/run"), re.MULTILINE)
    recipe = text_of("Makefile").partition("\ntutorial:")[2].partition("\n\n")[0]
    # Without names of pages all are followed.
    assert "\n\t$(BIN)/python tests/run_tutorial.py $(DIST) $(ARGS)" in recipe


# What the first cell of a table's row is, and what the names in the other headers are attributes of.


def first_paper(text: str) -> tuple[paperdigest.Paper, paperdigest.Document]:
    document = paperdigest.loads(text)
    return document.papers[0], document


def read_date_heading(text: str) -> tuple[Any, paperdigest.Document]:
    document = paperdigest.loads(f"{text}\n\n### [T](https://arxiv.org/abs/2401.00001)\n")
    return document.digests[0], document


def read_paper_heading(text: str) -> tuple[Any, paperdigest.Document]:
    return first_paper(f"## Daily Papers (2024-03-08)\n\n{text}\n\nVote: 1\n")


def read_line(text: str) -> tuple[Any, paperdigest.Document]:
    return first_paper(
        f"## Daily Papers (2024-03-08)\n\n### [T](https://arxiv.org/abs/2401.00001)\n\n{text}\n"
    )


def read_media(text: str) -> tuple[Any, paperdigest.Document]:
    paper, document = read_line(text)
    return paper.media[0] if paper.media else None, document


def read_link(text: str) -> tuple[Any, paperdigest.Document]:
    paper, document = read_line(f"- {text}")
    return paper.links[0] if paper.links else None, document


def read_point(text: str) -> tuple[Any, paperdigest.Document]:
    paper, document = read_line(text)
    return paper.summary[0], document


READERS: dict[str, Callable[[str], tuple[Any, paperdigest.Document]]] = {
    "Date heading": read_date_heading,
    "Paper heading": read_paper_heading,
    "Line": read_line,
    "Media line": read_media,
    "Prose": read_link,
    "Bullet": read_point,
}
# Characters that a page cannot show have a picture; the page says so.
CHARACTERS = str.maketrans({"␈": "\b", "␉": "\t", "␊": "\n", "␌": "\f", "␍": "\r"})
FORMAT_ROWS = [pytest.param(row, id=f"line {row.line}") for row in rows(text_of("docs/format.md"))]


@pytest.mark.parametrize("row", FORMAT_ROWS)
def test_every_row_of_the_format_page_is_read_as_the_page_says(row: Row) -> None:
    example = row.example.translate(CHARACTERS)
    if row.kind == "Markdown":
        seen = {"text": shown(to_text(example)), "HTML": shown(to_html(example))}
    else:
        subject, document = READERS[row.kind](example)
        seen = {name: shown(getattr(subject, name, None)) for name in row.expected if name != "Finding"}
        seen["Finding"] = tuple(found.code.id for found in document.diagnostics)
    assert {name: seen[name] for name in row.expected} == row.expected


def shown(value: object) -> tuple[str, ...]:
    """A value as the cells of a table show it: code spans, one for each part."""
    parts = value if isinstance(value, tuple) else (value,)
    return tuple(str(part) for part in parts if part != "")


def test_the_format_page_has_examples_of_every_kind() -> None:
    kinds = {row.kind for row in rows(text_of("docs/format.md"))}
    assert kinds == {*READERS, "Markdown"}


def test_every_finding_is_named_where_the_rule_is() -> None:
    pages = [text_of(f"docs/{path.name}") for path in (ROOT / "docs").glob("format*.md")]
    rules = "".join([*pages, text_of("docs/readers.md")])
    assert [code for code in CODES if code not in rules] == []


def test_what_is_made_from_the_code_is_up_to_date() -> None:
    generate = runpy.run_path(str(ROOT / "docs" / "generate.py"))
    old = [path.name for path, _ in generate["stale"]()]
    assert old == [], f"run `python docs/generate.py`, which makes {', '.join(old)} anew"


@pytest.mark.usefixtures("demo_folder")
def test_the_examples_in_docstrings_run() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    for module in pkgutil.walk_packages(paperdigest.__path__, "paperdigest."):
        if module.name == "paperdigest.__main__":
            continue
        for test in finder.find(importlib.import_module(module.name)):
            if test.examples:
                run_doctest(test)


@pytest.mark.usefixtures("demo_folder")
def test_the_example_program_prints_the_most_voted_papers(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("more.md").write_text(
        "## Daily Papers (2024-11-01)\n\n### [Less](https://arxiv.org/abs/2411.00001)\n\nVote: 1\n\n"
        "### [Chatbot Arena](https://arxiv.org/abs/2403.04132)\n\nVote: 99\n\n- https://github.com/x/y\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(sys, "argv", ["most_voted.py", ".", "2"])
    runpy.run_path(str(ROOT / "examples" / "most_voted.py"), run_name="__main__")
    assert capsys.readouterr().out == (
        "  99  Chatbot Arena\n      https://github.com/x/y\n"
        "  43  Chameleon: Mixed-Modal Early-Fusion Foundation Models\n"
    )
