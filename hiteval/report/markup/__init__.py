"""The markup that a page may hold: one list, for what is cleaned and what is refused."""
