"""Reads of the planning room."""
