"""The grammar of dates in Chinese: years, units, decades, and the expressions they form."""
