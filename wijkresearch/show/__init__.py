"""Finished tables as sentences and tables for people. Nothing here calculates, filters, decides or opens a file."""
