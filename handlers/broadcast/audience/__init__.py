"""Who gets an announcement: chosen step by step, counted before anything else."""
