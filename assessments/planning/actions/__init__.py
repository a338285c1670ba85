"""What changes a plan: one verb a change."""
