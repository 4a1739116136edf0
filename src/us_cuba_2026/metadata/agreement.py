"""What the reliability study says of a table or a column, in a sentence for the codebook."""

from collections import Counter
from collections.abc import Mapping, Sequence

from us_cuba_2026.model.package import Package

Row = Mapping[str, str]

_TOLD: Mapping[str, str] = {
    "alpha_nominal": "alpha",
    "alpha_ordinal": "ordinal alpha",
    "alpha_interval": "interval alpha",
    "alpha_presence": "alpha of whether it is filled",
    "day_overlap": "share of common days",
    "f1_tuples": "F1",
    "f1_overlap": "F1 of overlapping spans",
    "b_cubed_f1": "B-cubed F1",
}
"""The coefficients that the codebook tells, and what it calls them; the table has the others."""

_CALLED: Mapping[str, str] = {
    "": "no verdict",
    "reliable": "reliable (.80 or more)",
    "no_variation": "one code throughout",
    "too_few": "too few cases",
    "tentative": "tentative (.667 or more)",
    "low": "low",
}
"""The verdicts, from the one that a field keeps only if no other of its coefficients has a worse one."""
_WORST = (*_CALLED,)

_NEEDED = ("coders", "agreement")


def agreements(package: Package) -> Mapping[str, str]:
    """How far blind coders agreed in the last round of the study, for each table and column that was compared.

    Args:
        package: A package; one without a study has nothing to say.

    Returns:
        A sentence for each ``table`` and ``table.column``. Where agreement is below the threshold it says so.

    Raises:
        PackageError: If a table of the study cannot be read.
    """
    found: dict[str, list[Row]] = {}
    for row in _last_round(package):
        if row["coefficient"] in _TOLD and ":" not in row["field"]:
            found.setdefault(row["field"], []).append(row)
    apart = _units_apart(package)
    return {field: f"Agreement {'; '.join(map(_told, rows))}.{apart.get(field, '')}" for field, rows in found.items()}


def readers(package: Package) -> str:
    """Who the coders of the last round were, and so what their agreement is; empty without a study."""
    coders = {one for row in _last_round(package) for one in row["coders"].split(";")}
    kinds = [row["kind"] for row in package.table("coders").rows() if row["coder_id"] in coders] if coders else []
    if not kinds:
        return ""
    if {*kinds} == {"language_model"}:
        return (
            f"Agreement is that of {len(kinds)} blind codings by language models: the consistency of one kind of "
            "reader with the manual, not agreement among people."
        )
    machines = kinds.count("language_model")
    of_them = f", {machines} of them language models" if machines else ""
    return f"Agreement is that of {len(kinds)} blind coders{of_them}."


def summary(package: Package) -> str:
    """What the study has found, in a few sentences for the datasheet.

    Args:
        package: A package.

    Returns:
        Who coded, and how many fields and kinds of units were found reliable; or that nobody has coded.

    Raises:
        PackageError: If a table of the study cannot be read.
    """
    rows = [row for row in _last_round(package) if row["verdict"] and ":" not in row["field"]]
    if not rows:
        return "No blind coding has been made yet: how far coders agree is not known."
    worst: dict[str, str] = {}
    for row in rows:
        worst[row["field"]] = max(worst.get(row["field"], ""), row["verdict"], key=_WORST.index)
    counts = Counter(worst[field] for field in worst if "." in field)
    fields = ", ".join(f"{counts[word]} {_CALLED[word]}" for word in _WORST if counts[word])
    far = sorted({row["field"] for row in _with_published(package) if row["verdict"] == "low" and "." in row["field"]})
    against = f" Low where coders are compared with the published rows: {', '.join(far)}." if far else ""
    marks = [row for row in rows if "." not in row["field"] and row["coefficient"] in _TOLD]
    units = "; ".join(f"{row['field']} {_value(row)} ({_TOLD[row['coefficient']]})" for row in marks)
    marked = f" Units: {units}." if units else ""
    against += "".join(f" Units of {table}: w{said[2:]}" for table, said in _units_apart(package).items())
    return (
        f"{readers(package)}{marked} The {counts.total()} coded fields by their verdicts: {fields}.{against} "
        "The codebook says it field by field."
    )


def _last_round(package: Package) -> Sequence[Row]:
    """The rows of ``agreement`` that compare blind coders alone, in the last round."""
    return _of_last_round(package)[0]


def _with_published(package: Package) -> Sequence[Row]:
    """The rows of ``agreement`` that compare a blind coder with the published rows, in the last round."""
    return [row for row in _of_last_round(package)[1] if row["coefficient"] in _TOLD and ":" not in row["field"]]


def _units_apart(package: Package) -> Mapping[str, str]:
    """For each table whose units blind coders mark otherwise than the published rows: how far both agree."""
    found: dict[str, list[str]] = {}
    for row in _with_published(package):
        if "." not in row["field"] and row["coefficient"] == "f1_overlap" and row["verdict"] in ("tentative", "low"):
            found.setdefault(row["field"], []).append(_value(row))
    return {
        table: f" With the published rows {', '.join(values)} ({_TOLD['f1_overlap']}): use with care."
        for table, values in found.items()
    }


def _of_last_round(package: Package) -> tuple[Sequence[Row], Sequence[Row]]:
    """The rows of ``agreement`` of the last round: of blind coders alone, and those with the published rows."""
    if not {*_NEEDED} <= {table.name for table in package.tables}:
        return [], []
    blind = {row["coder_id"] for row in package.table("coders").rows() if row["is_blind"] == "true"}
    rows = package.table("agreement").rows()
    last = max((int(row["round"]) for row in rows), default=0)
    rows = [row for row in rows if int(row["round"]) == last]
    alone = [row for row in rows if {*row["coders"].split(";")} <= blind]
    return alone, [row for row in rows if row not in alone]


def _told(row: Row) -> str:
    """A coefficient in a few words.

    Example:
        >>> cells = {"coefficient": "alpha_nominal", "units": "30", "percent": "80.0"}
        >>> cells |= {"value": "0.613", "verdict": "low"}
        >>> _told(cells), _told(cells | {"value": "0.912", "percent": "", "verdict": "reliable"})
        ('.61 (alpha, 30 units, 80 % the same): use with care', '.91 (alpha, 30 units)')
        >>> _told(cells | {"value": "", "units": "3", "percent": "100.0", "verdict": "too_few"})
        'not known (alpha, 3 units, 100 % the same): too few cases'
    """
    same = f", {float(row['percent']):.0f} % the same" if row["percent"] else ""
    about = f"({_TOLD[row['coefficient']]}, {row['units']} unit{'' if row['units'] == '1' else 's'}{same})"
    match row["verdict"]:
        case "too_few":
            return f"not known {about}: too few cases"
        case "no_variation":
            return f"not defined {about}: one code throughout"
    return f"{_value(row)} {about}" + ("" if row["verdict"] == "reliable" else ": use with care")


def _value(row: Row) -> str:
    """A coefficient with two decimals, as it is usually written."""
    return f"{float(row['value']):.2f}".replace("0.", ".", 1) if row["value"] else "not known"
