"""The rooms of the registry, in the order data walks through them.

diagnostics   what can be wrong, where, and how its author mends it
"""
