"""What is done to a partnership’s organisations."""
