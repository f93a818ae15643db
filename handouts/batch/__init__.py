"""A clinic's batch: a roster in, every handout out.

roster -> rows -> preflight -> jobs -> handouts -> report. Each row is checked before the first page
is made; what is wrong is told by row and column, never by its value.
"""
