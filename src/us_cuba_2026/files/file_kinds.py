"""What a file is: by its name, which says how it is read, and by its first bytes, which say what it is indeed."""

from collections.abc import Mapping

COMPRESSIONS: Mapping[str, str] = {".gz": "gzip", ".zst": "zstd"}
"""The endings of compressed files that are read, in capitals or not."""

_ENDINGS: Mapping[str, str] = {
    **dict.fromkeys((".bz2", ".xz", ".lzma", ".lz4", ".br", ".z", ".snappy"), "compressed in a way that is not read"),
    **dict.fromkeys((".zip", ".tar", ".tgz", ".7z", ".rar"), "an archive"),
    **dict.fromkeys((".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".numbers"), "a spreadsheet"),
    **dict.fromkeys((".sqlite", ".sqlite3", ".db", ".duckdb", ".mdb", ".accdb"), "a database"),
    **dict.fromkeys((".json", ".jsonl", ".ndjson", ".geojson", ".yaml", ".yml", ".xml", ".html"), "no table in CSV"),
    **dict.fromkeys((".feather", ".arrow", ".orc", ".avro", ".rds", ".rdata", ".dta", ".sav"), "no table in CSV"),
}
"""The endings of files that are not read, and what they stand for."""

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", "compressed with gzip"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd"),
    (b"BZh", "compressed with bzip2"),
    (b"\xfd7zXZ\x00", "compressed with xz"),
    (b"\x04\x22\x4d\x18", "compressed with lz4"),
    (b"PK\x03\x04", "a zip archive, as spreadsheets are"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a rar archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of Microsoft Office"),
    (b"PAR1", "a Parquet file"),
    (b"ARROW1", "an Arrow file"),
    (b"SQLite format 3\x00", "a database of SQLite"),
    (b"%PDF-", "a PDF document"),
    (b"\xff\xfe", "text in UTF-16"),
    (b"\xfe\xff", "text in UTF-16"),
)


def kind(name: str) -> tuple[str, str]:
    """Format and compression of a table's file, as its name tells; a name may be in capitals.

    Example:
        >>> kind("data/A.CSV.GZ"), kind("b.parquet"), kind("c.txt")
        (('csv', 'gz'), ('parquet', ''), ('csv', ''))
    """
    plain = name.lower()
    compression = next((ending for ending in COMPRESSIONS if plain.endswith(ending)), "")
    plain = plain.removesuffix(compression)
    return "parquet" if plain.endswith(".parquet") else "csv", compression.removeprefix(".")


def unread(name: str) -> str | None:
    """What the name of a file stands for, if that is nothing that is read; nothing else.

    Example:
        >>> unread("a.csv.bz2"), unread("a.csv")
        ('compressed in a way that is not read', None)
    """
    format_, compression = kind(name)
    if format_ == "parquet" and compression:
        return "compressed twice"
    plain = name.lower().removesuffix(f".{compression}")
    return next((what for ending, what in _ENDINGS.items() if plain.endswith(ending)), None)


def seen_in(start: bytes) -> str | None:
    r"""What a file is, by its first bytes, if it is one of the kinds that people mistake for text.

    Example:
        >>> seen_in(b"PK\x03\x04"), seen_in(b"a,b\n")
        ('a zip archive, as spreadsheets are', None)
    """
    for bytes_, what in _STARTS:
        if start.startswith(bytes_):
            return what
    return "text in UTF-16" if b"\x00" in start[:2] and start.strip(b"\x00") else None
