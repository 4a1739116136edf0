"""How to cite the dataset, or one row of it."""
