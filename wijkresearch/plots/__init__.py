"""Finished tables to pictures: one function per figure, the same for notebook and report, in the language it is given.

Nothing here calculates, filters or decides, and nothing opens a file.
"""

from wijkresearch.plots.agreement import draw_all_agreement, draw_all_disagreements
from wijkresearch.plots.axial_grouping import draw_data_structures
from wijkresearch.plots.case_selection import draw_all_specifications, draw_controls, draw_similarity
from wijkresearch.plots.coding import draw_code_maps
from wijkresearch.plots.conclusions import draw_all_verdicts
from wijkresearch.plots.connections import draw_all_roles, draw_role_pictures
from wijkresearch.plots.contrasts import draw_contrasts
from wijkresearch.plots.role_tables import draw_dot_tables, draw_published_tables, draw_share_charts
from wijkresearch.plots.saturation import draw_all_saturations
from wijkresearch.plots.style import use_style
from wijkresearch.plots.theory import draw_theory_maps
from wijkresearch.plots.triangulation import draw_triangulations

__all__ = [
    "draw_all_agreement",
    "draw_all_disagreements",
    "draw_all_roles",
    "draw_all_saturations",
    "draw_all_specifications",
    "draw_all_verdicts",
    "draw_code_maps",
    "draw_contrasts",
    "draw_controls",
    "draw_data_structures",
    "draw_dot_tables",
    "draw_published_tables",
    "draw_role_pictures",
    "draw_share_charts",
    "draw_similarity",
    "draw_theory_maps",
    "draw_triangulations",
    "use_style",
]
