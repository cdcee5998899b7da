"""The cables on this machine: sources, import, index, search, links."""
