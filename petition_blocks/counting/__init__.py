"""The numbers: each signature once, totals, published tables, goals, signatures on paper.

Imports `admin`, `petition`, `sealing` and `signature`.
"""
