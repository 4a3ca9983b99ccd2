"""Every file that the hub stores: what it really is, and what is taken out of it.

A photograph tells where it was taken and with which phone, a document who wrote it. What the hub stores
leaves it again, on a page or as a download; so all that nobody sees in a file is taken out before.
"""
