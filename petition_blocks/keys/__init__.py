"""Whose keys open the signatures: who may say so, what is done with them, and the log of it.

Imports `admin`, `mailing`, `petition`, `queue`, `sealing` and `signature`.
"""
