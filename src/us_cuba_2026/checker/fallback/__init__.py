"""What the fast path does not cover: tables that frictionless reads cell by cell, reported like all others."""
