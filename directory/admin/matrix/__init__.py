"""The matrix of a category, edited as the matrix that it is."""

from .pages import MatrixPages

__all__ = ["MatrixPages"]
