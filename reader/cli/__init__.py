"""The command line: what the screen can do, for pipes and scripts. A verb imports only what it needs."""
