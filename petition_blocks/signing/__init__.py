"""From the form to a confirmed signature.

Imports `abuse`, `clock`, `counting`, `keys`, `mailing`, `page`, `petition`, `sealing` and `signature`.
"""
