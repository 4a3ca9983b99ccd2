"""What is kept of those who sign: handed in, confirmed, sealed, shown, and what is left of it.

With the rules for what strangers may enter. Imports `details`, `petition` and `sealing`.
"""
