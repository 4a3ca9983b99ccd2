"""The section Petitions of the admin, put together from what the rooms show.

Imports `abuse`, `admin`, `counting`, `details`, `exports`, `keys`, `lifecycle`, `mailing`, `page`,
`petition`, `reuse` and `signatory`.
"""
