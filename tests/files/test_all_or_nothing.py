"""Files are written all or none: whatever fails, whoever writes at the same time, whenever a signal ends it."""

import os
import random
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

import commands
from us_cuba_2026.exports.staging import staged
from us_cuba_2026.files.all_or_nothing import Drafts, alone, write
from us_cuba_2026.files.errors import UnusableError

posix = pytest.mark.skipif(os.name == "nt", reason="has no such signals")
SIGNALS = """
import signal
for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
    signal.signal(number, signal.SIG_DFL)
signal.signal(signal.SIGINT, signal.default_int_handler)
"""
"""Lets a process heed what whoever runs the tests may have it ignore: a shell in its background, or nohup."""
REPLACER = """
import sys
from pathlib import Path
from us_cuba_2026.files.all_or_nothing import write
folder, generation = Path(sys.argv[1]), 0
print("ready", flush=True)
while True:
    generation += 1
    write({folder / f"{at}.txt": b"%d" % generation for at in range(30)}, replace=True)
"""
"""Replaces thirty files again and again, without a pause."""


def files(folder: Path) -> dict[str, bytes]:
    """The files in a folder, hidden ones among them, and what they hold; empty folders too, with nothing."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
        if path.is_file() or path.is_symlink() or not any(path.iterdir())
    }


def start(code: str, *arguments: object) -> "subprocess.Popen[str]":
    """A process that runs code; it is ready when this returns."""
    command = [sys.executable, "-c", SIGNALS + code, *map(str, arguments)]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env=commands.unmeasured())
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


@pytest.fixture(params=["links", "no links"])
def disk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that has hard links, and one that has none."""

    def link(source: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted", str(target))

    if request.param == "no links":
        monkeypatch.setattr(os, "link", link)


@pytest.mark.usefixtures("disk")
def test_written(tmp_path: Path) -> None:
    """Files that are not written, or are although they hold the same already; a draft that stays."""
    contents = {tmp_path / "a" / "b" / "one": b"1", tmp_path / "two": b"2"}
    assert write(contents, replace=False) == [*contents]
    assert files(tmp_path) == {"a/b/one": b"1", "two": b"2"}
    assert write(contents | {tmp_path / "two": b"3"}, replace=True) == [tmp_path / "two"]
    assert files(tmp_path) == {"a/b/one": b"1", "two": b"3"}


@pytest.mark.usefixtures("disk")
def test_nothing_is_replaced_unasked(tmp_path: Path) -> None:
    """A file of somebody else that is lost, or the half of ours that is written although the other half is not."""
    (tmp_path / "two").write_bytes(b"mine")
    with pytest.raises(UnusableError, match=r"two: is there already, and nothing was written; give --force"):
        write({tmp_path / "new" / "one": b"1", tmp_path / "two": b"2"}, replace=False)
    assert files(tmp_path) == {"two": b"mine"}


@pytest.mark.usefixtures("disk")
@pytest.mark.parametrize("appears", ["file", "link", "link to nothing", "folder"])
def test_what_appears_in_between_is_not_replaced(appears: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file, link or folder that comes after we looked for it and before ours is moved there, and is lost."""
    target, other = tmp_path / "out" / "two", tmp_path / "other"
    other.write_bytes(b"theirs")
    make = Drafts.make

    def make_late(self: Drafts, folder: Path) -> None:
        make(self, folder)
        if not os.path.lexists(target):
            match appears:
                case "file":
                    target.write_bytes(b"theirs")
                case "folder":
                    target.mkdir()
                case _:
                    target.symlink_to(other if appears == "link" else tmp_path / "nothing")

    monkeypatch.setattr(Drafts, "make", make_late)
    with pytest.raises(UnusableError, match="two: is there already"):
        write({tmp_path / "out" / "one": b"1", target: b"2"}, replace=False)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["two"]
    assert target.is_symlink() == ("link" in appears)
    assert other.read_bytes() == b"theirs"


@pytest.mark.usefixtures("disk")
def test_what_appears_in_between_is_replaced_when_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A complaint that ``--force`` is to be given, by who has given it."""
    make = Drafts.make

    def make_late(self: Drafts, folder: Path) -> None:
        make(self, folder)
        (folder / "one").write_bytes(b"theirs")

    monkeypatch.setattr(Drafts, "make", make_late)
    write({tmp_path / "one": b"1"}, replace=True)
    assert files(tmp_path) == {"one": b"1"}


@pytest.mark.parametrize("replace", [True, False])
def test_links_to_nothing(replace: bool, tmp_path: Path) -> None:
    """A link whose disk is not there at the moment that is taken for a free name, and lost."""
    link = tmp_path / "one"
    link.symlink_to(tmp_path / "away" / "one")
    with pytest.raises(UnusableError, match="one: is there already" if not replace else "one: is a link to nothing"):
        write({link: b"1"}, replace=replace)
    assert files(tmp_path) == {"one": b""}
    assert link.is_symlink()


@pytest.mark.parametrize("what", ["folder", "pipe"])
def test_what_is_no_file(what: str, tmp_path: Path) -> None:
    """A folder or a device that is replaced, or written to."""
    if what == "pipe" and not hasattr(os, "mkfifo"):
        pytest.skip("has no pipes")
    (tmp_path / "one").mkdir() if what == "folder" else os.mkfifo(tmp_path / "one")
    with pytest.raises(UnusableError, match=r"one: is (a folder|no ordinary file), where a file should go"):
        write({tmp_path / "one": b"1"}, replace=True)
    assert [path.name for path in tmp_path.iterdir()] == ["one"]


@pytest.mark.usefixtures("disk")
@pytest.mark.skipif(os.name == "nt", reason="has no modes")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755, 0o444])
def test_mode_is_kept(mode: int, tmp_path: Path) -> None:
    """A private file that others can read, or a shared one that they cannot any more."""
    (tmp_path / "one").write_bytes(b"old")
    (tmp_path / "one").chmod(mode)
    write({tmp_path / "one": b"new"}, replace=True)
    assert stat.S_IMODE((tmp_path / "one").stat().st_mode) == mode
    assert (tmp_path / "one").read_bytes() == b"new"


