"""What this dataset demands beside Table Schema."""
