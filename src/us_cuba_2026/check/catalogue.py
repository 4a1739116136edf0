"""All rules there are, each with its id and a sentence."""

from collections.abc import Mapping

from us_cuba_2026.check import dates, evidence, figures, reader, rules, table_schema, vocabulary, whole_table
from us_cuba_2026.datapackage import Package


def catalogue() -> Mapping[str, str]:
    """The id of every rule and what it demands, sorted by id.

    Example:
        >>> catalogue()["cycle"]
        'no row is its own ancestor'
    """
    text = [rule for table in Package.read().tables for rule in rules.text_rules(table)]
    sentences = reader.RULES | table_schema.RULES | whole_table.RULES | vocabulary.RULES | evidence.RULES
    for rule in [*text, *rules.rules(), *dates.rules(), *evidence.rules(), *figures.rules(None)]:
        sentences.setdefault(rule.id, rule.sentence)
    return dict(sorted(sentences.items()))
