"""Annotations stand on the line of the cell, whatever lines its row and those before it hold."""

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packages import read_descriptor, write_descriptor, write_package
from us_cuba_2026.checker import report as report_text
from us_cuba_2026.checker import validate
from us_cuba_2026.checker.reading import lines

TYPES = {"a": "string", "b": "integer", "c": "string"}
SCHEMA = {"fields": [{"name": name, "type": kind} for name, kind in TYPES.items()]}
cells = st.text('x,é"\n ', max_size=6)


def annotated(folder: Path, content: str) -> list[tuple[str, int]]:
    """Rule and line of each annotation on a table."""
    write_package(folder, {"t": (SCHEMA, content)})
    text = report_text.to_github(validate(folder))
    return [(rule, int(line)) for line, rule in re.findall(r"line=([0-9]+),title=([a-z-]+)::", text)]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("a,b,c\n1,x,\n", 2),
        ('a,b,c\n"1\n2\n3",4,\n5,x,\n', 5),
        ('a,b,c\n"1\n2\n3",x,\n', 4),
        ('a,b,c\n1,2,"3\n4"\n5,"x\ny",6\n', 4),
        ('a,b,c\n"1\r\n2",x,\n', 3),
        ('a,b,c\r\n1,2,3\r\n"4\n",x,\r\n', 4),
        ('\ufeffa,b,c\n"1""\n""2",x,\n', 3),
        ('c,b,a\n"1\n2",x,\n', 3),
        ("a,b,c\n\n1,x,\n", 3),
        ('a,b,c\n"1\n2\n",3\n4,x,\n', 5),
        ('a,b,c\n"1\n2",x,', 3),
    ],
)
def test_line_of_the_cell(content: str, line: int, tmp_path: Path) -> None:
    """An annotation upon another line, above what it is about."""
    assert ("type", line) in annotated(tmp_path, content)


@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=8), st.integers(30, 200))
def test_lines_in_blocks_of_any_size(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], block: int
) -> None:
    """A line that is miscounted where one block ends and the next begins."""
    text, expected = io.StringIO(), []
    csv.writer(text, lineterminator="\n").writerow("abc")
    for first, last in rows:
        expected.append(text.getvalue().count("\n") + first.count("\n") + 1)
        csv.writer(text, lineterminator="\n").writerow([first, "no", last])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "BLOCK", block)
        found = annotated(tmp_path_factory.mktemp("lines"), text.getvalue())
    assert [line for rule, line in found if rule == "type"] == expected


def test_several_files(tmp_path: Path) -> None:
    """The line of one file upon another."""
    write_package(tmp_path, {"t": (SCHEMA, 'a,b,c\n"1\n2",x,\n')})
    (tmp_path / "u.csv").write_text('a,b,c\n"1\n2\n3",x,\n', newline="")
    descriptor = read_descriptor(tmp_path)
    descriptor["resources"][0]["path"] = ["t.csv", "u.csv"]
    write_descriptor(tmp_path, descriptor)
    text = report_text.to_github(validate(tmp_path))
    assert [int(line) for line in re.findall("line=([0-9]+),title=type", text)] == [3, 4]


def test_file_that_is_gone(tmp_path: Path) -> None:
    """A crash over a file that was there when it was checked."""
    write_package(tmp_path, {"t": (SCHEMA, "a,b,c\n1,x,\n")})
    report = validate(tmp_path)
    (tmp_path / "t.csv").unlink()
    assert ",line=2,title=type" in report_text.to_github(report)
