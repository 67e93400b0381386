"""Finished tables to pictures, HTML and Word. Nothing here calculates, filters or decides, and nothing opens a file."""
