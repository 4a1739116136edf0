"""All rules there are, each with its id and a sentence."""

from collections.abc import Mapping

from us_cuba_2026.checker import group_rules, table_schema, text_quality
from us_cuba_2026.checker.reading import table_reader
from us_cuba_2026.model.package import Package
from us_cuba_2026.rules import evidence, figures, groups, vocabulary
from us_cuba_2026.rules.dataset import row_rules


def catalogue() -> Mapping[str, str]:
    """The id of every rule and what it demands, sorted by id.

    Example:
        >>> catalogue()["cycle"]
        'no row is its own ancestor'
    """
    text = [rule for table in Package.read().tables for rule in text_quality.row_rules(table)]
    of_checker = table_reader.RULES | table_schema.RULES | text_quality.RULES | group_rules.RULES
    sentences = of_checker | groups.RULES | vocabulary.RULES | evidence.RULES
    for rule in [*text, *row_rules(), *figures.rules(None)]:
        sentences.setdefault(rule.id, rule.sentence)
    return dict(sorted(sentences.items()))
