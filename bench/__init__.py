"""Benchmarks: speed is measured here, and never asserted by a test."""
