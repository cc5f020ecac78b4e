"""This project and its peers, side by side on the same passages and questions."""
