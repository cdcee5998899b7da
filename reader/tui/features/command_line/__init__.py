"""The command line after ``:``: commands by name, with arguments, completion and history"""
