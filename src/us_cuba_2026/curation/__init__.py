"""The curator's work, from an article to a proved package: what ``us-cuba-2026 curate`` does."""
