"""Changes to a partnership's organisations."""
