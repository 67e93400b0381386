"""Coded work and transcripts of other programs, in and out; it knows nothing of a study."""
