from hypothesis import settings

# A shared machine may be slow at any moment: time is measured in benchmarks/ instead.
settings.register_profile("hiteval", deadline=None)
settings.register_profile("thorough", deadline=None, max_examples=1500)
settings.load_profile("hiteval")
