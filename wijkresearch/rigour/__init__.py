"""Checks on the analysis: agreement, saturation, triangulation, audit, reporting standards. Same rules as `steps`."""
