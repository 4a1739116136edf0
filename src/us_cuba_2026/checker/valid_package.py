"""The one door through which others read a package: only what the checks found nothing wrong with goes through."""

from collections.abc import Collection, Mapping
from pathlib import Path

from us_cuba_2026.checker.findings import Finding
from us_cuba_2026.checker.local.package_check import validate
from us_cuba_2026.files.errors import PackageError
from us_cuba_2026.model.package import Package, validate_command
from us_cuba_2026.model.profile import names_profile


def checked(
    path: Path | str | None = None,
    *,
    columns: Mapping[str, Collection[str]] = {},
    judged_elsewhere: Collection[str] = (),
) -> Package:
    """Read a package that is to be relied on.

    Args:
        path: A ``datapackage.json`` or its folder; the dataset itself if nothing is given.
        columns: The tables that the caller reads, and the columns of each that it relies on.
        judged_elsewhere: Ids of rules that the caller judges itself.

    Returns:
        The package.

    Raises:
        PackageError: If the checks find anything else; the message has the first finding, and the command for all.

    Example:
        >>> checked(columns={"quotes": ["text"]}).table("quotes").primary_key
        ('quote_id',)
    """
    package = Package.read(path)
    for name, wanted in columns.items():
        table = next((table for table in package.tables if table.name == name), None)
        if table is None:
            raise PackageError(f"{package.folder}: no table {name!r}; describe it in the descriptor")
        missing = [column for column in wanted if column not in table.names]
        if missing:
            raise PackageError(f"{package.folder}: table {name} has no column {missing[0]!r}; describe it")
    report = validate(path, text_quality=True)
    against = [finding for finding in report.findings if finding.rule not in judged_elsewhere]
    if against:
        count = sum(n for rules in report.counts.values() for rule, n in rules.items() if rule not in judged_elsewhere)
        more = f" ({count:,} findings in all)" if count > 1 else ""
        asked = "" if names_profile(package.descriptor) else " --text-quality"
        raise PackageError(
            f"the package is not valid: {_told(against[0])}{more}; run {validate_command(report.package)}{asked}"
        )
    return package


def _told(finding: Finding) -> str:
    """A finding in one line: where it is, and what is wrong."""
    place = [finding.table, f"row {finding.row}" if finding.row else "", finding.field or ""]
    cell = "" if finding.value is None else f"{finding.value!r} "
    return f"{', '.join(part for part in place if part)}: {cell}{finding.message}"
