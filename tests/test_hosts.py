"""Inside other programs: threads, processes, asyncio, sub-interpreters, warnings as errors, and no state of our own."""

from __future__ import annotations

import asyncio
import functools
import importlib
import inspect
import multiprocessing
import pickle
import pkgutil
import subprocess
import sys
import types
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from attrs import frozen

import paperdigest
from paperdigest import DecodeError, DigestError, Document, errors
from released_samples import LATEST

if TYPE_CHECKING:
    from collections.abc import Callable

FIXTURES = sorted((Path(__file__).parent / "fixtures" / "daily_papers").glob("*.md"))

# Everything that a program does with the library, on the files whose names come as arguments.
WORK = """
import io, sys, paperdigest

def work(path):
    document = paperdigest.load(path)
    texts = [paperdigest.dumps(document, name) for name in paperdigest.formats()]
    again = paperdigest.from_json(texts[paperdigest.formats().index("json")])
    merged, _ = paperdigest.merge_bibtex("@misc{a, title = {A}}\\n", document, update=True)
    made, _ = paperdigest.enrich(document.papers, io.BytesIO(b'{"id": "2401.00001", "abstract": "A."}\\n'))
    return repr((document, document.blocks, texts, again, merged, made))
"""


def python(code: str, *arguments: str, flags: tuple[str, ...] = ()) -> str:
    """What a Python process of its own writes to stdout; it must succeed and say nothing else."""
    result = subprocess.run(
        [sys.executable, *flags, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout


# --- threads

THREADS = f"""{WORK}
import hashlib, threading
sys.setswitchinterval(1e-6)
start = threading.Barrier(8)
results = [None] * 8

def run(number):
    start.wait()
    paths = sys.argv[1:]
    # Each begins with another file, so that they meet in different places.
    paths = paths[number * 3 :] + paths[: number * 3]
    made = {{path: work(path) for path in paths}}
    results[number] = [hashlib.sha256(made[path].encode("utf-8", "surrogatepass")).hexdigest() for path in sys.argv[1:]]

threads = [threading.Thread(target=run, args=(number,)) for number in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
alone = [hashlib.sha256(work(path).encode("utf-8", "surrogatepass")).hexdigest() for path in sys.argv[1:]]
print([result == alone for result in results])
"""


def test_eight_threads_that_begin_at_once_get_what_one_gets() -> None:
    """In a new process: the first use, which imports and compiles, is where threads could get in each other's way."""
    assert python(THREADS, *map(str, FIXTURES)) == f"{[True] * 8}\n"


# --- processes


def test_a_pool_of_new_processes_reads_and_sends_documents() -> None:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        documents = [*pool.map(functools.partial(paperdigest.load, strict=False), FIXTURES)]
        texts = [*pool.map(functools.partial(paperdigest.dumps, format="json"), documents)]
        with pytest.raises(DecodeError) as undecodable:
            pool.submit(paperdigest.loads, b"\n\xff", name="a.md").result()
        with pytest.raises(DigestError) as strict:
            pool.submit(functools.partial(paperdigest.loads, strict=True), "no digest").result()
    for path, document, text in zip(FIXTURES, documents, texts, strict=True):
        here = paperdigest.load(path)
        assert (document, document.blocks) == (here, here.blocks)
        assert text == paperdigest.dumps(here, "json")
    assert (undecodable.value.name, undecodable.value.offset, undecodable.value.line) == ("a.md", 1, 2)
    assert strict.value.diagnostics == paperdigest.loads("no digest").diagnostics


def error_of(kind: type[Exception]) -> Exception:
    """An error of this class, with something for each parameter."""
    if "__init__" not in vars(kind):
        return kind("why")
    samples = {"str": "why", "str | None": "where", "int": 3, "tuple[Diagnostic, ...]": LATEST.diagnostics}
    return kind(*(samples[each.annotation] for each in inspect.signature(kind).parameters.values()))


@pytest.mark.parametrize("name", errors.__all__)
def test_an_error_can_be_sent_with_all_that_it_says(name: str) -> None:
    error = error_of(getattr(errors, name))
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert (str(again), vars(again)) == (str(error), vars(error))


DAY = "## Daily Papers (2024-03-08)\n\n" + "".join(
    f"### [A Study of {number} Things](https://arxiv.org/abs/2403.{number:05})\n\n"
    f"![](https://example.org/pictures/2403.{number:05}.png)\n\nVote: {number}\n\n"
    f"Authors: Ana Lima, Bo Ek, {number} Cho\n\n"
    "- **New**: a long sentence about what nobody had done before, and about why it was time that somebody did "
    "it, since everybody else had thought that it could not be done, or that it would not be worth the time.\n"
    "- **How**: another sentence, about the way in which it was done, about what was needed for that, and about "
    "what others may learn from it who have the same thing to do, or who have another one that is like it.\n\n"
    for number in range(10)
)


def test_what_is_sent_between_processes_is_about_twice_the_source() -> None:
    """Once the source, once what was read of it; the blocks travel as numbers, not as objects."""
    document = paperdigest.loads(DAY)
    assert document.blocks  # made when asked for, and not sent
    size = len(DAY.encode())
    assert len(pickle.dumps(document)) < 2.7 * size
    assert len(pickle.dumps(document.papers)) < 1.5 * size
    assert len(pickle.dumps(document.tiling)) < len(pickle.dumps(document.blocks)) / 4


# --- asyncio


def test_an_event_loop_goes_on_while_threads_read() -> None:
    async def read_all() -> list[Document]:
        texts = [path.read_bytes() for path in FIXTURES]
        return await asyncio.gather(*(asyncio.to_thread(paperdigest.loads, text) for text in texts))

    assert asyncio.run(read_all()) == [paperdigest.loads(path.read_bytes()) for path in FIXTURES]


# --- sub-interpreters


@pytest.mark.skipif(sys.version_info < (3, 13), reason="before Python 3.13 they are not ready for packages")
def test_a_sub_interpreter_reads_and_writes_all_but_xml() -> None:
    """With a lock of its own. lxml does not allow it; that is an ImportError, of the formats that need it alone."""
    names = [name for name in paperdigest.formats() if name not in ("rss", "atom")]
    inner = (
        f"import sys; sys.path[:] = {sys.path!r}\nimport paperdigest\n"
        f"document = paperdigest.loads({DAY!r})\n"
        f"for name in {names!r}: assert paperdigest.dumps(document, name)\n"
        "try: paperdigest.dumps(document, 'rss')\nexcept ImportError: print(len(document.papers), flush=True)\n"
    )
    code = f"import _interpreters as i; error = i.run_string(i.create(), {inner!r}); assert not error, error"
    assert python(code) == "10\n"


# --- warnings


@pytest.mark.parametrize("name", paperdigest.formats())
def test_nothing_warns_where_warnings_are_errors(name: str) -> None:
    """In a new process, so that what the import of a library says is heard, too."""
    code = "import sys, paperdigest; print(len(paperdigest.dumps(paperdigest.load(sys.argv[1]), sys.argv[2])) > 0)"
    path = next(path for path in FIXTURES if path.stem == "canonical")
    flags = ("-W", "error", "-X", "dev", "-b")
    assert python(code, str(path), name, flags=flags) == "True\n"


def test_nothing_warns_in_all_that_a_program_does() -> None:
    code = f"{WORK}\nprint(all(map(work, sys.argv[1:])))"
    assert python(code, *map(str, FIXTURES), flags=("-W", "error", "-X", "dev")) == "True\n"


# --- state

CACHES = {
    "paperdigest.exporters._schema._converter": "the code that cattrs makes for the model; no parameters",
    "paperdigest.exporters.bibtex_text._escaper": "one for each pair of two truth values",
    "paperdigest.exporters.bibtex_text._math_letters": "a table that is worked out when first used; no parameters",
    "paperdigest.exporters.web_urls.web_url": "the last 1,024 URLs, since an item names one several times",
    "paperdigest.model._arxiv_id": "a pattern, compiled when first used; no parameters",
    "paperdigest.model._arxiv_url": "a pattern, compiled when first used; no parameters",
    "paperdigest.model._bare_id": "a pattern, compiled when first used; no parameters",
    "paperdigest.readers.date_table._label_role": "the last 64 labels of items, of 25 characters at most",
    "paperdigest.text.formula._scripts": "a table that is worked out when first used; no parameters",
    "paperdigest.text.inline._markdown": "the parser: rules, and no text; no parameters",
    "paperdigest.text.tex.symbols": "a table that is worked out when first used; no parameters",
}
"""What may be kept between calls, and why: pure functions whose results never change."""


def modules() -> dict[str, types.ModuleType]:
    names = [
        "paperdigest",
        *(info.name for info in pkgutil.walk_packages(paperdigest.__path__, "paperdigest.")),
    ]
    return {name: importlib.import_module(name) for name in names if not name.endswith("__main__")}


def home(value: object) -> str:
    """The module of a class or a function; some objects have any attribute that they are asked for."""
    module = getattr(value, "__module__", None)
    return module if isinstance(module, str) else ""


def caches() -> dict[str, Any]:
    """The functions of ours that keep what they returned."""
    return {
        f"{value.__module__}.{value.__qualname__}": value
        for module in modules().values()
        for value in vars(module).values()
        if hasattr(value, "cache_info") and home(value).startswith("paperdigest")
    }


@frozen(eq=False)
class Same:
    """Equal to what holds the very same object, which it keeps alive so that no other gets its place."""

    value: object

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.value is self.value

    __hash__ = object.__hash__


# What attrs notes on a class when cattrs has asked it for the types of the fields.
_BY_CATTRS = {"__attrs_types_resolved__"}


def snapshot(value: object, depth: int = 0) -> object:
    """A value that differs if a name, or a part of a container, a class or a function, came, went or changed."""
    ours = home(value).startswith("paperdigest")
    parts: list[object] = []
    if depth == 3:
        pass  # deep enough for the tables that we have
    elif isinstance(value, type) and ours:
        named = {name: part for name, part in vars(value).items() if name not in _BY_CATTRS}
        parts = [(name, snapshot(part, depth + 1)) for name, part in named.items()]
    elif isinstance(value, types.FunctionType) and ours:
        parts = [snapshot(vars(value), depth + 1), snapshot(value.__defaults__, depth + 1)]
    elif isinstance(value, dict | types.MappingProxyType):
        parts = [(Same(key), snapshot(part, depth + 1)) for key, part in value.items()]
    elif isinstance(value, list | tuple | set):
        parts = [snapshot(part, depth + 1) for part in value]
    # Two calls of `vars` on a class or a module give two views of the same.
    return parts if isinstance(value, types.MappingProxyType) else (Same(value), parts)


def state() -> dict[str, object]:
    """What all modules hold."""
    return {
        f"{name}.{key}": snapshot(value)
        for name, module in modules().items()
        for key, value in vars(module).items()
        if key != "__builtins__"
    }


def changes(do: Callable[[], object]) -> list[str]:
    """The names in modules that are not what they were, after something was done."""
    for name in paperdigest.__all__:
        getattr(paperdigest, name)  # a lazy name is put into the package when it is first asked for
    before = state()
    do()
    after = state()
    return [name for name in before.keys() | after.keys() if before.get(name) != after.get(name)]


def do_everything() -> None:
    namespace: dict[str, Any] = {}
    exec(WORK, namespace)
    for path in FIXTURES:
        assert namespace["work"](path)


def test_nothing_is_left_in_modules_after_reading_and_writing() -> None:
    assert changes(do_everything) == []


def test_what_is_kept_between_calls_is_listed() -> None:
    assert {*caches()} == {*CACHES}
    # One that keeps more the more it sees would be a leak.
    endless = {
        name: inspect.signature(cache)
        for name, cache in caches().items()
        if cache.cache_info().maxsize is None
    }
    kinds = {each.annotation for signature in endless.values() for each in signature.parameters.values()}
    assert kinds <= {"bool"}


def test_results_are_the_same_after_the_caches_are_emptied() -> None:
    document = paperdigest.loads(DAY)
    texts = [paperdigest.dumps(document, name) for name in paperdigest.formats()]
    for cache in caches().values():
        cache.cache_clear()
    assert paperdigest.loads(DAY) == document
    assert [paperdigest.dumps(document, name) for name in paperdigest.formats()] == texts


def in_a_class() -> None:
    Document.last = "x"  # type: ignore[attr-defined]


def in_a_function() -> None:
    paperdigest.loads.calls = 1  # type: ignore[attr-defined]


def in_a_module() -> None:
    vars(paperdigest)["last"] = "x"


def in_a_table() -> None:
    vars(paperdigest)["_LAZY"]["more"] = "x"


@pytest.mark.parametrize(
    ("leave", "undo", "where"),
    [
        (in_a_class, lambda: delattr(Document, "last"), "paperdigest.model.Document"),
        (in_a_function, lambda: delattr(paperdigest.loads, "calls"), "paperdigest.reading.loads"),
        (in_a_module, lambda: vars(paperdigest).pop("last"), "paperdigest.last"),
        (in_a_table, lambda: vars(paperdigest)["_LAZY"].pop("more"), "paperdigest._LAZY"),
    ],
)
def test_what_is_left_would_be_seen(
    leave: Callable[[], object], undo: Callable[[], object], where: str
) -> None:
    try:
        assert where in changes(leave)
    finally:
        undo()
