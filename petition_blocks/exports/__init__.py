"""Files of sealed signatures for recipients: written, fetched, opened, acknowledged.

Imports `admin`, `clock`, `details`, `keys`, `petition`, `sealing` and `signature`.
"""
