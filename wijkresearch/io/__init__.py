"""The only code that opens files: a study's folder, transcripts, and the exchange formats of other programs."""
