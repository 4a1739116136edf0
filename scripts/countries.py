"""Makes src/us_cuba_2026/rules/countries.csv: where on a grid the countries lie, for the rule on places.

usage: python scripts/countries.py COUNTRIES CODES [FILE]

COUNTRIES is `countries-10m.json` of the npm package world-atlas 2.0.2: the boundaries of Natural Earth 4.1.0, which are
in the public domain. CODES is `data/country-codes.csv` of the GitHub repository datasets/country-codes: the codes of
ISO 3166-1, and which territory is whose.

The grid has cells of half a degree. A country has the cells that it touches and those beside them, so that its borders
and coasts are drawn at least 50 km wide. A territory is also its state's; of areas that two states claim, both have the
cells. What has no code of ISO 3166-1 is nobody's.
"""

import argparse
import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import ceil, cos, floor, radians
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

FILE = Path(__file__).parents[1] / "src" / "us_cuba_2026" / "rules" / "countries.csv"
PER_DEGREE = 2
ROWS, COLUMNS = 180 * PER_DEGREE, 360 * PER_DEGREE
LAND = "land"
"""What stands for a country in the cells that any country touches, without those beside them."""

CLAIMS: Mapping[str, Sequence[str]] = {
    "ESH": ("MAR",),
    "FLK": ("ARG",),
    "ISR": ("PSE", "SYR"),
    "PSE": ("ISR",),
    "SGS": ("ARG",),
    "TWN": ("CHN",),
}
"""Countries whose area others claim, or have parts of."""

CLAIMED: Mapping[str, tuple[float, float, float, float]] = {
    "CHN": (26.5, 36.5, 73, 97.5),
    "ESH": (20.5, 28, -17.5, -8.5),
    "IND": (26.5, 37, 72.5, 97.5),
    "PAK": (32, 37, 73, 80.5),
    "SOM": (8, 11.5, 42.5, 49),
    "UKR": (44, 46.5, 32, 37),
}
"""For each country the south, north, west and east of land that is called its and that another holds."""

Cells = npt.NDArray[np.bool_]
Ring = npt.NDArray[np.float64]


def areas(topology: Mapping[str, Any]) -> Iterator[tuple[str, Sequence[Ring]]]:
    """The number of each country in ISO 3166-1, and the rings of its polygons (longitude, latitude)."""
    scale, shift = (np.array(topology["transform"][name]) for name in ("scale", "translate"))
    arcs = [np.cumsum(arc, axis=0) * scale + shift for arc in topology["arcs"]]
    for country in topology["objects"]["countries"]["geometries"]:
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        if "id" in country:
            rings = (
                np.concatenate([arcs[at] if at >= 0 else arcs[~at][::-1] for at in ring])
                for one in polygons
                for ring in one
            )
            yield country["id"], [whole(ring) for ring in rings]


def whole(ring: Ring) -> Ring:
    """A ring without the leaps at 180 degrees, by way of the pole if it runs around the earth."""
    longitude, latitude = np.unwrap(ring[:, 0], period=360), ring[:, 1]
    if abs(longitude[-1] - longitude[0]) > 1:
        pole = np.sign(latitude.mean()) * 90
        longitude = np.concatenate([longitude, [longitude[-1], longitude[0], longitude[0]]])
        latitude = np.concatenate([latitude, [pole, pole, latitude[0]]])
    return np.stack([longitude, latitude], axis=1)


def touched(rings: Iterable[Ring]) -> Cells:
    """The cells that an area touches: those with a piece of its boundary, and those whose middle is within."""
    cells = np.zeros((ROWS, COLUMNS), np.bool_)
    crossings: dict[int, list[float]] = defaultdict(list)
    for ring in rings:
        cells[_row(ring[:, 1]), _column(ring[:, 0])] = True
        for one, other in pairwise(ring):
            steps = ceil(float(np.abs(other - one).max()) * PER_DEGREE * 20) + 1
            if steps > 2:
                points = np.linspace(one, other, steps)
                cells[_row(points[:, 1]), _column(points[:, 0])] = True
            low, high = sorted((one[1], other[1]))
            for row in range(max(0, ceil((low + 90) * PER_DEGREE - 0.5)), ROWS):
                middle = (row + 0.5) / PER_DEGREE - 90
                if middle >= high:
                    break
                crossings[row].append(one[0] + (middle - one[1]) / (other[1] - one[1]) * (other[0] - one[0]))
    middles = (np.arange(-COLUMNS, 2 * COLUMNS) + 0.5) / PER_DEGREE - 180  # three times around the earth
    for row, at in crossings.items():
        is_within = np.searchsorted(np.sort(at), middles) % 2 == 1
        cells[row] |= is_within.reshape(3, COLUMNS).any(axis=0)
    return cells


