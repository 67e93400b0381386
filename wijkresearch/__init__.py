"""A multiple case study in public administration as an executable research package.

The method of one study (case selection, coding, axial grouping, role tables, conclusions) as small functions from
tables to tables. The notebooks tell it, `wijk run` runs it, `data/raw/<study>/` holds the decisions of people.
"""

__version__ = "0.1.0"
