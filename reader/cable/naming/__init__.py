"""Who and what is named in a cable: persons by title and capitals, places and organisations by the tables."""
