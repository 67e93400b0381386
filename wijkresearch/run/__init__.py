"""Which notebooks, in what order, for which study; what is up to date; and the work itself."""
