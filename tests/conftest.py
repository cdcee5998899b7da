"""For all tests: a busy machine is no failure, so that property tests have no deadline for one example."""

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
