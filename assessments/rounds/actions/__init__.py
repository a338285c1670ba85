"""Changes to rounds and sessions, one module a journey."""
