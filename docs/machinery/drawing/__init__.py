"""Diagrams: from a small text language to SVG, without other programs."""

from docs.machinery.drawing.boxes import draw_boxes, read_boxes
from docs.machinery.drawing.path_drawing import draw_path
from docs.machinery.drawing.path_text import read_path
from docs.machinery.drawing.svg import WrongDiagram

__all__ = ["WrongDiagram", "draw_boxes", "draw_path", "read_boxes", "read_path"]
