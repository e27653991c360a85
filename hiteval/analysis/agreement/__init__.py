"""How far coders and raters agree, by published coefficients."""
