"""Diagnostics, standings and tasks -> text for a terminal, a pull request or a program.

Every formatter is pure: values in, text out.
"""
