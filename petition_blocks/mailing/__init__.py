"""Mails: made, queued, sent, counted, refused, ended, and whether mailboxes believe them.

Imports `admin`, `counting`, `page`, `petition`, `sealing` and `signature`.
"""
