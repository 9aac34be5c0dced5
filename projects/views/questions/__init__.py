"""Rimlighetskontroll: the list of questions, each question, its answer, and the button that asks again."""
