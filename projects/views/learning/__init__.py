"""The pages of Lärande: /projekt/larande/. A module for each noun; ``pages`` is what they have in common."""
