"""Making personal data unreadable: age files, digests of e-mail addresses, short codes.

What it takes in are texts and bytes. Imports no other room.
"""
