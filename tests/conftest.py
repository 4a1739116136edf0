"""Settings that hold for all tests."""

from hypothesis import settings

settings.register_profile("steady", deadline=None)  # on a busy machine a slow example is no mistake
settings.load_profile("steady")
