"""Whether what the product says of named groups is more than chance: `python -m calibration`."""
