"""The references and links of cables as a graph, in GraphML and in the language of Graphviz."""
