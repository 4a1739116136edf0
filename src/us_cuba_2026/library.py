"""The checks and the verification as users call them.

What an extra brings is imported when it is called, so that ``help`` and completion work with pandas alone.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from us_cuba_2026.checker import SHOWN
from us_cuba_2026.files.extras import needs

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from us_cuba_2026.article.report import Verification
    from us_cuba_2026.checker import Report
    from us_cuba_2026.checker.profiles import OwnRules

__all__ = ["pandera_schema", "validate", "validate_frame", "validate_spark", "verify"]


def validate(
    path: Path | str | None = None,
    *,
    rules: "OwnRules" = (),
    text_quality: bool = False,
    max_findings: int = SHOWN,
    findings: Path | str | None = None,
    force: bool = False,
) -> "Report":
    """Check a package: its files, its cells, its keys, and the rules of the profile it names, if any.

    Tables stream by in batches; only hashes of their keys stay in memory.

    Args:
        path: A ``datapackage.json`` or its folder; the dataset itself if you give nothing.
        rules: Your own rules, besides those of the profile that the package names: ``RowRule`` and ``GroupRule`` of
            ``us_cuba_2026.checker``; or a ``RuleSet`` in place of all of them. ``ARCHITECTURE.md`` shows how to write
            one.
        text_quality: Whether text must be tidy: its spaces, Unicode, words read as missing, and the order of rows. The
            dataset is always checked so.
        max_findings: How many findings of each rule the report holds; all are counted.
        findings: A file to write all findings to: ``.csv``, ``.jsonl`` or ``.parquet``.
        force: Whether that file may be replaced.

    Returns:
        The report: ``is_valid``, ``total``, and ``findings``, each with ``table``, ``row`` (as a spreadsheet numbers
        it), ``field``, ``rule``, ``value`` and ``message``.

    Raises:
        UnusableError: If the descriptor cannot be used, or the findings cannot be written.
        ModuleNotFoundError: If the extra ``check`` is not installed.

    Example:
        >>> report = validate()
        >>> report.is_valid, report.total
        (True, 0)
    """
    with needs("check"):
        from us_cuba_2026.checker import validate as validate_package

        return validate_package(
            path,
            rules=rules,
            text_quality=text_quality,
            max_findings=max_findings,
            findings=findings,
            force=force,
        )


def validate_frame(
    table: str,
    data: Any,  # noqa: ANN401  (of whatever library)
    *,
    others: Mapping[str, Any] | None = None,
    package: Path | str | None = None,
    rules: "OwnRules" = (),
    text_quality: bool = False,
    max_findings: int = SHOWN,
) -> "Report":
    """Check a table in memory as one of the dataset: typed as :func:`load` gives it, or as text.

    Rules on cells and rows are judged, and keys and circles within the table. What points to another table is judged
    only if you give that table: the frame may be of another dataset. Each cell is refused once, by the first rule that
    it breaks.

    Args:
        table: Name of the table.
        data: The rows: a DataFrame of pandas or polars, a LazyFrame, an Arrow table, or a list of dicts. An index with
            the name of a described column counts as that column. A flat view is none: it has more columns.
        others: Other tables by name, in any of these forms, that references may point at.
        package: The package that describes the table; the dataset itself if you give nothing.
        rules: Your own rules, as for :func:`validate`.
        text_quality: Whether text must be tidy, as for :func:`validate`.
        max_findings: How many findings of each rule the report holds; all are counted.

    Returns:
        The report. Rows are numbered as in a file, from 2: row ``n`` is ``data.iloc[n - 2]`` in pandas.

    Raises:
        UnusableError: If there is no such table, the data are in another form, or a column is of a type that no cell
            can hold.
        ModuleNotFoundError: If the extra ``check`` is not installed.

    Example:
        >>> place = {"place_id": "plc-001", "name": "Cuba", "kind": "country", "country_code": "CUB"}
        >>> report = validate_frame("places", [place | {"latitude": 95.0, "longitude": -80.0}])
        >>> [(one.row, one.field, one.rule) for one in report.findings]
        [(2, 'latitude', 'maximum')]
    """
    with needs("check"):
        from us_cuba_2026.checker import frame
        from us_cuba_2026.dataframes.flat_views import FLAT

        return frame(
            table,
            data,
            others=others,
            package=package,
            rules=rules,
            text_quality=text_quality,
            max_findings=max_findings,
            joined=FLAT.get(table, {}),
        )


def pandera_schema(
    table: str, backend: Literal["pandas", "polars"] = "pandas", *, package: Path | str | None = None
) -> Any:  # noqa: ANN401  (a schema of the one backend or the other)
    """The Pandera schema of a table, over columns typed as :func:`load` gives them.

    It has the types, required columns, words, patterns, bounds, unique columns and keys of the descriptor. The rules of
    the dataset are no part of it: use :func:`validate_frame` for them.

    Args:
        table: Name of the table.
        backend: The library of the frames that it is to check.
        package: A package; the dataset itself if you give nothing.

    Returns:
        A ``DataFrameSchema`` of ``pandera.pandas`` or ``pandera.polars``. Its ``validate`` raises a ``TypeError`` for
        what is no frame of that library, and an ``UnusableError`` for a column that no cell can hold.

    Raises:
        UnusableError: If there is no such table or backend, or a constraint cannot be used.
        ModuleNotFoundError: If the extra ``check`` is not installed.

    Example:
        >>> schema = pandera_schema("places", backend="polars")
        >>> sorted(schema.columns)
        ['country_code', 'kind', 'latitude', 'longitude', 'name', 'place_id']
    """
    with needs("check"):
        from us_cuba_2026.checker import schema

        return schema(table, backend, package=package)


def validate_spark(
    tables: Mapping[str, "DataFrame"],
    *,
    package: Path | str | None = None,
    rules: "OwnRules" = (),
    text_quality: bool = False,
) -> "DataFrame":
    """Check DataFrames of Spark as tables of the dataset, typed or as text, on the workers that hold them.

    What points to a table that you do not give is not judged. Rows of Spark have no order, so rules about the order of
    rows are not judged, and which of several rows with the same key counts as the first is left open. Files are
    checked on Spark by the command: ``us-cuba-2026 validate PACKAGE --engine spark``.

    Args:
        tables: The DataFrames by the name of the table.
        package: The package that describes the tables; the dataset itself if you give nothing.
        rules: Your own rules, as for :func:`validate`.
        text_quality: Whether text must be tidy, as for :func:`validate`.

    Returns:
        The findings: ``table``, ``row`` (always null), ``field``, ``rule``, ``value`` and ``message`` as in a report,
        ``key``, the primary key of the row, and ``file``, the file it was read from if Spark knows it.

    Raises:
        UnusableError: If there is no such table, or a column is of a type that no cell can hold.
        ModuleNotFoundError: If the extra ``spark`` is not installed.

    Example:
        >>> found = validate_spark({"places": session.read.parquet("places")})  # doctest: +SKIP
        >>> found.groupBy("table", "rule").count().show()  # doctest: +SKIP
    """
    with needs("spark"):
        from us_cuba_2026.checker import spark

        return spark(tables, package=package, rules=rules, text_quality=text_quality)


def verify(article: Path | str, package: Path | str | None = None) -> "Verification":
    """Verify a package against your own copy of its article: every passage, record and printed word.

    A passage is *exact* if the copy has it, in its place, printed as it was, and with no foreign words in its block. A
    record is exact if its passage is, and its cells that are the article's words are what the copy says.

    Args:
        article: A file with your copy: text, Markdown, or a page saved as HTML or MHTML.
        package: A package; the dataset itself if you give nothing.

    Returns:
        The outcome of every passage and record, with reasons: ``is_proved`` sums it up.

    Raises:
        UnusableError: If the copy or the package cannot be used.
        ModuleNotFoundError: If the extra ``check`` is not installed.

    Example:
        >>> verify("my-copy.txt").is_proved  # doctest: +SKIP
        True
    """
    with needs("check"):
        from us_cuba_2026.article.verify import verify as verify_copy

        return verify_copy(article, package)