@pytest.mark.usefixtures("disk")
@pytest.mark.parametrize("place", ["file", "file, relative", "file, twice", "folder", "other disk"])
def test_links_are_kept(place: str, tmp_path: Path) -> None:
    """A symbolic link that becomes a file of its own, so that the file it pointed to is out of date."""
    there = tmp_path / "there"
    if place == "other disk":
        there = Path("/dev/shm", f"us-cuba-2026-{os.getpid()}")  # noqa: S108
        if not there.parent.is_dir() or there.parent.stat().st_dev == tmp_path.stat().st_dev:
            pytest.skip("has no second disk")
    there.mkdir()
    try:
        (there / "one").write_bytes(b"old")
        match place:
            case "file" | "other disk":
                (tmp_path / "one").symlink_to(there / "one")
            case "file, relative":
                (tmp_path / "one").symlink_to("there/one")
            case "file, twice":
                (tmp_path / "middle").symlink_to(there / "one")
                (tmp_path / "one").symlink_to("middle")
            case _:
                (tmp_path / "here").symlink_to(there)
        file = tmp_path / "here" / "one" if place == "folder" else tmp_path / "one"
        before = {path for path in tmp_path.rglob("*") if path.is_symlink()}
        write({file: b"new", tmp_path / "two": b"new"}, replace=True)
        assert {path for path in tmp_path.rglob("*") if path.is_symlink()} == before
        assert files(there) == {"one": b"new"}
        assert file.read_bytes() == b"new"
    finally:
        for path in (there / "one", there):
            path.unlink() if path.is_file() else path.rmdir()


