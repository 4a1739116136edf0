"""Lets ``python -m us_cuba_2026`` be the command."""

from us_cuba_2026.cli import process

if __name__ == "__main__":
    process()
