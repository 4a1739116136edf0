"""What the words of an English article suggest to a curator, by rules: quotes, figures, dates, names, reasons."""
