"""Writes files all or none: as drafts in a hidden folder first, which then get their names together."""

import os
import secrets
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any, Self

from us_cuba_2026.files.errors import UnusableError

_ENDING = ("SIGHUP", "SIGINT", "SIGQUIT", "SIGTERM", "SIGXCPU", "SIGBREAK")  # what ends a process, where it exists


def write(contents: Mapping[Path, bytes], *, replace: bool) -> list[Path]:
    """Write the files that do not hold these bytes already: all of them, or none.

    Args:
        contents: What each file is to hold.
        replace: Whether files that are there may be replaced; they keep their mode, and symbolic links stay links.

    Returns:
        The files that were written.

    Raises:
        UnusableError: If a file is there and may not be replaced, or is none.
        OSError: If one cannot be written.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     file = Path(folder, "rain.txt")
        ...     write({file: b"rain"}, replace=False) == [file], write({file: b"rain"}, replace=True)
        (True, [])
    """
    changed = [file for file in contents if not (replace and file.is_file() and file.read_bytes() == contents[file])]
    if changed:
        near = Path(os.path.commonpath([file.absolute().parent for file in changed]))
        with Drafts(near / changed[0].name) as drafts:
            for at, file in enumerate(changed):
                (drafts.folder / str(at)).write_bytes(contents[file])
            drafts.place({drafts.folder / str(at): file for at, file in enumerate(changed)}, changed if replace else ())
    return changed


def check_place(file: Path, *, replace: bool) -> None:
    """Refuse at once what could not be written in the end.

    Args:
        file: The file that is to be written.
        replace: Whether it may be replaced if it is there.

    Raises:
        UnusableError: If it is there and may not be, is a folder, or its folder is not there or cannot be written to.

    Example:
        >>> check_place(Path("no", "rain.txt"), replace=True)
        Traceback (most recent call last):
        ...
        us_cuba_2026.files.errors.UnusableError: no/rain.txt: there is no folder no: make it first
    """
    if not file.parent.is_dir():
        raise UnusableError(f"{file}: there is no folder {file.parent}: make it first")
    if file.is_dir():
        raise UnusableError(f"{file}: is a folder; name a file")
    if os.path.lexists(file) and not replace:
        raise _already_there(file)
    if not os.access(file.parent, os.W_OK):
        raise UnusableError(f"{file}: the folder cannot be written to")


@contextmanager
def alone(folder: Path, make: Callable[[Path], None] = lambda _: None) -> Iterator[None]:
    """Hold off others who would write into a folder at the same time, as far as they use this, too.

    Args:
        folder: The folder.
        make: Makes it if it is not there. (Who gave up may have removed it while we waited.)

    Yields:
        When nobody else writes. On a disk without locks it is not waited for.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder, alone(Path(folder)):
        ...     "nobody else"
        'nobody else'
    """
    with ExitStack() as held:
        while True:
            make(folder)
            lock = _lock(folder)
            if lock is None:
                break
            held.callback(os.close, lock)
            if sys.platform == "win32" or (folder.is_dir() and os.path.samestat(os.fstat(lock), folder.stat())):
                break
            held.close()
        yield


