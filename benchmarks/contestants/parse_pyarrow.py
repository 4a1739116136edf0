"""Parses every cell of a package with pyarrow, batch by batch, and checks nothing: the practical limit."""

import pyarrow as pa
import pyarrow.csv as pacsv
from constraints import report, tables

for table in tables():
    reader = pacsv.open_csv(
        table.path,
        read_options=pacsv.ReadOptions(block_size=2**24),
        parse_options=pacsv.ParseOptions(newlines_in_values=True, invalid_row_handler=lambda row: "skip"),
        convert_options=pacsv.ConvertOptions(column_types={field.name: pa.string() for field in table.fields}),
    )
    for _ in reader:
        pass
report(0)
