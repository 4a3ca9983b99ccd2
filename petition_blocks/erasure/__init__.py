"""The retention day: all is erased, a receipt stays, and a restored backup is erased again.

Imports `clock`, `exports`, `mailing`, `petition`, `signatory` and `signature`.
"""