class Drafts:
    """A hidden folder to write drafts into, which is gone at the end, also where a signal ends the process.

    Within it SIGTERM and its like first remove the drafts and then do what they did before; while drafts get their
    names, all wait. Python lets only the main thread catch signals, so drafts of other threads outlive one, as those
    of any thread outlive SIGKILL; files have their names all the same, or not.

    Args:
        near: The file or folder that is to be written: the drafts lie in it, or in the nearest folder above, so that
            they are on the same disk.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     with Drafts(Path(folder)) as drafts:
        ...         _ = (drafts.folder / "a").write_text("rain")
        ...         drafts.place({drafts.folder / "a": Path(folder, "b")})
        ...     os.listdir(folder)
        ['b']
    """

    def __init__(self, near: Path) -> None:
        nearest = next(place for place in (near, *near.absolute().parents) if place.is_dir())
        self.folder = nearest / f".{near.name[:32]}-{secrets.token_hex(4)}"
        self._further: list[Path] = []  # drafts on other disks
        self._made: list[Path] = []  # folders, which go again if nothing comes into them
        self._before: dict[int, Any] = {}  # what signals did before
        self._holds = 0
        self._waiting: list[int] = []

    def __enter__(self) -> Self:
        try:
            with self._signals_wait():
                self.folder.mkdir(mode=0o700)
        except BaseException as error:
            self.__exit__()
            if isinstance(error, OSError):
                error.filename = str(self.folder.parent)  # what the user knows
            raise
        return self

    def __exit__(self, *_: object) -> None:
        with self._signals_wait():
            self._remove()
            for number, before in self._before.items():
                if signal.getsignal(number) == self._end:
                    signal.signal(number, before)
            self._before.clear()

    def make(self, folder: Path) -> None:
        """Make a folder, and those above it, unless they are there; they go again if nothing comes into them."""
        for place in reversed((folder, *folder.absolute().parents)):
            if not place.is_dir():
                self._made.append(place)
                place.mkdir(exist_ok=True)

    def place(self, drafts: Mapping[Path, Path], replaced: Sequence[Path] = ()) -> None:
        """Give drafts their names: all of them, or none.

        Args:
            drafts: The file that each draft becomes.
            replaced: Those of the files that may be there already: they keep their mode and owner, and where one is a
                symbolic link, the file that it points to is replaced.

        Raises:
            UnusableError: If another file is there already, whenever it has come, or one is none.
            OSError: If a file cannot be placed; those that were there are there again.
        """
        may_replace = frozenset(replaced)
        places = [self._prepared(draft, file, file in may_replace) for draft, file in drafts.items()]
        with self._signals_wait(), ExitStack() as undo:
            for draft, file, real in places:
                self.make(real.parent)
                try:
                    _claim(draft, real, undo)
                except FileExistsError:
                    if file not in may_replace:
                        raise _already_there(file) from None
                    self._replace(draft, real, undo)
            undo.pop_all()

    def _prepared(self, draft: Path, file: Path, may_replace: bool) -> tuple[Path, Path, Path]:
        """A draft on the disk of its place and with the mode of what it replaces, the file, and where it really is."""
        real = Path(os.path.realpath(file))
        if real.exists() and not real.is_file():
            what = "is a folder" if real.is_dir() else "is no ordinary file"
            raise UnusableError(f"{file}: {what}, where a file should go; move it away")
        if os.path.lexists(file) and not may_replace:
            raise _already_there(file)
        if file.is_symlink() and not real.exists():
            raise UnusableError(f"{file}: is a link to nothing; remove it, or make {real}")
        if real.parent.is_dir() and real.parent.stat().st_dev != draft.stat().st_dev:
            there = real.parent / f".{real.name[:32]}-{secrets.token_hex(4)}"
            self._further.append(there)
            shutil.copyfile(draft, there)
            draft = there
        if real.exists():
            found = real.stat()
            with suppress(OSError, AttributeError):  # of another user, or on a system without owners
                if (found.st_uid, found.st_gid) != (draft.stat().st_uid, draft.stat().st_gid):
                    os.chown(draft, found.st_uid, found.st_gid)
            shutil.copymode(real, draft)
        return draft, file, real

    def _replace(self, draft: Path, real: Path, undo: ExitStack) -> None:
        """Replace a file, which is there all the time."""
        old = draft.with_name(f".{draft.name[:32]}.old")
        if draft in self._further:
            self._further.append(old)
        try:
            os.link(real, old)
        except OSError:  # where links are not supported
            shutil.copy2(real, old)
        undo.callback(old.replace, real)
        draft.replace(real)

    @contextmanager
    def _signals_wait(self) -> Iterator[None]:
        """Let signals wait until something is done that must not be left half done."""
        self._holds += 1
        try:
            self._listen()
            yield
        finally:
            self._holds -= 1
            if not self._holds:
                waiting, self._waiting = self._waiting, []
                for number in waiting:
                    signal.raise_signal(number)

    def _listen(self) -> None:
        """Be told of signals that end the process (again, where a library has put itself in our place)."""
        if threading.current_thread() is not threading.main_thread():
            return
        for name in _ENDING:
            number = getattr(signal, name, None)
            before = None if number is None else signal.getsignal(number)
            if number is not None and before not in (None, signal.SIG_IGN, self._end):
                self._before[number] = before
                signal.signal(number, self._end)

    def _end(self, number: int, frame: FrameType | None) -> None:
        """Do what a signal did before, with the drafts removed if that is to end the process, or the work on them."""
        if self._holds:
            self._waiting.append(number)
        elif self._before[number] is signal.SIG_DFL:
            self._remove()
            signal.signal(number, signal.SIG_DFL)
            signal.raise_signal(number)
        else:
            if self._before[number] is signal.default_int_handler:
                self._remove()  # what it raises may come just before `__exit__` holds it off
            self._before[number](number, frame)

    def _remove(self) -> None:
        """Remove the drafts, and the folders that were made and are empty."""
        for file in self._further:
            file.unlink(missing_ok=True)
        for _ in range(5):  # another thread may still be writing
            shutil.rmtree(self.folder, ignore_errors=True)
            if not self.folder.exists():
                break
            time.sleep(0.01)
        for folder in reversed(self._made):
            with suppress(OSError):  # something has come into it
                folder.rmdir()


def _claim(draft: Path, real: Path, undo: ExitStack) -> None:
    """Give a draft a name that nobody has, else fail with FileExistsError."""
    try:
        os.link(draft, real)
    except FileExistsError:
        raise
    except OSError:  # where links are not supported
        os.close(os.open(real, os.O_CREAT | os.O_EXCL))
        undo.callback(real.unlink)
        draft.replace(real)
    else:
        undo.callback(real.unlink)


def _already_there(file: Path) -> UnusableError:
    return UnusableError(f"{file}: is there already, and nothing was written; give --force to replace it")


if sys.platform == "win32":
    import msvcrt

    def _lock(folder: Path) -> int | None:
        """A lock on a folder: a hidden file in it that is gone when it is closed."""
        lock = os.open(folder / ".lock", os.O_CREAT | os.O_RDWR | os.O_TEMPORARY)
        with suppress(OSError):  # after ten seconds
            msvcrt.locking(lock, msvcrt.LK_LOCK, 1)
        return lock

else:
    import fcntl

    def _lock(folder: Path) -> int | None:
        """A lock on a folder, which is held until it is closed."""
        try:
            lock = os.open(folder, os.O_RDONLY)
        except OSError:
            return None
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
        except OSError:
            os.close(lock)
            return None
        return lock
