"""The reader robot: it follows a chapter as a reader does, block by block."""
