"""Checks on the analysis itself: agreement, saturation, triangulation, audit, reporting standards. Same rules as `steps`."""
