"""Lines for commands: completion, and the lines typed in earlier sessions"""
