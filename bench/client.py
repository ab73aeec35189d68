"""Reads a details response as a Python client does, several times, and prints the results as JSON.

    python3 bench/client.py ANSWER ROUNDS

`json`: the body is read, parsed by `json.loads`, and each issue validated by pydantic.
`direct`: pydantic parses and validates the body in one go.
"""

import json
import platform
import sys
import time

import pydantic


class Issue(pydantic.BaseModel):
    id: str | None = None
    name: str | None = None
    comment: str | None = None
    refs: list[str] = []


class Check(pydantic.BaseModel):
    name: str
    issues: list[Issue]


checks = pydantic.TypeAdapter(dict[str, Check])


def read_by_json(body: bytes) -> list[Issue]:
    answer = json.loads(body)
    return [Issue.model_validate(issue) for check in answer.values() for issue in check["issues"]]


def read_directly(body: bytes) -> list[Issue]:
    return [issue for check in checks.validate_json(body).values() for issue in check.issues]


def length(issue: Issue) -> int:
    texts = [issue.id, issue.name, issue.comment, *issue.refs]
    return sum(len(text) for text in texts if text)


def measure(read, body: bytes, rounds: int) -> dict:
    milliseconds = []
    for _ in range(rounds):
        since = time.perf_counter()
        issues = read(body)
        total = sum(length(issue) for issue in issues)
        milliseconds.append((time.perf_counter() - since) * 1000)
    return {"issues": len(issues), "length": total, "milliseconds": milliseconds}


def main() -> None:
    path, rounds = sys.argv[1], int(sys.argv[2])
    with open(path, "rb") as file:
        body = file.read()
    json.dump(
        {
            "json": measure(read_by_json, body, rounds),
            "direct": measure(read_directly, body, rounds),
            "versions": f"Python {platform.python_version()}, pydantic {pydantic.VERSION}",
        },
        sys.stdout,
    )


main()