@pytest.mark.usefixtures("disk")
@pytest.mark.parametrize("error", [OSError(28, "No space left"), PermissionError(13, "no"), MemoryError()])
@pytest.mark.parametrize("step", range(12))
def test_failure_at_every_step(
    step: int, error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mix of old files and new ones, a missing file, a draft or an empty folder, wherever the disk is full."""
    (tmp_path / "old").write_bytes(b"old")
    (tmp_path / "older").write_bytes(b"older")
    before, left = files(tmp_path), iter(range(100))

    def failing(call: Callable[..., Any]) -> Callable[..., Any]:
        def maybe(*arguments: Any, **keywords: Any) -> Any:
            if next(left) == step:
                raise error
            return call(*arguments, **keywords)

        return maybe

    for owner, name in ((Path, "mkdir"), (Path, "write_bytes"), (os, "link"), (os, "open"), (Path, "replace")):
        monkeypatch.setattr(owner, name, failing(getattr(owner, name)))
    contents = {tmp_path / "a" / "new": b"1", tmp_path / "old": b"2", tmp_path / "older": b"3"}
    try:
        write(contents, replace=True)
    except type(error):
        assert files(tmp_path) == before
    else:  # by another way, or before the step was reached
        monkeypatch.undo()
        assert files(tmp_path) == {"a/new": b"1", "old": b"2", "older": b"3"}


@posix
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT"])
@pytest.mark.parametrize("times", [4, pytest.param(20, marks=pytest.mark.slow)])
def test_ended_at_any_moment(name: str, times: int, tmp_path: Path) -> None:
    """Files of two generations side by side, a missing one, or a hidden folder that stays, after a signal."""
    chance = random.Random(times)  # noqa: S311
    for _ in range(times):
        with start(REPLACER, tmp_path) as process:
            time.sleep(chance.random() * 0.05)
            process.send_signal(getattr(signal, name))
            assert process.wait(10) in (-getattr(signal, name), 130)
        found = files(tmp_path)
        assert len(set(found.values())) <= 1, found
        assert len(found) in (0, 30)


@posix
def test_ended_while_writing(tmp_path: Path) -> None:
    """Drafts that stay because the process was ended while it wrote them, in a folder of its own making."""
    code = """
import sys, time
from pathlib import Path
from us_cuba_2026.exports.staging import staged
with staged(Path(sys.argv[1]), force=False) as stage:
    (stage / "one").write_text("1")
    print("ready", flush=True)
    for _ in range(600):
        time.sleep(0.1)  # not for long: a signal that comes just before it sleeps does not wake it
"""
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        with start(code, tmp_path / "out") as process:
            assert len([*tmp_path.iterdir()]) == 1
            process.send_signal(number)
            assert process.wait(10) in (-number, 130)
        assert list(tmp_path.iterdir()) == []


def test_interrupted_just_before_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Drafts that stay because the interrupt came when all was done, and nothing held it off yet."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        stack = ExitStack()
        drafts = stack.enter_context(Drafts(tmp_path))
        (drafts.folder / "one").write_text("1")
        monkeypatch.setattr(drafts, "_signals_wait", lambda: signal.raise_signal(signal.SIGINT))
        with pytest.raises(KeyboardInterrupt):
            stack.close()
        assert list(tmp_path.iterdir()) == []
    finally:
        signal.signal(signal.SIGINT, before)


@posix
def test_signals_do_what_they_did_before(tmp_path: Path) -> None:
    """A handler of the user's that is lost, not called, or called in the middle of a move; one ignored that is not."""
    heard: list[int] = []
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        signal.signal(signal.SIGTERM, lambda number, _: heard.append(number))
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        mine = signal.getsignal(signal.SIGTERM)
        with Drafts(tmp_path) as drafts:
            signal.raise_signal(signal.SIGHUP)
            signal.raise_signal(signal.SIGTERM)
            assert heard == [signal.SIGTERM]
            assert drafts.folder.is_dir()
        assert signal.getsignal(signal.SIGTERM) == mine
        assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def test_in_another_thread(tmp_path: Path) -> None:
    """A crash where Python does not let signals be caught."""
    worker = threading.Thread(target=write, args=({tmp_path / "one": b"1"},), kwargs={"replace": False})
    worker.start()
    worker.join()
    assert files(tmp_path) == {"one": b"1"}


def test_exports_at_once_lose_nothing(tmp_path: Path) -> None:
    """A file or a checksum that is lost because two exports go into one folder, which neither finds there, at once."""
    barrier, count = threading.Barrier(8), 5

    def export(name: str) -> None:
        barrier.wait()
        for at in range(count):
            with staged(tmp_path / "out", force=False) as stage:
                (stage / name).mkdir()
                (stage / name / str(at)).write_text(name)

    workers = [threading.Thread(target=export, args=(f"format-{at}",)) for at in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    found = files(tmp_path / "out")
    listed = {line.split("  ")[1] for line in found.pop("SHA256SUMS").decode().splitlines()}
    assert listed == set(found) == {f"format-{name}/{at}" for name in range(8) for at in range(count)}


def test_one_of_several_at_once_wins(tmp_path: Path) -> None:
    """Two that both believe to have written a file; one that is told a file was there before is no loss."""
    barrier = threading.Barrier(6)
    won: list[int] = []

    def take(at: int) -> None:
        barrier.wait()
        try:
            write({tmp_path / f"{name}.txt": b"%d" % at for name in range(5)}, replace=False)
            won.append(at)
        except UnusableError:
            pass

    workers = [threading.Thread(target=take, args=(at,)) for at in range(6)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(won) <= 1
    assert set(files(tmp_path).values()) == {b"%d" % at for at in won}


def test_alone_in_a_folder_that_goes(tmp_path: Path) -> None:
    """Two at once in a folder of one name, because the first held a lock on one that has been removed since."""
    folder, order = tmp_path / "out", []

    def second() -> None:
        with alone(folder, lambda folder: folder.mkdir(exist_ok=True)):
            order.append("second")

    with alone(folder, Path.mkdir):
        worker = threading.Thread(target=second)
        worker.start()
        time.sleep(0.2)
        order.append("first")
        folder.rmdir()
    worker.join()
    assert order == ["first", "second"]
    assert folder.is_dir()


@posix
def test_full_disk(tmp_path: Path) -> None:
    """An old file that is gone, or a part of the new one, because the system let no more be written."""
    code = """
import resource, sys
from pathlib import Path
from us_cuba_2026.files.all_or_nothing import write
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
folder = Path(sys.argv[1])
print("ready", flush=True)
try:
    write({folder / "one": b"new", folder / "two": b"new" * 1000}, replace=True)
except OSError as error:
    print(error.strerror)
"""
    (tmp_path / "one").write_bytes(b"old")
    with start(code, tmp_path) as process:
        assert process.stdout is not None
        assert process.stdout.read().strip()  # communicate would lose what was read ahead with "ready"
    assert files(tmp_path) == {"one": b"old"}
