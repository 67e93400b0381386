"""The Dutch headings of the tables that notebooks show: per table, the columns in the order in which they are read."""

from wijkresearch.words import catalogue, nested

HEADINGS = nested("headings")["nl"]
SHARES = ("share", "baseline_share")
"""Columns with a share from 0 to 1, which a reader sees as a percentage."""
ATTRIBUTES = catalogue("attributes")["nl"]
