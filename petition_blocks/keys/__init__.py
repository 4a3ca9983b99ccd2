"""Whose keys open the signatures: who may say so, what is done with them, and the log of it.

Imports `admin`, `details`, `mailing`, `petition`, `sealing` and `signature`.
"""
