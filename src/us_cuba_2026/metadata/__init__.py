"""What archives, search engines and readers are told of the dataset."""
