"""Before anything is erased because its time has come: is it really that late?

Imports `admin`.
"""
