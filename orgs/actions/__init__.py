"""Changes to organizations, units and people, one module a journey."""
