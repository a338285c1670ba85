"""What the database can hold."""

LARGEST_ID = 2**63 - 1
