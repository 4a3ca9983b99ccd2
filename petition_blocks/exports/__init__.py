"""Files of sealed signatures for recipients: written, fetched, opened, acknowledged.

Imports `admin`, `clock`, `keys`, `petition`, `queue`, `sealing` and `signature`.
"""
