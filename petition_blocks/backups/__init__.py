"""Backups that end before the promised day, what becomes of a restored one, and moving to another database.

Imports `clock`, `erasure`, `exports`, `keys`, `page`, `petition`, `sealing`, `signatory`, `signature` and
`signing`.
"""
