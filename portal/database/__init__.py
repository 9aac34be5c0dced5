"""The database: a Django backend (ENGINE = "portal.database"), its roles, rights and own text functions.

Nothing outside this package knows whether the server is the embedded one or a real one.
"""
