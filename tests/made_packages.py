"""Packages of other people's kind, made of what `tests/other_packages/` says of them."""

import bz2
import gzip
import io
import json
import lzma
import tomllib
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa

FOLDER = Path(__file__).parent / "other_packages"
PACKAGES: Mapping[str, Mapping[str, Any]] = {
    file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.toml"))
}
PROFILES = {
    1: {"profile": "tabular-data-package"},
    2: {"$schema": "https://datapackage.org/profiles/2.0/datapackage.json"},
}
COMPRESS: Mapping[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zst": lambda text: bytes(pa.compress(text, codec="zstd", asbytes=True)),
}


def made(folder: Path, described: Mapping[str, Any], state: str) -> Path:
    """A package in a folder: the resources as they are described, and the data of one state, valid or broken."""
    data = described.get("every", {}) | described[state]
    resources = [
        one if {"path", "data"} & {*one} else one | {"data": data[one["name"]]} for one in described["resources"]
    ]
    encodings = {one["path"]: one.get("encoding", "utf-8") for one in resources if isinstance(one.get("path"), str)}
    encodings |= data.pop("encode", {})
    for name, content in data.items():
        if "." in name or name in encodings:
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(packed(name, content, encodings.get(name, "utf-8")))
    head = {"name": "other"} | PROFILES[described.get("version", 2)]
    text = json.dumps(head | {"resources": resources}, default=str)
    (folder / "datapackage.json").write_text(long(text), encoding="utf-8")
    return folder


def packed(name: str, content: Any, encoding: str) -> bytes:
    """The bytes of a file: compressed as its name says, or as the content does."""
    match name.rpartition(".")[2], content:
        case "xlsx", dict():
            return workbook(content)
        case "zip", {"plain": text}:
            return str(text).encode(encoding)
        case "zip", dict():
            stream = io.BytesIO()
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
                for inner, text in content.items():
                    archive.writestr(inner, text)
            return stream.getvalue()
        case _, dict():
            ((compression, content),) = content.items()
        case compression, _:
            pass
    text = long(str(content)).encode(encoding)
    return COMPRESS.get(compression, bytes)(text)


def workbook(sheets: Mapping[str, list[list[Any]]]) -> bytes:
    """A workbook of Excel."""
    stream, book = io.BytesIO(), openpyxl.Workbook()
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append([long(cell) if isinstance(cell, str) else cell for cell in row])
    book.remove(book.worksheets[0])
    book.save(stream)
    return stream.getvalue()


def long(text: str) -> str:
    """The text with ``@32000``, say, made that many letters."""
    for count in (32000, 32767, 50001):
        text = text.replace(f"@{count}", "x" * count)
    return text
