"""The method: one module per notebook, same stem; tables in, tables out. Steps never import each other."""
