"""The report: composed once as blocks, from finished tables, and written as a page, as a Word file and as a PDF."""
