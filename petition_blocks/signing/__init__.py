"""From the form to a confirmed signature.

Imports `abuse`, `clock`, `counting`, `details`, `keys`, `mailing`, `page`, `petition`, `sealing` and
`signature`.
"""
