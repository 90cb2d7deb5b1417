"""Files that change together: untouched where nothing changed, and put into place in an order that never breaks."""

from __future__ import annotations

import os
import resource
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from paperdigest.feed_folder.staging import STAGING, Rank, Stage, open_stage

if TYPE_CHECKING:
    from collections.abc import Mapping


def put(stage: Stage, files: Mapping[str, bytes], rank: Rank = Rank.ARCHIVE) -> None:
    for name, data in files.items():
        with stage.file(name, rank) as stream:
            stream.write(data)


def publish(folder: Path, files: Mapping[str, bytes], stale: tuple[str, ...] = ()) -> tuple[str, ...]:
    with open_stage(folder) as stage:
        put(stage, files)
        return stage.publish(stale)


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def identity(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_ino, status.st_mtime_ns


def test_files_appear_in_folders_that_are_made_for_them(tmp_path: Path) -> None:
    folder = tmp_path / "not" / "there"
    files = {"a": b"1", "deep/er/b": b"2", "empty": b""}
    assert publish(folder, files) == ("a", "deep/er/b", "empty")
    assert content(folder) == files


def test_nothing_appears_before_all_is_published(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with open_stage(tmp_path) as stage:
        put(stage, {"a": b"new", "b": b"new"})
        shown = {name for name in content(tmp_path) if not name.startswith(STAGING)}
        assert shown == {"a"}
        assert (tmp_path / "a").read_bytes() == b"old"


@pytest.mark.parametrize("data", [b"", b"same", b"x" * 200_000], ids=["empty", "short", "long"])
def test_a_file_with_the_same_bytes_is_not_touched(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a").write_bytes(data)
    before = identity(tmp_path / "a")
    with open_stage(tmp_path) as stage:
        put(stage, {"a": data})
        assert [path.name for path in (tmp_path / STAGING).iterdir()] == [".gitignore"]
        assert stage.publish(()) == ()
        assert stage.unchanged == ["a"]
    assert identity(tmp_path / "a") == before


@pytest.mark.parametrize(
    ("old", "new"),
    [(b"", b"x"), (b"x", b""), (b"abc", b"abd"), (b"x" * 200_000, b"x" * 199_999 + b"y"), (b"ab", b"abc")],
)
def test_a_file_with_other_bytes_is_replaced(tmp_path: Path, old: bytes, new: bytes) -> None:
    (tmp_path / "a").write_bytes(old)
    assert publish(tmp_path, {"a": new}) == ("a",)
    assert content(tmp_path) == {"a": new}


def test_what_is_linked_to_comes_first(tmp_path: Path) -> None:
    publish(tmp_path, dict.fromkeys(("feed", "archive/1", "archive/3", "index", "archive/4"), b"old"))
    with open_stage(tmp_path) as stage:
        put(stage, {"archive/1": b"new"})
        put(stage, {"feed": b"new", "another feed": b"new"}, Rank.FEED)
        put(stage, {"archive/2": b"new", "archive/3": b"new", "archive/4": b"old"})
        put(stage, {"index": b"new", "list": b"new"}, Rank.LIST)
        put(stage, {"archive/5": b"new"})
        order = stage.publish(())
    assert order[:2] == ("archive/2", "archive/5")
    assert order[2:4] == ("archive/1", "archive/3")
    assert set(order[4:6]) == {"feed", "another feed"}
    assert set(order[6:]) == {"index", "list"}


def test_files_out_of_use_are_removed_last_and_their_folder_if_it_is_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, {"1/a": b"", "1/b": b"", "2/a": b"", "2/notes.txt": b"not ours"})
    steps: list[str] = []
    for name in ("replace", "unlink"):
        real = getattr(Path, name)

        def step(
            path: Path, *arguments: object, real: object = real, name: str = name, **more: object
        ) -> object:
            steps.append(name)
            assert callable(real)
            return real(path, *arguments, **more)

        monkeypatch.setattr(Path, name, step)
    publish(tmp_path, {"3/a": b""}, ("1/a", "1/b", "2/a", "4/never/was"))
    assert steps == [
        "unlink",
        "replace",
        "unlink",
        "unlink",
        "unlink",
        "unlink",
    ]  # the first: an old staging folder
    assert content(tmp_path) == {"2/notes.txt": b"not ours", "3/a": b""}
    assert not (tmp_path / "1").exists()


def test_an_error_on_the_way_changes_nothing_and_leaves_nothing(tmp_path: Path) -> None:
    publish(tmp_path, {"a": b"old"})

    def fail() -> None:
        with open_stage(tmp_path) as stage:
            put(stage, {"a": b"new", "b": b"new"})
            with stage.file("c", Rank.FEED) as stream:
                stream.write(b"new")
                raise KeyError("the papers")

    with pytest.raises(KeyError, match="the papers"):
        fail()
    assert content(tmp_path) == {"a": b"old"}
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_what_a_run_that_died_left_is_hidden_from_git_and_removed(tmp_path: Path) -> None:
    stage = open_stage(tmp_path)
    put(stage.__enter__(), {"a": b"1"})  # and never left
    assert (tmp_path / STAGING / ".gitignore").read_bytes() == b"*\n"
    assert publish(tmp_path, {"b": b"2"}) == ("b",)
    assert content(tmp_path) == {"b": b"2"}


@pytest.mark.parametrize("kind", ["file", "link"])
def test_another_thing_of_the_same_name_as_the_staging_folder_is_removed(tmp_path: Path, kind: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mine").touch()
    folder = tmp_path / "folder"
    folder.mkdir()
    if kind == "file":
        (folder / STAGING).touch()
    else:
        (folder / STAGING).symlink_to(elsewhere)
    publish(folder, {"a": b"1"})
    assert content(folder) == {"a": b"1"}
    assert content(elsewhere) == {"mine": b""}


def test_bytes_reach_the_disk_before_any_name_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, {"same": b"1", "changed": b"1"})
    steps: list[str] = []
    real = Path.replace

    def replace(path: Path, target: Path) -> Path:
        steps.append("replace")
        return real(path, target)

    monkeypatch.setattr(os, "fsync", lambda number: steps.append("fsync"))
    monkeypatch.setattr(Path, "replace", replace)
    publish(tmp_path, {"same": b"1", "changed": b"2", "new": b"3"})
    assert steps == ["fsync", "fsync", "replace", "replace"]


def test_permissions_stay(tmp_path: Path) -> None:
    publish(tmp_path, {"a": b"old"})
    (tmp_path / "a").chmod(0o640)
    publish(tmp_path, {"a": b"new"})
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


def test_a_folder_in_the_place_of_a_file_is_told_before_anything_changes(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    with pytest.raises(IsADirectoryError) as caught:
        publish(tmp_path, {"a": b"new", "b": b"new"})
    assert caught.value.filename == str(tmp_path / "b")
    assert content(tmp_path) == {}


def test_a_file_in_the_place_of_a_folder_is_told_before_anything_changes(tmp_path: Path) -> None:
    (tmp_path / "b").touch()
    with pytest.raises(NotADirectoryError) as caught:
        publish(tmp_path, {"a": b"new", "b/c": b"new"})
    assert caught.value.filename == str(tmp_path / "b" / "c")
    assert content(tmp_path) == {"b": b""}
    with pytest.raises(FileExistsError):
        publish(tmp_path / "b", {"a": b"new"})


def test_a_write_protected_file_is_told_before_anything_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, {"b": b"old"})
    # Asked, not tried: root may write to any file.
    monkeypatch.setattr(os, "access", lambda path, mode: (path, mode) != (tmp_path / "b", os.W_OK))
    with pytest.raises(PermissionError) as caught:
        publish(tmp_path, {"a": b"new", "b": b"new"})
    assert caught.value.filename == str(tmp_path / "b")
    assert content(tmp_path) == {"b": b"old"}


def test_a_disk_that_takes_no_more_is_an_error_about_the_file_that_was_to_be(tmp_path: Path) -> None:
    publish(tmp_path, {"a": b"old"})
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(OSError, match="too large") as caught:
            publish(tmp_path, {"b": b"new", "a": b"x" * 200_000})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert caught.value.filename == str(tmp_path / "a")
    assert content(tmp_path) == {"a": b"old"}


def test_a_link_is_replaced_and_what_it_led_to_stays(tmp_path: Path) -> None:
    (tmp_path / "mine").write_bytes(b"mine")
    (tmp_path / "a").symlink_to("mine")
    (tmp_path / "b").symlink_to("nowhere")
    publish(tmp_path, {"a": b"new", "b": b"new"})
    assert content(tmp_path) == {"mine": b"mine", "a": b"new", "b": b"new"}
    assert not (tmp_path / "a").is_symlink()
