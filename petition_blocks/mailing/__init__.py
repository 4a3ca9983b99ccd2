"""Mails: made, queued, sent, counted, refused, ended, and whether mailboxes believe them.

Imports `admin`, `page`, `petition`, `queue`, `sealing` and `signature`.
"""
