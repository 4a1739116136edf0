"""Links between rows where Datasette itself makes none: a script that its pages load, with the ids that lead somewhere.

Datasette links foreign keys of tables. Ids in the results of queries, in lists and in columns that point to several
tables (``record_id``) are text to it.
"""

import json
import re
from collections.abc import Sequence
from importlib.resources import files
from urllib.parse import quote

from us_cuba_2026.exports.content import Part

MOST = 1000
"""Of larger tables no ids are linked, since each page would load them all."""
_ID = re.compile(r"[a-z]+-[0-9]+")


def script_address(database: str, parts: Sequence[Part]) -> str:
    """The script as an address that holds it whole, for ``extra_js_urls``; empty if there are no ids to link.

    Args:
        database: Name of the database.
        parts: Its tables and views.
    """
    ids = {part.name: " ".join(keys) for part in parts if (keys := _ids(part))}
    if not ids:
        return ""
    held = json.dumps({"database": _in_an_address(database), "ids": ids}, separators=(",", ":"))
    script = (files(__package__) / "datasette_links.js").read_text(encoding="utf-8")
    return f"data:text/javascript;charset=utf-8,{quote(script.replace('HELD', held, 1))}"


def _ids(part: Part) -> list[str]:
    """The keys of a table that are ids; none of a view, whose rows are those of a table."""
    if part.is_flat or len(part.table.primary_key) != 1 or part.frame.height > MOST:
        return []
    return [key for key in map(str, part.frame[part.table.primary_key[0]]) if _ID.fullmatch(key)]


def _in_an_address(database: str) -> str:
    """A name as Datasette writes it in an address.

    Example:
        >>> _in_an_address("us-cuba-2026"), _in_an_address("a.b")
        ('us-cuba-2026', 'a~2Eb')
    """
    return re.sub(r"[^\w-]", lambda found: f"~{ord(found[0]):02X}", database)
