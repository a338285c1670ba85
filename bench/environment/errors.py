"""What stops a measurement."""


class MeasurementError(Exception):
    """Something could not be measured; the message says why."""
