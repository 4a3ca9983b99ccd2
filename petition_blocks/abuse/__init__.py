"""The abuse ladder: what makes a submission suspect, cheapest step first, one module a step.

A step never turns anybody away and never answers differently: it returns a suspicion, or nothing. What a
visitor's browser can't do (run scripts, calculate) is no suspicion either. Nothing here keeps an address.
"""
