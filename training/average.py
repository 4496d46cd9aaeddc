"""Averages trained students of one line, weight by weight: what each learned last and by chance, the others do not bear out."""

import argparse
from pathlib import Path

import torch


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--name", required=True, help="name of the average")
    parser.add_argument("parts", nargs="+", metavar="NAME=SHARE", help="checkpoints and their shares, which add up to 1")
    options = parser.parse_args()
    average = {}
    for part in options.parts:
        name, share = part.split("=")
        for key, value in torch.load(options.work / f"{name}.pt", weights_only=False)["model"].items():
            average[key] = average.get(key, 0.0) + value.float() * float(share)
    torch.save({"model": average}, options.work / f"{options.name}.pt")


if __name__ == "__main__":
    main()
