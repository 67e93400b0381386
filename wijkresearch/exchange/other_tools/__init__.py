"""Projects and reports of coding programs, other than REFI-QDA, read into one shape."""