def _row(latitude: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    return np.clip(np.floor((latitude + 90) * PER_DEGREE), 0, ROWS - 1).astype(np.int64)


def _column(longitude: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    return np.floor((longitude + 180) * PER_DEGREE).astype(np.int64) % COLUMNS


def widened(cells: Cells) -> Cells:
    """The cells and those beside them: one to the north and south, and as many degrees of the way to east and west."""
    wide = cells.copy()
    wide[1:] |= cells[:-1]
    wide[:-1] |= cells[1:]
    for row in range(ROWS):
        latitude = abs((row + 0.5) / PER_DEGREE - 90)
        for _ in range(ceil(1 / cos(radians(latitude)))):
            wide[row] |= np.roll(wide[row], 1) | np.roll(wide[row], -1)
    return wide


def box(south: float, north: float, west: float, east: float) -> Cells:
    """The cells between two parallels and two meridians."""
    cells = np.zeros((ROWS, COLUMNS), np.bool_)
    rows = slice(floor((south + 90) * PER_DEGREE), ceil((north + 90) * PER_DEGREE))
    cells[rows, floor((west + 180) * PER_DEGREE) : ceil((east + 180) * PER_DEGREE)] = True
    return cells


def grid(topology: Mapping[str, Any], codes: Iterable[Mapping[str, str]]) -> Mapping[str, Cells]:
    """The cells of each country, by its code, and those of them all."""
    listed = [row for row in codes if row["ISO3166-1-numeric"]]
    code_of = {row["ISO3166-1-numeric"].zfill(3): row["ISO3166-1-Alpha-3"] for row in listed}
    by_letters = {row["ISO3166-1-Alpha-2"]: row["ISO3166-1-Alpha-3"] for row in listed}
    state_of = {row["ISO3166-1-Alpha-3"]: by_letters.get(row["is_independent"].split()[-1]) for row in listed}
    cells: dict[str, Cells] = defaultdict(lambda: np.zeros((ROWS, COLUMNS), np.bool_))
    for number, rings in areas(topology):
        code, own = code_of[number], touched(rings)
        cells[LAND] |= own
        for each in (code, state_of[code], *CLAIMS.get(code, ())):
            if each:
                cells[each] |= own
    for code, bounds in CLAIMED.items():
        cells[code] |= box(*bounds)
    return {code: own if code == LAND else widened(own) for code, own in sorted(cells.items())}


def runs(cells: Cells) -> Iterator[tuple[int, int, int]]:
    """The runs of cells beside each other: row, first and last column."""
    for row in np.flatnonzero(cells.any(axis=1)).tolist():
        edges = np.diff(np.concatenate([[0], cells[row].astype(np.int8), [0]]))
        for first, end in zip(np.flatnonzero(edges == 1).tolist(), np.flatnonzero(edges == -1).tolist(), strict=True):
            yield row, first, end - 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("countries", type=Path, metavar="COUNTRIES")
    parser.add_argument("codes", type=Path, metavar="CODES")
    parser.add_argument("file", nargs="?", type=Path, default=FILE, metavar="FILE")
    arguments = parser.parse_args()
    with arguments.codes.open(encoding="utf-8", newline="") as lines:
        cells = grid(json.loads(arguments.countries.read_text(encoding="utf-8")), [*csv.DictReader(lines)])
    with arguments.file.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("country", "row", "first", "last"))
        writer.writerows((code, *run) for code, own in cells.items() for run in runs(own))
    print(f"wrote {arguments.file.name}")


if __name__ == "__main__":
    main()
