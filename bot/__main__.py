"""`python -m bot` and the console script `xuehui`."""

import os

# Spinning OpenMP threads on a shared machine make a query thirty times slower.
os.environ.setdefault("OMP_WAIT_POLICY", "passive")
os.environ["ANONYMIZED_TELEMETRY"] = "False"


def main() -> None:
    from bot.command_line import application  # noqa: PLC0415 - after the environment is set

    application()


if __name__ == "__main__":
    main()
