#!/usr/bin/env python3
"""Asks dpkg and rpm how pairs of version texts are ordered: versions.py SEED COUNT > pairs.txt

Each line is `deb|rpm <tab> left <tab> right <tab> order`, with -1, 0 or 1. The texts are those of
real packages, and mutations of them around what makes orders differ: tildes, carets, epochs, zeros
in front, letters next to digits. `make diff-versions` holds the answers against our own order.
"""
import random, subprocess, sys

REAL = {
    "deb": [
        "1:8.9p1-3ubuntu0.10", "1:8.9p1-3ubuntu0.10~esm1", "2.3.930.0-1", "1.300041.0b681-1",
        "5.15.0-91.101", "2.35-0ubuntu3.8", "1.0~rc1-1", "1.0+dfsg-2", "0.9.8zg-1", "2:4.13.1+ds",
        "10.2.1", "1.0-1~bpo11+1", "20230311ubuntu0.22.04.1", "1.2.3-4build1", "3.0.2-0ubuntu1.18",
    ],
    "rpm": [
        "8.7p1-8.amzn2023.0.11", "7.4p1-22.amzn2.0.9", "1:3.0.8-1.amzn2023.0.14", "3.3.987.0-1",
        "1.300049.1b929-1", "2.34-52.amzn2023.0.11", "6.1.115-126.197.amzn2023", "1.0~rc1-1.el9",
        "1.0^20230101git-1.el9", "2:8.2.2637-20.el9_1", "4.18.0-513.5.1.el8_9", "0.0.99.4-1",
        "1.0.0a-1", "20230311-1", "1.02-1", "1.2-1",
    ],
}
PIECES = {
    "deb": ["~", "+", ".", "-1", "0", "00", "1", "9", "10", "a", "z", "rc", "~~", "1:", "0:"],
    "rpm": ["~", "^", ".", "-1", "0", "00", "1", "9", "10", "a", "Z", "rc", "_", "1:", "0:", "+"],
}


def mutated(text, kind, random):
    for _ in range(random.randrange(1, 4)):
        at = random.randrange(len(text) + 1)
        match random.randrange(3):
            case 0: text = text[:at] + random.choice(PIECES[kind]) + text[at:]
            case 1: text = text[:at] + text[at + 1:]
            case 2: text = text[:at] + random.choice(PIECES[kind]) + text[at + 1:]
    return text


def is_version(text, kind):
    """What both sides agree to be a version; the rest is refused by one of them or by both."""
    if not text or text[0] in ":-" or text[-1] in ":-" or text.count(":") > 1: return False
    if kind == "rpm" and text.count("-") > 1: return False
    epoch, _, rest = text.rpartition(":")
    if epoch and not (epoch.isdigit() and len(epoch) < 6) or ":" in text and not epoch: return False
    head = rest.rsplit("-", 1)[0]
    return bool(head) and rest[0].isdigit() and "~" != head


def deb(left, right):
    def holds(operator):
        return subprocess.run(["dpkg", "--compare-versions", left, operator, right],
                              stderr=subprocess.DEVNULL).returncode == 0
    return -1 if holds("lt") else 1 if holds("gt") else 0


def rpm(pairs):
    """rpm's own comparison of the parts; a release counts where both have one."""
    def parts(text):
        epoch, _, rest = text.rpartition(":")
        version, _, release = rest.partition("-")
        return epoch or "0", version, release
    calls = []
    for left, right in pairs:
        one, two = parts(left), parts(right)
        for a, b in zip(one, two): calls.append((a, b) if a and b else ("1", "1"))
    answers = []
    for start in range(0, len(calls), 300):
        body = " ".join(f'print(rpm.vercmp("{a}","{b}").." ")' for a, b in calls[start:start + 300])
        out = subprocess.run(["rpm", "--eval", "%{lua:" + body + "}"], capture_output=True, text=True,
                             check=True)
        answers += [int(word) for word in out.stdout.split()]
    return [next((a for a in answers[i:i + 3] if a), 0) for i in range(0, len(answers), 3)]


def main():
    chance, count = random.Random(int(sys.argv[1])), int(sys.argv[2])
    for kind in ("deb", "rpm"):
        pairs = []
        while len(pairs) < count:
            left = chance.choice(REAL[kind])
            right = mutated(left if chance.random() < 0.7 else chance.choice(REAL[kind]), kind, chance)
            if chance.random() < 0.3: left = mutated(left, kind, chance)
            if is_version(left, kind) and is_version(right, kind): pairs.append((left, right))
        orders = [deb(*pair) for pair in pairs] if kind == "deb" else rpm(pairs)
        for (left, right), order in zip(pairs, orders): print(kind, left, right, order, sep="\t")


main()
