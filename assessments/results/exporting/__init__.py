"""Tables of the results room as files: CSV, XLSX and JSON of the same values that pages show."""
