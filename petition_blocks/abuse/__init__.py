"""The ladder: what makes a submission suspect, cheapest step first, and what is done with what was held back.

A step never turns anybody away and never answers differently: it returns a suspicion, or nothing. What a
visitor's browser can't do (run scripts, calculate) is none either. Nothing here keeps an address.
Imports `admin`, `counting`, `petition`, `sealing` and `signature`.
"""
