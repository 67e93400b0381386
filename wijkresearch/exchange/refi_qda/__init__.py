"""REFI-QDA, the standard by which programs for qualitative analysis exchange projects (.qdpx) and codebooks (.qdc).

Standard: REFI-QDA 1.5, edited by F. van Blommestein, 25 September 2019. Texts are read where they stand in the archive,
positions are translated to Unicode code points in the text with LF line ends (see `evidence`), and everything that has
no place in our tables is counted in `skipped`, as section 7 of the standard asks.
"""

from wijkresearch.exchange.refi_qda.positions import RULE_NAMES
from wijkresearch.exchange.refi_qda.reading import read_qdc, read_qdpx
from wijkresearch.exchange.refi_qda.writing import write_qdc, write_qdpx

__all__ = ["RULE_NAMES", "read_qdc", "read_qdpx", "write_qdc", "write_qdpx"]
